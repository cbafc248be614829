# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestWheel(PlanningCommon):
    """The year as a wheel and as a list."""

    def setUp(self):
        super().setUp()
        self.year = self._create_year()
        self.year._generate()
        self.wheels = self.env["seutuyp.annual.calendar"].with_user(self.coordinator)

    def test_own_year_opens_by_itself(self):
        data = self.wheels.get_wheel()
        self.assertEqual(data["calendar"]["id"], self.year.id)
        event = data["events"][0]
        self.assertEqual(event["ring"], "steering")
        self.assertIn("Steering A", event["label"])
        self.assertEqual(event["time"], "9.00–11.00")
        self.assertTrue(event["mine"])

    def test_levels_above_are_shown(self):
        """The nation's days stand on the outer ring of a region's year."""
        nation = self.env["seutuyp.annual.calendar"].create(
            {"scope": "national", "year": 2027}
        )
        nation._generate()
        data = self.wheels.get_wheel(self.year.id)
        rings = [event["ring"] for event in data["events"]]
        self.assertEqual(rings.count("national"), 2)
        self.assertEqual(data["rings"][0]["code"], "national")

    def test_turning_the_year(self):
        later = self._create_year(year=2028)
        data = self.wheels.get_wheel(self.year.id, 2028)
        self.assertEqual(data["calendar"]["id"], later.id)
        self.assertEqual(data["years"], [2027, 2028])

    def test_language(self):
        data = self.wheels.with_context(lang="sv_SE").get_wheel(self.year.id)
        self.assertEqual(data["months"][0]["name"], "januari")

    def test_foreign_year(self):
        with self.assertRefused(AccessError):
            self.wheels.with_user(self.outsider).get_wheel(self.year.id)
        self.assertFalse(self.wheels.with_user(self.outsider).get_wheel()["calendar"])

    def test_queries_do_not_grow(self):
        """One meeting or ten: opening costs the same."""
        counts = []
        for months in ((2,), (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)):
            self.template.line_ids.month_ids = self._month(*months)
            self.year._generate()
            counts.append(queries(self.env, self.wheels.get_wheel, self.year.id))
        self.assertEqual(*counts)

    def test_roles(self):
        """A meeting knows what I am in its group on its day, beside being invited."""
        chair = self._create_user("chair", "group_user")
        chair.partner_id.parent_id = self.organisation_a
        working = self._create_group()
        self._create_member(working, partner_id=chair.partner_id.id, role="chair")
        self._create_member(
            self.steering,
            partner_id=chair.partner_id.id,
            role="deputy",
            date_to="2027-02-01",
        )
        self._create_line(self.template, forum="working", months=(4,))
        self.year._generate()
        data = self.wheels.with_user(chair).get_wheel(self.year.id)
        roles = {event["ring"]: event["roles"] for event in data["events"]}
        self.assertEqual(roles, {"steering": [], "working": ["chair"]})
        self.assertEqual([item["code"] for item in data["roles"]], ["chair"])
        data = self.wheels.get_wheel(self.year.id)
        roles = {event["ring"]: event["roles"] for event in data["events"]}
        self.assertEqual(roles, {"steering": ["secretary"], "working": []})

    def test_themes(self):
        data = self.wheels.get_wheel(self.year.id)
        self.assertEqual(
            data["themes"], [{"id": self.theme.id, "name": self.theme.name}]
        )
        self.assertEqual(data["events"][0]["theme_id"], self.theme.id)

    def test_who_may_plan(self):
        for user, expected in ((self.coordinator, True), (self.partner_user, False)):
            data = self.wheels.with_user(user).get_wheel(self.year.id)
            self.assertEqual(data["calendar"]["may_edit"], expected)

    def test_several_days(self):
        """A campaign is drawn from its first day to its last and told without times."""
        self.env["calendar.event"].with_user(self.coordinator).create(
            {
                "name": "Campaign",
                "allday": True,
                "start": "2027-05-10 08:00:00",
                "stop": "2027-05-21 18:00:00",
                "start_date": "2027-05-10",
                "stop_date": "2027-05-21",
                "annual_calendar_id": self.year.id,
                "seutuyp_forum": "campaign",
                "partner_ids": [Command.clear()],
            }
        )
        campaign = self.wheels.get_wheel(self.year.id)["events"][-1]
        self.assertEqual(campaign["when"], "Monday 10.5. – Friday 21.5.")
        self.assertTrue(campaign["arc"].startswith("M"))
        self.assertEqual((campaign["ring"], campaign["month"]), ("event", 5))

    def test_moved_over_the_turn_of_the_year(self):
        self.year.event_ids.with_user(self.coordinator).write(
            {"start": "2028-01-11 07:00:00", "stop": "2028-01-11 09:00:00"}
        )
        event = self.wheels.get_wheel(self.year.id)["events"][0]
        self.assertEqual(event["month"], 12)
        self.assertEqual(event["day"], "Tuesday 11.1.2028")

    def test_on_paper(self):
        for size in ("", "_a3"):
            report = self.env.ref(f"seutuyp_planning.action_report_annual_wheel{size}")
            html, _type = report.with_user(self.coordinator)._render_qweb_html(
                report, self.year.ids
            )
            self.assertIn(b"<svg", html)
            self.assertIn(b"Steering A", html)


@tagged("post_install", "-at_install")
class TestWheelPicture(PlanningCommon, HttpCase):
    """The wheel as a file to print at any size."""

    def setUp(self):
        super().setUp()
        self.year = self._create_year()
        self.year._generate()
        self.path = f"/seutuyp/wheel/{self.year.id}.svg"

    def _get(self, user, path=None):
        user.password = "a-long-password"
        self.env.flush_all()
        self.authenticate(user.login, "a-long-password")
        return self.url_open(path or self.path, allow_redirects=False)

    def test_picture(self):
        response = self._get(self.coordinator)
        self.assertEqual(response.headers["Content-Type"], "image/svg+xml")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        root = etree.fromstring(response.content)
        width, height = map(float, root.get("viewBox").split()[2:])
        self.assertAlmostEqual(height / width, 2**0.5, places=3)  # fills A4 and A3
        self.assertIn("Steering A", response.text)

    def test_long_year_stays_on_the_sheet(self):
        self.template.line_ids.month_ids = self._month(1, 2, 3, 4, 5, 6, 8, 9, 10, 11)
        for _number in range(4):
            self._create_steering_group()
        self.year._generate()
        root = etree.fromstring(self.year._wheel_svg())
        lowest = max(float(item.get("y")) for item in root.iter("{*}text"))
        self.assertGreater(len(self.year.event_ids), 40)
        self.assertLess(lowest, 1414)

    def test_strangers(self):
        self.assertEqual(self._get(self.outsider).status_code, 404)
        wrong = "/seutuyp/wheel/99999999999999999999.svg"
        self.assertEqual(self._get(self.coordinator, wrong).status_code, 404)
        self.logout()
        self.assertEqual(
            self.url_open(self.path, allow_redirects=False).status_code, 303
        )
