# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf
from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common import ReportingCommon

REPORT = "seutuyp_reporting.report_organisation_year"
YEAR = 2025


@freeze_time("2026-08-15")
class OrganisationYearCommon(ReportingCommon):
    """Organisation A is a party in region A and has left region B."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.region_a._guarded().partner_ids = cls.organisation_a
        cls.outsider.partner_id.parent_id = cls.organisation_b
        cls.years = cls.env["seutuyp.organisation.year"]
        cls.row = cls._row(cls.organisation_a)
        cls._meet()
        cls._promise(cls.region_a)
        for region, customers in ((cls.region_a, 40), (cls.region_b, 2)):
            row = cls.env["seutuyp.return"].create(
                {
                    "region_id": region.id,
                    "partner_id": cls.organisation_a.id,
                    "year": YEAR,
                    "customers": customers,
                    "referrals_out": 3,
                }
            )
            row._guarded().state = "returned"
        cls.env.flush_all()

    @classmethod
    def _row(cls, organisation, year=YEAR):
        return cls.years.browse(organisation.id * 100 + year - 2000)

    @classmethod
    def _meet(cls):
        meeting = cls._create_event(
            cls.partner_user.partner_id | cls.coordinator.partner_id,
            f"{YEAR}-03-10 07:00:00",
            f"{YEAR}-03-10 09:00:00",
            seutuyp_group_id=cls.steering.id,
        )
        meeting._guarded().write({"meeting_state": "held"})
        meeting.attendee_ids.presence = "remote"

    @classmethod
    def _promise(cls, region):
        plan = cls.env["seutuyp.plan"].create({"region_id": region.id, "year": YEAR})
        goal = cls.env["seutuyp.plan.goal"].create({"plan_id": plan.id, "name": "Goal"})
        for state, days in (("done", 5), ("under_way", 2.5)):
            action = cls.env["project.task"].create(
                {
                    "name": state,
                    "goal_id": goal.id,
                    "actual_state": state,
                    "responsible_partner_ids": [Command.set(cls.organisation_a.ids)],
                }
            )
            resource = cls.env["seutuyp.plan.resource"].create(
                {
                    "task_id": action.id,
                    "partner_id": cls.organisation_a.id,
                    "days": days,
                    "euros": 1000,
                }
            )
            if state == "done":
                resource._guarded().confirmed_on = f"{YEAR}-02-01"
        plan._guarded().sudo().write({"state": "approved"})
        return plan

    def _cells(self, user=None):
        row = self.row.with_user(user or self.partner_user)
        return {
            line["label"]: line["cells"]
            for table in row._parts()["tables"]
            for line in table["rows"]
        }


@tagged("post_install", "-at_install")
@freeze_time("2026-08-15")
class TestOrganisationYear(QueryCounts, OrganisationYearCommon):
    """The page tells what an organisation gave and got, to its own people."""

    def test_figures(self):
        cells = self._cells()
        expected = {
            "Meetings our people attended": ["1", "–", "1"],
            "Attendances at them, counted by person": ["1", "–", "1"],
            "Working days promised to actions": ["7.5", "–", "7.5"],
            "of which confirmed, days": ["5", "–", "5"],
            "Euros promised to actions": ["2,000\xa0€", "–", "2,000\xa0€"],
            "of which confirmed, euros": ["1,000\xa0€", "–", "1,000\xa0€"],
            "Actions we answer for": ["2", "–", "2"],
            "of which done": ["1", "–", "1"],
            "Customers served": ["40", "2", "42"],
            "Handed on to others, by our return": ["3", "3", "6"],
        }
        for label, values in expected.items():
            with self.subTest(label=label):
                self.assertEqual(cells[label], values)

    def test_results_of_own_regions_only(self):
        parts = self.row.with_user(self.partner_user)._parts()
        self.assertEqual(parts["regions"], ["Region A", "Region B"])
        self.assertEqual([line["name"] for line in parts["results"]], ["Region A"])
        self.assertIn("Approved", parts["results"][0]["cells"])

    def test_what_is_not_known(self):
        row = self._row(self.organisation_a, 2024).with_user(self.partner_user)
        parts = row._parts()
        self.assertEqual(parts["regions"], ["Region A"])
        self.assertEqual(parts["note"], "Our yearly return is missing in: Region A.")

    def test_who_reads_it(self):
        readers = {
            "manager": True,
            "partner_user": True,
            "coordinator": False,
            "area_contact": False,
            "reviewer": False,
            "outsider": False,
            "portal_user": False,
        }
        for role, reads in readers.items():
            row = self.row.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual(row.has_access("read"), reads)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(row.has_access(operation))
                if not reads:
                    with self.assertRaises(AccessError):
                        row.read(["page"])
                    with self.assertRaises(AccessError):
                        row.action_later()
                    with self.assertRaises(AccessError):
                        self._html(row.env.user)

    def test_opening(self):
        years = self.years.with_user(self.partner_user)
        action = years.action_my_year()
        self.assertEqual(action["res_id"], self._row(self.organisation_a, 2026).id)
        row = self.row.with_user(self.partner_user)
        self.assertEqual(row.action_earlier()["res_id"], self.row.id - 1)
        last = self._row(self.organisation_a, 2027).with_user(self.partner_user)
        with self.assertRaises(UserError):
            last.action_later()
        with self.assertRaises(UserError):
            self.years.with_user(self.coordinator).action_my_year()

    # ----------------------------------------------------------------------- paper
    def _html(self, user, lang="en_US"):
        report = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        return report._render_qweb_html(REPORT, self.row.ids)[0].decode()

    def test_paper_is_one_tagged_page(self):
        report = self.env["ir.actions.report"].with_user(self.partner_user)
        content, kind = report.with_context(
            force_report_rendering=True, lang="en_US"
        )._render_qweb_pdf(REPORT, self.row.ids)
        pdf = TaggedPdf(content)
        self.assertEqual(kind, "pdf")
        self.assertEqual(pdf.page_count, 1)
        self.assertIn("What we gave", pdf.text)

    def test_queries(self):
        def read(row):
            self._plain(row, self.partner_user).read(["page"])

        self._join(2)
        few = self._count(read, self.row)
        self._join(6)
        self.assertLessEqual(self._count(read, self.row), few)

    def _join(self, count):
        """Let the organisation take part in more regions."""
        for number in range(count):
            region = self._create_region(area=self.area_a, name=f"Many {number}")
            region._guarded().partner_ids = self.organisation_a
            self._promise(region)
