# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class SeutuypReferral(models.Model):
    """What comes next, in words; to us or from us; late, by word and shape."""

    _inherit = "seutuyp.referral"

    is_to_us = fields.Boolean(
        string="To us", compute="_compute_sides", search="_search_is_to_us"
    )
    is_from_us = fields.Boolean(
        string="From us", compute="_compute_sides", search="_search_is_from_us"
    )
    is_late = fields.Boolean(string="Late", compute="_compute_mark")
    mark = fields.Char(string="Answer", compute="_compute_mark")
    next_step = fields.Char(string="What happens next", compute="_compute_next_step")
    phone = fields.Char(
        string="Phone of the person to ask", compute="_compute_phone", compute_sudo=True
    )

    @api.depends("from_partner_id", "to_partner_id")
    @api.depends_context("uid")
    def _compute_sides(self):
        own = self._own_organisation()
        for referral in self:
            referral.is_to_us = bool(own) and referral.to_partner_id == own
            referral.is_from_us = bool(own) and referral.from_partner_id == own

    @api.model
    def _search_is_to_us(self, operator, value):
        return self._search_side("to_partner_id", operator, value)

    @api.model
    def _search_is_from_us(self, operator, value):
        return self._search_side("from_partner_id", operator, value)

    @api.model
    def _search_side(self, field, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        ours = Domain(field, "=", self._own_organisation().id or -1)
        return ours if (operator == "in") == (True in value) else ~ours

    @api.depends("state", "answer_by", "erased_on")
    @api.depends_context("lang")
    def _compute_mark(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for referral in self:
            waits = referral.state == "sent" and not referral.erased_on
            day = waits and self.env["seutuyp.region"]._day(referral.answer_by)
            referral.is_late = bool(waits and referral.answer_by < today)
            if referral.is_late:
                referral.mark = self.env._("▲ Late since %(day)s", day=day)
            elif waits:
                referral.mark = self.env._("○ By %(day)s", day=day)
            else:
                referral.mark = False

    @api.depends("responsible_id", "to_partner_id")
    def _compute_phone(self):
        for referral in self:
            referral.phone = (
                referral.responsible_id.phone or referral.to_partner_id.phone
            )

    @api.depends(
        *("state", "answer_by", "answered_by_id", "erased_on", "outcome_id"),
        *("withdrawn_on", "from_partner_id", "to_partner_id"),
    )
    @api.depends_context("uid", "lang")
    def _compute_next_step(self):
        for referral in self:
            referral.next_step = referral._next_step_words()

    def _next_step_words(self):
        self.ensure_one()
        names = {
            "organisation": self.to_partner_id.name,
            "day": self.env["seutuyp.region"]._day(self.answer_by),
        }
        if self.state == "done" or self.withdrawn_on:
            return self._sentence()
        if self.erased_on:
            return self.env._(
                "The customer's data have been erased. Close the referral with what "
                "came of it."
            )
        if self.state == "declined":
            if self.is_from_us and not self._has_come_back():
                return self.env._(
                    "Read the reason and send the customer to another organisation."
                )
            return self._sentence()
        if self.state == "accepted":
            if self.is_to_us:
                return self.env._(
                    "Help the customer, then close the referral with what came of it."
                )
            return self.env._("%(organisation)s is helping the customer.", **names)
        if self.is_to_us:
            return self.env._(
                "Call the customer, then accept, or decline with a reason, by %(day)s.",
                **names,
            )
        return self.env._("%(organisation)s answers by %(day)s.", **names)
