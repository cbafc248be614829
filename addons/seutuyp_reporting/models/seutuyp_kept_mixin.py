# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypKeptMixin(models.AbstractModel):
    """Records that somebody keeps: who does may change them and move them on."""

    _name = "seutuyp.kept.mixin"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin"]
    _description = "Kept by somebody"

    def _is_kept_by(self, user):
        """Return whether a user keeps this one record, which is a superuser's.

        :rtype: bool
        """
        raise NotImplementedError

    @api.model
    def _may_begin(self):
        """Return whether the user keeps a region, an area, the nation or them all."""
        wide = "seutuyp_network.group_reviewer,seutuyp_network.group_manager"
        if self.env.user.has_groups(wide):
            return True
        mine = [("editor_user_ids", "in", self.env.uid)]
        return any(
            self.env[place].sudo().search_count(mine, limit=1)
            for place in ("seutuyp.region", "seutuyp.area")
        )

    def _has_role(self, role):
        self.ensure_one()
        if role != "keeper":
            return super()._has_role(role)
        user = self.env.user
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        return self.sudo()._is_kept_by(user)

    def _may_change(self, operation):
        return self._has_role("keeper")
