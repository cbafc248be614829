# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

# Where the list stands under the wheel, in units of a sheet 1000 wide.
TOP, BOTTOM = 1110, 1390
COLUMNS = (50, 510)
LINE, LETTER = 22, 14
LONGEST = 72


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
                "legend": data["legend"],
                "rows": self._wheel_rows(data["events"]),
                "lang": self.env.lang,
            },
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()

    def _wheel_rows(self, events):
        """Return the lines of the list in two columns, smaller if there are many."""
        rows = max(-(-len(events) // len(COLUMNS)), 1)
        step = min(LINE, (BOTTOM - TOP) / rows)
        return [
            {
                "x": COLUMNS[index // rows],
                "y": round(TOP + step * (index % rows), 1),
                "size": round(min(LETTER, step * 0.8), 1),
                "text": self._wheel_row(event),
                "cancelled": event["state"] == "cancelled",
            }
            for index, event in enumerate(events)
        ]

    @staticmethod
    def _wheel_row(event):
        day = " ".join(filter(None, (event["day"], event["time"])))
        text = f"{event['number']}. {day} {event['name']}"
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
