# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypIndicatorRebase(models.Model):
    """From a day on, values are judged anew: something is known to have changed.

    Another way of counting, another border, a lasting new level. Taken away again, the
    periods before and after are judged together as they were.
    """

    _name = "seutuyp.indicator.rebase"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Day from which a trend is judged anew"
    _order = "choice_id, date, id"
    _rec_name = "reason"

    choice_id = fields.Many2one(
        "seutuyp.indicator.choice", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="choice_id.region_id", store=True, index=True)
    sharing = fields.Selection(related="choice_id.sharing", string="Shared", store=True)
    date = fields.Date(
        string="From",
        required=True,
        help="The period in which this day falls is the first of the new ones.",
    )
    reason = fields.Char(required=True, help="What changed on that day.")

    _once = models.Constraint(
        "UNIQUE(choice_id, date)",
        "The trend is judged anew from this day already. Choose another day.",
    )

    def _may_change(self, operation):
        return self.sudo().choice_id.with_env(self.env)._may_change("write")

    def write(self, vals):
        result = super().write(vals)
        if "choice_id" in vals and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result


class SeutuypIndicatorChoice(models.Model):
    _inherit = "seutuyp.indicator.choice"

    rebase_ids = fields.One2many(
        "seutuyp.indicator.rebase", "choice_id", string="Judged anew"
    )
