# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import email_normalize, format_datetime

from ..tools import invitation as icalendar

TIMEZONE = "Europe/Helsinki"
BATCH = 20


class SeutuypInvitation(models.Model):
    """The queue of invitations, updates and cancellations.

    One line a person and number. What it says is kept here, so that a cancellation
    survives its meeting. Lines are made with the change itself and mailed by a job that
    commits after each few: a crash half-way neither loses nor repeats any.
    """

    _name = "seutuyp.invitation"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Invitation"
    _order = "id"
    _guard_all = True

    event_id = fields.Many2one("calendar.event", ondelete="set null", index=True)
    uid = fields.Char(string="Identity in calendars", required=True)
    sequence = fields.Integer(required=True, aggregator=False)
    method = fields.Selection(
        [("REQUEST", "Invitation"), ("CANCEL", "Cancellation")], required=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Receiver", required=True, ondelete="cascade", index=True
    )
    is_update = fields.Boolean(string="Update")
    state = fields.Selection(
        [("queued", "Queued"), ("mailed", "Mailed"), ("replaced", "Replaced")],
        required=True,
        default="queued",
        index=True,
    )
    mailed_on = fields.Datetime()
    content = fields.Json()
    title = fields.Char(compute="_compute_words")
    time_text = fields.Char(compute="_compute_words")

    _once = models.UniqueIndex(
        "(uid, sequence, method, partner_id)", "This invitation is queued already."
    )
    _queued_idx = models.Index("(id) WHERE state = 'queued'")

    @api.depends_context("lang")
    def _compute_words(self):
        for line in self:
            content = line.content or {}
            line.title = content.get("name", "")
            line.time_text = line._time_text(content)

    @api.model
    def _time_text(self, content):
        """Return when the meeting is, as written in the reader's language."""
        if not content:
            return ""
        start, stop = content["start"], content["stop"]
        first = format_datetime(
            self.env, start, tz=TIMEZONE, dt_format=self.env._("EEEE d.M.y, H.mm")
        )
        last = format_datetime(
            self.env, stop, tz=TIMEZONE, dt_format=self.env._("H.mm")
        )
        return f"{first}–{last}"

    def _subject(self):
        """Return the subject of an invitation in the reader's language."""
        self.ensure_one()
        name = {"meeting": self.title, "time": self.time_text}
        if self.is_update:
            return self.env._("Changed: %(meeting)s, %(time)s", **name)
        return self.env._("Invitation: %(meeting)s, %(time)s", **name)

    def _lead(self):
        """Return the first sentence of an invitation in the reader's language."""
        self.ensure_one()
        if self.is_update:
            return self.env._(
                "The meeting has been changed. Your calendar updates itself; please "
                "answer anew if the time has changed."
            )
        return self.env._("You are invited to a meeting.")

    # ---------------------------------------------------------------------- queue
    @api.model
    def _queue(self, events, method, people=None):
        """Queue a message to the invited of ``events``; older ones not yet mailed drop.

        People without an address are left out; the meeting names them.

        :param str method: ``REQUEST`` or ``CANCEL``
        :param people: only to these
        """
        lines = self.sudo()
        waiting = lines.search(
            [("uid", "in", events.mapped("ics_uid")), ("state", "=", "queued")]
        )
        told = lines._told(events.mapped("ics_uid"))
        vals_list = []
        for event in events.sudo():
            receivers = people if people is not None else event.partner_ids
            receivers = receivers.filtered("email_normalized")
            waiting.filtered(
                lambda line, event=event, receivers=receivers: (
                    line.uid == event.ics_uid and line.partner_id in receivers
                )
            )._guarded().write({"state": "replaced"})
            known = receivers.filtered(
                lambda person, uid=event.ics_uid: (uid, person.id) in told
            )
            if method == icalendar.CANCEL:
                receivers = known  # who has not been mailed yet need not be told
            content = event._prepare_invitation()
            vals_list += [
                {
                    "event_id": event.id,
                    "uid": event.ics_uid,
                    "sequence": event.ics_sequence,
                    "method": method,
                    "partner_id": person.id,
                    "is_update": person in known,
                    "content": content,
                }
                for person in receivers
            ]
        created = lines._create_guarded(vals_list)
        if created:
            self.env.ref("seutuyp_planning.ir_cron_invitations").sudo()._trigger()
        return created

    @api.model
    def _told(self, uids):
        """Return (uid, person id) of all who have been mailed about these meetings."""
        rows = self._read_group(
            [("uid", "in", uids), ("state", "=", "mailed")], ["uid", "partner_id"]
        )
        return {(uid, person.id) for uid, person in rows}

    @api.model
    def _cron_mail(self):
        """Mail what is queued, a few at a time, and say how much is left."""
        queued = self.search([("state", "=", "queued")], order="id")
        crons = self.env["ir.cron"]
        crons._commit_progress(remaining=len(queued))
        for start in range(0, len(queued), BATCH):
            lines = queued[start : start + BATCH].try_lock_for_update()
            lines.filtered(lambda line: line.state == "queued")._mail()
            if not crons._commit_progress(len(lines)):
                break

    def _mail(self):
        """Hand the messages over to the mail queue and note it, in one transaction."""
        for line in self:
            line._mail_one()
        self._guarded().write({"state": "mailed", "mailed_on": fields.Datetime.now()})

    def _mail_one(self):
        self.ensure_one()
        person = self.partner_id
        link = self._answer_link() if self.method == icalendar.REQUEST else False
        reader = self.with_context(lang=person.lang or self.env.lang)
        self.env["seutuyp.mailer"]._mail(
            f"seutuyp_planning.mail_template_{self.method.lower()}",
            person,
            self,
            sender=self._organizer(),
            files=[("invite.ics", reader._calendar_text(link), "text/calendar")],
            seutuyp_link=link,
        )

    def _organizer(self):
        id_ = (self.content or {}).get("organizer_id")
        return self.env["res.partner"].browse(id_ or []).exists()

    def _answer_link(self):
        """Return the personal address at which the receiver answers."""
        event = self.event_id
        if not event:
            return False
        text, _token = self.env["seutuyp.token"]._issue(
            event, "attend", self.partner_id, self.partner_id.email, event.stop
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/seutuyp/meeting/{event.id}?token={text}"

    def _calendar_text(self, link):
        """Return the message as iCalendar text.

        :param str link: personal address for the answer, or False
        """
        self.ensure_one()
        content = self.content
        attendees = self.event_id.sudo().attendee_ids
        states = {item.partner_id.id: item.state for item in attendees}
        # The receiver alone: nobody's address is given to the others.
        receiver = icalendar.Person(
            self.partner_id.name,
            self.partner_id.email_normalized,
            states.get(self.partner_id.id) or "needsAction",
        )
        organizer = self._organizer()
        text = [content["description"]]
        if content["video"]:
            text.append(self.env._("Video: %(url)s", url=content["video"]))
        if link:
            text.append(self.env._("Answer: %(url)s", url=link))
        return icalendar.build(
            self.method,
            icalendar.Meeting(
                uid=self.uid,
                sequence=self.sequence,
                name=content["name"],
                start=fields.Datetime.to_datetime(content["start"]),
                stop=fields.Datetime.to_datetime(content["stop"]),
                stamp=self.create_date,
                organizer=icalendar.Person(
                    organizer.name or "", self._gateway_address()
                ),
                attendees=(receiver,),
                description="\n\n".join(filter(None, text)),
                location=content["location"],
                video=content["video"],
            ),
        )

    @api.model
    def _gateway_address(self):
        """Return the address that answers by mail come back to."""
        alias = self.env.ref("seutuyp_planning.mail_alias_reply").sudo()
        return (
            (alias.alias_domain_id and alias.alias_full_name)
            or email_normalize(self.env.company.sudo().email or "")
            or "noreply@example.org"
        )
