# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import convert_file, mute_logger

from .common import SeutuypCommon

DATA = (
    "seutuyp_area",
    "seutuyp_region",
    "seutuyp_actor_type",
    "seutuyp_segment",
    "seutuyp_deciding_body",
    "seutuyp_criterion",
    "seutuyp_agreement_template",
)


@tagged("post_install", "-at_install")
class TestData(SeutuypCommon):
    def _shipped(self, model):
        ids = self.env["ir.model.data"].search(
            [("module", "=", "seutuyp_network"), ("model", "=", model)]
        )
        return self.env[model].browse(ids.mapped("res_id"))

    def test_areas_before_and_after_the_reform(self):
        areas = self._shipped("seutuyp.area")
        self.assertEqual(len(areas._on(self._day("2025-12-31"))), 15)
        self.assertEqual(len(areas._on(self._day("2026-01-01"))), 10)
        hame = self.env.ref("seutuyp_network.area_ham")
        self.assertEqual(set(hame.successor_ids.mapped("code")), {"E-SIS", "E-KAS"})
        self.assertTrue(all(area.successor_ids for area in areas if area.date_to))

    def _day(self, text):
        return self.env["seutuyp.area"]._fields["date_from"].to_date(text)

    def test_regions_belong_to_an_area_at_any_time(self):
        regions = self._shipped("seutuyp.region")
        self.assertEqual(len(regions), 68)
        for region in regions:
            self.assertEqual(region.area_on("2025-12-31").code, region.code[:3])
            self.assertTrue(region.area_on("2026-01-01").code.startswith("E-"))
        lahti = self.env.ref("seutuyp_network.region_ham_03")
        self.assertEqual(lahti.area_on("2026-06-01").code, "E-KAS")

    def test_actor_types_follow_the_reforms(self):
        types = self._shipped("seutuyp.actor.type")

        def codes(day, side):
            current = types._on(self._day(day))
            return set(current.filtered(lambda t: t.side == side).mapped("code"))

        self.assertEqual(codes("2024-12-31", "employment"), {"te_office"})
        self.assertEqual(codes("2025-01-01", "employment"), {"employment_area"})
        self.assertEqual(codes("2025-12-31", "state"), {"ely_centre"})
        self.assertEqual(codes("2026-01-01", "state"), {"vitality_centre"})
        self.assertEqual(len(codes("2026-01-01", "municipal")), 3)

    def test_criteria_segments_template(self):
        criteria = self._shipped("seutuyp.criterion")
        self.assertEqual(criteria.sorted("code").mapped("code"), list("12345678"))
        segments = self._shipped("seutuyp.segment")
        self.assertEqual(len(segments.filtered(lambda s: not s.parent_id)), 5)
        sections = self._shipped("seutuyp.agreement.template.section")
        self.assertEqual(
            sections.sorted("sequence").mapped("number"),
            [str(number) for number in range(1, 12)],
        )
        self.assertTrue(all(section.body for section in sections))

    def test_edits_survive_an_upgrade(self):
        """What an administrator changed or deleted stays so when data load again."""
        self.env["res.lang"]._activate_lang("fi_FI")
        region = self.env.ref("seutuyp_network.region_kai_01").with_user(self.manager)
        region.name = "Kainuu and friends"
        region.with_context(lang="fi_FI").name = "Kainuu ja ystävät"
        section = self.env.ref("seutuyp_network.agreement_template_section_term")
        section.body = "<p>Our own term.</p>"
        self.env.ref("seutuyp_network.criterion_8").active = False
        self.env.ref("seutuyp_network.actor_type_finpro").unlink()
        self.env.flush_all()
        for name in DATA:
            convert_file(
                self.env,
                "seutuyp_network",
                f"data/{name}.xml",
                {},
                mode="update",
                noupdate=False,
            )
        modules = self.env["ir.module.module"]
        modules._load_module_terms(["seutuyp_network"], ["fi_FI"])
        self.env.invalidate_all()
        self.assertEqual(region.name, "Kainuu and friends")
        self.assertEqual(region.with_context(lang="fi_FI").name, "Kainuu ja ystävät")
        self.assertEqual(section.body, "<p>Our own term.</p>")
        self.assertFalse(self.env.ref("seutuyp_network.criterion_8").active)

    def test_languages_of_a_template_are_independent(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        self.env["res.lang"]._activate_lang("sv_SE")
        section = self.env.ref("seutuyp_network.agreement_template_section_annexes")
        english = section.with_context(lang="en_US").body
        section.with_context(lang="fi_FI").body = "<p>Suomeksi.</p>"
        section.with_context(lang="sv_SE").body = "<p>På svenska.</p><p>Mera.</p>"
        self.env.invalidate_all()
        self.assertEqual(section.with_context(lang="en_US").body, english)
        self.assertEqual(section.with_context(lang="fi_FI").body, "<p>Suomeksi.</p>")
        section.with_context(lang="fi_FI").body = "<p>x<script>alert(1)</script></p>"
        self.assertNotIn("script", section.with_context(lang="fi_FI").body)

    def test_codes_are_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as caught:
            self._create_area(code="LAP")
            self.env.flush_all()
        self.assertIn("code", str(caught.exception))

    def test_segment_limits(self):
        segments = self.env["seutuyp.segment"]
        with self.assertRaises(ValidationError):
            segments.create(
                {"code": "x", "name": "X", "employee_min": 10, "employee_max": 9}
            )
        large = self.env.ref("seutuyp_network.segment_large")
        with self.assertRaises(ValidationError):
            large.parent_id = self.env.ref("seutuyp_network.segment_foreign_investors")

    def test_views_open(self):
        for action in self._shipped("ir.actions.act_window"):
            model = self.env[action.res_model].with_user(
                self.env.ref("base.user_admin")
            )
            views = [(False, mode) for mode in action.view_mode.split(",")]
            model.get_views([*views, (False, "search")])
