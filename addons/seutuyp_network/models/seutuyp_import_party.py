# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools.sheet import Column, Sheet
from .seutuyp_import import New


class SeutuypImportParty(models.AbstractModel):
    """Parties of agreements that are still drafts."""

    _name = "seutuyp.import.party"
    _inherit = ["seutuyp.import.partner"]
    _description = "Sheet of parties"
    _import_key = "party"
    _import_model = "seutuyp.agreement.party"

    @api.model
    def _sheet(self):
        return Sheet(
            "party",
            self.env._("Parties"),
            (
                Column(
                    "agreement",
                    self.env._("Agreement number"),
                    "reference",
                    required=True,
                ),
                Column(
                    "organisation",
                    self.env._("Organisation"),
                    "reference",
                    required=True,
                    width=34,
                    help=self.env._("Business ID, code or name."),
                ),
                Column(
                    "signatory",
                    self.env._("Signatory"),
                    "reference",
                    width=32,
                    help=self.env._("E-mail address, or name if nobody else has it."),
                ),
                Column("capacity", self.env._("Capacity"), width=28),
            ),
            self.env._(
                "the parties of agreements that are still drafts, and who signs."
            ),
        )

    @staticmethod
    def _is_draft(agreement):
        return agreement.signing_state == "draft" and not agreement.content_locked

    @api.model
    def _export_rows(self, regions):
        agreements = (
            self.env["seutuyp.agreement"]
            .search([("region_ids", "in", regions.ids)])
            .filtered(self._is_draft)
        )
        return [
            {
                "agreement": party.agreement_id.number,
                "organisation": party.partner_id.company_registry
                or party.partner_id.ref
                or party.partner_id.name,
                "signatory": party.signatory_id.email or party.signatory_id.name,
                "capacity": party.capacity,
            }
            for party in agreements.party_ids
        ]

    @api.model
    def _plan(self, run, table):
        sheet = self._sheet()
        labels = {
            "agreement_id": sheet.column("agreement").label,
            "partner_id": sheet.column("organisation").label,
            "signatory_id": sheet.column("signatory").label,
            "capacity": sheet.column("capacity").label,
        }
        for agreement in self._agreements_of(table):
            run.index["agreement"].add(agreement.id, number=agreement.number)
            for party in agreement.party_ids:
                key = (agreement.id, party.partner_id.id)
                run.index["party"].add(party.id, key=key)
        for row in table.rows:
            self._plan_row(run, row, sheet, labels)

    def _agreements_of(self, table):
        """Return the agreements that the sheet names, drafts before others."""
        numbers = {row.values.get("agreement") for row in table.rows}
        agreements = self.env["seutuyp.agreement"].search(
            [("number", "in", [number for number in numbers if number])]
        )
        drafts = agreements.filtered(self._is_draft)
        rest = agreements.filtered(
            lambda agreement: agreement.number not in drafts.mapped("number")
        )
        return drafts | rest

    def _plan_row(self, run, row, sheet, labels):
        if not row.values.get("agreement") or not row.values.get("organisation"):
            return
        number = row.values["agreement"]
        targets = run.index["agreement"].find("number", number)
        agreement = self._find_one(run, row, "agreement", sheet, targets, number)
        organisation = self._find_organisation(run, row, "organisation", sheet)
        if agreement is None or organisation is None:
            return
        values = {}
        if "signatory" in row.values:
            signatory = False
            if row.values["signatory"]:
                signatory = self._find_person(
                    run, row, "signatory", sheet, organisation
                )
                if signatory is None:
                    return
            values["signatory_id"] = signatory
        if "capacity" in row.values:
            values["capacity"] = row.values["capacity"] or False
        key = (agreement, organisation)
        if not run.claim(row, "organisation", ("party", *key)):
            return
        known = run.index["party"].find("key", key)
        target = known[0] if known else New("party", row.number)
        if isinstance(target, New):
            values = {"agreement_id": agreement, "partner_id": organisation, **values}
        self._add_step(run, row, target, values, labels)

    @api.model
    def _check_rights(self, run):
        steps = [step for step in run.acting() if step.part._name == self._name]
        agreements = {step: self._agreement_of(step) for step in steps}
        known = self.env["seutuyp.agreement"].union(*agreements.values())
        allowed = known._filtered_access("write")
        for step, agreement in agreements.items():
            number = agreement.number
            if agreement not in allowed:
                run.blame(step.row, "agreement", "no_right", name=number)
            elif not self._is_draft(agreement):
                run.blame(step.row, "agreement", "locked", number=number)

    def _agreement_of(self, step):
        if step.kind == "changed":
            return self.env[self._import_model].browse(step.target).agreement_id
        return self.env["seutuyp.agreement"].browse(step.values["agreement_id"])
