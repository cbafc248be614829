# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypProcessTool(models.Model):
    """A tool or a document of a phase: the yellow strip under the chart."""

    _name = "seutuyp.process.tool"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Tool of a phase"
    _order = "phase_id, sequence, id"

    phase_id = fields.Many2one(
        "seutuyp.process.phase", required=True, index=True, ondelete="cascade"
    )
    process_id = fields.Many2one(related="phase_id.process_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Tool or document", required=True)
    url = fields.Char(string="Web address")
    material_id = fields.Many2one("seutuyp.material", ondelete="set null")
