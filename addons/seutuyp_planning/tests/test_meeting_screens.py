# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import PlanningCommon

FORM = "seutuyp_planning.calendar_event_view_form_meeting"


@tagged("post_install", "-at_install")
class TestMeetingScreens(PlanningCommon):
    """What a new meeting begins with, and who is offered what."""

    def setUp(self):
        super().setUp()
        self.year = self._create_year()
        self.later = self._create_year(year=2028)
        self.events = self.env["calendar.event"].with_context(
            seutuyp_new_meeting=True, tz="Europe/Helsinki"
        )

    def _new(self, user=None, **context):
        events = self.events.with_user(user or self.coordinator)
        return Form(events.with_context(**context), view=FORM)

    def test_training_entered_by_hand(self):
        """The region's year is there already; a training is open to all by itself."""
        form = self._new(default_start="2027-05-11 06:00:00")
        self.assertEqual(form.annual_calendar_id, self.year)
        form.name = "Training"
        form.seutuyp_forum = "training"
        self.assertTrue(form.seutuyp_public)
        form.public_note = "Enrol by phone."
        event = form.save()
        self.assertEqual(event.seutuyp_region_ids, self.region_a)
        self.assertEqual(event.meeting_state, "planned")

    def test_year_entered_by_hand(self):
        """What the form of a year sends when a coordinator presses New."""
        years = self.env["seutuyp.annual.calendar"].with_user(self.coordinator)
        form = Form(years)
        form.region_id = self.region_a
        form.year = 2029
        self.assertEqual(form.save().state, "draft")

    def test_year_follows_the_day(self):
        form = self._new(default_start="2027-05-11 06:00:00")
        form.start = "2028-02-01 07:00:00"
        self.assertEqual(form.annual_calendar_id, self.later)

    def test_meeting_begins_in_the_morning_of_a_working_day(self):
        event = self.events.with_user(self.coordinator).new({})
        self.assertEqual(event.when_text.split()[-1].split("–")[0], "09:00")
        self.assertLess(event.start.weekday(), 5)

    def test_meeting_begins_in_the_year_that_is_open(self):
        form = self._new(default_annual_calendar_id=self.later.id)
        self.assertEqual(form.start.year, 2028)
        self.assertEqual(form.annual_calendar_id, self.later)

    def test_group_brings_its_people(self):
        form = self._new(default_start="2027-05-11 06:00:00")
        form.name = "Extra meeting"
        form.seutuyp_group_id = self.steering
        self.assertEqual(form.seutuyp_forum, "steering")
        self.assertIn(self.steering.chair_id, form.save().partner_ids)

    def test_campaign_of_several_days(self):
        form = self._new(default_start="2027-05-11 06:00:00")
        form.name = "Campaign"
        form.seutuyp_forum = "campaign"
        form.allday = True
        form.start_date = "2027-05-10"
        form.stop_date = "2027-05-14"
        event = form.save()
        self.assertEqual(
            event.with_context(lang="sv_SE").when_text, "mån 10.5.2027 – fre 14.5.2027"
        )

    def test_own_events_keep_the_defaults_of_core(self):
        event = self.env["calendar.event"].with_user(self.coordinator).new({})
        self.assertFalse(event.annual_calendar_id)

    def test_new_is_offered_to_those_who_keep_a_year(self):
        for view_type in ("list", "form", "calendar"):
            view = self.env.ref(
                f"seutuyp_planning.calendar_event_view_{view_type}_meeting"
            )
            for user, offered in (
                (self.coordinator, True),
                (self.area_contact, True),
                (self.manager, True),
                (self.partner_user, False),
                (self.reviewer, False),
            ):
                events = self.events.with_user(user)
                arch = etree.fromstring(events.get_view(view.id, view_type)["arch"])
                with self.subTest(view=view_type, user=user.login):
                    self.assertEqual(arch.get("create") != "0", offered)

    def test_meetings_of_a_year_open_on_our_screens(self):
        action = self.year.with_user(self.partner_user).action_open_events()
        for view_id, view_type in action["views"]:
            view = self.env.ref(
                f"seutuyp_planning.calendar_event_view_{view_type}_meeting"
            )
            self.assertEqual(view_id, view.id)

    def test_may_edit(self):
        self.year._generate()
        event = self.year.event_ids
        for user, expected in (
            (self.coordinator, True),
            (self.area_contact, True),
            (self.partner_user, False),
            (self.reviewer, False),
        ):
            self.assertEqual(event.with_user(user).may_edit, expected)

    def test_dragging_a_foreign_meeting(self):
        """What the calendar sends when somebody drags."""
        self.year._generate()
        event = self.year.event_ids
        moved = {
            "allday": False,
            "start": "2027-03-11 07:00:00",
            "stop": "2027-03-11 09:00:00",
        }
        before = event.start
        with self.assertRefused(AccessError, "not yours to change"):
            event.with_user(self.partner_user).write(moved)
        self.assertEqual(event.start, before)
        event.with_user(self.coordinator).write(moved)
        self.assertEqual(str(event.start), moved["start"])
