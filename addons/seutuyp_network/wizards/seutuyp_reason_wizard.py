# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MAX_LENGTH = 4000


class SeutuypReasonWizard(models.TransientModel):
    """One question for every move that needs a reason: why?"""

    _name = "seutuyp.reason.wizard"
    _description = "Give the reason"

    res_model = fields.Char(string="Model", required=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True
    )
    method = fields.Char(string="Move", required=True)
    explanation = fields.Char(
        string="What happens then", compute="_compute_explanation"
    )
    reason = fields.Text(required=True)

    @api.depends("res_model", "method")
    def _compute_explanation(self):
        for wizard in self:
            known = wizard._record()._reasoned_actions()
            wizard.explanation = known.get(wizard.method, ("", ""))[1]

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "reason" in fields and not values.get("reason"):
            record = self._record_of(
                values.get("res_model") or self.env.context.get("default_res_model"),
                values.get("res_id") or self.env.context.get("default_res_id"),
            )
            if record.exists():
                values["reason"] = record._suggested_reason(
                    values.get("method") or self.env.context.get("default_method")
                )
        return values

    @api.model
    def _record_of(self, model, id_):
        """Return the record, which the user must be able to read.

        :raise AccessError: the model has no moves with a reason, or is not readable
        """
        if not model or "_reasoned_actions" not in dir(type(self.env.get(model))):
            raise AccessError(
                self.env._("This button is out of date. Reload the page.")
            )
        record = self.env[model].browse(id_)
        record.check_access("read")
        return record

    def _record(self):
        self.ensure_one()
        return self._record_of(self.res_model, self.res_id)

    def action_confirm(self):
        """Make the move with this reason, if it is one that takes a reason.

        :raise AccessError: the method is no such move, or not this user's to make
        """
        self.ensure_one()
        record = self._record()
        if self.method not in record._reasoned_actions():
            raise AccessError(
                self.env._("This button is out of date. Reload the page.")
            )
        if len(self.reason) > MAX_LENGTH:
            raise UserError(
                self.env._(
                    "The reason is too long: at most %(max)s characters.",
                    max=MAX_LENGTH,
                )
            )
        getattr(record, self.method)(reason=self.reason)
        return {"type": "ir.actions.act_window_close"}
