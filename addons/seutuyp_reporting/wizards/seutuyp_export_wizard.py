# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

REPORTING = "seutuyp_reporting."


class SeutuypExportWizard(models.TransientModel):
    """Of what a report is wanted: the country, an area or a region.

    Regions and areas have the same reports in their own print menus.
    """

    _name = "seutuyp.export.wizard"
    _description = "Reports and files"

    scope = fields.Selection(
        [("nation", "The whole country"), ("area", "An area"), ("region", "A region")],
        string="Report on",
        required=True,
        default="nation",
    )
    area_id = fields.Many2one(
        "seutuyp.area", compute="_compute_area_id", store=True, readonly=False
    )
    region_id = fields.Many2one(
        "seutuyp.region", compute="_compute_region_id", store=True, readonly=False
    )

    @api.depends("scope")
    def _compute_area_id(self):
        """Forget the area when the chosen scope does not ask for it."""
        for wizard in self:
            if wizard.scope != "area":
                wizard.area_id = False

    @api.depends("scope")
    def _compute_region_id(self):
        for wizard in self:
            if wizard.scope != "region":
                wizard.region_id = False

    @api.depends("scope")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("The whole country")

    def _records(self):
        """Return what is printed: an area, a region, or the wizard for the country."""
        self.ensure_one()
        return {"area": self.area_id, "region": self.region_id}.get(self.scope) or self

    def _report(self, kind):
        records = self._records()
        scope = {"seutuyp.area": "area", "seutuyp.region": "region"}.get(
            records._name, "nation"
        )
        report = self.env.ref(f"{REPORTING}action_report_{kind}_{scope}").sudo()
        return report.report_action(records, config=False)

    def action_workbook(self):
        """Return the action that makes the Excel file of everything."""
        return self._report("workbook")

    def action_overview(self):
        """Return the action that makes the overview on one page."""
        return self._report("overview")
