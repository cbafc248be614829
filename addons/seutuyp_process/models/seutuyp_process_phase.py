# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypProcessPhase(models.Model):
    """What happens, in every lane that takes part, at its place in time."""

    _name = "seutuyp.process.phase"
    _inherit = ["seutuyp.process.removable.mixin"]
    _description = "Phase of a process"
    _order = "process_id, column, sequence, id"

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    column = fields.Integer(
        string="Place in time",
        aggregator=False,
        help="Phases of one number happen at the same time.",
    )
    name = fields.Char(string="Phase", required=True)
    lane_ids = fields.Many2many(
        "seutuyp.process.lane",
        "seutuyp_process_phase_lane_rel",
        "phase_id",
        "lane_id",
        string="Who takes part",
        domain="[('process_id', '=', process_id)]",
    )
    content = fields.Html(help="What happens, and the rules that hold.")
    success_factors = fields.Text(help="What makes this phase succeed.")
    tool_ids = fields.One2many(
        "seutuyp.process.tool", "phase_id", string="Tools and documents"
    )
    flow_ids = fields.One2many("seutuyp.process.flow", "source_id", string="Goes on to")

    @api.constrains("lane_ids", "process_id")
    def _check_lanes(self):
        for phase in self:
            phase._check_same_process(phase.lane_ids)

    @api.constrains("name")
    def _check_name(self):
        for phase in self:
            if not (phase.name or "").strip():
                raise ValidationError(self.env._("Say what happens in the phase."))

    @api.model_create_multi
    def create(self, vals_list):
        """Put a phase that names no place after the last one."""
        for vals in vals_list:
            if "column" not in vals and vals.get("process_id"):
                process = self.env["seutuyp.process"].browse(vals["process_id"])
                places = process.phase_ids.mapped("column")
                vals["column"] = max(places, default=0) + 1
        return super().create(vals_list)
