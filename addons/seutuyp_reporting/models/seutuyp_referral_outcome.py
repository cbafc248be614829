# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypReferralOutcome(models.Model):
    """What may come of a referral, as a code that can be counted (§4.4 E)."""

    _name = "seutuyp.referral.outcome"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Outcome of a referral"
    _order = "sequence, id"

    _guarded_fields = frozenset({"is_system"})

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    counts = fields.Boolean(
        string="Counts as a referral",
        default=True,
        help="Off for referrals that were a mistake.",
    )
    is_system = fields.Boolean(
        string="Set by the program",
        readonly=True,
        copy=False,
        help="Nobody chooses it; a button sets it.",
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another outcome has this code. Give each outcome a code of its own.",
    )

    @api.model
    def _mark_system(self):
        """Mark those that buttons set; called once by the data file."""
        codes = ("withdrawn", "taken_back")
        self.search([("code", "in", codes)])._guarded().write({"is_system": True})

    @api.model
    def _system(self, code):
        """Return the outcome that a button sets, made again if it is missing."""
        found = self.with_context(active_test=False).search([("code", "=", code)])
        return found or self._create_guarded(
            [{"code": code, "name": code, "is_system": True}]
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_system(self):
        if any(self.mapped("is_system")):
            raise UserError(
                self.env._(
                    "A button sets this outcome. Give it another name instead of "
                    "deleting it."
                )
            )
