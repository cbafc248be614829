# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools.lights import RED


class SeutuypHome(models.AbstractModel):
    """What of the system itself waits for its administrators."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        return ["system", *super()._kinds()]

    @api.model
    def _waiting_followups(self):
        return super()._waiting_followups() + self._waiting_system()

    @api.model
    def _waiting_system(self):
        """List what of the system is red."""
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            return []
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_network.seutuyp_system_check_action_check"
        )
        return [
            self._item(
                "system",
                self.env._(
                    "The system needs you: %(what)s. %(how)s",
                    what=check["name"],
                    how=check["text"].partition("\n")[0],
                ),
                self.env["seutuyp.system.check"],
                self.env._("State of the system"),
                detail=check["advice"],
                action=action,
            )
            for check in self.env["seutuyp.system"]._checks()
            if check["light"] == RED
        ]
