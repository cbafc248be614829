# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.report import ReportController

ADDRESS = re.compile(r"/report/(?:pdf|xlsx)/([\w.]+)")


class ReportDownload(ReportController):
    """What people download is read from the replica, if there is one."""

    def _prints_only(self, _rule, _args):
        # Core's page catches every error, a refused write too, so that it could not be
        # tried again: only reports that are known not to write may pass.
        found = ADDRESS.search(request.httprequest.form.get("data", ""))
        reports = request.env["ir.actions.report"].sudo()
        report = found and reports.search([("report_name", "=", found[1])], limit=1)
        return bool(report) and report._only_reads()

    @http.route(readonly=_prints_only)
    def report_download(self, *args, **kwargs):
        return super().report_download(*args, **kwargs)
