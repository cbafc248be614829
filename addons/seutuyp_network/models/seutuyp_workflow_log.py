# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypWorkflowLog(models.Model):
    """Who moved a record, when, from what to what, and why.

    Append-only: the workflow mixin is its only writer. The chatter repeats these
    lines for people; it is no evidence, because anyone may post in it.
    """

    _name = "seutuyp.workflow.log"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Workflow log"
    _order = "id desc"
    _guard_all = True

    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    transition = fields.Char(required=True, readonly=True)
    label = fields.Char(string="As written", readonly=True)
    words = fields.Char(string="What happened", compute="_compute_words")
    field_name = fields.Char(string="Field", readonly=True)
    old_value = fields.Char(readonly=True)
    new_value = fields.Char(readonly=True)
    reason = fields.Text(readonly=True)
    content_hash = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner", string="Person", readonly=True, ondelete="restrict"
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        string="Regions",
        readonly=True,
        help="Whose readers may read this line.",
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )

    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("label", "transition")
    @api.depends_context("lang")
    def _compute_words(self):
        """Say what happened in the reader's language; details as they were written."""
        for line in self:
            model = self.env.get(line.res_model)
            rule = getattr(model, "_transitions", {}).get(line.transition)
            line.words = self.env._(rule.label) if rule else line.label
