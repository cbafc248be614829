# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

SEAT_FIELDS = frozenset({"group_id", "partner_id", "role", "date_from", "date_to"})


class SeutuypGroupMember(models.Model):
    """Who joins or leaves a group joins or leaves its meetings to come."""

    _inherit = "seutuyp.group.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        nobody = self.env["res.partner"]
        members.group_id._refresh_meetings(members.partner_id, nobody)
        return members

    def write(self, vals):
        groups, people, came = self.group_id, self.partner_id, self._who_come()
        result = super().write(vals)
        if SEAT_FIELDS & set(vals):
            groups |= self.group_id
            groups._refresh_meetings(people | self.partner_id, came)
        return result

    def unlink(self):
        groups, people, came = self.group_id, self.partner_id, self._who_come()
        result = super().unlink()
        groups._refresh_meetings(people, came)
        return result

    def _who_come(self):
        """Return those whose seat brings them to the meetings: all but deputies."""
        return self.filtered(lambda seat: seat.role != "deputy").partner_id
