# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import float_compare


class SeutuypAgreementCostLine(models.Model):
    """How costs are shared (section 4, criterion 6).

    Usually each party bears its own work and the steering group sets yearly sums;
    percentages are rare, and only they must add up.
    """

    _name = "seutuyp.agreement.cost.line"
    _inherit = ["seutuyp.agreement.content.mixin"]
    _description = "Cost sharing of an agreement"
    _order = "agreement_id, sequence, id"
    _rec_name = "what"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("own_work", "Each bears its own work"),
            ("yearly_sum", "Yearly sum"),
            ("case_by_case", "Agreed case by case"),
            ("percentage", "Percentage"),
        ],
        required=True,
        default="own_work",
    )
    what = fields.Char(string="What the costs are for", required=True)
    partner_id = fields.Many2one(
        "res.partner", string="Who pays", help="Empty: every party."
    )
    currency_id = fields.Many2one(related="agreement_id.currency_id")
    amount = fields.Monetary(string="Euros a year")
    percentage = fields.Float(string="%", digits=(5, 2))

    _values_check = models.Constraint(
        "CHECK (amount >= 0 AND percentage >= 0 AND percentage <= 100)",
        "Sums cannot be negative and a percentage lies between 0 and 100.",
    )

    @api.constrains("kind", "partner_id")
    def _check_payer(self):
        for line in self:
            if line.kind in ("yearly_sum", "percentage") and not line.partner_id:
                raise ValidationError(
                    self.env._(
                        "“%(what)s”: choose who pays the sum or the percentage.",
                        what=line.what,
                    )
                )

    @api.model
    def _percentage_problems(self, lines):
        """Return a sentence for every purpose whose percentages do not make 100.

        :param lines: cost lines of one agreement
        :return: list of str, empty when all is well
        """
        totals = {}
        for line in lines.filtered(lambda ln: ln.kind == "percentage"):
            totals[line.what] = totals.get(line.what, 0.0) + line.percentage
        return [
            self.env._(
                "Cost sharing “%(what)s”: the percentages make %(total)s, they "
                "must make 100.",
                what=what,
                total=round(total, 2),
            )
            for what, total in totals.items()
            if float_compare(total, 100.0, precision_digits=2) != 0
        ]
