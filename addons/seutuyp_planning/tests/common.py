# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from icalendar import Calendar

from odoo.fields import Command, Datetime

from odoo.addons.seutuyp_network.tests.common import SeutuypCommon


def at(text):
    """Return a moment in UTC as the ORM holds it: ``at("2027-03-10 07:00")``."""
    return Datetime.to_datetime(f"{text}:00")


class PlanningCommon(SeutuypCommon):
    """Regions A and B with a steering group each, and a small template."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theme = cls.env["seutuyp.meeting.theme"].create({"name": "Theme"})
        cls.template = cls._create_template()
        cls.steering = cls._create_steering_group(name="Steering A")
        cls.steering_b = cls._create_steering_group(
            name="Steering B", region_ids=[Command.set(cls.region_b.ids)]
        )

    @classmethod
    def _month(cls, *numbers):
        months = cls.env["seutuyp.month"].search([("number", "in", numbers)])
        return [Command.set(months.ids)]

    @classmethod
    def _create_template(cls, lines=None, **kw):
        """Return a template; without ``lines`` the steering group meets in March."""
        vals = {"name": cls._next_code("Template "), "scope": "region", **kw}
        template = cls.env["seutuyp.calendar.template"].create(vals)
        for line in [{}] if lines is None else lines:
            cls._create_line(template, **line)
        return template

    @classmethod
    def _create_line(cls, template, months=(3,), **kw):
        vals = {
            "template_id": template.id,
            "forum": "steering",
            "month_ids": cls._month(*months),
            "ordinal": "2",
            "weekday": "2",
            "hour": 9.0,
            "duration": 2.0,
            "theme_id": cls.theme.id,
            **kw,
        }
        return cls.env["seutuyp.calendar.template.line"].create(vals)

    @classmethod
    def _create_year(cls, region=None, year=2027, **kw):
        region = region or cls.region_a
        vals = {
            "scope": "region",
            "region_id": region.id,
            "year": year,
            "template_id": cls.template.id,
            **kw,
        }
        return cls.env["seutuyp.annual.calendar"].create(vals)

    @classmethod
    def _create_event(cls, people, start, stop, **kw):
        vals = {
            "name": "Private matter",
            "start": start,
            "stop": stop,
            "partner_ids": [Command.set(people.ids)],
            **kw,
        }
        quiet = cls.env["calendar.event"].with_context(
            no_mail_to_attendees=True, dont_notify=True
        )
        return quiet.create(vals)


class InvitationCommon(PlanningCommon):
    """A published year of region A, far enough ahead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.org"
        )
        cls.steering.video_url = "https://video.example.org/steering"
        cls.year = cls._create_year(year=2050)
        cls.year._generate()
        cls.event = cls.year.event_ids
        cls.chair = cls.steering.chair_id
        cls.queue = cls.env["seutuyp.invitation"]

    @classmethod
    def _attendee(cls, person):
        return cls.event.attendee_ids.filtered(lambda item: item.partner_id == person)

    def _told(self):
        """Return a function that gives the mails other than invitations since now."""
        before = self.env["mail.mail"].sudo().search([("id", ">", 0)])
        return lambda: (
            self.env["mail.mail"].sudo().search([("id", "not in", before.ids)])
        )

    def _publish(self):
        self.year.with_user(self.coordinator).action_publish()
        return self._mail()

    def _mail(self):
        """Let the job mail what is queued; return the new mails."""
        before = self.env["mail.mail"].sudo().search([("id", ">", 0)])
        self.queue.search([("state", "=", "queued")])._mail()
        return self.env["mail.mail"].sudo().search([("id", "not in", before.ids)])

    def _queued(self, method=None):
        domain = [("uid", "=", self.event.ics_uid), ("state", "=", "queued")]
        if method:
            domain.append(("method", "=", method))
        return self.queue.search(domain)

    def _calendar(self, mail):
        """Return the iCalendar event of a mail."""
        attachment = mail.attachment_ids.filtered(
            lambda item: item.mimetype.startswith("text/calendar")
        )
        calendar = Calendar.from_ical(attachment.raw)
        return calendar, calendar.walk("VEVENT")[0]

    def _mail_to(self, mails, person):
        return mails.filtered(lambda mail: person.email in (mail.email_to or ""))


