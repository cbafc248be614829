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
        process = self._readable("seutuyp.process", process_id, kind)
        return self._file(
            kind, process.name, process._snapshot(), lambda: process.chart_svg
        )

    @http.route(
        "/seutuyp/process/version/<int:version_id>/chart.<string:kind>",
        type="http",
        auth="user",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
    )
    def chart_of_version(self, version_id, kind, **_kw):
        """Return the chart of a version as it was approved.

        :param int version_id: from the address, not to be trusted
        :param str kind: ``svg`` or ``bpmn``
        """
        version = self._readable("seutuyp.process.version", version_id, kind)
        name = version.display_name
        return self._file(kind, name, version.snapshot, lambda: version.chart_svg)

    def _readable(self, model, number, kind):
        """Return the record if the user may read it; else it does not exist here."""
        record = request.env[model].browse(min(number, LARGEST_ID))
        if kind not in KINDS or not record.exists() or not record.has_access("read"):
            raise request.not_found()
        return record

    def _file(self, kind, name, snapshot, drawing):
        if kind == "bpmn":
            content = request.env["seutuyp.process"]._bpmn(snapshot)
        else:
            content = drawing().encode()
        return page.download(content, f"{name}.{kind}", KINDS[kind])
