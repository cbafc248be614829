# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize


class SeutuypAgreementParty(models.Model):
    """One organisation in one agreement, with the person who signs for it.

    Signing itself stands in ``seutuyp_agreement_party_signing.py``.
    """

    _name = "seutuyp.agreement.party"
    _inherit = [
        "seutuyp.guard.mixin",
        "seutuyp.signer.mixin",
        "seutuyp.agreement.content.mixin",
    ]
    _description = "Party to an agreement"
    _order = "agreement_id, sequence, id"
    _rec_name = "partner_id"

    _guarded_fields = frozenset(
        {
            "state",
            "signed_on",
            "signed_hash",
            "signature_id",
            "signatory_email",
            "decline_reason",
            "date_joined",
            "date_left",
            "link_sent_on",
            "link_expires_on",
            "reminded_on",
        }
    )
    # The signatory and the party's own decision are evidence, not text.
    _free_fields = _guarded_fields | {
        "signatory_id",
        "capacity",
        "decision_date",
        "decision_extract",
        "decision_file",
        "decision_filename",
    }

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
    )
    actor_type_id = fields.Many2one(related="partner_id.actor_type_id")
    signatory_id = fields.Many2one(
        "res.partner",
        ondelete="restrict",
        domain="[('is_company', '=', False), ('parent_id', 'in', [partner_id, False])]",
        help="The person who signs for the organisation.",
    )
    signatory_email = fields.Char(
        string="Link sent to",
        readonly=True,
        copy=False,
        help="The address as it was when the agreement was sent.",
    )
    capacity = fields.Char(
        help="By what right the person signs: managing director, by proxy…",
    )
    decision_date = fields.Date(string="Own decision on")
    decision_extract = fields.Text(string="Own decision, extract")
    decision_file = fields.Binary(string="Own decision, file", attachment=True)
    decision_filename = fields.Char()
    state = fields.Selection(
        [
            ("pending", "Not signed yet"),
            ("signed", "Signed"),
            ("declined", "Declined"),
            ("left", "Left"),
        ],
        default="pending",
        required=True,
        readonly=True,
        copy=False,
    )
    signed_on = fields.Datetime(readonly=True, copy=False)
    signed_hash = fields.Char(string="Signed SHA-256", readonly=True, copy=False)
    signature_id = fields.Many2one("seutuyp.signature", readonly=True, copy=False)
    decline_reason = fields.Text(readonly=True, copy=False)
    date_joined = fields.Date(readonly=True, copy=False)
    date_left = fields.Date(readonly=True, copy=False)
    link_sent_on = fields.Datetime(string="Link sent", readonly=True, copy=False)
    link_expires_on = fields.Datetime(
        string="Link valid until", readonly=True, copy=False
    )
    reminded_on = fields.Datetime(string="Reminded", readonly=True, copy=False)
    agreement_signing_state = fields.Selection(related="agreement_id.signing_state")
    is_coordinator = fields.Boolean(related="agreement_id.is_coordinator")
    status_text = fields.Char(compute="_compute_status_text", string="Where it stands")

    # Whoever has left may join again: both memberships stay, each with its days.
    _one_membership = models.UniqueIndex(
        "(agreement_id, partner_id) WHERE state != 'left'",
        "This organisation is already a party to the agreement.",
    )

    @api.depends(
        "state", "signed_on", "link_sent_on", "link_expires_on", "signatory_id"
    )
    def _compute_status_text(self):
        now = fields.Datetime.now()
        for party in self:
            party.status_text = party._status_sentence(now)

    def _status_sentence(self, now):
        """Return in one sentence what has happened and what is waited for."""
        day = self._day
        if self.state == "signed" and self._joined_later():
            return self.env._(
                "Joined by amendment %(day)s", day=self._day_of(self.date_joined)
            )
        if self.state == "signed":
            return self.env._("Signed %(day)s", day=day(self.signed_on))
        if self.state == "declined":
            return self.env._("Declined: %(reason)s", reason=self.decline_reason or "")
        if self.state == "left":
            if self.date_left:
                return self.env._(
                    "Left the agreement %(day)s", day=self._day_of(self.date_left)
                )
            return self.env._("Left the agreement")
        if self.agreement_id.signing_state != "collecting":
            return self.env._("Not sent yet")
        if self.link_expires_on and self.link_expires_on < now:
            return self.env._("The link expired %(day)s", day=day(self.link_expires_on))
        return self.env._("Link sent %(day)s", day=day(self.link_sent_on))

    @staticmethod
    def _day_of(day):
        return f"{day.day}.{day.month}.{day.year}"

    def _day(self, moment):
        if not moment:
            return ""
        local = fields.Datetime.context_timestamp(
            self.with_context(tz=self.env.context.get("tz") or "Europe/Helsinki"),
            moment,
        )
        return f"{local.day}.{local.month}.{local.year}"

    # ------------------------------------------------------------------- checks
    @api.constrains("partner_id")
    def _check_organisation(self):
        for party in self:
            if not party.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%(name)s is a person. The party is an organisation; the "
                        "person "
                        "is its signatory.",
                        name=party.partner_id.display_name,
                    )
                )

    @api.constrains("signatory_id")
    def _check_signatory(self):
        for party in self:
            if party.signatory_id.is_company:
                raise ValidationError(
                    self.env._("The signatory is a person, not an organisation.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        signed = (
            self.env["seutuyp.signature"]
            .sudo()
            .search([("party_id", "in", self.ids)], limit=1)
        )
        if signed:
            raise UserError(
                self.env._(
                    "%(party)s has signed before, and its signature is kept as "
                    "evidence. "
                    "Make a new agreement without it.",
                    party=signed.organisation_name,
                )
            )

    def write(self, vals):
        if "signatory_id" in vals and not self._guard_is_open():
            self._check_signatory_change(vals["signatory_id"])
        return super().write(vals)

    def _check_signatory_change(self, signatory_id):
        """While signatures are collected, a signatory changes only with a reason."""
        for party in self.sudo():
            if party.signatory_id.id != signatory_id and (
                party.state == "signed"
                or party.agreement_id.signing_state == "collecting"
            ):
                raise UserError(
                    self.env._(
                        "%(party)s has already been asked to sign. Use “Change "
                        "signatory”: "
                        "it asks for the reason and makes the old link void.",
                        party=party.partner_id.display_name,
                    )
                )

    # ------------------------------------------------------------------- content
    def _prepare_content(self):
        self.ensure_one()
        return {
            "name": self.partner_id.name,
            "business_id": self.partner_id.company_registry or "",
            "actor_type": self.partner_id.actor_type_id.name or "",
        }

    def _sending_problems(self):
        """Return sentences on what keeps these parties from being asked to sign."""
        problems = []
        for party in self:
            name = party.partner_id.display_name
            if not party.signatory_id:
                problems.append(self.env._("%(party)s has no signatory.", party=name))
            elif not email_normalize(party.signatory_id.email or ""):
                problems.append(
                    self.env._(
                        "%(person)s, who signs for %(party)s, has no working "
                        "e-mail address.",
                        person=party.signatory_id.name,
                        party=name,
                    )
                )
        return problems
