# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command


class SeutuypPaperWizard(models.TransientModel):
    """Records an agreement and licence that exist on paper. For administrators."""

    _name = "seutuyp.paper.wizard"
    _description = "Record from paper"

    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        domain=[
            ("signing_state", "=", "draft"),
            ("review_state", "=", "not_submitted"),
            ("content_locked", "=", False),
        ],
        ondelete="cascade",
    )
    date_start = fields.Date(related="agreement_id.date_start")
    date_end = fields.Date(related="agreement_id.date_end")
    scan = fields.Binary(string="Scan of the signed agreement", attachment=False)
    scan_filename = fields.Char()
    keep_text = fields.Boolean(
        string="The text typed here is the text of the paper",
        help="If not, the sections are removed and the scan alone is the agreement's "
        "text.",
    )
    party_line_ids = fields.One2many(
        "seutuyp.paper.wizard.party",
        "wizard_id",
        string="Who signed, and when",
        compute="_compute_lines",
        store=True,
        readonly=False,
    )
    licence_line_ids = fields.One2many(
        "seutuyp.paper.wizard.licence",
        "wizard_id",
        string="Licence",
        compute="_compute_lines",
        store=True,
        readonly=False,
    )
    decided_on = fields.Date(string="Decided on")
    body_id = fields.Many2one("seutuyp.deciding.body", string="Deciding body")
    decision_reason = fields.Text(
        string="Reason of the decision",
        help="As it stands in the minutes, or a summary.",
    )
    granted_on = fields.Date(
        string="Licence granted on",
        compute="_compute_granted_on",
        store=True,
        readonly=False,
    )

    @api.depends("agreement_id")
    def _compute_lines(self):
        for wizard in self:
            parties = wizard.agreement_id._content_parties()
            wizard.party_line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "party_id": party.id,
                            "signatory_id": party.signatory_id.id,
                            "capacity": party.capacity,
                        }
                    )
                    for party in parties
                ),
            ]
            wizard.licence_line_ids = [
                Command.clear(),
                *(
                    Command.create({"region_id": region.id})
                    for region in wizard.agreement_id.region_ids
                ),
            ]

    @api.depends("decided_on")
    def _compute_granted_on(self):
        for wizard in self:
            wizard.granted_on = wizard.granted_on or wizard.decided_on

    def action_record(self):
        """Record the paper agreement; see ``_record_paper`` of the agreement.

        :raise AccessError: the user is no administrator
        :raise UserError: lists what is missing
        """
        self.ensure_one()
        self.agreement_id._record_paper(self._prepare_paper_vals())
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.agreement",
            "res_id": self.agreement_id.id,
            "views": [(False, "form")],
        }

    def _prepare_paper_vals(self):
        return {
            "scan": self.with_context(bin_size=False).scan,
            "keep_text": self.keep_text,
            "parties": [
                {
                    "party": line.party_id,
                    "signatory": line.signatory_id,
                    "capacity": line.capacity,
                    "signed_on": line.signed_on,
                }
                for line in self.party_line_ids
            ],
            "decided_on": self.decided_on,
            "body": self.body_id,
            "reason": self.decision_reason,
            "granted_on": self.granted_on,
            "numbers": {
                line.region_id.id: (line.number or "").strip()
                for line in self.licence_line_ids
            },
        }


class SeutuypPaperWizardParty(models.TransientModel):
    _name = "seutuyp.paper.wizard.party"
    _description = "Signature on paper"

    wizard_id = fields.Many2one(
        "seutuyp.paper.wizard", required=True, ondelete="cascade"
    )
    party_id = fields.Many2one(
        "seutuyp.agreement.party", required=True, ondelete="cascade"
    )
    organisation_id = fields.Many2one(related="party_id.partner_id")
    signatory_id = fields.Many2one(
        "res.partner",
        domain="[('is_company', '=', False), ('parent_id', 'in', [organisation_id, "
        "False])]",
    )
    capacity = fields.Char()
    signed_on = fields.Date(string="Signed on")


class SeutuypPaperWizardLicence(models.TransientModel):
    _name = "seutuyp.paper.wizard.licence"
    _description = "Licence on paper"

    wizard_id = fields.Many2one(
        "seutuyp.paper.wizard", required=True, ondelete="cascade"
    )
    region_id = fields.Many2one("seutuyp.region", required=True, ondelete="cascade")
    number = fields.Char(
        string="Licence number", help="Empty: the system gives the next number."
    )
