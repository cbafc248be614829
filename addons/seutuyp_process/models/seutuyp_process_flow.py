# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import flow


class SeutuypProcessFlow(models.Model):
    """An arrow that somebody drew. Without any, a phase goes on to the next column."""

    _name = "seutuyp.process.flow"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Arrow of a process"
    _order = "process_id, source_id, id"

    source_id = fields.Many2one(
        "seutuyp.process.phase",
        string="From",
        required=True,
        index=True,
        ondelete="cascade",
    )
    target_id = fields.Many2one(
        "seutuyp.process.phase",
        string="To",
        index=True,
        ondelete="cascade",
        domain="[('process_id', '=', process_id), ('id', '!=', source_id)]",
        help="Empty: the process ends here.",
    )
    process_id = fields.Many2one(related="source_id.process_id", store=True, index=True)
    label = fields.Char(string="When", help="If there is a choice: when it is taken.")

    _once = models.UniqueIndex(
        "(source_id, COALESCE(target_id, 0))", "This arrow is there already."
    )

    @api.depends("source_id.name", "target_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for arrow in self:
            target = arrow.target_id.name or self.env._("the end")
            arrow.display_name = f"{arrow.source_id.name} → {target}"

    @api.constrains("source_id", "target_id")
    def _check_forward(self):
        """Refuse arrows to another process, and rings.

        :raise ValidationError: naming the phases that follow each other in a ring
        """
        for arrow in self:
            arrow._check_same_process(arrow.target_id)
        for process in self.process_id:
            try:
                flow.ranks(process._chart_phases(), process._chart_flows())
            except flow.Ring as ring:
                names = self.env["seutuyp.process.phase"].browse(ring.keys)
                raise ValidationError(
                    self.env._(
                        "The arrows make a ring: %(phases)s. Time runs forward in a "
                        "chart; say in the phase’s content what is done again.",
                        phases=" → ".join([*names.mapped("name"), names[:1].name]),
                    )
                ) from ring
