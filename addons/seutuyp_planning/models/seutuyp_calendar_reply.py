# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, html2plaintext

from odoo.addons.seutuyp_network.tools.masking import where

from ..tools import reply as itip

_logger = logging.getLogger(__name__)

KEPT_MONTHS = 12
ANSWERS = [("accepted", "Yes"), ("declined", "No"), ("tentative", "Maybe")]


class SeutuypCalendarReply(models.Model):
    """An answer that a mail program sent, and what became of it.

    It counts only from the invited person's own address, for the meeting as it is now.
    What a program cannot settle is told to whoever keeps the meeting, not lost.
    """

    _name = "seutuyp.calendar.reply"
    _inherit = ["seutuyp.guard.mixin", "mail.thread"]
    _description = "Answer by mail"
    _order = "id desc"
    _rec_name = "sender"
    _guard_all = True
    _mail_post_access = "read"

    sender = fields.Char(readonly=True)
    event_id = fields.Many2one("calendar.event", ondelete="cascade", index=True)
    partner_id = fields.Many2one("res.partner", ondelete="cascade")
    answer = fields.Selection(ANSWERS, readonly=True)
    stamp = fields.Datetime(string="Given on", readonly=True)
    result = fields.Selection(
        [
            ("applied", "Noted"),
            ("countered", "Another time proposed"),
            ("delegated", "Passed on to somebody"),
            ("outdated", "Too old"),
            ("late", "The meeting is cancelled or past"),
            ("foreign", "From somebody who is not invited"),
            ("unknown", "No such meeting"),
            ("written", "A letter, passed on"),
            ("unreadable", "Not readable"),
        ],
        string="What became of it",
        required=True,
    )

    # ------------------------------------------------------------------- gateway
    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Take an answer in; called by the mail gateway.

        :param dict msg_dict: the mail, see ``mail.thread``
        :return: the record that says what became of it
        """
        sender = email_normalize(msg_dict.get("email_from") or "") or ""
        replies = self._replies(msg_dict)
        own = [reply for reply in replies if reply.email == sender]
        record = self.browse()
        for reply in own or replies[:1]:
            record = self._apply(sender, reply)
        return record or self._apply_letter(sender, msg_dict)

    def message_update(self, msg_dict, update_vals=None):
        """Take in an answer that came as a reply to another mail."""
        self.message_new(msg_dict)
        return True

    @api.model
    def _replies(self, msg_dict):
        """Return the answers of a mail, each once: Google sends them twice."""
        found = {}
        for attachment in msg_dict.get("attachments") or []:
            content = attachment[1]
            data = content.encode() if isinstance(content, str) else content
            if not isinstance(data, bytes) or not itip.is_calendar(data):
                continue
            try:
                for reply in itip.read(data):
                    found.setdefault((reply.uid, reply.email, reply.method), reply)
            except itip.BadCalendar as error:
                _logger.info("An answer by mail was not readable: %s", where(error))
        return list(found.values())

    # ------------------------------------------------------------------- answers
    @api.model
    def _apply(self, sender, reply):
        """Note one answer with its meeting.

        :param str sender: normalised address of the mail's sender
        :param reply: :class:`..tools.reply.Reply`
        """
        events = self.env["calendar.event"].sudo().with_context(active_test=False)
        event = events.search([("ics_uid", "=", reply.uid)])
        attendees = self._attendees(event, sender, reply)
        result = self._judge(event, attendees, reply)
        if result == "applied":
            result = self._note(attendees, reply)
        if result == "foreign":
            self._tell_foreign(event, sender, reply)
        return self.sudo()._create_guarded(
            {
                "sender": sender,
                "event_id": event.id,
                "partner_id": attendees[:1].partner_id.id,
                "answer": reply.state if reply.state in dict(ANSWERS) else False,
                "stamp": reply.stamp,
                "result": result,
            }
        )

    @api.model
    def _attendees(self, event, sender, reply):
        """Return for whom an answer speaks: the sender, and only he or she.

        Several people may share a mailbox. The name tells them apart where the program
        sends it, else they answer together.
        """
        if reply.email != sender:
            return event.attendee_ids.browse()
        same = event.attendee_ids.filtered(
            lambda item: item.partner_id.email_normalized == sender
        )
        named = same.filtered(
            lambda item: (item.partner_id.name or "").lower() == reply.name.lower()
        )
        return named or same

    @api.model
    def _judge(self, event, attendees, reply):
        """Return what an answer is worth, a key of ``result``."""
        if not event:
            return "unknown"
        if event.meeting_state == "cancelled" or event.stop < fields.Datetime.now():
            return "late"
        if not attendees:
            return "foreign"
        if reply.method == itip.COUNTER or reply.state == itip.DELEGATED:
            return "applied"
        if reply.state == "needsAction":
            return "unreadable"
        is_old = reply.sequence < event.ics_time_sequence
        if is_old or self._has_newer(event, attendees, reply):
            return "outdated"
        return "applied"

    @api.model
    def _has_newer(self, event, attendees, reply):
        """Tell whether a later answer by mail overtook this one on the way."""
        if not reply.stamp:
            return False
        return bool(
            self.sudo().search_count(
                [
                    ("event_id", "=", event.id),
                    ("partner_id", "in", attendees.partner_id.ids),
                    ("result", "=", "applied"),
                    ("stamp", ">", reply.stamp),
                ],
                limit=1,
            )
        )

    @api.model
    def _note(self, attendees, reply):
        """Write an answer down.

        :return: what became of it, a key of ``result``
        """
        try:
            with self.env.cr.savepoint():
                if reply.state == itip.DELEGATED:
                    return self._note_delegated(attendees, reply)
                if reply.state in dict(ANSWERS):
                    for attendee in attendees:
                        attendee._answer(reply.state, reply.comment)
        except UserError:
            return "late"
        if reply.method == itip.COUNTER:
            self._tell_counter(attendees[:1], reply)
            return "countered"
        return "applied"

    @api.model
    def _note_delegated(self, attendees, reply):
        """Call the deputy to whom somebody passed the invitation on, if it is one."""
        for attendee in attendees:
            deputy = attendee.possible_deputy_ids.filtered(
                lambda person: person.email_normalized == reply.delegate
            )[:1]
            attendee._answer("declined", reply.comment, deputy or None)
            if not deputy:
                self._tell_delegated(attendee, reply)
        return "delegated"

    # -------------------------------------------------------------- told to people
    @api.model
    def _tell_foreign(self, event, sender, reply):
        event._tell_keeper(
            lambda env: env._(
                "%(sender)s answered “%(answer)s” to the invitation of %(address)s. "
                "Nothing was noted: only the invited answer, from their own address. "
                "Ask, and note the answer yourself if it is right.",
                sender=sender,
                answer=self._answer_word(env, reply.state),
                address=reply.email,
            )
        )

    @api.model
    def _answer_word(self, env, state):
        field = self._fields["answer"]
        return dict(field._description_selection(env)).get(state, state)

    @api.model
    def _tell_counter(self, attendee, reply):
        times = {
            "start": fields.Datetime.to_string(reply.start),
            "stop": fields.Datetime.to_string(reply.stop or reply.start),
        }
        attendee.event_id._tell_keeper(
            lambda env: env._(
                "%(person)s proposes another time: %(time)s. Nothing has been changed; "
                "move the meeting if it suits.\n%(comment)s",
                person=attendee.partner_id.name,
                time=env["seutuyp.invitation"]._time_text(reply.start and times) or "?",
                comment=reply.comment,
            )
        )

    @api.model
    def _tell_delegated(self, attendee, reply):
        attendee.event_id._tell_keeper(
            lambda env: env._(
                "%(person)s cannot come and passed the invitation on to %(address)s, "
                "who is not a deputy of the group. Name a deputy if one is needed.",
                person=attendee.partner_id.name,
                address=reply.delegate or "?",
            )
        )

    @api.model
    def _apply_letter(self, sender, msg_dict):
        """Pass on what somebody wrote by hand to whoever keeps the meeting.

        Which meeting it is, is known by the mail that was answered.
        """
        before = f"{msg_dict.get('in_reply_to')} {msg_dict.get('references')}".split()
        line = (
            self.env["seutuyp.invitation"]
            .sudo()
            .search([("message_id", "in", before)], limit=1, order="id desc")
        )
        event = line.event_id
        text = html2plaintext(msg_dict.get("body") or "").strip()[:2000]
        known = event and line.address == sender
        if known and text:
            event._tell_keeper(
                lambda env: env._(
                    "%(person)s wrote:\n%(text)s",
                    person=line.partner_id.name,
                    text=text,
                )
            )
        return self.sudo()._create_guarded(
            {
                "sender": sender,
                "event_id": event.id,
                "partner_id": line.partner_id.id if known else False,
                "result": "written" if known and text else "unreadable",
            }
        )

    @api.model
    def _domain_old(self):
        """Return the domain of mails that have been kept long enough."""
        limit = fields.Datetime.now() - relativedelta(months=KEPT_MONTHS)
        return Domain("create_date", "<", limit)

    @api.autovacuum
    def _gc_old(self):
        """Forget the mails after their time."""
        self.search(self._domain_old(), limit=1000)._guarded().unlink()
