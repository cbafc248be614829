# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MOST = {"name": 120, "phone": 40, "email": 120, "need": 1000}


class SeutuypReferral(models.Model):
    """Sending a customer: who can help, what is checked, who is told."""

    _inherit = "seutuyp.referral"

    # ------------------------------------------------------------------- receivers
    @api.model
    def _parties(self, region):
        """Return the organisations between which customers go in a region.

        The parties, those of an agreement still being prepared, and who coordinates.
        """
        return region.sudo()._matrix_partners()

    @api.model
    def _suggest(self, region, service, segment):
        """Return who offers the service to the segment, the lead provider first.

        :return: ``seutuyp.service.offer`` records of organisations other than one's own
        """
        offers = self.env["seutuyp.service.offer"].search(
            [
                ("region_id", "=", region.id),
                ("service_id", "=", service.id),
                ("partner_id", "in", self._parties(region).ids),
                ("partner_id", "!=", self._own_organisation().id),
            ]
        )
        family = segment | segment.parent_id | segment.child_ids
        return offers.filtered(
            lambda offer: (
                not offer.segment_ids or not segment or offer.segment_ids & family
            )
        ).sorted(lambda offer: not offer.is_lead)

    @api.model
    @api.readonly
    def suggest_receivers(self, region_id, service_id, segment_id):
        """Return who can help such a customer in the region, the lead provider first.

        :return: list of dict(partner_id, name, is_lead, responsible, phone, days,
            capacity (open, limited or closed), words, reachable (by an account))
        :raise AccessError: the region is not the user's
        """
        region = self.env["seutuyp.region"].browse(region_id)
        self._check_region(region)
        offers = self._suggest(
            region,
            self.env["seutuyp.service"].browse(service_id),
            self.env["seutuyp.segment"].browse(segment_id),
        )
        return self._offer_lines(region, offers.sudo())

    @api.model
    def _offer_lines(self, region, offers):
        how = self.env["seutuyp.referral.reception"]._of(region, offers.partner_id)
        reachable = region.sudo().user_ids.partner_id.commercial_partner_id
        lines = []
        for offer in offers:
            days, row = how[offer.partner_id]
            words = row.with_env(self.env).sudo().words if row else ""
            if offer.partner_id not in reachable:
                words = self.env._("△ No account here: call them")
            lines.append(
                {
                    "partner_id": offer.partner_id.id,
                    "name": offer.partner_id.name,
                    "is_lead": offer.is_lead,
                    "responsible": offer.responsible_id.name or "",
                    "phone": offer.responsible_id.phone or offer.partner_id.phone or "",
                    "days": days,
                    "capacity": row._capacity_today() if row else "open",
                    "words": words or "",
                    "reachable": offer.partner_id in reachable,
                }
            )
        return lines

    # --------------------------------------------------------------------- sending
    @api.model
    def action_send(self, values):
        """Send a customer to another organisation of the region; it is told by mail.

        Role: staff of a party to the region's agreement, for that party.

        :param dict values: ``region_id``, ``to_partner_id``, ``service_id``,
            ``segment_id`` (ids), ``consent_date``, ``consent_scope`` and ``customer``:
            dict(name, phone, email, need), the need only if the consent covers it
        :return: id of the referral
        :raise AccessError: the region is not the user's
        :raise UserError: says what is missing
        """
        return self._send(values).id

    @api.model
    def _send(self, values):
        region = self.env["seutuyp.region"].browse(values.get("region_id")).exists()
        self._check_region(region)
        receiver = self.env["res.partner"].browse(values.get("to_partner_id")).exists()
        self._check_receiver(region, receiver)
        consent = self._checked_consent(values)
        customer = self._checked_customer(
            values.get("customer") or {}, consent["consent_scope"]
        )
        vals = self._prepare_referral_vals(region, receiver, values)
        referral = self.sudo()._create_guarded([{**vals, **consent}]).sudo(False)
        self.env["seutuyp.referral.customer"].sudo()._create_guarded(
            [{**customer, "referral_id": referral.id}]
        )
        referral._log("send", label=self.env._("Sent"))
        referral._tell("send")
        return referral

    @api.model
    def _check_region(self, region):
        own = self._own_organisation()
        if (
            not region
            or not own
            or self.env.user not in region.sudo().user_ids
            or own not in self._parties(region)
        ):
            raise AccessError(
                self.env._(
                    "Customers are sent by the staff of the organisations that are "
                    "parties to the region's agreement, for their own organisation."
                )
            )

    @api.model
    def _check_receiver(self, region, receiver):
        if receiver not in self._parties(region) - self._own_organisation():
            raise UserError(
                self.env._(
                    "Choose the receiver: another organisation that is a party to the "
                    "region's agreement."
                )
            )
        if not self._readers_of(region, receiver):
            raise UserError(
                self.env._(
                    "Nobody of %(organisation)s has an account here, so the customer "
                    "would wait unseen. Call them, and count the referral under Tally.",
                    organisation=receiver.sudo().name,
                )
            )

    @api.model
    def _checked_consent(self, values):
        """Return date and scope of the consent, or say what is missing."""
        today = self.env["seutuyp.dated.mixin"]._today()
        scopes = dict(self._fields["consent_scope"].selection)
        date = self._day(values.get("consent_date"))
        scope = values.get("consent_scope")
        if not date or scope not in scopes:
            raise UserError(
                self.env._(
                    "Ask the customer's consent first. Write when it was given and "
                    "what it covers."
                )
            )
        if date > today:
            raise UserError(
                self.env._("The consent is given before the customer is sent.")
            )
        return {"consent_date": date, "consent_scope": scope}

    @api.model
    def _day(self, value):
        try:
            return fields.Date.to_date(value) or None
        except ValueError:
            return None

    @api.model
    def _checked_customer(self, customer, scope):
        """Return the customer's data as far as the consent covers them."""
        vals = {
            name: str(customer.get(name) or "").strip()[:most] or False
            for name, most in MOST.items()
        }
        if not vals["name"] or not (vals["phone"] or vals["email"]):
            raise UserError(
                self.env._(
                    "Write the customer's name, and a phone number or an e-mail "
                    "address."
                )
            )
        if scope == "contact" and vals["need"]:
            raise UserError(
                self.env._(
                    "The consent does not cover the need. Leave it empty, or ask the "
                    "customer."
                )
            )
        return vals

    @api.model
    def _prepare_referral_vals(self, region, receiver, values):
        service = self.env["seutuyp.service"].browse(values.get("service_id")).exists()
        segment = self.env["seutuyp.segment"].browse(values.get("segment_id")).exists()
        if not service or not segment:
            raise UserError(
                self.env._("Choose what the customer needs and the customer's segment.")
            )
        today = self.env["seutuyp.dated.mixin"]._today()
        offer = self._suggest(region, service, segment).filtered(
            lambda item: item.partner_id == receiver
        )[:1]
        days = self.env["seutuyp.referral.reception"]._of(region, receiver)[receiver][0]
        return {
            "region_id": region.id,
            "from_partner_id": self._own_organisation().id,
            "to_partner_id": receiver.id,
            "responsible_id": offer.responsible_id.id,
            "service_id": service.id,
            "segment_id": segment.id,
            "sent_on": today,
            "sent_by_id": self.env.user.partner_id.id,
            "answer_by": today + timedelta(days=days),
            "erase_on": self._kept_until(today),
        }

    def _was_sent(self, days):
        """Let referrals have been sent so many days ago: demo data.

        Who has not answered in time has then been reminded by the night.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        for row in self.sudo():
            answer_by = row.answer_by - timedelta(days=days)
            reminded = answer_by + timedelta(days=1)
            row._guarded().write(
                {
                    "sent_on": row.sent_on - timedelta(days=days),
                    "answer_by": answer_by,
                    "erase_on": row.erase_on - timedelta(days=days),
                    "reminded_on": reminded if reminded <= today else False,
                }
            )
