# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypNoticeWizard(models.TransientModel):
    """Records a notice; says before confirming on which day it ends what."""

    _name = "seutuyp.notice.wizard"
    _description = "Record a notice"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, readonly=True, ondelete="cascade"
    )
    scope = fields.Selection(
        [
            ("agreement", "The whole agreement ends"),
            ("party", "One party leaves, the others go on"),
        ],
        string="What ends",
        required=True,
        default="party",
    )
    partner_ids = fields.Many2many("res.partner", compute="_compute_partner_ids")
    partner_id = fields.Many2one(
        "res.partner",
        string="Who gave the notice",
        required=True,
        domain="[('id', 'in', partner_ids)]",
    )
    given_on = fields.Date(
        string="Given on",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
        help="The day on which the notice reached the coordinating organisation.",
    )
    reason = fields.Text()
    file = fields.Binary(string="Document", attachment=False)
    filename = fields.Char()
    consequence = fields.Char(
        string="What happens then", compute="_compute_consequence"
    )

    @api.depends("agreement_id")
    def _compute_partner_ids(self):
        for wizard in self:
            wizard.partner_ids = wizard.agreement_id._content_parties().partner_id

    @api.depends_context("lang")
    @api.depends("scope", "partner_id", "given_on", "agreement_id")
    def _compute_consequence(self):
        for wizard in self:
            agreement = wizard.agreement_id
            if not (wizard.partner_id and wizard.given_on and agreement):
                wizard.consequence = False
                continue
            values = {
                "months": agreement.notice_months,
                "party": wizard.partner_id.name,
                "last": agreement._day(agreement._notice_last(wizard.given_on)),
                "name": agreement.name,
            }
            if wizard.scope == "agreement":
                wizard.consequence = self.env._(
                    "The notice period is %(months)s months. “%(name)s” ends for all "
                    "parties; its last day is %(last)s. All parties are told by mail.",
                    **values,
                )
            else:
                wizard.consequence = self.env._(
                    "The notice period is %(months)s months. %(party)s leaves; its "
                    "last day as a party is %(last)s. All parties are told by mail.",
                    **values,
                )

    def action_confirm(self):
        """Record the notice; see ``_give_notice`` of the agreement.

        :return: action that closes the dialog
        :raise AccessError: the user does not coordinate the region
        :raise UserError: says what is wrong
        """
        self.ensure_one()
        agreement = self.agreement_id
        agreement._check_coordinates("send")
        party = agreement._content_parties().filtered(
            lambda item: item.partner_id == self.partner_id
        )[:1]
        if not party:
            raise UserError(
                self.env._("This organisation is not a party to the agreement now.")
            )
        try:
            data = base64.b64decode(
                self.with_context(bin_size=False).file or b"", validate=True
            )
        except (binascii.Error, ValueError) as error:
            raise UserError(
                self.env._("The document cannot be read. Add it once more.")
            ) from error
        agreement._give_notice(
            self.given_on,
            self.partner_id,
            party=party if self.scope == "party" else None,
            reason=self.reason,
            data=data,
            filename=self.filename,
        )
        return {"type": "ir.actions.act_window_close"}


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def action_open_notice(self):
        """Open the dialog that records a notice. Role: coordinator."""
        self.ensure_one()
        self._check_coordinates("send")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a notice"),
            "res_model": "seutuyp.notice.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }
