# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries
from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanPaper(PlanCommon):
    """The plan on paper: the basic page, then goals and actions."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.segment = cls.env.ref("seutuyp_network.segment_local_small")

    def _reports(self, **context):
        reports = self.env["ir.actions.report"].with_user(self.partner_user)
        return reports.with_context(
            **{"lang": "en_US", "force_report_rendering": True, **context}
        )

    def _print(self, plans, **context):
        content, _kind = self._reports(**context)._render_qweb_pdf(
            "seutuyp_planning.report_plan", plans.ids
        )
        return TaggedPdf(content)

    def test_goals_actions_and_sums(self):
        plan = self.plan.with_user(self.coordinator)
        self._create_goal(
            self.plan, name="Heirs", section="segment", segment_id=self.segment.id
        )
        self.action.with_user(self.coordinator).write(
            {
                "action_end": "2050-06-30",
                "checkpoint_ids": [Command.create({"date": "2050-05-15"})],
            }
        )
        self.action.with_user(self.partner_user).write(
            {"actual_state": "done", "actual": "Twenty interviews"}
        )
        self.goal.with_user(self.coordinator).reached = "partly"
        plan.communication_ids = [Command.create({"name": "Newsletter", "cost": 300})]
        plan.budget_line_ids = [
            Command.create({"partner_id": item.id, "planned": 500, "actual": 200})
            for item in self.organisation_a | self.organisation_b
        ]
        pdf = self._print(self.plan)
        pdf.assert_accessible(self)
        for text in (
            "More succession",
            "Partly reached",
            "Interview companies",
            "Done / not done",
            "Until 30 June 2050",
            "Checkpoints: 15 May",
            "Twenty interviews",
            "Joint actions by segment: " + self.segment.name,
            "No actions have been written yet",
            "Newsletter",
            "1,000 €",
            "400 €",
            "Realisation: 50 %",
        ):
            self.assertIn(text, pdf.text.replace("\N{NO-BREAK SPACE}", " "))
        self.assertIn("Row", {tag.scope for tag in pdf.all_of("TH")})
        box = pdf.reader.pages[1].mediabox
        self.assertGreater(box.width, box.height)

    def test_nothing_written_yet(self):
        plan = self._create_plan(year=2051)
        pdf = self._print(plan)
        pdf.assert_accessible(self)
        self.assertEqual(pdf.page_count, 2)
        self.assertIn("No goals have been written yet.", pdf.text)

    def test_sixty_actions(self):
        for number in range(60):
            self._create_action(self.goal, name=f"Action number {number}")
        pdf = self._print(self.plan)
        pdf.assert_accessible(self)
        self.assertIn("Action number 59", pdf.text)
        self.assertLess(pdf.page_count, 9)

    def test_approval_stands_on_the_paper(self):
        text = self._print(self.plan).text
        self.assertIn("Draft", text)
        self.assertNotIn("Approved", text)
        self._approve()
        text = self._print(self.plan).text
        self.assertIn("Approved on 10 March 2020 by Steering A", text)
        self.assertNotIn("Draft", text)

    def test_dropped_by_a_decision(self):
        self._approve()
        decision = self._decide(name="Not this one")
        self.plan.with_user(self.coordinator)._change(decision, drop=self.other)
        text = self._print(self.plan).text
        self.assertIn("Dropped by a decision", text)
        self.assertIn("Not this one", text)

    # -------------------------------------------------------------- several at once
    def test_several_plans_are_one_document(self):
        following = self._create_plan(year=2051)
        pdf = self._print(self.plan | following, lang="sv_SE")
        pdf.assert_accessible(self)
        self.assertEqual(pdf.lang, "sv")
        self.assertEqual({tag.lang for tag in pdf.all_of("Art")}, {"sv"})
        self.assertEqual(len(pdf.all_of("H1")), 4)
        for plan in self.plan | following:
            self.assertIn(str(plan.year), pdf.text)

    def test_several_plans_cost_as_many_queries(self):
        """What is read of one plan is read of all that are printed with it."""
        plans = self.plan
        for year in range(2051, 2056):
            plan = self._create_plan(year=year)
            self._create_action(self._create_goal(plan))
            self._create_year(year=year)._generate()
            plans |= plan
        self._create_year(year=2050)._generate()
        report = self.env.ref("seutuyp_planning.action_report_plan")

        def draw(printed):
            for lang in ("fi_FI", "en_US"):
                self._reports()._render_tagged_pdf(
                    report, printed.with_context(lang=lang)
                )

        few = queries(self.env, draw, self.plan)
        self.assertLessEqual(queries(self.env, draw, plans), few + 2)
