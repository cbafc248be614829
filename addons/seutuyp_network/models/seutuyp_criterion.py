# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

CHECKS = [
    ("sides", "Parties of all three sides"),
    ("services", "Agreed services"),
    ("coordinator", "Coordinator agreed"),
    ("steering_group", "Steering group named"),
    ("people", "People named by the parties"),
    ("cost_sharing", "Cost sharing agreed"),
    ("follow_up", "Follow-up agreed"),
    ("communication", "Joint communication"),
    ("manual", "Judged by the reviewer alone"),
]


class SeutuypCriterion(models.Model):
    """One of the conditions of the brand licence, with the check that computes it."""

    _name = "seutuyp.criterion"
    _description = "Licence criterion"
    _order = "sequence, code, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    rule = fields.Text(
        required=True,
        translate=True,
        help="What must hold, in the words that coordinators and reviewers read.",
    )
    check = fields.Selection(
        CHECKS,
        string="Computed from",
        required=True,
        default="manual",
        help="What the system looks at. The reviewer gives the verdict in any case.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another criterion has this code. Give each criterion a code of its own.",
    )

    @api.model
    def _all(self):
        """Return the criteria in use, in their order: a handful, never more."""
        return self.search([("active", "=", True)])
