# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

KINDS = [
    ("coordinator", "Regional coordinator"),
    ("area", "Area contact"),
    ("chair", "Chair of a group"),
]


class SeutuypHandoverTemplateLine(models.Model):
    """What is to be handed over when somebody leaves, by role; edited freely."""

    _name = "seutuyp.handover.template.line"
    _description = "Handover checklist template"
    _order = "kind, sequence, id"

    kind = fields.Selection(KINDS, string="Role", required=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What", required=True, translate=True)
    active = fields.Boolean(default=True)


class SeutuypHandoverLine(models.Model):
    """One thing to hand over, and who has marked it done."""

    _name = "seutuyp.handover.line"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Handover checklist"
    _order = "handover_id, sequence, id"

    _guarded_fields = frozenset({"done_by_id", "done_on"})

    handover_id = fields.Many2one(
        "seutuyp.handover", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=100)
    name = fields.Char(string="What", required=True)
    note = fields.Char()
    done = fields.Boolean()
    done_by_id = fields.Many2one("res.users", string="Done by", readonly=True)
    done_on = fields.Date(readonly=True)

    def write(self, vals):
        moved = {"handover_id"} & set(vals)
        result = super().write(vals)
        if moved and not self.env.su:
            self.check_access("write")
        if "done" in vals:
            mark = {
                "done_by_id": self.env.uid if vals["done"] else False,
                "done_on": vals["done"] and self.env["seutuyp.dated.mixin"]._today(),
            }
            super(SeutuypHandoverLine, self.sudo()._guarded()).write(mark)
        return result
