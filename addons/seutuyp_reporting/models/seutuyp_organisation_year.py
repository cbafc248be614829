# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .seutuyp_region_status import YEARS_AHEAD, YEARS_BACK


class SeutuypOrganisationYear(models.Model):
    """What one organisation gave to the cooperation in a year, and what it got.

    A page for its directors: one row an organisation and year, by a query; what stands
    on the page is gathered in ``seutuyp_organisation_year_page.py``. Only its own staff
    read it, since it puts together what the organisation does in all its regions.

    The id is composed of organisation and year and so stays the same; it holds up to
    21 million contacts.
    """

    _name = "seutuyp.organisation.year"
    _description = "Year of an organisation"
    _auto = False
    _order = "year desc, partner_id"
    _depends = {
        "res.partner": ["active", "is_company"],
        "seutuyp.agreement": ["active", "date_start"],
        "seutuyp.agreement.party": ["agreement_id", "partner_id"],
        "seutuyp.region": ["coordinating_partner_id", "partner_ids"],
        "seutuyp.return": ["partner_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Organisation", readonly=True)
    year = fields.Integer(readonly=True, aggregator=False)
    page = fields.Html(compute="_compute_page", sanitize=False)

    @property
    def _table_query(self):
        year = self.env["seutuyp.dated.mixin"]._today().year
        return SQL(
            """
            SELECT partner.id * 100 + span.year - 2000 AS id,
                   partner.id AS partner_id,
                   span.year
              FROM res_partner partner
        CROSS JOIN generate_series(%s, %s) AS span(year)
             WHERE partner.active AND partner.is_company AND partner.id IN (
                   SELECT partner_id FROM seutuyp_agreement_party
             UNION SELECT partner_id FROM seutuyp_region_party_rel
             UNION SELECT coordinating_partner_id FROM seutuyp_region
             UNION SELECT partner_id FROM seutuyp_return)
            """,
            year - YEARS_BACK,
            year + YEARS_AHEAD,
        )

    @api.depends("partner_id", "year")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.partner_id.name} {row.year}"

    @api.depends("partner_id", "year")
    @api.depends_context("lang", "uid")
    def _compute_page(self):
        for row in self:
            row.page = self.env["ir.qweb"]._render(
                "seutuyp_reporting.organisation_year_tables", {"parts": row._parts()}
            )

    # --------------------------------------------------------------------- opening
    @api.model
    def action_my_year(self):
        """Open this year's page of the organisation that the user works for.

        :raise UserError: the user's contact belongs to no organisation of the network
        """
        organisation = self.env.user.partner_id.commercial_partner_id
        year = self.env["seutuyp.dated.mixin"]._today().year
        row = self.search(
            [("partner_id", "=", organisation.id), ("year", "=", year)], limit=1
        )
        if not row:
            raise UserError(
                self.env._(
                    "Your organisation is not a party to an agreement. When it is, "
                    "what it gave and got in the year will be told here."
                )
            )
        return row._open()

    def action_earlier(self):
        """Open the page of the year before."""
        return self._beside(-1)

    def action_later(self):
        """Open the page of the year after."""
        return self._beside(1)

    def _beside(self, step):
        self.ensure_one()
        self.check_access("read")
        row = self.search(
            [("partner_id", "=", self.partner_id.id), ("year", "=", self.year + step)],
            limit=1,
        )
        if not row:
            raise UserError(self.env._("There is no page of that year."))
        return row._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "main",
        }
