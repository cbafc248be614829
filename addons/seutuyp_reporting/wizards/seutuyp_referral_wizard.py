# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.seutuyp_referral import SCOPES


class SeutuypReferralWizard(models.TransientModel):
    """Send a customer: what is needed, who can help, consent, and how to reach them.

    A dialog and not a form of the referral: a form saves itself when one leaves it, and
    a customer would be sent by mistake.
    """

    _name = "seutuyp.referral.wizard"
    _description = "Send a customer"

    region_id = fields.Many2one(
        "seutuyp.region",
        required=True,
        default=lambda self: self._default_region(),
        domain=lambda self: [("id", "in", self._regions().ids)],
    )
    need_id = fields.Many2one("seutuyp.company.need", readonly=True)
    service_id = fields.Many2one(
        "seutuyp.service", string="What is needed", required=True
    )
    segment_id = fields.Many2one("seutuyp.segment", required=True)
    party_ids = fields.Many2many("res.partner", compute="_compute_party_ids")
    line_ids = fields.One2many(
        "seutuyp.referral.wizard.line",
        "wizard_id",
        string="Who can help",
        compute="_compute_line_ids",
        store=True,
    )
    to_partner_id = fields.Many2one(
        "res.partner",
        string="Send to",
        compute="_compute_to_partner_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', party_ids)]",
    )
    receiver_words = fields.Char(compute="_compute_receiver_words")

    consent_date = fields.Date(string="Consent given on")
    consent_scope = fields.Selection(SCOPES, string="Consent covers", default="need")
    name = fields.Char(string="Customer's name")
    phone = fields.Char()
    email = fields.Char(string="E-mail")
    need = fields.Text(string="What the customer wishes for")

    @api.model
    def _regions(self):
        """Return the regions in which the user may send customers."""
        referrals = self.env["seutuyp.referral"]
        own = referrals._own_organisation()
        return (
            self.env["seutuyp.region"]
            ._referral_regions()
            .filtered(lambda region: own and own in referrals._parties(region))
        )

    @api.model
    def _default_region(self):
        regions = self._regions()
        if not regions:
            self.env["seutuyp.referral"]._check_region(regions)
        return regions[:1]

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        context, vals = self.env.context, {}
        if "name" not in fields:  # asked again on saving: that is no look
            return values
        if context.get("default_need_id"):
            vals = self._from_need(context["default_need_id"])
        elif context.get("seutuyp_again_id"):
            vals = self._from_referral(context["seutuyp_again_id"])
        return {**values, **{name: vals[name] for name in vals if name in fields}}

    @api.model
    def _from_need(self, need_id):
        need = self.env["seutuyp.company.need"].browse(need_id)
        need._check_refer()
        contact = need.contact_id
        return {
            "region_id": need.region_id.id,
            "service_id": need.service_id.id,
            "segment_id": need.segment_id.id,
            "to_partner_id": need.partner_id.id,
            "name": ", ".join(
                word for word in (contact.company_person, contact.company_name) if word
            ),
            "phone": contact.phone,
            "email": contact.email,
            "need": need.note,
        }

    @api.model
    def _from_referral(self, referral_id):
        """Begin with a referral that was declined, or that may go on to another."""
        referral = self.env["seutuyp.referral"].browse(referral_id)
        referral._check_again()
        onward = referral.consent_scope == "region"
        return {
            "region_id": referral.region_id.id,
            "service_id": referral.service_id.id,
            "segment_id": referral.segment_id.id,
            "consent_scope": referral.consent_scope,
            # a consent for one organisation does not reach the next
            "consent_date": referral.consent_date if onward else False,
            **referral.read_customer(),
        }

    def _region_read(self):
        """Return the region if the user reads its inner work, else an empty one.

        The dialog is worked out as superuser, whatever region somebody sends it.
        """
        region = self.region_id._origin
        return region.filtered(lambda item: self.env.user in item.sudo().user_ids)

    @api.depends("region_id")
    def _compute_party_ids(self):
        referrals = self.env["seutuyp.referral"]
        for wizard in self:
            parties = referrals._parties(wizard._region_read())
            wizard.party_ids = parties - referrals._own_organisation()

    def _suggested(self):
        referrals = self.env["seutuyp.referral"]
        region = self._region_read()
        if not (region and self.service_id):
            return []
        offers = referrals._suggest(
            region, self.service_id._origin, self.segment_id._origin
        )
        return referrals._offer_lines(region, offers.sudo())

    @api.depends("region_id", "service_id", "segment_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [
                fields.Command.clear(),
                *(
                    fields.Command.create(
                        {
                            "partner_id": line["partner_id"],
                            "role": "lead" if line["is_lead"] else "offers",
                            "responsible": line["responsible"],
                            "phone": line["phone"],
                            "days": line["days"],
                            "capacity": line["capacity"],
                            "words": line["words"],
                        }
                    )
                    for line in wizard._suggested()
                ),
            ]

    @api.depends("region_id", "service_id", "segment_id")
    def _compute_to_partner_id(self):
        for wizard in self:
            lines = wizard._suggested()
            free = [
                line
                for line in lines
                if line["reachable"] and line["capacity"] != "closed"
            ]
            first = (free or lines or [{}])[0].get("partner_id")
            need = wizard.need_id._origin.sudo(False)._filtered_access("read")
            wanted = need.partner_id
            if wanted and wanted != need.from_partner_id:
                first = wanted.id
            wizard.to_partner_id = first

    @api.depends("to_partner_id", "region_id")
    @api.depends_context("lang")
    def _compute_receiver_words(self):
        receptions = self.env["seutuyp.referral.reception"]
        for wizard in self:
            partner = wizard.to_partner_id._origin
            wizard.receiver_words = False
            region = wizard._region_read()
            if not partner or not region:
                continue
            days, row = receptions._of(region, partner)[partner]
            answer = self.env._("Answers within %(days)s days.", days=days)
            words = row.with_env(self.env).sudo().words if row else ""
            wizard.receiver_words = f"{answer} {words or ''}".strip()

    @api.constrains(
        *("region_id", "to_partner_id", "consent_date", "consent_scope"),
        *("name", "phone", "email", "need"),
    )
    def _check_customer(self):
        # Here as well, so that a customer who cannot be sent is not kept for a moment.
        referrals = self.env["seutuyp.referral"]
        for wizard in self:
            referrals._check_region(wizard.region_id)
            referrals._check_receiver(wizard.region_id, wizard.to_partner_id)
            consent = referrals._checked_consent(wizard._values())
            referrals._checked_customer(wizard._customer(), consent["consent_scope"])

    def _customer(self):
        return {name: self[name] for name in ("name", "phone", "email", "need")}

    def _values(self):
        self.ensure_one()
        names = ("region_id", "to_partner_id", "service_id", "segment_id")
        return {
            **{name: self[name].id for name in names},
            "consent_date": self.consent_date,
            "consent_scope": self.consent_scope,
            "customer": self._customer(),
        }

    def action_send(self):
        """Send the customer and keep nothing of it here. Role: see the referral.

        :return: action that opens the referral
        """
        self.ensure_one()
        referral = self.env["seutuyp.referral"]._send(self._values())
        if self.need_id:
            self.need_id._refer(referral)
        self.unlink()
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.referral",
            "res_id": referral.id,
            "views": [(False, "form")],
        }


