# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# A first reminder this many days before the deadline, then again after it.
BEFORE = timedelta(days=7)
AGAIN = timedelta(days=14)
LINK_DAYS = timedelta(days=45)


class SeutuypDecision(models.Model):
    """Reminders: one mail a person, however many decisions are due."""

    _inherit = "seutuyp.decision"

    reminded_on = fields.Date(copy=False, readonly=True)

    @api.model
    def _cron_remind(self):
        """Remind the responsible a week before the deadline, and every fortnight after.

        All in one transaction: after a crash everybody is reminded next time, and
        nobody twice.
        """
        due = self.sudo()._due_for_reminder()
        for person in due.responsible_ids.filtered("email_normalized"):
            due._remind(person)
        due._guarded().write({"reminded_on": self._reminder_day()})

    @api.model
    def _reminder_day(self):
        return self.env["seutuyp.dated.mixin"]._today()

    @api.model
    def _due_for_reminder(self):
        today = self._reminder_day()
        soon = Domain("deadline", "<=", today + BEFORE) & Domain(
            "reminded_on", "=", False
        )
        late = Domain("deadline", "<", today) & Domain(
            "reminded_on", "<=", today - AGAIN
        )
        is_open = Domain("state", "=", "open") & Domain("responsible_ids", "!=", False)
        return self.search(is_open & (soon | late), order="deadline, id")

    def _remind(self, person):
        """Queue one mail that lists all of the person's decisions that are due."""
        own = self.filtered(lambda item: person in item.responsible_ids)
        words = own.with_context(lang=person.lang)
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_planning.mail_template_decisions",
            person,
            person,
            sender=own[:1].event_id._organizer(),
            seutuyp_decisions=[item._reminder_line(person) for item in words],
        )

    def _reminder_line(self, person):
        """Return what the mail shows: {name, meeting, day, late, url}."""
        self.ensure_one()
        day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
        return {
            "name": self.name,
            "meeting": self.event_id.name,
            "day": day(self.deadline),
            "late": self.is_late,
            "url": self._answer_link(person),
        }

    def _answer_link(self, person):
        """Return the personal address at which somebody tells how it stands."""
        text, _token = self.env["seutuyp.token"]._issue(
            self, "decision", person, person.email, fields.Datetime.now() + LINK_DAYS
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/seutuyp/decision/{self.id}?token={text}"
