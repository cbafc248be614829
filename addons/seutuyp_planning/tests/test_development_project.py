# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestDevelopmentProject(PlanCommon):
    """Projects are told to all while planned; others comment and join."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.outsider.partner_id.parent_id = cls.organisation_b
        cls.project = cls._create_project(goal_ids=[Command.set(cls.goal.ids)])

    @classmethod
    def _create_project(cls, user=None, **kw):
        projects = cls.env["seutuyp.development.project"]
        vals = {
            "name": "Successors",
            "owner_id": cls.organisation_a.id,
            "region_ids": [Command.set(cls.region_a.ids)],
            "contact_id": cls.coordinator.partner_id.id,
            "stage": "preparing",
            **kw,
        }
        return projects.with_user(user or cls.coordinator).create(vals)

    def _join(self, user, **kw):
        return (
            self.env["seutuyp.development.interest"]
            .with_user(user)
            .create({"project_id": self.project.id, **kw})
        )

    # ---------------------------------------------------------------------- access
    def test_all_staff_read(self):
        for user in (self.outsider, self.coordinator_b, self.reviewer):
            self.assertEqual(self.project.with_user(user).name, "Successors")
        self.assertFalse(self.project.with_user(self.portal_user).has_access("read"))

    def test_goals_stay_in_their_region(self):
        """The project is for all, the goals of its plan are for the region."""
        self.assertEqual(self.project.with_user(self.partner_user).goal_ids, self.goal)
        self.env.invalidate_all()
        self.assertFalse(self.project.with_user(self.outsider).goal_ids)

    def test_written_by_its_regions_and_its_owner(self):
        for user in (self.coordinator, self.partner_user, self.manager):
            self.project.with_user(user).aims = user.name
            self.assertTrue(self.project.with_user(user).may_edit)
        for user in (self.outsider, self.coordinator_b, self.reviewer):
            self.assertFalse(self.project.with_user(user).may_edit)
            with self.assertRefused(AccessError, "Comment on it"):
                self.project.with_user(user).aims = "Mine"

    def test_made_by_staff_of_the_owner(self):
        """One's own organisation's project, or one of a region of one's own."""
        self._create_project(self.partner_user)
        self._create_project(
            self.coordinator_b, region_ids=[Command.set(self.region_b.ids)]
        )
        with self.assertRefused(AccessError), self.cr.savepoint():
            self._create_project(self.outsider)
        with self.assertRefused(AccessError), self.cr.savepoint():
            self._create_project(self.coordinator_b)

    def test_form_proposes_what_is_known(self):
        project = Form(
            self.env["seutuyp.development.project"].with_user(self.partner_user)
        )
        self.assertEqual(project.owner_id, self.organisation_a)
        self.assertEqual(project.contact_id, self.partner_user.partner_id)
        own = Form(self.env["seutuyp.development.project"].with_user(self.coordinator))
        self.assertEqual(own.region_ids[:], self.region_a)

    def test_more_than_an_idea_is_dropped_instead_of_deleted(self):
        with self.assertRefused(UserError, "Dropped"):
            self.project.unlink()
        self._create_project(stage="idea").unlink()

    def test_sane(self):
        with self.assertRefused(ValidationError, "at least one region"):
            self.project.region_ids = False
        with self.assertRefused(ValidationError, "own share"):
            self.project.write({"budget": 10, "own_share": 20})
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "in_order"),
            self.cr.savepoint(),
        ):
            self.project.write({"date_from": "2027-01-01", "date_to": "2026-01-01"})
            self.env.flush_all()

    # -------------------------------------------------------------------- comments
    def test_readers_comment_and_the_contact_hears(self):
        project = self.project.with_user(self.outsider)
        message = project.message_post(
            body="Take us along",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(message.author_id, self.outsider.partner_id)
        self.assertIn(self.coordinator.partner_id, message.notified_partner_ids)

    # -------------------------------------------------------------------- interest
    def test_an_organisation_joins_once(self):
        interest = self._join(self.outsider, note="We bring an adviser")
        self.assertEqual(interest.partner_id, self.organisation_b)
        self.assertEqual(interest.person_id, self.outsider.partner_id)
        project = self.project.with_user(self.outsider)
        self.assertEqual(project.my_interest_id, interest)
        self.assertFalse(project.may_join)
        with self.assertRefused(UserError, "said already"):
            project.action_join()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "once"),
            self.cr.savepoint(),
        ):
            self._join(self.outsider)

    def test_withdrawn(self):
        self._join(self.outsider)
        project = self.project.with_user(self.outsider)
        self.assertTrue(project.action_withdraw())
        self.assertFalse(project.interest_ids)
        self.assertTrue(project.may_join)

    def test_contact_is_told_in_his_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        template = self.env.ref("seutuyp_planning.mail_template_project_interest")
        template.with_context(
            lang="fi_FI"
        ).subject = "Mukaan: {{ object.partner_id.name }}"
        self.coordinator.partner_id.lang = "fi_FI"
        _interest, mails = self._new_mails(
            lambda: self._join(self.outsider, note="Hei")
        )
        self.assertEqual(mails.subject, "Mukaan: Organisation B")
        self.assertIn(self.coordinator.email, mails.email_to)
        self.assertIn("Hei", mails.body_html)
        self.assertIn(f"/odoo/seutuyp-projects/{self.project.id}", mails.body_html)
        self.assertIn(self.outsider.email, mails.reply_to)

    def test_nobody_joins_for_another(self):
        with self.assertRefused(AccessError):
            self._join(self.outsider, partner_id=self.organisation_a.id)
        interest = (
            self.env["seutuyp.development.interest"]
            .with_user(self.outsider)
            .with_context(default_partner_id=self.organisation_a.id)
            .create({"project_id": self.project.id})
        )
        self.assertEqual(interest.partner_id, self.organisation_b)
        for attempt in ({"partner_id": self.organisation_a.id}, {"note": "Ours"}):
            with self.assertRefused(AccessError):
                interest.with_user(self.partner_user).write(attempt)
        with self.assertRefused(AccessError):
            interest.with_user(self.partner_user).unlink()
        self.assertTrue(interest.with_user(self.partner_user).has_access("read"))

    def test_who_does_not_join(self):
        with self.assertRefused(UserError, "owns the project"), self.cr.savepoint():
            self._join(self.partner_user)
        with (
            self.assertRefused(UserError, "names no organisation"),
            self.cr.savepoint(),
        ):
            self._join(self.reviewer)
        self.project.stage = "ended"
        with self.assertRefused(UserError, "has ended"), self.cr.savepoint():
            self._join(self.outsider)

    # ------------------------------------------------------------------------ plan
    def test_plan_shows_the_projects_of_its_year(self):
        dates = {"date_from": "2049-01-01", "date_to": "2050-01-31"}
        touching = self._create_project(name="Touching", **dates)
        self._create_project(name="Before", date_to="2049-12-31")
        self._create_project(name="Dropped", stage="dropped", **dates)
        self._create_project(
            self.coordinator_b,
            name="Elsewhere",
            region_ids=[Command.set(self.region_b.ids)],
        )
        self.assertEqual(
            self.plan.with_user(self.partner_user)._development_projects(),
            touching | self.project,
        )

    def test_plans_cost_one_search(self):
        plans = self.plan | self._create_plan(year=2051) | self._create_plan(year=2052)
        for number in range(5):
            self._create_project(name=f"Project {number}")

        def read(records):
            own = records.with_user(self.coordinator)
            return queries(self.env, own.mapped, "development_project_ids")

        self.assertLessEqual(read(plans), read(self.plan))

    def test_lists_cost_the_same(self):
        projects = self.project
        for number in range(5):
            projects |= self._create_project(name=f"Project {number}")

        def read(records):
            for name in ("interest_count", "may_join", "may_edit", "area_ids"):
                records.with_user(self.outsider).mapped(name)

        few = queries(self.env, read, projects[:2])
        self.assertLessEqual(queries(self.env, read, projects), few)

    def test_merged_region_hands_its_projects_on(self):
        ended = self._create_project(name="Ended", stage="ended")
        self.env["seutuyp.change.wizard"].with_user(self.manager).create(
            {
                "kind": "merge",
                "res_model": "seutuyp.region",
                "source_region_ids": [Command.set(self.region_a.ids)],
                "target_region_id": self.region_b.id,
            }
        ).action_change()
        self.assertEqual(self.project.region_ids, self.region_b)
        self.assertEqual(self.project.area_ids, self.area_b)
        self.assertEqual(ended.region_ids, self.region_a)
