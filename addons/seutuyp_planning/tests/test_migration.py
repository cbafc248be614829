# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from importlib.util import module_from_spec, spec_from_file_location

from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, file_path
from odoo.tools.sql import table_exists

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestMigration(PlanCommon):
    """Databases from before plans were followed up get what has come since."""

    def _migrate(self, name="19.0.1.1.0/post-plan.py"):
        path = f"seutuyp_planning/migrations/{name}"
        spec = spec_from_file_location("migration", file_path(path))
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        self.env.flush_all()
        module.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()

    def test_responsible_stand_once(self):
        """The table of what checkpoints repeated goes; run again, nothing happens."""
        table = "seutuyp_plan_checkpoint_responsible_rel"
        self.assertFalse(table_exists(self.cr, table))
        self.cr.execute(SQL("CREATE TABLE %s (id int)", SQL.identifier(table)))
        for _time in range(2):
            self._migrate("19.0.1.2.0/pre-checkpoint.py")
            self.assertFalse(table_exists(self.cr, table))

    def test_purposes_of_themes_and_agendas(self):
        matter = self.env.ref("seutuyp_planning.theme_followup_2")
        matter.purpose = False
        theme = matter.theme_id
        meeting = self._create_meeting(
            "2050-06-01 07:00", "2050-06-01 09:00", theme_id=theme.id
        )
        meeting._prepare_agenda()
        item = meeting.agenda_item_ids.filtered(lambda row: row.theme_item_id == matter)
        self.assertFalse(item.purpose)
        self._migrate()
        self.assertEqual((matter.purpose, item.purpose), ("followup", "followup"))

    def test_what_was_told_stays_told(self):
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self._approve()
        self.action._set_told(
            {
                "actual_state": "under_way",
                "actual": "Begun",
                "actual_updated_on": "2050-03-02 10:00",
                "actual_updated_by_id": self.partner_user.partner_id.id,
            }
        )
        with freeze_time("2050-03-03"):
            self.env.invalidate_all()
            self.assertTrue(self.action.is_action_silent)
            self._migrate()
            self.assertFalse(self.action.is_action_silent)
        self.assertEqual(self.action.update_ids.text_after, "Begun")
        self._migrate()
        self.assertEqual(len(self.action.update_ids), 1)

    def test_mail_with_the_new_words(self):
        template = self.env.ref("seutuyp_planning.mail_template_silent")
        template.body_html = "<p t-out=\"ctx.get('seutuyp_actions')\"/>"
        self._migrate()
        self.assertIn("seutuyp_regions", template.body_html)
        finnish = template.with_context(lang="fi_FI").body_html
        self.assertIn("seutuyp_regions", finnish)

    def test_own_words_of_a_mail_stay(self):
        template = self.env.ref("seutuyp_planning.mail_template_silent")
        template.body_html = "<p>Our own words</p>"
        self._migrate()
        self.assertIn("Our own words", template.body_html)
