# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportBasicPage(models.AbstractModel):
    """The basic page of a plan: one A4, always as things are today."""

    _name = "report.seutuyp_planning.report_basic_page"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Basic page"
    _document_model = "seutuyp.plan"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        values = super()._get_report_values(docids, data)
        return {
            **values,
            "basic_page": lambda plan: plan._basic_page_on_paper(),
            "action_page": lambda plan: plan._action_page(),
            "standing": lambda plan: plan._standing(),
            "schedule": self._schedule,
            "share": self._share,
            **self.env["seutuyp.plan"]._basic_page_words(),
        }

    @api.model
    def _schedule(self, action):
        """Return when an action is done and looked at, each in words."""
        plan = self.env["seutuyp.plan"]
        start, end = self._day(action.action_start), self._day(action.action_end)
        words = []
        if start and end:
            words.append(f"{start} – {end}")
        elif end:
            words.append(self.env._("Until %(day)s", day=end))
        elif start:
            words.append(self.env._("From %(day)s", day=start))
        days = [plan._day_of_year(item.date) for item in action.checkpoint_ids]
        if days:
            words.append(self.env._("Checkpoints: %(days)s", days=", ".join(days)))
        return words

    @api.model
    def _share(self, percent):
        return f"{percent:.0f}\N{NO-BREAK SPACE}%"


class ReportPlan(models.AbstractModel):
    """The plan on paper: the basic page, then the action page."""

    _name = "report.seutuyp_planning.report_plan"
    _inherit = ["report.seutuyp_planning.report_basic_page"]
    _description = "Action plan on paper"
