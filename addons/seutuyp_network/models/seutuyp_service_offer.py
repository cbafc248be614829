# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

# Offers are confirmed twice a year; a month later they are called out of date.
STALE_MONTHS = 7


class SeutuypServiceOffer(models.Model):
    """One organisation offers one service in one region: a mark in the matrix."""

    _name = "seutuyp.service.offer"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Service offered"
    _order = "region_id, service_sequence, service_id, is_lead desc, partner_id, id"

    # Who confirmed, and when, is written by confirming only; the rest is computed.
    _confirmation = frozenset({"confirmed_on", "confirmed_by_id"})
    _guarded_fields = _confirmation | {"category_id", "service_sequence"}

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade"
    )
    service_id = fields.Many2one(
        "seutuyp.service", required=True, index=True, ondelete="restrict"
    )
    category_id = fields.Many2one(related="service_id.category_id", store=True)
    service_sequence = fields.Integer(
        related="service_id.sequence", store=True, string="Order of the service"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
    )
    segment_ids = fields.Many2many(
        "seutuyp.segment",
        "seutuyp_service_offer_segment_rel",
        "offer_id",
        "segment_id",
        string="For",
        help="Empty: for all segments that the service is meant for.",
    )
    is_lead = fields.Boolean(
        string="Lead provider",
        help="Answers for this service in the region. More than one lead for the same "
        "segment is an overlap.",
    )
    responsible_id = fields.Many2one(
        "res.partner",
        domain="[('is_company', '=', False), ('parent_id', 'in', [partner_id, False])]",
        index="btree_not_null",
        ondelete="restrict",
        help="The person to ask.",
    )
    is_public = fields.Boolean(
        string="Show the person to companies",
        help="The public page then names the responsible person with phone and e-mail; "
        "otherwise only the organisation.",
    )
    note = fields.Char(help="For example how to book a time.")
    url = fields.Char(string="Web page")
    active = fields.Boolean(default=True)
    confirmed_on = fields.Date(string="Confirmed", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.partner", string="Confirmed by", readonly=True, copy=False
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _one_offer = models.UniqueIndex(
        "(region_id, service_id, partner_id) WHERE active",
        "The organisation already offers this service in the region. Edit that offer.",
    )

    @api.depends("service_id", "partner_id")
    def _compute_display_name(self):
        for offer in self:
            offer.display_name = self.env._(
                "%(service)s: %(organisation)s",
                service=offer.service_id.name or "",
                organisation=offer.partner_id.name or "",
            )

    @api.depends_context("uid")
    @api.depends("region_id", "partner_id")
    def _compute_may_edit(self):
        for offer in self:
            offer.may_edit = offer.region_id._may_offer(offer.partner_id)

    @api.constrains("partner_id", "responsible_id")
    def _check_who(self):
        for offer in self:
            if not offer.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%(name)s is a person. Choose the organisation; the person "
                        "goes to “Responsible”.",
                        name=offer.partner_id.name,
                    )
                )
            if offer.responsible_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%(name)s is an organisation. Choose a person to ask.",
                        name=offer.responsible_id.name,
                    )
                )

    @api.constrains("url")
    def _check_url(self):
        for offer in self.filtered("url"):
            if not offer.url.lower().startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._(
                        "Write the whole address of the web page, beginning with "
                        "https://."
                    )
                )

    def _is_stale(self):
        """Return whether nobody has confirmed the offer for seven months."""
        self.ensure_one()
        limit = self.env["seutuyp.dated.mixin"]._today() - relativedelta(
            months=STALE_MONTHS
        )
        return not self.confirmed_on or self.confirmed_on < limit

    # ------------------------------------------------------------------- access
    def _check_may_edit(self):
        """Let a coordinator keep his region's offers, staff their organisation's.

        Not a constraint: the ORM runs those as superuser, who may do anything.

        :raise AccessError: says who may
        """
        for offer in self:
            if not offer.region_id._may_offer(offer.partner_id):
                raise AccessError(
                    self.env._(
                        "The services of %(organisation)s in %(region)s are kept by "
                        "the region's coordinator and by the organisation's own "
                        "people while it is a party to the agreement.",
                        organisation=offer.partner_id.name,
                        region=offer.region_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        today = self.env["seutuyp.dated.mixin"]._today()
        offers = super().create(vals_list)
        offers._check_may_edit()
        # Who enters an offer has looked at it: that confirms it.
        offers._guarded().sudo().write(
            {
                "confirmed_on": today,
                "confirmed_by_id": self.env.user.partner_id.id,
            }
        )
        offers._note_changes({})
        return offers

    def write(self, vals):
        if self._confirmation >= vals.keys():
            return super().write(vals)
        self._check_may_edit()
        before = self._state_for_changes()
        result = super().write(vals)
        if {"region_id", "partner_id"} & vals.keys():
            self._check_may_edit()
        self._note_changes(before)
        return result

    def unlink(self):
        self._check_may_edit()
        ended = self.filtered("active")
        self.env["seutuyp.service.change"]._note(ended, "ended")
        return super().unlink()

    # ------------------------------------------------------------------- changes
    def _state_for_changes(self):
        return {offer.id: (offer.active, offer.is_lead) for offer in self}

    def _note_changes(self, before):
        """Keep for the partners' digest what these offers became.

        :param dict before: {id: (active, is_lead)}; a new offer is not in it
        """
        kinds = {}
        for offer in self:
            active, lead = before.get(offer.id, (False, offer.is_lead))
            if active != offer.active:
                kind = "new" if offer.active else "ended"
            elif lead != offer.is_lead and offer.active:
                kind = "lead" if offer.is_lead else "no_lead"
            else:
                continue
            kinds[kind] = kinds.get(kind, self.browse()) + offer
        for kind, offers in kinds.items():
            self.env["seutuyp.service.change"]._note(offers, kind)

    def _confirm(self, person):
        """Note that these offers are up to date, and close what asked for that.

        :param person: who says so
        """
        self._stamp(person)
        self.env["seutuyp.service.confirmation"]._settle(self, person)

    def _stamp(self, person):
        self.sudo()._guarded().write(
            {
                "confirmed_on": self.env["seutuyp.dated.mixin"]._today(),
                "confirmed_by_id": person.id,
            }
        )

    def action_end(self):
        """Say that these services are no longer offered; the offer can be brought back.

        Role: as for editing.

        :return: True
        """
        self.write({"active": False})
        return True

    def action_resume(self):
        """Offer these services again. Role: as for editing.

        :return: True
        """
        self.write({"active": True})
        return True

    def action_confirm(self):
        """Say that these offers are up to date. Role: as for editing.

        :return: True
        """
        self._check_may_edit()
        self._confirm(self.env.user.partner_id)
        return True
