# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.seutuyp_planning.tools import rhythm as meeting_time
from odoo.addons.seutuyp_planning.tools.escalation import Digest

from ..tools import review_rhythm

REMIND_AFTER = timedelta(days=7)


class SeutuypProcess(models.Model):
    """Reviews come by themselves, in the rhythm of the process."""

    _inherit = "seutuyp.process"

    review_rhythm = fields.Selection(
        [
            ("yearly", "Yearly, at the body's first meeting of the year"),
            ("twice", "Twice a year, in spring and in autumn"),
            ("own", "In months of its own"),
        ],
        string="Reviewed",
        default="yearly",
        required=True,
    )
    review_month_ids = fields.Many2many(
        "seutuyp.month", "seutuyp_process_review_month_rel", string="Review months"
    )
    review_ids = fields.One2many("seutuyp.process.review", "process_id")
    next_review_date = fields.Date(string="Next review", readonly=True)

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"next_review_date"}

    def _transition(self, name, reason=None, values=None, partner=None):
        """Keep the next review in step: only what is in use is reviewed."""
        result = super()._transition(name, reason, values, partner)
        if name != "approve":
            self.sudo()._plan_reviews()
        return result

    def write(self, vals):
        result = super().write(vals)
        if {"review_rhythm", "review_month_ids", "approving_body"} & set(vals):
            self.sudo()._plan_reviews()
        return result

    @api.model
    def _cron_reviews(self):
        """Make reviews ahead, follow their meetings, remind, and tell of late ones.

        All in one transaction: run twice, or after a crash, nothing comes twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        self.sudo().search([("state", "=", "in_use")])._plan_reviews()
        reviews = self.env["seutuyp.process.review"].sudo()
        reviews._bring_to_agenda(today)
        reviews._escalate(today)
        self.env["seutuyp.process.assessment"].sudo()._remind(today - REMIND_AFTER)

    def _plan_reviews(self):
        """Make the review that is near, and keep the next date; superuser records."""
        today = self.env["seutuyp.dated.mixin"]._today()
        running = self.filtered(lambda process: process.state == "in_use")
        self._lock()
        meetings = running._body_meetings(today)
        vals_list, days = [], {}
        for process in running:
            own = meetings.get(process.approving_body.id, [])
            process._follow_meetings(own, today)
            found = process._next_due(own, today)
            if found and found.day <= today + review_rhythm.AHEAD:
                vals_list.append(process._prepare_review_vals(found))
            waiting = process.review_ids.filtered(lambda item: item.state != "done")
            coming = waiting.mapped("due_date") + ([found.day] if found else [])
            days[process] = min(coming, default=False)
        self.env["seutuyp.process.review"].sudo()._create_guarded(vals_list)
        for process in self:
            day = days.get(process, False)
            if process.next_review_date != day:
                process._guarded().next_review_date = day

    def _prepare_review_vals(self, due):
        self.ensure_one()
        return {
            "process_id": self.id,
            "period_start": due.start,
            "due_date": due.day,
            "event_id": due.meeting,
        }

    def _body_meetings(self, today):
        """Return {group id: ordered (day, meeting id)} from this January on.

        One search for all processes.
        """
        events = self.env["calendar.event"].search(
            [
                ("seutuyp_group_id", "in", self.approving_body.ids),
                ("start", ">=", f"{today.year}-01-01"),
                ("meeting_state", "!=", "cancelled"),
            ],
            order="start",
        )
        return {
            group.id: [(meeting_time.local(e.start).date(), e.id) for e in own]
            for group, own in events.grouped("seutuyp_group_id").items()
        }

    def _next_due(self, meetings, today):
        self.ensure_one()
        there = {review.period_start for review in self.review_ids} - {False}
        months = self.review_month_ids.mapped("number")
        return review_rhythm.upcoming(
            self.review_rhythm, today, meetings, months, there
        )

    def _follow_meetings(self, meetings, today):
        """Move the reviews to come with their meeting, or onto one planned since.

        :param meetings: ordered (day, id) of the body's meetings that are on
        """
        self.ensure_one()
        months = self.review_month_ids.mapped("number")
        for review in self.review_ids:
            if review.state != "due" or not review.period_start:
                continue
            period = review_rhythm.period_of(
                review.period_start, self.review_rhythm, months
            )
            if period:
                review._follow_meeting(period, meetings, today)


class SeutuypProcessReview(models.Model):
    """What the job does with reviews."""

    _inherit = "seutuyp.process.review"

    agenda_item_ids = fields.One2many("seutuyp.agenda.item", "process_review_id")

    def _follow_meeting(self, period, meetings, today):
        self.ensure_one()
        days = {id_: day for day, id_ in meetings}
        day, event = days.get(self.event_id.id), self.event_id.id
        if day and day < today:
            return  # it has been: the review is late, whatever is planned next
        if not day:
            later = [(day, id_) for day, id_ in meetings if day >= today]
            _start, day, event = review_rhythm.due(period, later)
            if not event and not self.event_id:
                return
        if (self.due_date, self.event_id.id) != (day, event or False):
            self._guarded().write({"due_date": day, "event_id": event})

    @api.model
    def _waiting(self):
        return Domain("state", "!=", "done") & Domain("process_id.state", "=", "in_use")

    # ------------------------------------------------------------------ the agenda
    @api.model
    def _bring_to_agenda(self, today):
        """Put reviews onto their meeting's agenda; late ones wait for the next one."""
        missing = self.search(
            self._waiting()
            & Domain("agenda_item_ids", "=", False)
            & Domain("process_id.approving_body", "!=", False)
        )
        vals_list = []
        for review in missing:
            event = review.event_id
            open_ = event.minutes_state == "draft" and event.meeting_state in (
                "planned",
                "invited",
            )
            if not open_ and review.due_date >= today:
                continue
            vals_list.append(review._prepare_agenda_vals(event if open_ else None))
        items = self.env["seutuyp.agenda.item"].create(vals_list)
        items._name_in_all_languages(
            lambda item: item.env._(
                "Review of a process: %(process)s",
                process=item.process_review_id.process_id.name,
            )
        )

    def _prepare_agenda_vals(self, event):
        self.ensure_one()
        return {
            "group_id": self.process_id.approving_body.id,
            "event_id": event.id if event else False,
            "name": self.process_id.name,
            "sequence": 28,
            "presenter_id": self.reviewer_id.id,
            "process_review_id": self.id,
            "document_ids": [
                fields.Command.create({"resource": f"{self._name},{self.id}"})
            ],
        }

    # ------------------------------------------------------------------ late ones
    @api.model
    def _escalate(self, today):
        """Tell of late reviews: the owner, later the coordinator, then the area.

        Each step once for a review, one mail a person and step.
        """
        digest = Digest()
        for step in reversed(review_rhythm.STEPS):
            rows = self.search(
                self._waiting()
                & Domain(step.field, "=", False)
                & Domain(step.since, "<=", today - step.days)
            )
            for row in rows:
                for person in row._receivers(step):
                    digest.add(person, row, step.to)
            rows._guarded().write({step.field: today})
        for step in review_rhythm.STEPS:
            for person, rows in digest.of(step.to).items():
                self.union(*rows)._mail_late(person, step.to)

    def _receivers(self, step):
        """Return whom a step tells; nobody without an address."""
        self.ensure_one()
        region = self.region_id
        if step.to == "owner":
            people = self.reviewer_id | self.process_id.owner_id
            return people.filtered("email_normalized")
        if step.to == "coordinator":
            people = region.coordinator_id | region.substitute_id
        else:
            people = region.area_id.contact_id | region.area_id._acting_partners()
        return people.filtered("email_normalized")[:1]

    def _mail_late(self, person, to):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_process.mail_template_review_late",
            person,
            person,
            sender=self[:1].region_id.coordinator_id,
            seutuyp_to=to,
            seutuyp_reviews=[
                {
                    "name": review.process_id.name,
                    "region": review.region_id.name,
                    "day": day(review.due_date),
                    "owner": review.process_id.owner_id.name or "",
                    "url": f"{base}/odoo/seutuyp.process.review/{review.id}",
                }
                for review in self
            ],
        )


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    process_review_id = fields.Many2one(
        "seutuyp.process.review",
        string="Review of a process",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )

    _process_review_once = models.UniqueIndex(
        "(process_review_id) WHERE process_review_id IS NOT NULL",
        "This review is on an agenda already. Reload the page.",
    )
