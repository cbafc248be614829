# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from icalendar import Calendar

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestFeed(InvitationCommon, HttpCase):
    """Meetings in people's own calendar programs."""

    def setUp(self):
        super().setUp()
        self.year.with_user(self.coordinator).action_publish()

    def _feed(self, user=None, **kw):
        feeds = self.env["seutuyp.calendar.feed"].with_user(user or self.coordinator)
        feed = feeds.create(kw)
        action = feed.action_make_link()
        url = self.env[action["res_model"]].browse(action["res_id"]).url
        self.env.flush_all()
        return feed, url.split("example.org")[1]

    def _uids(self, path):
        response = self.url_open(path)
        self.assertEqual(response.status_code, 200)
        calendar = Calendar.from_ical(response.content)
        return [str(event["uid"]) for event in calendar.walk("VEVENT")]

    def test_kinds(self):
        """Mine, the group's, the region's: each shows the meeting."""
        for kw in (
            {},
            {"kind": "group", "group_id": self.steering.id},
            {"kind": "region", "region_id": self.region_a.id},
        ):
            with self.subTest(**kw):
                self.assertEqual(self._uids(self._feed(**kw)[1]), [self.event.ics_uid])

    def test_area_shows_area_days_only(self):
        path = self._feed(kind="area", area_id=self.area_a.id)[1]
        self.assertEqual(self._uids(path), [])

    def test_right_is_asked_at_each_reading(self):
        """Whoever may not read the region gets an empty calendar from its feed."""
        path = self._feed(self.outsider, kind="region", region_id=self.region_a.id)[1]
        self.assertEqual(self._uids(path), [])

    def test_planned_meetings_are_not_shown(self):
        draft = self._create_year(year=2051)
        draft._generate()
        self.assertEqual(self._uids(self._feed()[1]), [self.event.ics_uid])

    def test_cancelled_meeting_says_so(self):
        path = self._feed()[1]
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self.env.flush_all()
        calendar = Calendar.from_ical(self.url_open(path).content)
        event = calendar.walk("VEVENT")[0]
        self.assertEqual(event["status"], "CANCELLED")
        self.assertTrue(event["summary"].startswith("Cancelled: "))

    def test_wrong_and_revoked(self):
        feed, path = self._feed()
        self.assertEqual(self.url_open("/seutuyp/calendar/wrong.ics").status_code, 404)
        feed.action_revoke()
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_new_address_voids_the_old(self):
        feed, path = self._feed()
        feed.action_make_link()
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_person_who_lost_the_region(self):
        """The address goes on working and shows what the person may read: nothing."""
        self._create_member(self.steering, partner_id=self.outsider.partner_id.id)
        path = self._feed(self.outsider, kind="group", group_id=self.steering.id)[1]
        self.assertEqual(self._uids(path), [self.event.ics_uid])
        self.steering.member_ids.filtered(
            lambda seat: seat.partner_id == self.outsider.partner_id
        ).unlink()
        self.env.flush_all()
        self.assertEqual(self._uids(path), [])

    def test_person_who_is_no_longer_staff(self):
        """Moved to the portal, or without any group of ours."""
        path = self._feed(self.partner_user, kind="region", region_id=self.region_a.id)[
            1
        ]
        self.assertEqual(self._uids(path), [self.event.ics_uid])
        for group in ("base.group_portal", "base.group_public"):
            self.partner_user.group_ids = self.env.ref(group)
            self.env.flush_all()
            self.assertEqual(self._uids(path), [])

    def test_head(self):
        """Programs ask for the headers first."""
        path = self._feed()[1]
        whole = self.url_open(path)
        head = self.url_open(path, method="HEAD")
        self.assertEqual(head.status_code, 200)
        self.assertFalse(head.content)
        self.assertEqual(head.headers["ETag"], whole.headers["ETag"])
        self.assertIn("text/calendar", head.headers["Content-Type"])

    def test_nothing_but_reading(self):
        self.assertIn(self.url_open(self._feed()[1], data={"a": 1}).status_code, (405,))

    def test_what_is_not_there_is_not_kept(self):
        response = self.url_open("/seutuyp/calendar/wrong.ics")
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_content(self):
        """Valid for programs that subscribe, in the person's language."""
        self.theme.with_context(lang="fi_FI").name = "Seuranta"
        self.coordinator.lang = "fi_FI"
        self.env.flush_all()
        calendar = Calendar.from_ical(self.url_open(self._feed()[1]).content)
        self.assertEqual(calendar["method"], "PUBLISH")
        self.assertEqual(calendar["x-wr-timezone"], "Europe/Helsinki")
        self.assertEqual(calendar.walk("VTIMEZONE")[0]["tzid"], "Europe/Helsinki")
        event = calendar.walk("VEVENT")[0]
        self.assertEqual(event["summary"], "Steering A: Seuranta")
        self.assertEqual(event["dtstart"].dt.hour, 9)
        self.assertEqual(event["organizer"].params["CN"], self.coordinator.name)
        for name in ("dtstamp", "uid", "sequence", "dtend", "location"):
            self.assertIn(name, event)
        self.assertFalse(calendar.errors or event.errors)

    def test_whole_days(self):
        self.event.sudo().write(
            {"allday": True, "start_date": "2050-03-09", "stop_date": "2050-03-09"}
        )
        self.env.flush_all()
        calendar = Calendar.from_ical(self.url_open(self._feed()[1]).content)
        self.assertEqual(str(calendar.walk("VEVENT")[0]["dtend"].dt), "2050-03-10")

    def test_how_to_subscribe(self):
        """Told for each program, where the address is shown."""
        view = self.env.ref("seutuyp_planning.seutuyp_calendar_feed_link_view_form")
        for lang in ("en_US", "fi_FI", "sv_SE"):
            links = self.env["seutuyp.calendar.feed.link"].with_context(lang=lang)
            arch = links.get_view(view.id, "form")["arch"]
            for program in ("Outlook", "Google", "Apple"):
                self.assertIn(program, arch)

    def test_person_who_left(self):
        path = self._feed()[1]
        self.coordinator.active = False
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_caching(self):
        """Unchanged: 304 and no content. Changed: the whole calendar."""
        path = self._feed()[1]
        first = self.url_open(path)
        self.assertEqual(first.headers["Cache-Control"], "private, no-cache")
        tag = first.headers["ETag"]
        again = self.url_open(path, headers={"If-None-Match": tag})
        self.assertEqual(again.status_code, 304)
        self.assertFalse(again.content)
        self.event.with_user(self.coordinator).location = "Room 5"
        self.env.flush_all()
        changed = self.url_open(path, headers={"If-None-Match": tag})
        self.assertEqual(changed.status_code, 200)

    def test_no_addresses_of_people(self):
        response = self.url_open(self._feed()[1])
        self.assertNotIn(b"ATTENDEE", response.content)

    def test_feed_of_somebody_else(self):
        feed = self._feed()[0]
        for method in ("action_make_link", "action_revoke"):
            with self.assertRefused(AccessError):
                getattr(feed.with_user(self.partner_user), method)()
        with self.assertRefused(AccessError):
            self.env["seutuyp.calendar.feed"].with_user(self.partner_user).create(
                {"user_id": self.coordinator.id}
            )
