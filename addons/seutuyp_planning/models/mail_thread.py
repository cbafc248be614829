# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class MailThread(models.AbstractModel):
    """What comes back after an invitation has been mailed."""

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

    def _routing_handle_bounce(self, email_message, message_dict):
        """Note an invitation that came back, so that its meeting names the person."""
        result = super()._routing_handle_bounce(email_message, message_dict)
        if _has_failed(email_message):
            self.env["seutuyp.invitation"].sudo()._bounced(
                message_dict.get("bounced_msg_ids") or []
            )
        return result


def _has_failed(message):
    """Tell a mail that came back from one that is only late, or was delivered."""
    actions = [
        (block.get("Action") or "").strip().lower()
        for part in message.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in part.get_payload()
        if block.get("Action")
    ]
    return not actions or "failed" in actions
