# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools.misc import get_lang

REPORTS = {
    "plan": "seutuyp_planning.action_report_plan",
    "basic": "seutuyp_planning.action_report_basic_page",
}


class SeutuypPlanPrintWizard(models.TransientModel):
    """Print plans in a language other than one's own."""

    _name = "seutuyp.plan.print.wizard"
    _description = "Print a plan"

    plan_ids = fields.Many2many(
        "seutuyp.plan",
        string="Plans",
        required=True,
        default=lambda self: self._default_plan_ids(),
    )
    document = fields.Selection(
        [("plan", "The whole plan"), ("basic", "The basic page")],
        required=True,
        default="plan",
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: get_lang(self.env).code,
        help="Headings and fixed words. What people have written stays as it is.",
    )

    @api.model
    def _default_plan_ids(self):
        if self.env.context.get("active_model") != "seutuyp.plan":
            return False
        return self.env.context.get("active_ids")

    def action_print(self):
        """Return the action that makes the file in the chosen language.

        :raise AccessError: one of the plans may not be read
        """
        self.ensure_one()
        self.plan_ids.check_access("read")
        report = self.env.ref(REPORTS[self.document]).sudo()
        return report.with_context(lang=self.lang).report_action(
            self.plan_ids.ids, config=False
        )
