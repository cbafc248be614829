# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypCompareWizard(models.TransientModel):
    """Two versions of an agreement side by side, section by section."""

    _name = "seutuyp.compare.wizard"
    _description = "Compare versions"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", string="Later version", required=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "seutuyp.agreement",
        string="Compared with",
        required=True,
        ondelete="cascade",
        domain="[('number', '=', number)]",
    )
    number = fields.Char(related="agreement_id.number")
    content_id = fields.Many2one(
        "seutuyp.agreement.content",
        string="Later text",
        ondelete="cascade",
        domain="[('agreement_id', '=', agreement_id)]",
        help="Empty: the text as it stands.",
    )
    other_content_id = fields.Many2one(
        "seutuyp.agreement.content",
        string="Earlier text",
        ondelete="cascade",
        domain="[('agreement_id', '=', other_id)]",
        help="Empty: the text as it stands.",
    )
    difference = fields.Html(compute="_compute_difference", sanitize=False)

    @api.depends_context("lang")
    @api.depends("agreement_id", "other_id", "content_id", "other_content_id")
    def _compute_difference(self):
        for wizard in self:
            if not (wizard.agreement_id and wizard.other_id):
                wizard.difference = False
                continue
            texts = wizard._texts()
            wizard.difference = wizard.agreement_id._difference_html(*texts)

    @api.depends("agreement_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._(
                "What has changed: %(name)s", name=wizard.agreement_id.name or ""
            )

    def _texts(self):
        """Return the earlier and the later text as plain data.

        Both are read as the user: nobody compares what he may not read.
        """
        self.ensure_one()
        texts = []
        for agreement, content in (
            (self.other_id, self.other_content_id),
            (self.agreement_id, self.content_id),
        ):
            agreement = agreement._origin or agreement
            agreement.check_access("read")
            chosen = content._origin
            if chosen.agreement_id != agreement:
                chosen = chosen.browse()
            texts.append(agreement._text_to_compare(chosen))
        return texts

    def action_print(self):
        """Return the action that makes a PDF of the comparison."""
        self.ensure_one()
        report = self.env.ref("seutuyp_network.action_report_comparison").sudo()
        return report.report_action(self, config=False)


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    can_compare = fields.Boolean(compute="_compute_can_compare")

    @api.depends("previous_id", "next_ids", "content_ids")
    def _compute_can_compare(self):
        for agreement in self:
            agreement.can_compare = bool(
                agreement.previous_id
                or agreement.next_ids
                or len(agreement.content_ids) > 1
                or (agreement.content_ids and not agreement.content_locked)
            )

    def action_open_compare(self):
        """Open the comparison with the version or text before."""
        self.ensure_one()
        self.check_access("read")
        other = self.previous_id or self
        earlier = self.content_ids - self.content_id
        if not self.content_locked:
            earlier = self.content_ids
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What has changed"),
            "res_model": "seutuyp.compare.wizard",
            "view_mode": "form",
            "target": "current",
            "context": {
                "default_agreement_id": self.id,
                "default_other_id": other.id,
                "default_other_content_id": other == self and earlier[:1].id,
            },
        }
