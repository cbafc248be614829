# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

LARGEST_ID = 2**31 - 1


class WheelPicture(http.Controller):
    """The wheel as a picture file, to print at any size or to put into a document."""

    @http.route(
        "/seutuyp/wheel/<int:calendar_id>.svg",
        type="http",
        auth="user",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
    )
    def picture(self, calendar_id, **_kw):
        """Return the wheel of a year, for whoever may read it.

        :param int calendar_id: from the address, not to be trusted
        """
        calendars = request.env["seutuyp.annual.calendar"]
        calendar = calendars.browse(min(calendar_id, LARGEST_ID)).exists()
        if not calendar or not calendar.has_access("read"):
            raise request.not_found()
        return page.download(
            calendar._wheel_svg(), f"{calendar.display_name}.svg", "image/svg+xml"
        )
