# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Notices when something changes on which a licence rests.

A change only marks what it touches; the licences are looked at once, at the end of the
transaction, however many lines were written in it.
"""

from odoo import api, models
from odoo.fields import Domain

MARKS = "seutuyp_network.licence_facts"
# How a licence is reached from what was marked.
PATHS = {
    "seutuyp.agreement": ("agreement_id",),
    "seutuyp.region": ("agreement_id.region_ids",),
    "res.partner": (
        "agreement_id.party_ids.partner_id",
        "agreement_id.region_ids.coordinator_id",
        "agreement_id.region_ids.group_ids.member_ids.partner_id",
    ),
    "seutuyp.actor.type": ("agreement_id.party_ids.partner_id.actor_type_id",),
}


class SeutuypLicence(models.Model):
    _inherit = "seutuyp.licence"

    @api.model
    def _mark_facts(self, records):
        """Have the licences that rest on ``records`` looked at when all is written.

        :param records: agreements, regions, contacts or actor types
        """
        if not records.ids:
            return
        precommit = self.env.cr.precommit
        marks = precommit.data.get(MARKS)
        if marks is None:
            marks = precommit.data[MARKS] = {}
            env = self.env(su=True, context={})
            precommit.add(env[self._name]._recheck_marked)
        marks.setdefault(records._name, set()).update(records.ids)

    @api.model
    def _recheck_marked(self):
        marks = self.env.cr.precommit.data.pop(MARKS, {})
        domain = Domain.OR(
            Domain(path, "in", list(ids))
            for name, ids in marks.items()
            for path in PATHS[name]
        )
        licences = self.search(Domain("state", "in", ("active", "suspended")) & domain)
        licences._recheck()
        self.env.flush_all()


class SeutuypGroup(models.Model):
    _inherit = "seutuyp.group"

    def _mark_licences(self):
        groups = self.sudo()
        groups.fetch(["kind", "region_ids"])  # a selection would read them one by one
        steering = groups.filtered(lambda group: group.kind == "steering")
        self.env["seutuyp.licence"]._mark_facts(steering.region_ids)

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        groups._mark_licences()
        return groups

    def write(self, vals):
        watched = {"kind", "region_ids", "active", "member_ids"} & set(vals)
        if watched:
            self._mark_licences()
        result = super().write(vals)
        if watched:
            self._mark_licences()
        return result

    def unlink(self):
        self._mark_licences()
        return super().unlink()


class SeutuypGroupMember(models.Model):
    _inherit = "seutuyp.group.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members.group_id._mark_licences()
        return members

    def write(self, vals):
        self.group_id._mark_licences()
        result = super().write(vals)
        if "group_id" in vals:
            self.group_id._mark_licences()
        return result

    def unlink(self):
        self.group_id._mark_licences()
        return super().unlink()


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    def write(self, vals):
        if "coordinator_id" in vals:
            self.env["seutuyp.licence"]._mark_facts(self)
        return super().write(vals)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if {"active", "actor_type_id", "is_entrepreneur"} & set(vals):
            self.env["seutuyp.licence"]._mark_facts(self)
        return super().write(vals)


class SeutuypServiceOffer(models.Model):
    _inherit = "seutuyp.service.offer"

    @api.model_create_multi
    def create(self, vals_list):
        offers = super().create(vals_list)
        self.env["seutuyp.licence"]._mark_facts(offers.region_id)
        return offers

    def write(self, vals):
        watched = {"region_id", "service_id", "partner_id", "active"} & set(vals)
        if watched:
            self.env["seutuyp.licence"]._mark_facts(self.region_id)
        result = super().write(vals)
        if watched:
            self.env["seutuyp.licence"]._mark_facts(self.region_id)
        return result

    def unlink(self):
        self.env["seutuyp.licence"]._mark_facts(self.region_id)
        return super().unlink()


class SeutuypActorType(models.Model):
    _inherit = "seutuyp.actor.type"

    def write(self, vals):
        if "side" in vals:
            self.env["seutuyp.licence"]._mark_facts(self)
        return super().write(vals)


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def write(self, vals):
        if {"coordinating_partner_id", "region_ids"} & set(vals):
            self.env["seutuyp.licence"]._mark_facts(self)
        return super().write(vals)


class SeutuypAgreementParty(models.Model):
    _inherit = "seutuyp.agreement.party"

    @api.model_create_multi
    def create(self, vals_list):
        parties = super().create(vals_list)
        self.env["seutuyp.licence"]._mark_facts(parties.agreement_id)
        return parties

    def write(self, vals):
        if {"state", "partner_id"} & set(vals):
            self.env["seutuyp.licence"]._mark_facts(self.agreement_id)
        return super().write(vals)

    def unlink(self):
        self.env["seutuyp.licence"]._mark_facts(self.agreement_id)
        return super().unlink()
