# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

STAFF = "seutuyp_network.group_user"


class SeutuypAgreementParty(models.Model):
    """What the home of an organisation shows of each of its agreements."""

    _inherit = "seutuyp.agreement.party"

    region_ids = fields.Many2many(related="agreement_id.region_ids", string="Regions")
    agreement_state = fields.Selection(
        related="agreement_id.state", string="Status of the agreement"
    )
    is_mine_to_sign = fields.Boolean(compute="_compute_is_mine_to_sign")

    @api.depends("signatory_id", "state", "agreement_id.signing_state")
    @api.depends_context("uid")
    def _compute_is_mine_to_sign(self):
        person = self.env.user.partner_id
        for party in self:
            party.is_mine_to_sign = (
                party.signatory_id == person and party._waits_for_signature()
            )

    def action_read_and_sign(self):
        """Open the page on which the agreement is read and signed."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/agreements/{self.agreement_id.id}?party={self.id}",
            "target": "self",
        }

    def _portal_shelf(self):
        """Return where the agreement stands in its organisation's list.

        :return: ``sign``, ``preparing``, ``running`` or ``earlier``
        """
        self.ensure_one()
        if self._waits_for_signature():
            return "sign"
        state = self.agreement_id.state
        if state in ("in_force", "notice"):
            return "running"
        return "preparing" if state == "preparing" else "earlier"


class ResPartner(models.Model):
    """An organisation's home: what it has, promised and is to do in every region.

    The rows are read with the reader's own rights: of a region whose inner work one
    may not read, nothing shows.
    """

    _inherit = "res.partner"

    seutuyp_party_ids = fields.One2many(
        "seutuyp.agreement.party", "partner_id", readonly=True, groups=STAFF
    )
    seutuyp_named_ids = fields.One2many(
        "seutuyp.agreement.person", "organisation_id", readonly=True, groups=STAFF
    )
    seutuyp_offer_ids = fields.One2many(
        "seutuyp.service.offer", "partner_id", readonly=True, groups=STAFF
    )
    seutuyp_followup_ids = fields.One2many(
        "seutuyp.commitment.followup", "partner_id", readonly=True, groups=STAFF
    )
    seutuyp_seat_ids = fields.One2many(
        "seutuyp.group.member", "organisation_id", readonly=True, groups=STAFF
    )
    seutuyp_next_step = fields.Char(compute="_compute_seutuyp_next_step", groups=STAFF)

    @api.depends("seutuyp_party_ids.state", "seutuyp_followup_ids.state")
    @api.depends_context("uid", "lang")
    def _compute_seutuyp_next_step(self):
        for partner in self:
            mine = partner.seutuyp_party_ids.filtered("is_mine_to_sign")
            open_ones = partner.seutuyp_followup_ids.filtered(lambda i: not i.state)
            sentences = []
            if mine:
                sentences.append(
                    self.env._(
                        "Agreements that wait for your signature: %(count)s.",
                        count=len(mine),
                    )
                )
            if open_ones:
                sentences.append(
                    self.env._(
                        "Commitments that wait for a word: %(count)s.",
                        count=len(open_ones),
                    )
                )
            partner.seutuyp_next_step = " ".join(sentences) or self.env._(
                "Nothing waits now."
            )

    @api.model
    def action_my_organisation(self):
        """Open the home of the organisation that the user works for.

        :raise UserError: the user's contact belongs to no organisation
        """
        organisation = self.env.user.partner_id.commercial_partner_id
        if not organisation.is_company:
            raise UserError(
                self.env._(
                    "Your contact belongs to no organisation. Ask the coordinator of "
                    "your region, or an administrator, to add it."
                )
            )
        view = self.env.ref("seutuyp_network.res_partner_view_form_organisation")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My organisation"),
            "res_model": "res.partner",
            "res_id": organisation.id,
            "views": [(view.id, "form")],
        }
