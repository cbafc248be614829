# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class ReportAnnualWheelA3(models.AbstractModel):
    """The same on a sheet for the wall."""

    _name = "report.seutuyp_planning.report_annual_wheel_a3"
    _inherit = ["report.seutuyp_planning.report_annual_wheel"]
    _description = "Annual wheel for the wall"
