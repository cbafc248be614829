# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from odoo import api, fields, models
from odoo.tools import email_normalize

from ..tools import invitation as icalendar

_logger = logging.getLogger(__name__)


class SeutuypCalendarReply(models.Model):
    """An answer that a mail program sent (METHOD:REPLY), and what became of it."""

    _name = "seutuyp.calendar.reply"
    _inherit = ["seutuyp.guard.mixin", "mail.thread"]
    _description = "Answer by mail"
    _order = "id desc"
    _guard_all = True
    _mail_post_access = "read"

    sender = fields.Char(readonly=True)
    event_id = fields.Many2one("calendar.event", ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", ondelete="cascade")
    answer = fields.Selection(
        [("accepted", "Yes"), ("declined", "No"), ("tentative", "Maybe")],
        readonly=True,
    )
    result = fields.Selection(
        [
            ("applied", "Noted"),
            ("outdated", "Too old"),
            ("unknown", "No such meeting or person"),
            ("unreadable", "Not readable"),
        ],
        required=True,
    )

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Take an answer in; called by the mail gateway.

        :param dict msg_dict: the mail, see ``mail.thread``
        :return: the record that says what became of it
        """
        sender = email_normalize(msg_dict.get("email_from") or "") or ""
        record = self.browse()
        for reply in self._replies(msg_dict) or [None]:
            record = self._apply(sender, reply)
        return record

    def message_update(self, msg_dict, update_vals=None):
        """Take in an answer that came as a reply to another mail."""
        self.message_new(msg_dict)
        return True

    @api.model
    def _replies(self, msg_dict):
        found = []
        for attachment in msg_dict.get("attachments") or []:
            content = attachment[1]
            data = content.encode() if isinstance(content, str) else content
            if b"BEGIN:VCALENDAR" not in data[:200]:
                continue
            try:
                found += icalendar.read_reply(data)
            except icalendar.BadCalendar as error:
                _logger.info("An answer by mail was not readable: %s", error)
        return found

    @api.model
    def _apply(self, sender, reply):
        """Note one answer with its meeting.

        It counts only from the invited person's own address, for the meeting as it is
        now: an answer to a time that has been changed since says nothing.

        :param str sender: normalised address of the mail's sender
        :param reply: :class:`icalendar.Reply` or None
        """
        vals = {"sender": sender, "result": "unreadable"}
        if reply:
            event = (
                self.env["calendar.event"]
                .sudo()
                .search([("ics_uid", "=", reply.uid)], limit=1)
            )
            attendee = event.attendee_ids.filtered(
                lambda item: item.partner_id.email_normalized == sender
            )[:1]
            known = attendee and reply.email == sender
            vals = {
                "sender": sender,
                "event_id": event.id,
                "partner_id": attendee.partner_id.id,
                "answer": reply.state if reply.state != "needsAction" else False,
                "result": "unknown",
            }
            if known and reply.sequence < event.ics_sequence:
                vals["result"] = "outdated"
            elif known and vals["answer"]:
                vals["result"] = "applied"
                attendee._answer(reply.state, reply.comment)
        return self.sudo()._create_guarded(vals)
