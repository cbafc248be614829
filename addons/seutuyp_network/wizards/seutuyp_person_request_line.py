# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypPersonRequestLine(models.TransientModel):
    """A row of the preview. It carries a tick; what it says is never acted on."""

    _name = "seutuyp.person.request.line"
    _description = "Row of a request about personal data"
    _order = "kind, model_name, id"
    _transient_max_hours = 2.0

    request_id = fields.Many2one(
        "seutuyp.person.request", required=True, ondelete="cascade", index=True
    )
    res_model = fields.Char(readonly=True)
    res_id = fields.Integer(readonly=True)
    model_name = fields.Char(string="What", readonly=True)
    record_name = fields.Char(string="Which", readonly=True)
    how = fields.Selection(
        [
            ("text", "The address, or chosen"),
            ("link", "Named in it"),
            ("name", "The name only: is it the same person?"),
        ],
        string="Found by",
        readonly=True,
    )
    kind = fields.Selection(
        [
            ("delete", "Deleted"),
            ("erase", "Anonymised"),
            ("follow", "Anonymised with the contact"),
            ("keep", "Stays"),
        ],
        string="If erased",
        readonly=True,
    )
    reason = fields.Char(readonly=True)
    chosen = fields.Boolean(string="This person’s")
