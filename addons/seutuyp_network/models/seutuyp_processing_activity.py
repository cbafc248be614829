# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypProcessingActivity(models.Model):
    """One row of the record of processing activities (GDPR, article 30)."""

    _name = "seutuyp.processing.activity"
    _description = "Processing of personal data"
    _order = "sequence, id"

    name = fields.Char(string="Processing", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    purpose = fields.Text(required=True, translate=True)
    legal_basis = fields.Selection(
        [
            ("public", "Task in the public interest (art. 6(1)(e))"),
            ("obligation", "Legal obligation (art. 6(1)(c))"),
            ("contract", "Agreement (art. 6(1)(b))"),
            ("consent", "Consent (art. 6(1)(a))"),
            ("interest", "Legitimate interest (art. 6(1)(f))"),
        ],
        required=True,
    )
    people = fields.Text(string="Whose data", required=True, translate=True)
    data = fields.Text(string="Which data", required=True, translate=True)
    source = fields.Text(string="Where the data come from", translate=True)
    recipients = fields.Text(string="Who receives them", translate=True)
    transfers = fields.Text(string="Transfers outside the EU and EEA", translate=True)
    retention = fields.Text(string="How long", required=True, translate=True)
    times = fields.Text(
        string="Times in force",
        compute="_compute_times",
        compute_sudo=True,
        help="What is kept and how long, as the settings say now.",
    )
    enforced_by = fields.Char(
        string="What sees to it",
        help="The scheduled action, field or person that ends the keeping.",
        translate=True,
    )
    security = fields.Text(string="How they are protected", translate=True)

    @api.depends_context("lang")
    def _compute_times(self):
        told = self.env["seutuyp.retention"]._told()
        names = self.get_external_id()
        for activity in self:
            activity.times = "\n".join(told.get(names.get(activity.id), []))
