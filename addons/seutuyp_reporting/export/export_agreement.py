# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools.workbook_charts import Chart


class ExportAgreement(models.AbstractModel):
    """Agreements, every version."""

    _name = "seutuyp.export.agreement"
    _inherit = ["seutuyp.export.table"]
    _description = "Agreements in Excel"
    _table_model = "seutuyp.agreement"
    _table_order = "date_start desc, number, id"
    _region_path = "region_ids"

    @api.model
    def _title(self):
        return self.env._("Agreements")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("number", width=16),
            column("name", width=40),
            column(
                "version",
                meaning=self.env._("1 is the first; renewals go on from there."),
            ),
            column("region_ids"),
            column("coordinating_partner_id", width=34),
            column("state", width=16),
            column("signing_state", width=16),
            column("review_state", width=16),
            column("date_start"),
            column("date_end"),
            column(
                "notice_months",
                meaning=self.env._("How long before the end one tells it."),
            ),
            column(
                "party_count",
                meaning=self.env._("Organisations that are parties now."),
            ),
            column(
                "notice_given_on",
                meaning=self.env._("The day somebody gave notice of the agreement."),
            ),
        ]

    @api.model
    def _charts(self, places):
        model = self.env[self._table_model]
        labels = dict(model._fields["state"]._description_selection(self.env))
        groups = model._read_group(self._domain(places), ["state"], ["__count"])
        rows = [(labels.get(state, "–"), [count]) for state, count in groups]
        title = self.env._("Agreements by status")
        heads = [self.env._("Agreements")]
        return [Chart(title, self.env._("Status"), heads, rows, kind="bar")]


class ExportParty(models.AbstractModel):
    """Parties to agreements and their signatures."""

    _name = "seutuyp.export.party"
    _inherit = ["seutuyp.export.table"]
    _description = "Parties in Excel"
    _table_model = "seutuyp.agreement.party"
    _table_order = "agreement_id, sequence, id"
    _region_path = "agreement_id.region_ids"

    @api.model
    def _title(self):
        return self.env._("Parties")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("partner_id", width=38),
            column(
                "partner_id.company_registry",
                self.env._("Business id"),
                meaning="",
                width=14,
            ),
            column("actor_type_id"),
            column("agreement_id", width=40),
            column("agreement_id.number", self.env._("Number of the agreement")),
            column("agreement_id.state", self.env._("Status of the agreement")),
            column("signatory_id"),
            column("capacity"),
            column("state", width=16),
            column("signed_on", meaning=self.env._("Finnish time.")),
            column(
                "decision_date",
                meaning=self.env._("When the organisation itself decided to join."),
            ),
            column("date_joined", meaning=self.env._("Party to the agreement from.")),
            column("date_left", meaning=self.env._("Party to the agreement until.")),
        ]
