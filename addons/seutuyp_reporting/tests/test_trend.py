# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.tests.counting import queries

from .common_trend import FALLEN, STEADY, TrendCommon

OWN_FIRST = (
    "seutuyp_indicator_choice_action_trend",
    "seutuyp_indicator_choice_action",
    "seutuyp_measurement_action",
)


@tagged("post_install", "-at_install")
class TestTrend(TrendCommon):
    """How an indicator goes, in a word, in sentences, on its page."""

    def _page(self, user=None):
        return self._choice_of(user or self.coordinator).trend_page

    def _standing(self, **vals):
        self.indicator.write(vals)
        choice = self._choice_of(self.coordinator)
        return choice.trend_state, choice.trend_sign

    def test_direction_says_what_is_good(self):
        self._told(FALLEN)
        self.assertEqual(self._standing(direction="up"), ("worse", "↓ Worse"))
        self.assertEqual(self._standing(direction="down"), ("better", "↓ Better"))
        self.assertEqual(self._standing(direction="none"), ("changed", "↓ Changed"))

    def test_steady_in_words(self):
        self._told(STEADY)
        self.indicator.unit = "companies"
        self.choice.write({"target": 20, "has_target": True})
        choice = self._choice_of(self.coordinator)
        self.assertEqual(choice.trend_sign, "→ Steady")
        self.assertEqual(
            choice.trend_words,
            "2026: 24\N{NO-BREAK SPACE}companies, 20 % above target. "
            "No exceptional change.",
        )
        self.assertIn("<svg", choice.trend_sketch)

    def test_too_few_is_said(self):
        rows = self._told([1, 2, 3, 4])
        choice = self._choice_of(self.coordinator)
        self.assertEqual(choice.trend_state, "few")
        self.assertIn("4, and 5 are needed", choice.trend_words)
        rows._guarded().write({"state": "draft"})
        words = self._choice_of(self.coordinator).trend_words
        self.assertIn("4 values are preliminary", words)
        self._told([5, 4, 5, 6, 5], 2022)
        words = self._page()["series"][0]["words"]
        self.assertIn("provisional: 5 values", words[-1])

    def test_preliminary_is_shown_and_not_judged(self):
        self._told(STEADY, 2025)
        self._measure(1)
        choice = self._choice_of(self.coordinator)
        self.assertEqual(choice.trend_state, "steady")
        series = choice.trend_page["series"][0]
        self.assertIn('class="pending"', series["svg"])
        self.assertEqual(series["rows"][0]["signals"], ["Preliminary"])

    def test_page_has_everything_beside_the_picture(self):
        rows = self._told(FALLEN)
        rows[-1]._guarded().write({"source": "Register", "coverage": "5 of 7"})
        series = self._page()["series"][0]
        self.assertEqual(series["source"], "Register")
        self.assertEqual(series["coverage"], "5 of 7")
        self.assertEqual(len(series["rows"]), len(FALLEN))
        self.assertEqual(series["rows"][0]["signals"], ["Beyond a limit"])
        self.assertIn("Exceptionally low", " ".join(series["words"]))

    def test_segments_are_chosen(self):
        self.indicator.by_segment = True
        segments = self.env["seutuyp.segment"].search([], limit=2)
        self.choice.target_ids = [
            Command.create({"segment_id": segments[0].id, "target": 25})
        ]
        self._told(STEADY, segment_id=segments[0].id)
        self._told(FALLEN, segment_id=segments[1].id)
        page = self._page()
        self.assertEqual([one["id"] for one in page["series"]], segments.ids)
        self.assertIn("below target", page["series"][0]["words"][0])
        # without a whole, what has changed stands for it
        self.assertEqual(page["main"], 1)
        self.assertEqual(self._choice_of(self.coordinator).trend_state, "worse")

    def test_yes_or_no_has_no_limits(self):
        self.indicator.value_kind = "yes_no"
        self._told([1, 1, 1, 1, 1, 0])
        choice = self._choice_of(self.coordinator)
        self.assertEqual(choice.trend_sign, "↓ Worse")
        self.assertIn("2026: no", choice.trend_words)
        self.assertFalse(choice._series()[choice][0].chart.signals)

    def test_rebasing(self):
        self._told([4, 6] * 4 + [8, 10] * 4)
        self.assertEqual(self._standing()[0], "better")
        rebase = (
            self.env["seutuyp.indicator.rebase"]
            .with_user(self.coordinator)
            .create(
                {
                    "choice_id": self.choice.id,
                    "date": "2019-01-01",
                    "reason": "A new register",
                }
            )
        )
        choice = self._choice_of(self.coordinator)
        self.assertEqual(choice.trend_state, "steady")
        self.assertIn('class="rebase"', choice.trend_page["series"][0]["svg"])
        rebase.unlink()
        self.assertEqual(self._standing()[0], "better")

    def test_rebasing_on_the_page(self):
        self._told([4, 6] * 4 + [8, 10] * 4)
        view = "seutuyp_reporting.seutuyp_indicator_choice_view_form_trend"
        with Form(self._choice_of(self.coordinator), view) as page:
            with page.rebase_ids.new() as row:
                row.date = "2019-05-01"
                row.reason = "A new register"
            self.assertIn('class="rebase"', page.trend_page["series"][0]["svg"])
        self.assertEqual(self._standing()[0], "steady")

    @mute_logger("odoo.sql_db")
    def test_rebased_once_a_day(self):
        vals = {"choice_id": self.choice.id, "date": "2019-01-01", "reason": "x"}
        rebases = self.env["seutuyp.indicator.rebase"]
        rebases.create(vals)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            rebases.create(vals)

    def test_what_people_write_is_only_text(self):
        self._told(STEADY)
        self.indicator.write({"name": "<script>", "unit": "<b>"})
        choice = self._choice_of(self.coordinator)
        self.assertNotIn("<script>", choice.trend_page["series"][0]["svg"])
        self.assertNotIn("<b>", choice.trend_sketch)

    def test_the_list_begins_with_ones_own(self):
        self.choice.sharing = "nation"
        self._told(STEADY)
        expected = {
            "coordinator": True,
            "area_contact": True,
            "reviewer": False,
            "coordinator_b": True,  # his region follows nothing yet: that is told
            "manager": False,
        }
        for role, begins in expected.items():
            choices = self.env["seutuyp.indicator.choice"].with_user(
                getattr(self, role)
            )
            with self.subTest(role=role):
                for name in OWN_FIRST:
                    action = choices.env["ir.actions.act_window"]._for_xml_id(
                        f"seutuyp_reporting.{name}"
                    )
                    self.assertEqual(
                        literal_eval(action["context"]).get("search_default_mine"),
                        1 if begins else None,
                    )
                self.assertTrue(self.choice in choices.search([]))

    def test_a_context_of_the_administrators_own(self):
        """The client works out expressions; what merely names the word is no wish."""
        action = self.env.ref(f"seutuyp_reporting.{OWN_FIRST[0]}")
        for context, opened in (
            ("{'seutuyp_own_first': 1, 'mine': uid}",) * 2,
            ("{'seutuyp_own_first': 1, 'mine'", "{'seutuyp_own_first': 1, 'mine'"),
            ("{'seutuyp_own_first': 0}", "{}"),
            ("{'note': 'seutuyp_own_first'}",) * 2,
        ):
            action.context = context
            found = action.with_user(self.coordinator)._for_xml_id(
                f"seutuyp_reporting.{OWN_FIRST[0]}"
            )
            with self.subTest(context=context):
                self.assertEqual(found["context"], opened)

    def test_a_bookmark_opens_what_the_menu_opens(self):
        """Otherwise the client would not know to which app the page belongs."""
        for menu, path in (
            ("reporting_trend", "seutuyp-trends"),
            ("indicator_choice", "seutuyp-followed"),
            ("measurement", "seutuyp-measurements"),
        ):
            action = self.env.ref(f"seutuyp_reporting.menu_{menu}").action
            with self.subTest(menu=menu):
                self.assertEqual(action._name, "ir.actions.act_window")
                self.assertEqual(action.path, path)

    # --------------------------------------------------------------------- access
    def test_nothing_of_values_not_shared(self):
        self._told(FALLEN)
        self.env["seutuyp.indicator.rebase"].create(
            {"choice_id": self.choice.id, "date": "2020-01-01", "reason": "Secret"}
        )
        inner = ("manager", "coordinator", "partner_user")
        readers = {
            "region": inner,
            "area": (*inner, "area_contact"),
            "nation": (*inner, "area_contact", "reviewer"),
        }
        everybody = (*readers["nation"], "coordinator_b", "outsider")
        for sharing, may in {**readers, "public": everybody}.items():
            self.env.invalidate_all()  # of what the last reader could not see
            self.choice.sharing = sharing
            for role in everybody:
                with self.subTest(sharing=sharing, role=role):
                    choice = self._choice_of(getattr(self, role))
                    page, reads = choice.trend_page, role in may
                    self.assertEqual(bool(page["series"]), reads)
                    self.assertEqual(bool(choice.trend_sketch), reads)
                    self.assertEqual(choice.trend_state != "none", reads)
                    self.assertEqual(bool(choice.rebase_ids), reads)

    def test_who_judges_anew(self):
        self.choice.sharing = "public"
        rebases = self.env["seutuyp.indicator.rebase"]
        vals = {"choice_id": self.choice.id, "reason": "x"}
        for year, role in enumerate(("coordinator", "manager"), 2015):
            row = rebases.with_user(getattr(self, role)).create(
                {**vals, "date": f"{year}-01-01"}
            )
            row.reason = "y"
        roles = ("partner_user", "area_contact", "reviewer", "coordinator_b")
        for year, role in enumerate((*roles, "outsider"), 2000):
            user = getattr(self, role)
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    rebases.with_user(user).create({**vals, "date": f"{year}-01-01"})
                with self.assertRaises(AccessError):
                    row.with_user(user).reason = "z"
                with self.assertRaises(AccessError):
                    row.with_user(user).unlink()

    def test_search_by_how_it_goes(self):
        self._told(FALLEN)
        choices = self.env["seutuyp.indicator.choice"].with_user(self.coordinator)
        found = choices.search([("trend_state", "in", ["worse"])])
        self.assertIn(self.choice, found)
        found = choices.search([("trend_state", "=", "steady")])
        self.assertNotIn(self.choice, found)

    def test_cost_does_not_grow_with_choices(self):
        def read():
            choices = self.env["seutuyp.indicator.choice"].with_user(self.coordinator)
            names = ("display_name", "trend_sign", "trend_words", "trend_sketch")
            for choice in choices.search([("region_id", "=", self.region_a.id)]):
                self.assertNotIn(None, [choice[name] for name in names])

        def follow():
            indicator = self._create_indicator(by_segment=True)
            choice = self._choose(indicator=indicator)
            choice.rebase_ids = [Command.create({"date": "2022-01-01", "reason": "x"})]
            self._told(STEADY, indicator=indicator)
            self._told(FALLEN, indicator=indicator, segment_id=segment.id)

        segment = self.env["seutuyp.segment"].search([], limit=1)
        follow()
        few = queries(self.env, read)
        for _n in range(12):
            follow()
        self.assertLessEqual(queries(self.env, read), few)
