# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import wheel

# Where legend and list stand under the wheel, in units of a sheet 1000 by 1414.
LEFT, RIGHT, GAP = 50, 950, 30
LEGEND, LIST, BOTTOM = 1025, 1105, 1395


class SeutuypAnnualCalendar(models.Model):
    """The wheel on paper and as a picture file; nothing on it depends on colours."""

    _inherit = "seutuyp.annual.calendar"

    def _wheel_on_paper(self):
        """Return the wheel with the lines that explain it."""
        data = self._wheel()
        rings = "; ".join(f"{ring['letter']} {ring['label']}" for ring in data["rings"])
        signs = self.env._(
            "A hollow dot is planned, a filled one has been invited to, a dashed one "
            "is cancelled. The numbers are those of the list."
        )
        rings = self.env._("From the outside in: %(rings)s.", rings=rings)
        return {**data, "legend": [rings, signs]}

    def _wheel_svg(self):
        """Return the year as one sheet of the A series, wheel above and list below.

        :return: SVG as bytes
        """
        self.ensure_one()
        data = self._wheel_on_paper()
        text = self.env["ir.qweb"]._render(
            "seutuyp_planning.annual_wheel_svg",
            {
                "title": self.display_name,
                "year": self.year,
                "data": data,
                "lines": self._wheel_lines(data),
                "lang": self.env.lang,
            },
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()

    def _wheel_lines(self, data):
        """Return legend and list as lines of text, cancelled meetings struck out."""
        width = (RIGHT - LEFT - GAP) / 2
        columns = (LEFT, LEFT + width + GAP)
        events = data["events"]
        legend = wheel.listing(
            data["legend"], LEGEND, LIST - GAP, (LEFT,), RIGHT - LEFT, largest=13
        )
        rows = wheel.listing(
            [self._wheel_row(event) for event in events], LIST, BOTTOM, columns, width
        )
        for row in rows:
            row["cancelled"] = events[row["entry"]]["state"] == "cancelled"
        return legend + rows

    @staticmethod
    def _wheel_row(event):
        return f"{event['number']}. {event['when']} {event['name']}"
