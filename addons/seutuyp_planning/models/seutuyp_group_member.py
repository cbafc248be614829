# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypGroupMember(models.Model):
    """Who joins or leaves a group joins or leaves its meetings to come."""

    _inherit = "seutuyp.group.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members.group_id._refresh_meetings(members.partner_id)
        return members

    def write(self, vals):
        groups, people = self.group_id, self.partner_id
        result = super().write(vals)
        if {"group_id", "partner_id", "role", "date_from", "date_to"} & set(vals):
            (groups | self.group_id)._refresh_meetings(people | self.partner_id)
        return result

    def unlink(self):
        groups, people = self.group_id, self.partner_id
        result = super().unlink()
        groups._refresh_meetings(people)
        return result