class SeutuypReferralWizardLine(models.TransientModel):
    """One organisation that can help, as the service matrix says."""

    _name = "seutuyp.referral.wizard.line"
    _description = "Organisation that can help"

    wizard_id = fields.Many2one("seutuyp.referral.wizard", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Organisation")
    role = fields.Selection(
        [("lead", "★ Lead provider"), ("offers", "Offers it")], string="In the matrix"
    )
    responsible = fields.Char(string="Person to ask")
    phone = fields.Char()
    days = fields.Integer(string="Answers in (days)", aggregator=False)
    capacity = fields.Char()
    words = fields.Char(string="Today")


class SeutuypReferral(models.Model):
    _inherit = "seutuyp.referral"

    may_send_again = fields.Boolean(compute="_compute_may_send_again")

    @api.depends("state", "consent_scope", "erased_on")
    @api.depends_context("uid")
    def _compute_may_send_again(self):
        for referral in self:
            referral.may_send_again = referral._may_again()

    def _may_again(self):
        """A declined customer is the sender's; others go on if the consent says so."""
        row = self.sudo()
        if row.erased_on:
            return False
        if row.state == "declined":
            return self._has_role("sender")
        return row.consent_scope == "region" and self._has_role("receiver")

    def _check_again(self):
        self.ensure_one()
        self.check_access("read")
        if not self._may_again():
            raise UserError(
                self.env._(
                    "The sender finds another receiver when a customer was declined; "
                    "the receiver may send on only if the consent covers the region."
                )
            )

    def action_send_again(self):
        """Open the dialog that sends the customer to another organisation.

        It shows the customer's data, which is noted.
        """
        self._check_again()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send to another organisation"),
            "res_model": "seutuyp.referral.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"seutuyp_again_id": self.id},
        }
