# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from ..models.seutuyp_plan_book import MOST_PLANS

LARGEST_ID = 2**31 - 1
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PlanExcel(http.Controller):
    """Plans as Excel: one workbook, or a zip file of several."""

    @http.route(
        "/seutuyp/plan/excel/<string:ids>",
        type="http",
        auth="user",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
    )
    def excel(self, ids, **_kw):
        """Return the plans, for whoever may read all of them.

        :param str ids: from the address, not to be trusted: numbers and commas
        """
        numbers = [part for part in ids.split(",")[:MOST_PLANS] if part.isdecimal()]
        plans = request.env["seutuyp.plan"].browse(
            [number for number in map(int, numbers) if number <= LARGEST_ID]
        )
        plans = plans.exists()
        if not plans or not plans.has_access("read"):
            raise request.not_found()
        if len(plans) == 1:
            return page.download(plans._excel(), plans._excel_name(), EXCEL)
        name = request.env._("action plans.zip")
        return page.download(plans._excel_files(), name, "application/zip")
