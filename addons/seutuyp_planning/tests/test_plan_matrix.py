# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io

from psycopg2 import IntegrityError
from PyPDF2 import PdfReader

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.tests.counting import queries

from ..hooks import uninstall_hook
from .common import PlanCommon

TEXT = {"current_state": "Signed by all", "rating": "partly", "plan": "Renew it"}


class MatrixCommon(PlanCommon):
    """The plan of region A and a prepared agreement, seen by its coordinator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.areas = cls.env["seutuyp.plan.content.area"]
        cls.mine = cls.plan.with_user(cls.coordinator)
        cls.agreement = cls._create_agreement()

    def _line(self, owner=None, area="roles"):
        area = self.env.ref(f"seutuyp_planning.content_area_{area}")
        return (owner or self.mine).matrix_line_ids.filtered(
            lambda line: line.content_area_id == area
        )

    def _fill(self, owner=None, area="roles", **kw):
        owner = owner or self.mine
        owner.action_make_matrix()
        line = self._line(owner, area)
        line.write({**TEXT, **kw})
        return line


@tagged("post_install", "-at_install")
class TestPlanMatrix(MatrixCommon):
    """The matrix of a plan: started, filled, carried over, read, locked."""

    def test_one_row_for_each_area(self):
        """Headings have no row; pressing again adds only what is new."""
        self.mine.action_make_matrix()
        count = len(self.mine.matrix_line_ids)
        self.assertEqual(
            self.mine.matrix_line_ids.content_area_id, self.areas._to_fill()
        )
        self.assertFalse(self._line(area="services"))
        self.mine.action_make_matrix()
        self.assertEqual(len(self.mine.matrix_line_ids), count)
        self.areas.create({"name": "Immigrants"})
        self.mine.invalidate_recordset()
        self.assertEqual(self.mine.matrix_missing, 1)
        self.mine.action_make_matrix()
        self.assertEqual(len(self.mine.matrix_line_ids), count + 1)

    def test_area_once(self):
        line = self._fill()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "once_a_plan"),
            self.cr.savepoint(),
        ):
            line.create(
                {"plan_id": self.plan.id, "content_area_id": line.content_area_id.id}
            )

    def test_progress(self):
        """What works well needs no plan; what does not does."""
        line = self._fill()
        count = len(self.mine.matrix_line_ids)
        self.assertEqual(self.mine.matrix_progress, f"1 of {count} filled")
        line.plan = False
        self.assertEqual(self.mine.matrix_progress, f"0 of {count} filled")
        line.rating = "well"
        self.assertEqual(self.mine.matrix_progress, f"1 of {count} filled")

    def test_one_area_after_another(self):
        self.mine.action_make_matrix()
        lines = self.mine.matrix_line_ids
        lines[0].write(TEXT)
        window = self.mine.action_fill_matrix()
        self.assertEqual(window["res_id"], lines[1].id)
        self.assertEqual(lines[1].position, f"Area 2 of {len(lines)}")
        self.assertEqual(lines[1].action_next()["res_id"], lines[2].id)
        self.assertEqual(lines[1].action_previous()["res_id"], lines[0].id)
        self.assertEqual(lines[-1].action_next()["type"], "ir.actions.act_window_close")

    def test_areas_stand_under_their_heading(self):
        """The order of the areas, heading by heading."""
        self.mine.action_make_matrix()
        headings = [heading for heading, _rows in self.mine._matrix_headings()]
        self.assertEqual(headings, list(self.areas.search([("parent_id", "=", False)])))

    def test_last_years_text(self):
        """It comes into empty areas, once, and is assessed anew."""
        source = self._fill()
        self._fill(area="coordinator", current_state="Half of the time")
        following = self._create_plan(year=2051).with_user(self.coordinator)
        self._fill(following, "coordinator", current_state="Already written")
        following.action_carry_matrix()
        line = self._line(following)
        self.assertEqual(line.current_state, source.current_state)
        self.assertEqual(line.plan, source.plan)
        self.assertFalse(line.rating)
        self.assertFalse(line.is_filled)
        kept = self._line(following, "coordinator")
        self.assertEqual(kept.current_state, "Already written")
        line.write({"current_state": False, "plan": False})
        following.action_carry_matrix()
        self.assertFalse(line.current_state)

    def test_nothing_to_carry(self):
        with self.assertRefused(UserError, "no earlier plan matrix"):
            self.mine.action_carry_matrix()

    def test_written_while_the_plan_is_open(self):
        line = self._fill()
        self.mine.action_open_comments()
        line.current_state = "During the comments"
        self.mine.action_submit()
        self.assertFalse(self.mine.may_write_matrix)
        for attempt in (
            lambda: line.write({"plan": "Later"}),
            line.unlink,
            self._unmake_and_make,
        ):
            with self.assertRefused(UserError, "drafted"), self.cr.savepoint():
                attempt()

    def _unmake_and_make(self):
        self.areas.create({"name": "New area"})
        self.mine.action_make_matrix()

    def test_readers_do_not_write(self):
        line = self._fill()
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertEqual(line.with_user(user).plan, "Renew it")
            self.assertFalse(line.with_user(user).may_write)
            with self.assertRefused(AccessError):
                line.with_user(user).write({"plan": "Mine"})
            with self.assertRefused(AccessError):
                self.plan.with_user(user).action_make_matrix()

    def test_rows_do_not_move(self):
        line = self._fill()
        foreign = self.env["seutuyp.plan"].create(
            {"region_id": self.region_b.id, "year": 2050}
        )
        with self.assertRefused(UserError, "stays in its plan matrix"):
            line.write({"plan_id": foreign.id})
        with self.assertRefused(AccessError):
            line.create(
                {"plan_id": foreign.id, "content_area_id": line.content_area_id.id}
            )

    def test_carried_from_is_not_forged(self):
        line = self._fill()
        with self.assertRefused(AccessError):
            line.write({"carried_from_id": line.id})

    def test_two_levels(self):
        roles = self.env.ref("seutuyp_planning.content_area_roles")
        agreement = self.env.ref("seutuyp_planning.content_area_organisation_agreement")
        with self.assertRefused(ValidationError, "under nothing"):
            roles.parent_id = agreement

    def test_paper(self):
        self._fill(current_state="Äkäslompolo <b>knows</b>")
        html = self.env["ir.actions.report"]._render_qweb_html(
            "seutuyp_planning.report_plan_matrix", self.plan.ids
        )[0]
        self.assertIn("Äkäslompolo &lt;b&gt;knows&lt;/b&gt;", html.decode())
        with self.assertRefused(AccessError):
            self.env["ir.actions.report"].with_user(self.outsider)._render_qweb_html(
                "seutuyp_planning.report_plan_matrix", self.plan.ids
            )

    def test_uninstalling_is_not_held_up(self):
        """Not even the matrix of an approved plan holds the areas back."""
        line = self._fill()
        self._approve()
        uninstall_hook(self.env)
        self.assertFalse(line.exists())
        self.areas.search([]).unlink()

    def test_cost_does_not_grow(self):
        """Opening ten plans' matrices costs what one's costs."""
        plans = self.plan
        for year in range(2051, 2056):
            plans |= self._create_plan(year=year)
        for plan in plans:
            self._fill(plan.with_user(self.coordinator))

        def read(records):
            records = records.with_user(self.coordinator)
            records.mapped("matrix_progress")
            records.mapped("matrix_missing")
            records.matrix_line_ids.mapped("may_write")
            records.matrix_line_ids.mapped("position")

        few = queries(self.env, read, plans[:2])
        self.assertLessEqual(queries(self.env, read, plans), few)


@tagged("post_install", "-at_install")
class TestAgreementPlanMatrix(MatrixCommon):
    """The matrix of an agreement becomes its annex."""

    def _annexes(self):
        return self.agreement.annex_ids.filtered(
            lambda annex: annex.kind == "plan_matrix"
        )

    def _attach(self):
        result = self.agreement.with_context(
            force_report_rendering=True
        ).action_annex_plan_matrix()
        return result["params"]["message"]

    def test_annex(self):
        """Made, left alone while nothing changes, replaced when something does."""
        line = self._fill(self.agreement)
        self.assertIn("now an annex", self._attach())
        annex = self._annexes()
        first = annex.sha256
        self.assertIn("Nothing has changed", self._attach())
        self.assertEqual(self._annexes().sha256, first)
        line.plan = "Renew it next year"
        self.assertIn("replaced", self._attach())
        self.assertEqual(self._annexes(), annex)
        self.assertNotEqual(annex.sha256, first)

    def test_annex_is_tagged_and_in_the_agreements_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        self.agreement.lang = "fi_FI"
        self._fill(self.agreement)
        self._attach()
        pdf = PdfReader(io.BytesIO(base64.b64decode(self._annexes().file)))
        root = pdf.trailer["/Root"]
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertEqual(root["/Lang"], "fi")
        self.assertIn("Renew it", "".join(page.extract_text() for page in pdf.pages))

    def test_own_file_is_not_replaced(self):
        self.agreement.annex_ids = [
            Command.create(
                {**self._annex_vals("plan_matrix"), "name": "Matrix of the city"}
            )
        ]
        self._fill(self.agreement)
        self._attach()
        self.assertEqual(len(self._annexes()), 2)

    def test_empty_is_not_attached(self):
        self.agreement.action_make_matrix()
        with self.assertRefused(UserError, "empty"):
            self._attach()

    def test_text_of_the_plan(self):
        self._fill()
        self.agreement.action_carry_matrix()
        self.assertEqual(self._line(self.agreement).plan, "Renew it")

    def test_locked_with_the_agreement(self):
        line = self._fill(self.agreement)
        self.agreement.action_send()
        self.assertFalse(self.agreement.may_write_matrix)
        with self.assertRefused(UserError, "locked"):
            self._attach()
        with self.assertRefused(UserError, "locked"):
            line.plan = "Too late"

    def test_others_do_not_attach(self):
        line = self._fill(self.agreement)
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertEqual(line.with_user(user).plan, "Renew it")
            with self.assertRefused(AccessError):
                self.agreement.with_user(user).action_annex_plan_matrix()
            with self.assertRefused(AccessError):
                line.with_user(user).plan = "Mine"
        for user in (self.coordinator_b, self.outsider):
            self.assertFalse(line.with_user(user).has_access("read"))
