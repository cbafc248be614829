# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from icalendar import Calendar
from lxml import html

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, TransactionCase, tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import InvitationCommon

SECRETS = ("standing-room", "Inner words", "Guest Person", "guest.person@")


class PublicCommon(InvitationCommon):
    """A training in a published year of region A, open to all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.segment = cls.env["seutuyp.segment"].search(
            [("parent_id", "=", False), ("child_ids", "!=", False)], limit=1
        )
        cls.other_segment = cls.env["seutuyp.segment"].search(
            [("parent_id", "=", False), ("id", "!=", cls.segment.id)], limit=1
        )
        cls.guest = cls._create_person(name="Guest Person")
        cls.training = cls._create_public(
            name="Export training",
            location="Town hall, room 5",
            videocall_location="https://video.example.org/standing-room",
            description="<p>Inner words</p>",
            partner_ids=[Command.set(cls.guest.ids)],
            segment_id=cls.segment.child_ids[:1].id,
            public_note="Enrol by the end of May.",
            signup_url="https://enrol.example.org/export",
        )
        cls.organisation_a.write({"phone": "+358 6 123", "email": "info@a.example.org"})

    @classmethod
    def _create_public(cls, **kw):
        vals = {
            "name": "Public event",
            "start": "2050-06-15 06:00:00",
            "stop": "2050-06-15 09:00:00",
            "annual_calendar_id": cls.year.id,
            "seutuyp_forum": "training",
            "partner_ids": [Command.clear()],
            **kw,
        }
        return cls.env["calendar.event"].with_user(cls.coordinator).create(vals)

    @classmethod
    def _announce(cls):
        cls.year.with_user(cls.coordinator).action_publish()
        cls.env.flush_all()

    @property
    def path(self):
        return f"/seutuyp/events/{self.region_a.code}"


@tagged("post_install", "-at_install")
class TestPublicEvents(PublicCommon, HttpCase):
    """What everybody may read of joint events, and what nobody may."""

    def _get(self, path, status=200):
        self.env.flush_all()
        response = self.url_open(path)
        self.assertEqual(response.status_code, status)
        return response

    def _text(self, path):
        """Return what a reader sees, without the frame."""
        page = html.fromstring(self._get(path).text)
        return " ".join(page.get_element_by_id("wrap").text_content().split())

    def _names(self, query="", path=None):
        page = html.fromstring(self._get(f"{path or self.path}{query}").text)
        return page.xpath("//article/h3/text()")

    def _file(self, event=None, region=None, status=200):
        region = region or self.region_a
        number = (event or self.training).id
        path = f"/seutuyp/events/{region.code}/{number}.ics"
        response = self._get(path, status)
        return status == 200 and Calendar.from_ical(response.content)

    # ------------------------------------------------------------------- what is told
    def test_what_an_event_tells(self):
        self._announce()
        text = self._get(self.path).text
        for part in (
            "Export training",
            "Wednesday 15 June 2050 at 09:00–12:00",
            "Town hall, room 5",
            "Enrol by the end of May.",
            "https://enrol.example.org/export",
            self.organisation_a.name,
            "info@a.example.org",
            f"/seutuyp/help/{self.region_a.code}",
        ):
            self.assertIn(part, text)

    def test_words_are_marked_with_their_language(self):
        """A screen reader reads the organizer's Swedish with a Swedish voice."""
        self.coordinator.lang = "sv_SE"
        self._announce()
        page = html.fromstring(self._get(f"/fi{self.path}").text)
        self.assertEqual(page.xpath("//article/h3/@lang"), ["sv"])
        self.assertEqual(page.xpath("//article/p[1]/@lang"), ["sv"])
        note = "Ilmoittaudu toukokuussa."
        self.training.with_context(lang="fi_FI").public_note = note
        page = html.fromstring(self._get(f"/fi{self.path}").text)
        self.assertEqual(page.xpath("//article/p[1]/text()"), [note])
        self.assertEqual(page.xpath("//article/p[1]/@lang"), ["fi"])

    def test_planned_name_in_the_language_of_the_reader(self):
        self.theme.with_context(lang="sv_SE").name = "Tema"
        name = f"{self.region_a.name}: {self.theme.name}"
        self.training.write({"name": name, "theme_id": self.theme.id})
        self._announce()
        page = html.fromstring(self._get(f"/sv{self.path}").text)
        self.assertEqual(page.xpath("//article/h3/text()"), ["Region A: Tema"])
        self.assertEqual(page.xpath("//article/h3/@lang"), ["sv"])

    def test_nothing_else_is_told(self):
        """Neither page nor files name the room, the invited or their identity."""
        self._announce()
        everything = [
            self._get(path).text
            for path in (
                self.path,
                "/seutuyp/events",
                f"{self.path}/feed.ics",
                f"{self.path}/{self.training.id}.ics",
            )
        ]
        for text in everything:
            for secret in (*SECRETS, self.training.ics_uid, self.event.name):
                self.assertNotIn(secret, text)

    def test_link_in_the_place_of_the_place(self):
        """The group's room is often pasted where the place belongs."""
        self._announce()
        for place in ("https://v.example/standing-room", "v.example.org/standing-room"):
            self.training.location = place
            self.assertNotIn("standing-room", self._get(self.path).text)
            self.assertNotIn("location", self._file().walk("VEVENT")[0])

    # --------------------------------------------------------------- which are shown
    def test_planned_and_drafts_are_not_shown(self):
        self.assertEqual(self._names(), [])
        self._announce()
        self.assertEqual(self._names(), ["Export training"])
        self._create_public(name="Not announced yet")
        self.assertEqual(self._names(), ["Export training"])
        self.assertFalse(self._create_public().is_announced)
        self.assertTrue(self.training.is_announced)

    def test_cancelled_is_shown_as_cancelled(self):
        self._announce()
        self.training.action_cancel_meeting()
        self.assertIn("The event is not held.", self._text(self.path))
        self.assertNotIn("enrol.example.org", self._get(self.path).text)
        event = self._file().walk("VEVENT")[0]
        self.assertEqual(event["status"], "CANCELLED")
        self.assertEqual(event["summary"], "Cancelled: Export training")

    def test_cancelled_before_it_was_announced(self):
        self.training.action_cancel_meeting()
        self._announce()
        self.assertEqual(self._names(), [])

    def test_archived_and_private(self):
        self._announce()
        self.training.seutuyp_public = False
        self.assertEqual(self._names(), [])
        self.training.seutuyp_public = True
        self.assertEqual(self._names(), ["Export training"])
        self.training.active = False
        self.assertEqual(self._names(), [])
        self._file(status=404)

    def test_past_ones_stand_last(self):
        self._announce()
        self.training.with_context(dont_notify=True).write(
            {"start": "2020-01-07 07:00", "stop": "2020-01-07 08:00"}
        )
        self.assertEqual(self._names(), [])
        self.assertNotIn("Export training", self._get(self.path).text)  # long ago
        now = self.env.cr.now().replace(microsecond=0)
        self.env.cr.execute(
            "UPDATE calendar_event SET start = %s - interval '2 days', "
            "stop = %s - interval '1 day' WHERE id = %s",
            (now, now, self.training.id),
        )
        self.env.invalidate_all()
        self.assertEqual(self._names(), [])
        self.assertIn("Export training", self._get(self.path).text)

    def test_levels_above(self):
        """An area's event stands on its regions' pages, the nation's on all."""
        area, nation = self.env["seutuyp.annual.calendar"].create(
            [
                {"scope": "area", "area_id": self.area_a.id, "year": 2050},
                {"scope": "national", "year": 2050},
            ]
        )
        for year, name in ((area, "Area event"), (nation, "National event")):
            self.env["calendar.event"].create(
                {
                    "name": name,
                    "start": "2050-09-01 06:00",
                    "stop": "2050-09-01 07:00",
                    "annual_calendar_id": year.id,
                    "seutuyp_forum": "customer",
                    "partner_ids": [Command.clear()],
                }
            )
            year.action_publish()
        other = f"/seutuyp/events/{self.region_b.code}"
        self.assertEqual(self._names(), ["Area event", "National event"])
        self.assertEqual(self._names(path=other), ["National event"])

    def test_several_days(self):
        week = self._create_public(
            name="Campaign week",
            seutuyp_forum="campaign",
            allday=True,
            start="2050-05-02 08:00:00",
            stop="2050-05-08 18:00:00",
            start_date="2050-05-02",
            stop_date="2050-05-08",
        )
        self._announce()
        days = "maanantai 2.5.2050 – sunnuntai 8.5.2050"
        self.assertIn(days, self._text(f"/fi{self.path}"))
        event = self._file(week).walk("VEVENT")[0]
        self.assertEqual(str(event["dtstart"].dt), "2050-05-02")
        self.assertEqual(str(event["dtend"].dt), "2050-05-09")

    # ------------------------------------------------------------------------ filters
    def test_filters(self):
        self._create_public(name="For all", seutuyp_forum="campaign")
        self._announce()
        own, other = self.segment.id, self.other_segment.id
        self.assertEqual(self._names(f"?segment={own}"), ["Export training", "For all"])
        self.assertEqual(self._names(f"?segment={other}"), ["For all"])
        self.assertEqual(self._names("?kind=campaign"), ["For all"])
        self.assertEqual(self._names(f"?kind=campaign&segment={own}"), ["For all"])

    def test_hostile_parameters(self):
        self._announce()
        for query in (
            "?segment=1%20OR%201=1",
            "?segment=99999999999999999999",
            "?segment=1&segment=2",
            "?kind=%3Cscript%3Ealert(1)%3C/script%3E",
            "?kind=steering",
            "?segment=%00&kind=%00",
            "?debug=assets&active_test=0&lang=xx",
        ):
            with self.subTest(query=query):
                text = self._get(self.path + query).text
                self.assertIn("Export training", text)
                self.assertNotIn("<script>alert", text)
        for search in ("%00", "%25", "'--", "x" * 5000, "%3Cb%3E"):
            self._get(f"/seutuyp/events?search={search}")

    def test_wrong_addresses(self):
        self._announce()
        for path in (
            "/seutuyp/events/NOWHERE",
            "/seutuyp/events/%25",
            "/seutuyp/events/NOWHERE/feed.ics",
            f"{self.path}/99999999999999999999.ics",
            f"{self.path}/{self.event.id}.ics",
            f"/seutuyp/events/{self.region_b.code}/{self.training.id}.ics",
        ):
            with self.subTest(path=path):
                self._get(path, 404)

    def test_only_reading(self):
        for path in ("/seutuyp/events", self.path, f"{self.path}/feed.ics"):
            response = self.url_open(path, data={"name": "x"})
            self.assertEqual(response.status_code, 405)

    def test_list_of_regions(self):
        self._announce()
        path = "/seutuyp/events?search="
        found = self._get(f"{path}region a").text
        self.assertIn("Export training", found)
        self.assertIn(self.path, found)
        self.assertNotIn(self.region_b.code, found)
        text = self._text(f"{path}region b")
        self.assertNotIn("Export training", text)
        self.assertIn("Nothing has been announced yet", text)
        self.assertIn("No region has such a name", self._text(f"{path}nosuchplace"))

    def test_from_the_help_page_and_back(self):
        page = self._get(f"/sv/seutuyp/help/{self.region_a.code}").text
        self.assertIn(f"/sv{self.path}", page)

    # ---------------------------------------------------------------------- calendars
    def test_file_of_an_event(self):
        self._announce()
        calendar = self._file()
        event = calendar.walk("VEVENT")[0]
        self.assertEqual(calendar["method"], "PUBLISH")
        self.assertEqual(str(event["location"]), "Town hall, room 5")
        self.assertIn("https://enrol.example.org/export", event["description"])
        self.assertEqual(event["organizer"], "mailto:info@a.example.org")
        self.assertNotIn("attendee", event)
        self.assertIn(f"{self.path}#event_{self.training.id}", event["url"])

    def test_feed_is_asked_for_cheaply(self):
        """Unchanged: 304 and no content. Changed: the whole calendar, same identity."""
        self._announce()
        path = f"{self.path}/feed.ics?lang=sv"
        first = self._get(path)
        self.assertEqual(first.headers["Cache-Control"], "public, max-age=900")
        self.assertNotIn("Set-Cookie", first.headers)
        tag = {"If-None-Match": first.headers["ETag"]}
        again = self.url_open(path, headers=tag)
        self.assertEqual((again.status_code, again.content), (304, b""))
        self.training.location = "Library"
        self.env.flush_all()
        changed = self.url_open(path, headers=tag)
        self.assertEqual(changed.status_code, 200)
        uids = {
            str(Calendar.from_ical(item.content).walk("VEVENT")[0]["uid"])
            for item in (first, changed)
        }
        self.assertEqual(len(uids), 1)

    def test_queries_do_not_grow(self):
        """One event or ten: the page costs the same."""
        counts = []
        for number in (1, 9):
            for _number in range(number):
                self._create_public()
            self._announce()
            page = self.region_a._events_values
            counts.append(queries(self.env, page, self.segment.browse(), None))
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestOpenToAll(PublicCommon, TransactionCase):
    """Which meetings may be open to all, and who says what is told."""

    def test_training_is_open_by_itself(self):
        self.assertTrue(self._create_public().seutuyp_public)
        self.assertFalse(self._create_public(seutuyp_public=False).seutuyp_public)
        self.assertFalse(self._create_public(seutuyp_forum="steering").seutuyp_public)

    def test_meeting_of_a_group_is_never_open(self):
        with self.assertRefused(ValidationError, "cannot be open to all"):
            self._create_public(seutuyp_forum="steering", seutuyp_public=True)
        with self.assertRefused(ValidationError, "cannot be open to all"):
            self.event.with_user(self.coordinator).seutuyp_public = True

    def test_address_for_taking_part(self):
        for wrong in (
            "javascript:alert(1)",
            "mailto:a@example.org",
            "enrol",
            "http://",
        ):
            with self.subTest(wrong=wrong), self.assertRefused(ValidationError):
                self.training.signup_url = wrong

    def test_strangers_change_nothing(self):
        for user in (self.coordinator_b, self.partner_user, self.outsider):
            with self.assertRefused(AccessError):
                self.training.with_user(user).public_note = "Cancelled, stay at home"

    def test_button_leads_to_the_page(self):
        self._announce()
        action = self.training.with_user(self.partner_user).action_open_public_page()
        self.assertEqual(
            action["url"],
            f"https://seutu.example.org{self.path}#event_{self.training.id}",
        )
