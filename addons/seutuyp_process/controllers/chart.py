# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

LARGEST_ID = 2**31 - 1
KINDS = {"svg": "image/svg+xml", "bpmn": "application/xml"}


class ProcessChart(http.Controller):
    """The chart of a process as a file."""

    @http.route(
        "/seutuyp/process/<int:process_id>/chart.<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
    )
    def chart(self, process_id, kind, **_kw):
        """Return the chart, for whoever may read the process.

        :param int process_id: from the address, not to be trusted
        :param str kind: ``svg`` or ``bpmn``
        """
        process = request.env["seutuyp.process"].browse(min(process_id, LARGEST_ID))
        if kind not in KINDS or not process.exists() or not process.has_access("read"):
            raise request.not_found()
        if kind == "bpmn":
            content = process._bpmn(process._snapshot())
        else:
            content = process.chart_svg.encode()
        return page.download(content, f"{process.name}.{kind}", KINDS[kind])
