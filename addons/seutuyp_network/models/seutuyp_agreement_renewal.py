# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import term


class SeutuypAgreement(models.Model):
    """Renewal: the next version of an agreement, drafted from the present one."""

    _inherit = "seutuyp.agreement"

    _one_open_renewal = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL AND active "
        "AND state = 'preparing'",
        "A renewal of this agreement is being prepared already.",
    )

    def _open_renewal(self):
        """Return the next version while it is being prepared."""
        self.ensure_one()
        return self.sudo().next_ids.filtered(
            lambda item: item.active and item.state == "preparing"
        )[:1]

    def action_renew(self):
        """Draft the next version with today's parties, or open the one there is.

        The present version stays in force until the next one is signed and its first
        day has come. Role: coordinator of the region.

        :return: action that opens the draft
        :raise UserError: the agreement has never been in force, or a newer version is
        """
        self.ensure_one()
        self._check_coordinates("send")
        self._lock()
        self.invalidate_recordset(["next_ids", "state"])
        renewal = self._open_renewal()
        if not renewal:
            renewal = self._renew()
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.agreement",
            "res_id": renewal.id,
            "views": [(False, "form")],
        }

    def _renew(self):
        if self.state not in ("in_force", "notice", "ended"):
            raise UserError(
                self.env._(
                    "Only an agreement that is or was in force can be renewed. Open "
                    "the newest version."
                )
            )
        source = self.sudo()
        latest = max(
            source.with_context(active_test=False)
            .search([("number", "=", source.number)])
            .mapped("version")
        )
        if latest > source.version and not source.with_context(
            active_test=False
        ).next_ids.filtered(lambda item: not item.active):
            raise UserError(
                self.env._("There is a newer version already. Renew that one.")
            )
        renewal = source._create_guarded(source._prepare_renewal(latest + 1))
        source._copy_parts_to(renewal)
        self._log("renew", self.env._("Renewal begun"))
        return renewal

    def _prepare_renewal(self, version):
        last = self._last_day()
        return {
            "number": self.number,
            "version": version,
            "previous_id": self.id,
            "name": self.name,
            "region_ids": [fields.Command.set(self.region_ids.ids)],
            "coordinating_partner_id": self.coordinating_partner_id.id,
            "lang": self.lang,
            "template_id": False,  # the text comes from the present version
            "currency_id": self.currency_id.id,
            "date_start": term.day_after(last) if last else False,
            "notice_months": self.notice_months,
            "amendment_rule": self.amendment_rule,
        }

    def _copy_parts_to(self, renewal):
        """Copy text and lists; of what organisations do, only today's parties'."""
        parties = self._content_parties()
        now = parties.partner_id
        sections = {}
        for section in self.section_ids:
            sections[section.id] = section.copy({"agreement_id": renewal.id}).id
            for translation in section.translation_ids:
                translation.copy(
                    {
                        "section_id": sections[section.id],
                        "title": translation.title,
                        "body": translation.body,
                        "outdated": translation.outdated,
                    }
                )
        for party in parties:
            party.create(
                {
                    "agreement_id": renewal.id,
                    "sequence": party.sequence,
                    "partner_id": party.partner_id.id,
                    "signatory_id": party.signatory_id.id,
                    "capacity": party.capacity,
                }
            )
        for person in self.person_ids.filtered(
            lambda item: item.organisation_id in now
        ):
            person.copy({"agreement_id": renewal.id})
        for line in self.commitment_ids.filtered(
            lambda item: not item.partner_id or item.partner_id in now
        ):
            line.copy(
                {
                    "agreement_id": renewal.id,
                    "section_id": sections.get(line.section_id.id),
                }
            )
        for line in self.cost_line_ids.filtered(
            lambda item: not item.partner_id or item.partner_id in now
        ):
            line.copy({"agreement_id": renewal.id})
        for annex in self.annex_ids.filtered(lambda item: not item.is_scan):
            annex.copy(
                {
                    "agreement_id": renewal.id,
                    "file": annex.with_context(bin_size=False).file,
                }
            )

    def action_open_next(self):
        """Open the version after this one."""
        self.ensure_one()
        return self._open_records(self.next_ids[:1], self.env._("Next version"))

    def _next_when_signed(self):
        sentence = super()._next_when_signed()
        if self.state != "in_force" or self.review_state != "approved":
            return sentence
        renewal = self._open_renewal()
        if renewal:
            return self.env._(
                "In force. Its renewal is being prepared; until that is signed and "
                "begins, this version holds."
            )
        joining = self.sudo().amendment_ids.filtered(
            lambda item: item.state == "collecting"
        )[:1]
        if joining:
            return self.env._(
                "In force. Next: the amendment of %(party)s is signed by %(names)s.",
                party=joining.partner_id.name,
                names=self._short_list(
                    joining.signer_ids.filtered(
                        lambda item: item.state == "pending"
                    ).partner_id.mapped("name")
                ),
            )
        return sentence

    def _reopen_problem(self):
        problem = super()._reopen_problem()
        if problem:
            return problem
        if self.sudo().amendment_ids.filtered(
            lambda item: item.state in ("collecting", "complete")
        ):
            return self.env._(
                "Amendments rest on this text. Make a new version of the agreement "
                "instead."
            )
        return None

    @api.constrains("previous_id")
    def _check_previous(self):
        for agreement in self:
            if agreement.previous_id == agreement:
                raise UserError(self.env._("An agreement cannot renew itself."))
