# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date

from ..tools import lights


class SeutuypRegion(models.Model):
    """How a region stands: one light a duty, with the reason and the next step.

    The rules are in ``tools/lights.py``; here facts are gathered, findings put into
    words and the next step chosen for the person who looks.
    """

    _inherit = "seutuyp.region"

    duties = fields.Json(
        compute="_compute_duties",
        help="One light a duty: code, label, light, reason and next step.",
    )

    @api.depends_context("uid", "lang")
    def _compute_duties(self):
        saved = self._origin
        found = saved._duties()
        for region in self:
            region.duties = found.get(region._origin.id, [])

    # ------------------------------------------------------------------ who looks
    def _open_to_user(self):
        """Return those regions whose inner work the current user may read.

        Agreements, groups and meetings belong to a region; its licence is public.
        """
        if self.env.su or self._reads_nation():
            return self
        return self._with_user_in("user_ids")

    @api.model
    def _reads_nation(self):
        user = self.env.user
        return user.has_group("seutuyp_network.group_reviewer") or user.has_group(
            "seutuyp_network.group_manager"
        )

    def _with_user_in(self, path):
        """Return those of ``self`` whose ``path`` of users holds the current one."""
        if not self.ids:
            return self.browse()
        return self.with_context(active_test=False).search(
            [("id", "in", self.ids), (path, "in", self.env.uid)]
        )

    def _viewer_roles(self):
        """Return {region id: role}: what the current user is in each region.

        ``editor``, ``area`` (contact), ``reviewer`` or ``reader``, the nearest first.
        """
        roles = dict.fromkeys(self._open_to_user().ids, "reader")
        if self.env.user.has_group("seutuyp_network.group_reviewer"):
            roles.update(dict.fromkeys(self.ids, "reviewer"))
        contact = self._with_user_in("area_id.contact_id.user_ids")
        roles.update(dict.fromkeys(contact.ids, "area"))
        roles.update(dict.fromkeys(self._with_user_in("editor_user_ids").ids, "editor"))
        return roles

    # --------------------------------------------------------------------- duties
    def _duties(self):
        """Add the agreement and the licence, before the groups.

        Of a region whose inner work the user may not read only the licence is told.
        """
        found = super()._duties()
        roles = self._viewer_roles()
        today = self.env["seutuyp.dated.mixin"]._today()
        for region in self:
            role = roles.get(region.id)
            licence = region._duty_licence(role, today)
            if role:
                agreement = region._duty_agreement(role, today)
                found[region.id] = [agreement, licence, *found[region.id]]
            else:
                found[region.id] = [licence]
        return found

    # ------------------------------------------------------------------ agreement
    def _duty_agreement(self, role, today):
        running, preparing = self.agreement_id, self._preparing_agreement()
        light, code = lights.agreement(
            running._light_facts(),
            preparing._light_facts(),
            had_one=bool(self.agreement_ids - preparing),
            started=bool(self.coordinator_id),
            today=today,
        )
        if self.successor_id:
            light, code = lights.GREY, "merged"
        item = running if code in lights_of_running else preparing or running
        action, label = self._agreement_step(role, code, item)
        return {
            "code": "agreement",
            "label": self.env._("Agreement"),
            "light": light,
            "reason": self._agreement_reason(code, item),
            "action": action,
            "action_label": label,
        }
