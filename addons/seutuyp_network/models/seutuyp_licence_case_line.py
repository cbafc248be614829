# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import risk


class SeutuypLicenceCaseLine(models.Model):
    """One criterion of a case: what was accepted, what is found, how it ended."""

    _name = "seutuyp.licence.case.line"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Criterion that does not hold"
    _order = "case_id, criterion_sequence, id"
    _rec_name = "criterion_id"
    _guard_all = True

    case_id = fields.Many2one(
        "seutuyp.licence.case",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    licence_id = fields.Many2one(related="case_id.licence_id", store=True, index=True)
    criterion_id = fields.Many2one(
        "seutuyp.criterion", required=True, ondelete="restrict", readonly=True
    )
    criterion_sequence = fields.Integer(
        related="criterion_id.sequence", store=True, string="Order"
    )
    code = fields.Char(related="criterion_id.code")
    state = fields.Selection(
        [
            ("broken", "Does not hold"),
            ("conditional", "Accepted with a condition"),
            ("waived", "Accepted as it is"),
            ("held", "Holds again"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    missed = fields.Boolean(
        readonly=True, help="The day of the condition passed and it was not met."
    )
    found_on = fields.Date(string="Since", required=True, readonly=True)
    held_on = fields.Date(string="Held again on", readonly=True)
    accepted_text = fields.Text(readonly=True)
    accepted_findings = fields.Json(readonly=True)
    found_findings = fields.Json(readonly=True)
    before = fields.Text(string="When it was accepted", compute="_compute_texts")
    found = fields.Text(string="What was found", compute="_compute_texts")
    now = fields.Text(string="What the system finds now", compute="_compute_now")
    condition = fields.Text(readonly=True)
    condition_date = fields.Date(string="Condition by", readonly=True)

    _criterion_idx = models.Index("(licence_id, criterion_id)")

    @api.depends("accepted_text", "accepted_findings", "found_findings")
    @api.depends_context("lang")
    def _compute_texts(self):
        words = self.env["seutuyp.agreement"]._finding_sentences
        for line in self:
            line.before = line.accepted_text or words(line.accepted_findings or [])
            line.found = words(line.found_findings or [])

    @api.depends_context("lang")
    def _compute_now(self):
        """Look at the facts of today; those of all cases shown are read together."""
        agreements = self.sudo().case_id.agreement_id
        agreements._warm_facts()
        items = self.sudo().criterion_id
        results = {item: item._evaluate_criteria(items) for item in agreements}
        for line in self:
            agreement = line.sudo().case_id.agreement_id
            found = results.get(agreement, {}).get(line.criterion_id.id)
            line.now = found[1] if found else False

    def _as_rule(self):
        """Return the line as the rule in ``tools/risk.py`` sees it."""
        self.ensure_one()
        return risk.Line(self.state, self.condition_date or None, self.missed)
