# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class MailThread(models.AbstractModel):
    """Answers that consist of nothing but a calendar."""

    _inherit = "mail.thread"

    def _message_parse_extract_payload(
        self, message, message_dict, save_original=False
    ):
        """Keep a calendar that is the whole mail; core takes it for the mail's text."""
        payload = super()._message_parse_extract_payload(
            message, message_dict, save_original=save_original
        )
        if message.get_content_type() == "text/calendar":
            payload["attachments"].append(
                self._Attachment("invite.ics", message.get_content(), {})
            )
        return payload
