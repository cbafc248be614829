# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ..tools import criteria


class SeutuypAgreement(models.Model):
    """The eight licence criteria, computed live from the agreement's data.

    The rules are in ``tools/criteria.py``; here facts are gathered and findings
    put into words.
    """

    _inherit = "seutuyp.agreement"

    criteria_preview = fields.Json(
        compute="_compute_criteria_preview",
        help="What the ministry's reviewer would see now.",
    )

    def _compute_criteria_preview(self):
        items = self.env["seutuyp.criterion"]._all()
        for agreement in self:
            results = agreement._evaluate_criteria(items)
            agreement.criteria_preview = [
                {
                    "code": item.code,
                    "name": item.name,
                    "rule": item.rule,
                    "computed": results[item.id][0],
                    "evidence": results[item.id][1],
                    "check": item.check,
                }
                for item in items
            ]

    def _evaluate_criteria(self, items):
        """Return {criterion id: (status, evidence in words)} for these criteria.

        :param items: ``seutuyp.criterion`` records
        :return: status is ``met``, ``not_met`` or ``manual``; source: A2 B
        """
        return {
            id_: (status, self._finding_sentences(findings))
            for id_, (status, findings) in self._criteria_findings(items).items()
        }

    def _criteria_findings(self, items):
        """Return {criterion id: (status, findings)}; see ``tools/criteria.py``."""
        self.ensure_one()
        facts = self._criteria_facts()
        return {item.id: criteria.CHECKS[item.check](facts) for item in items}

    @api.model
    def _finding_sentences(self, findings):
        """Return findings in words, one sentence a line."""
        return "\n".join(
            self._finding_sentence(code, values) for code, values in findings
        )

    def _warm_facts(self):
        """Read the facts of all these agreements together, not one by one."""
        agreements = self.sudo()
        partners = agreements.party_ids.partner_id
        partners.fetch(["name", "active", "actor_type_id", "seutuyp_successor_id"])
        partners.actor_type_id.fetch(["side"])
        agreements.section_ids.fetch(["key", "body"])
        agreements.annex_ids.fetch(["kind"])
        agreements.person_ids.organisation_id.fetch(["name"])
        agreements.coordinating_partner_id.fetch(["name"])
        agreements.cost_line_ids.fetch(["kind", "what", "percentage"])
        agreements.commitment_ids.fetch(["name"])
        regions = agreements.region_ids
        regions.coordinator_id.fetch(["name", "active"])
        groups = regions.group_ids
        groups.fetch(["kind", "name", "region_ids"])
        groups.mapped("full_member_count")
        groups.chair_id.fetch(["name", "active", "is_entrepreneur"])
        regions.offer_ids.fetch(["service_id", "partner_id"])
        regions.offer_ids.service_id.fetch(["role", "name"])

    def _criteria_facts(self):
        agreement = self.sudo()
        # Whoever is archived is there no more, whatever the text still says.
        parties = [
            (party.partner_id.name, party.partner_id._organisation_today())
            for party in agreement._content_parties()
        ]
        parties = [(name, now) for name, now in parties if now.active]
        regions = agreement.region_ids
        coordinators = regions.coordinator_id.filtered("active")
        groups = regions.group_ids.filtered(lambda group: group.kind == "steering")
        people = {name: 0 for name, _now in parties}
        for person in agreement.person_ids:
            name = person.organisation_id.name
            people[name] = people.get(name, 0) + 1
        lines = agreement.cost_line_ids
        return criteria.Facts(
            parties=[(name, now.actor_type_id.side) for name, now in parties],
            sections={
                section.key: len(html2plaintext(section.body or "").strip())
                for section in agreement.section_ids
                if section.key
            },
            annexes=agreement.annex_ids.mapped("kind"),
            coordinating=agreement.coordinating_partner_id.name or None,
            coordinators=coordinators.mapped("name"),
            regions_without_coordinator=regions.filtered(
                lambda region: region.coordinator_id not in coordinators
            ).mapped("name"),
            steering=[self._steering_facts(group) for group in groups],
            regions_without_steering=(regions - groups.region_ids).mapped("name"),
            people=people,
            cost_lines=len(lines),
            percentages_ok=not lines._percentage_problems(lines),
            commitments=len(agreement.commitment_ids),
            services=agreement._services_facts(),
        )

    def _services_facts(self):
        """Return what the parties offer by role; see ``tools/criteria.py``."""
        parties = self._content_parties().partner_id
        parties |= parties._organisation_today() | self.coordinating_partner_id
        offers = self.region_ids.offer_ids.filtered(
            lambda offer: offer.partner_id in parties
        )
        if not offers:
            return None
        return {
            role: services.mapped("name")
            for role, services in offers.service_id.grouped("role").items()
        }

    @api.model
    def _steering_facts(self, group):
        chair = group.chair_id.filtered("active")
        return {
            "name": group.name,
            "count": group.full_member_count,
            "chair": chair.name,
            "chair_is_entrepreneur": chair.is_entrepreneur,
        }

    def _finding_sentence(self, code, values):
        """Return a finding of ``tools/criteria.py`` as a sentence for people."""
        sentences = {
            "side_municipal": lambda: self.env._(
                "Municipal side: %(names)s.", **values
            ),
            "side_employment": lambda: self.env._(
                "Employment services: %(names)s.", **values
            ),
            "side_state": lambda: self.env._(
                "State regional administration: %(names)s.", **values
            ),
            "no_side_municipal": lambda: self.env._(
                "No municipality, development company or joint authority is a party."
            ),
            "no_side_employment": lambda: self.env._("No employment area is a party."),
            "no_side_state": lambda: self.env._(
                "No economic development centre is a party."
            ),
            "no_services": lambda: self.env._(
                "Neither a service matrix is annexed nor the service processes "
                "described."
            ),
            "matrix_annexed": lambda: self.env._(
                "The service matrix is annexed. Check start-up advice and the "
                "services for "
                "existing companies."
            ),
            "services_in_text": lambda: self.env._(
                "Services are described in the text; no service matrix is annexed."
            ),
            "services_start": lambda: self.env._(
                "For those starting a company: %(names)s.", **values
            ),
            "no_services_start": lambda: self.env._(
                "The service matrix shows no advice for starting a company."
            ),
            "services_existing": lambda: self.env._(
                "For existing companies: %(names)s.", **values
            ),
            "no_services_existing": lambda: self.env._(
                "The service matrix shows neither public finance nor the "
                "development centre's services for existing companies."
            ),
            "coordinating": lambda: self.env._(
                "Coordinating organisation: %(name)s.", **values
            ),
            "no_coordinating": lambda: self.env._(
                "No coordinating organisation is named."
            ),
            "coordinators": lambda: self.env._("Coordinator: %(names)s.", **values),
            "no_coordinator": lambda: self.env._(
                "No coordinator is named for %(regions)s.", **values
            ),
            "no_steering": lambda: self.env._(
                "No steering group in %(regions)s.", **values
            ),
            "steering_too_many": lambda: self.env._(
                "%(count)s full members; at most %(max)s are allowed.", **values
            ),
            "steering_no_chair": lambda: self.env._(
                "%(count)s members, but nobody chairs the steering group.", **values
            ),
            "steering_ok": lambda: self.env._(
                "%(count)s members, chair %(chair)s, entrepreneur.", **values
            ),
            "steering_chair_not_entrepreneur": lambda: self.env._(
                "%(count)s members, chair %(chair)s without an entrepreneur's "
                "background.",
                **values,
            ),
            "people_named": lambda: self.env._("%(count)s people are named.", **values),
            "people_missing": lambda: self.env._(
                "Nobody is named by: %(parties)s.", **values
            ),
            "no_cost_lines": lambda: self.env._("Cost sharing has not been agreed."),
            "percentages_wrong": lambda: self.env._(
                "Cost-sharing percentages do not make 100."
            ),
            "cost_lines": lambda: self.env._(
                "%(count)s cost-sharing lines are agreed.", **values
            ),
            "no_section": lambda: self.env._("The agreement has no text on this."),
            "section_present": lambda: self.env._(
                "The agreement's text covers this; read it."
            ),
            "judged_by_reviewer": lambda: self.env._("Judged by the reviewer."),
        }
        return sentences[code]()
