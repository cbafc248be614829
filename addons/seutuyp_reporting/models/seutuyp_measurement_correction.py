# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypMeasurementCorrection(models.Model):
    """What a confirmed value was before, who changed it, when and why.

    Append-only: a correction is the only way to change a confirmed value, and no value
    is deleted that has one.
    """

    _name = "seutuyp.measurement.correction"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Correction of a value"
    _order = "id desc"
    _guard_all = True

    measurement_id = fields.Many2one(
        "seutuyp.measurement",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    old_value = fields.Float(
        string="Value before", readonly=True, digits=(16, 4), aggregator=False
    )
    new_value = fields.Float(
        string="Value after", readonly=True, digits=(16, 4), aggregator=False
    )
    reason = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Corrected by", readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )
