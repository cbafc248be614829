# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from ..tools import flow, layout, lettering
from .common import ProcessCommon

SVG = "{http://www.w3.org/2000/svg}"
OURS = {"svg", "title", "defs", "marker", "path", "rect", "g", "text", "tspan"}
HOSTILE = "</text><script>alert(1)</script><image href='http://x.example/'/> \x07\"'&"


@tagged("post_install", "-at_install")
class TestChart(ProcessCommon):
    """The chart on screen, and what is moved on it, as the owner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.process.with_user(cls.partner_user)

    def _columns(self):
        self.process.invalidate_recordset()
        return self.process.phase_ids.mapped(lambda phase: (phase.name, phase.column))

    def test_table_says_what_the_chart_says(self):
        rows = self.own.chart_data()["phases"]
        self.assertEqual([row["name"] for row in rows], ["Need", "Advice", "Feedback"])
        self.assertEqual([row["number"] for row in rows], [1, 2, 3])
        self.assertEqual(rows[0]["who"], ["Customer", "Adviser"])
        self.assertEqual(rows[0]["then"], ["Advice"])
        self.assertEqual(rows[2]["then"], ["The founder knows"])

    def test_customer_is_on_top(self):
        self.customer.sequence = 99
        lanes = self.own.chart_data()["lanes"]
        self.assertTrue(lanes[0]["is_customer"])

    def test_phase_without_lane_is_told_and_listed(self):
        self.advice.lane_ids = False
        data = self.own.chart_data()
        self.assertEqual(data["phases"][-1]["name"], "Advice")
        self.assertFalse(data["phases"][-1]["number"])
        self.assertNotIn("2. Advice", data["svg"])
        self.assertIn("“Advice” stands in no lane", self.own.guide["problems"][0])

    def test_phase_moves_in_time(self):
        self.own.step_phase(self.advice.id, 1)
        self.assertEqual(self._columns(), [("Need", 1), ("Advice", 2), ("Feedback", 2)])
        self.own.step_phase(self.advice.id, 1)
        self.assertEqual(self._columns(), [("Need", 1), ("Feedback", 2), ("Advice", 3)])
        self.own.move_phase(self.advice.id, 0, True)
        self.assertEqual(self._columns(), [("Advice", 1), ("Need", 2), ("Feedback", 3)])

    def _arrows(self):
        self.process.invalidate_recordset()
        return self.process.flow_ids.mapped("display_name")

    def test_arrows_follow_a_phase_that_moves(self):
        self._create_arrow(self.need, self.advice)
        self._create_arrow(self.advice, self.feedback)
        self.assertTrue(self.own.move_phase(self.advice.id, 3, True))
        self.assertEqual(self._columns()[-1], ("Advice", 3))
        self.assertEqual(self._arrows(), ["Need → Feedback"])
        rows = self.own.chart_data()["phases"]
        self.assertEqual([row["name"] for row in rows], ["Need", "Feedback", "Advice"])
        self.assertEqual(rows[1]["next"], [self.advice.id])

    def test_nothing_in_the_middle_comes_from_the_start(self):
        self._create_arrow(self.need, self.feedback)
        rows = self.own.chart_data()["phases"]
        self.assertEqual(rows[0]["next"], [self.feedback.id, self.advice.id])

    def test_lanes_move_without_the_arrows(self):
        self._create_arrow(self.need, self.advice)
        self.advice.with_user(self.partner_user).lane_ids = self.lane_office
        self.assertEqual(self._arrows(), ["Need → Advice"])

    def test_strangers_move_nothing(self):
        self.process.action_ask_feedback()
        process = self.process.with_user(self.coordinator_b)
        self.assertFalse(process.chart_data()["may_edit"])
        with self.assertRaises(AccessError):
            process.step_phase(self.advice.id, 1)

    def test_lane_named_after_a_person(self):
        with self.assertRaisesRegex(ValidationError, "is a person"):
            self.lane.with_user(self.partner_user).title = self.owner.name

    def test_hostile_names_are_only_text(self):
        clean = HOSTILE.replace("\x07", "")
        self.lane.title = self.need.name = self.process.name = clean
        self.process.start_event = clean
        self.need.tool_ids = [(0, 0, {"name": clean})]
        for drawing in (self.own.chart_svg, self.own.chart_data()["svg"]):
            root = etree.fromstring(drawing)
            for element in root.iter():
                self.assertIn(element.tag.removeprefix(SVG), OURS)
                self.assertFalse([key for key in element.attrib if key[:2] == "on"])
                self.assertFalse([key for key in element.attrib if "href" in key])

    def test_every_shape_has_words(self):
        root = etree.fromstring(self.own.chart_data()["svg"])
        focusable = root.findall(".//*[@tabindex]")
        self.assertTrue(all(element.get("aria-label") for element in focusable))
        phases = [item for item in focusable if item.get("class") == "phase"]
        names = [item.get("aria-label").rpartition(". Takes")[0] for item in phases]
        self.assertEqual(names, ["1. Need", "2. Advice", "3. Feedback"])

    def test_names_say_what_is_seen(self):
        """Whoever speaks to the computer names a shape by its text (WCAG 2.5.3)."""
        self.lane.title = "Business adviser of the development company"
        root = etree.fromstring(self.own.chart_data()["svg"])
        for shape in root.findall(".//*[@tabindex]"):
            seen = "".join(shape.find(f"{SVG}text").itertext())
            self.assertIn(seen, shape.get("aria-label"))

    def test_long_names_wrap(self):
        self.need.name = "Kehittämispalvelukokonaisuuden " * 6
        chart, *_rest = self.own._lay_out(self.own._snapshot())
        part = next(part for part in chart.parts if part.key == self.need.id)
        room = layout.BOX - 2 * layout.INSET
        self.assertGreater(len(part.lines), 3)
        for line in part.lines:
            self.assertLessEqual(lettering.width(line, layout.TEXT), room)

    def test_thirty_by_twelve_is_readable(self):
        lanes = [flow.Lane(n, f"Organisaatio {n}", n == 0) for n in range(12)]
        phases = [
            flow.Phase(n, f"Vaihe numero {n}", (n % 12, (n * 5) % 12), n)
            for n in range(30)
        ]
        chart = layout.chart(lanes, phases, (), "Alku", "Loppu", "Välineet")
        boxes = [(p.x, p.y, p.x + p.width, p.y + p.height) for p in chart.parts]
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )
                self.assertTrue(apart, (one, other))

    def test_steps_are_ticked(self):
        self.assertEqual(self.own.guide["steps"][4]["tick"], "has_meetings")
        self.own.has_meetings = True
        self.assertEqual(self.own.guide["steps"][4]["state"], "done")
        with self.assertRaises(AccessError):
            self.process.with_user(self.coordinator_b).has_examples = True

    def test_new_process_has_the_usual_duties(self):
        roles = self.process.responsibility_ids.mapped("role")
        self.assertEqual(roles, ["owner", "team", "party"])
        own = self._create_process(name="Other", responsibility_ids=[])
        self.assertFalse(own.responsibility_ids)

    def test_map_of_a_region(self):
        found = self.process.with_user(self.partner_user).process_map(self.region_a.id)
        self.assertEqual(found["region"]["id"], self.region_a.id)
        core, support = found["groups"]
        self.assertIn("Advice", [row["name"] for row in core["processes"]])
        self.assertFalse(support["processes"])

    def test_paper(self):
        report = self.env["ir.actions.report"].with_user(self.partner_user)
        html, _kind = report._render_qweb_html(
            "seutuyp_process.report_process", self.process.ids
        )
        text = html.decode()
        for words in ("1. Purpose", "<svg", "4. Phases", "The founder knows"):
            self.assertIn(words, text)


@tagged("post_install", "-at_install")
class TestChartFiles(HttpCase, ProcessCommon):
    """The chart as a file, from its address."""

    def test_owner_takes_files(self):
        self.authenticate(self.partner_user.login, self.partner_user.login)
        for kind in ("svg", "bpmn"):
            answer = self.url_open(f"/seutuyp/process/{self.process.id}/chart.{kind}")
            self.assertEqual(answer.status_code, 200)
            self.assertIn("attachment", answer.headers["Content-Disposition"])
            etree.fromstring(answer.content)
        answer = self.url_open(f"/seutuyp/process/{self.process.id}/chart.exe")
        self.assertEqual(answer.status_code, 404)

    def test_strangers_take_none(self):
        self.authenticate(self.coordinator_b.login, self.coordinator_b.login)
        answer = self.url_open(f"/seutuyp/process/{self.process.id}/chart.svg")
        self.assertEqual(answer.status_code, 404)


@tagged("post_install", "-at_install")
class TestQueryCountsChart(QueryCounts, ProcessCommon):
    """What a process costs must not grow with its phases."""

    def _many(self):
        many = self.process.copy({"name": "Many"})
        lanes = many.lane_ids
        self.env["seutuyp.process.phase"].create(
            [
                {
                    "process_id": many.id,
                    "name": f"Phase {place}",
                    "column": place,
                    "lane_ids": [(6, 0, lanes[: 1 + place % 3].ids)],
                    "tool_ids": [(0, 0, {"name": f"Tool {place}"})],
                }
                for place in range(30)
            ]
        )
        return many

    def _few_and_many(self):
        self.need.tool_ids = [(0, 0, {"name": "Tool"})]
        return (
            self._plain(self.process, self.partner_user),
            self._plain(self._many(), self.partner_user),
        )

    def test_chart_data(self):
        self.assertSameCost(lambda process: process.chart_data(), *self._few_and_many())

    def test_form(self):
        def form(process):
            return process.web_read(
                {"guide": {}, "steps": {}, "may_edit": {}, "available_actions": {}}
            )

        self.assertSameCost(form, *self._few_and_many())
