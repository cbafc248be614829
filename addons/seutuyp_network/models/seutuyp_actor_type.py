# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

SIDES = [
    ("municipal", "Municipal side"),
    ("employment", "Employment services"),
    ("state", "State regional administration"),
    ("other", "Other"),
]


class SeutuypActorType(models.Model):
    """What kind of organisation a partner is, and whose side it stands on.

    Criterion 1 of the licence asks for one party of each of the first three sides.
    """

    _name = "seutuyp.actor.type"
    _inherit = ["seutuyp.dated.mixin"]
    _description = "Actor type"
    _order = "sequence, name, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    side = fields.Selection(
        SIDES,
        required=True,
        default="other",
        help="An agreement needs a party of the municipal side, of employment "
        "services and of the state's regional administration.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another actor type has this code. Give each type a code of its own.",
    )