class MeetingCommon(PlanningCommon):
    """A past and two coming meetings of region A's steering group."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.org"
        )
        cls.chair = cls.steering.chair_id
        cls.secretary = cls.coordinator.partner_id
        cls.member = cls._create_member(cls.steering, date_from="2019-01-01").partner_id
        cls.steering.member_ids.write({"date_from": "2019-01-01"})
        cls.theme.item_ids = [
            Command.create({"name": "Follow-up of the plan", "sequence": 10}),
            Command.create({"name": "Next meeting", "sequence": 40}),
        ]
        cls.past = cls._create_meeting("2020-03-10 07:00", "2020-03-10 09:00")
        cls.next = cls._create_meeting("2050-03-09 07:00", "2050-03-09 09:00")
        cls.later = cls._create_meeting("2050-05-11 07:00", "2050-05-11 09:00")

    @classmethod
    def _create_meeting(cls, start, stop, **kw):
        vals = {
            "name": f"Steering A {start[:10]}",
            "seutuyp_group_id": cls.steering.id,
            "seutuyp_forum": "steering",
            "theme_id": cls.theme.id,
            "user_id": cls.coordinator.id,
            **kw,
        }
        people = cls.steering.member_ids.partner_id
        return cls._create_event(people, start, stop, **vals)

    def _decide(self, event=None, **kw):
        """Return a decision that the coordinator writes down."""
        vals = {"event_id": (event or self.past).id, "name": "Buy a tent", **kw}
        return self.env["seutuyp.decision"].with_user(self.coordinator).create(vals)

    def _hold(self, event=None, **kw):
        """Let the coordinator hold a meeting and write its minutes."""
        event = (event or self.past).with_user(self.coordinator)
        event.action_hold()
        event.write({"minutes_fi": "<p>Kokous</p>", **kw})
        return event

    def _new_mails(self, function):
        """Return (result, mails queued by ``function``)."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        result = function()
        return result, mails.search([]) - before


class AnswerCommon(InvitationCommon):
    """The year is published and the chair's invitation mailed."""

    def setUp(self):
        super().setUp()
        self.mails = self._publish()
        self.attendee = self._attendee(self.chair)


class PlanCommon(MeetingCommon):
    """A plan of region A with a goal and two actions, one of organisation A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan = cls._create_plan()
        cls.goal = cls._create_goal(cls.plan)
        cls.action = cls._create_action(cls.goal, name="Interview companies")
        cls.other = cls._create_action(
            cls.goal,
            name="Train advisers",
            responsible_partner_ids=[Command.set(cls.organisation_b.ids)],
            coordinating_partner_id=cls.organisation_b.id,
        )

    @classmethod
    def _create_plan(cls, year=2050, **kw):
        plans = cls.env["seutuyp.plan"].with_user(cls.coordinator)
        vals = {"region_id": cls.region_a.id, "year": year, **kw}
        return plans.create(vals).sudo(False).with_user(cls.env.user)

    @classmethod
    def _create_goal(cls, plan, **kw):
        goals = cls.env["seutuyp.plan.goal"].with_user(cls.coordinator)
        vals = {"plan_id": plan.id, "name": "More succession", **kw}
        return goals.create(vals).with_user(cls.env.user)

    @classmethod
    def _create_action(cls, goal, **kw):
        tasks = cls.env["project.task"].with_user(cls.coordinator)
        vals = {
            "goal_id": goal.id,
            "name": "Action",
            "metric": "Done / not done",
            "responsible_partner_ids": [Command.set(cls.organisation_a.ids)],
            "coordinating_partner_id": cls.organisation_a.id,
            **kw,
        }
        return tasks.create(vals).with_user(cls.env.user)

    def _approve(self, plan=None):
        """Let the plan go through submission and a steering decision."""
        plan = (plan or self.plan).with_user(self.coordinator)
        plan.action_submit()
        decision = self._decide(name="The plan is approved")
        plan.action_approve(decision.id)
        return decision


class FollowUpCommon(PlanCommon):
    """The steering group's chair has an account; the theme follows the plan up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chair_user = cls._create_user("chair", "group_user")
        cls.chair_user.partner_id.is_entrepreneur = True
        seat = cls.steering.member_ids.filtered(lambda item: item.role == "chair")
        seat.partner_id = cls.chair_user.partner_id
        cls.theme.item_ids[0].purpose = "followup"
        cls.autumn_theme = cls._create_theme("priorities")
        cls.winter_theme = cls._create_theme("approval")

    @classmethod
    def _create_theme(cls, purpose):
        item = Command.create({"name": f"Matter of {purpose}", "purpose": purpose})
        return cls.env["seutuyp.meeting.theme"].create(
            {"name": purpose, "item_ids": [item]}
        )

    def _prepare(self, event=None, user=None):
        """Let somebody prepare a meeting; return the matters of the plan."""
        event = event or self.next
        event.with_user(user or self.coordinator).action_prepare_agenda()
        self.env.invalidate_all()
        return event.agenda_item_ids.filtered("purpose")

    def _read_out(self, followup, value="14", user=None):
        reading = followup.reading_ids.filtered(lambda row: row.goal_id == self.goal)
        reading.with_user(user or self.coordinator).value = value
        return reading
