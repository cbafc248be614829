# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypCommitmentWizard(models.TransientModel):
    """The commitments of one agreement in one year, to print."""

    _name = "seutuyp.commitment.wizard"
    _description = "Print the commitments of a year"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, readonly=True, ondelete="cascade"
    )
    year = fields.Integer(required=True, aggregator=False)

    @api.depends("agreement_id", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._(
                "Commitments %(year)s: %(agreement)s",
                year=wizard.year,
                agreement=wizard.agreement_id.name or "",
            )

    def _rows(self):
        """Return the year's rows that the user may read, organisation by organisation.

        :raise UserError: there are none
        """
        self.ensure_one()
        self.agreement_id.check_access("read")
        rows = self.env["seutuyp.commitment.followup"].search(
            [("agreement_id", "=", self.agreement_id.id), ("year", "=", self.year)]
        )
        if not rows:
            years = self.agreement_id.followup_ids.mapped("year")
            raise UserError(
                self.env._(
                    "No commitments were followed in %(year)s. Choose one of: "
                    "%(years)s.",
                    year=self.year,
                    years=", ".join(str(year) for year in sorted(set(years))) or "–",
                )
            )
        return rows.sorted(lambda row: (row.partner_id.name or "", row.id))

    def action_print(self):
        """Return the action that makes the PDF."""
        self._rows()
        report = self.env.ref("seutuyp_network.action_report_commitments").sudo()
        return report.report_action(self, config=False)


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def action_print_commitments(self):
        """Open the choice of the year whose commitments are printed."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print the commitments of a year"),
            "res_model": "seutuyp.commitment.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_agreement_id": self.id,
                "default_year": max(self.followup_ids.mapped("year"), default=0),
            },
        }
