# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _unsubscribe_without_access(self):
        """Unsubscribe internal users who may no longer read these records."""
        followers = (
            self.env["mail.followers"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("partner_id.user_ids", "!=", False),
                ]
            )
        )
        for partner, own in followers.grouped("partner_id").items():
            user = partner.user_ids.filtered(lambda user: not user.share)[:1]
            records = self.browse(own.mapped("res_id"))
            if user and (
                lost := records - records.with_user(user)._filtered_access("read")
            ):
                lost.message_unsubscribe(partner.ids)
