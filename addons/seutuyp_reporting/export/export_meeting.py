# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, models

from ..tools.workbook_charts import Chart


class ExportMeeting(models.AbstractModel):
    """Meetings of the annual calendars and others of the groups."""

    _name = "seutuyp.export.meeting"
    _inherit = ["seutuyp.export.table"]
    _description = "Meetings in Excel"
    _table_model = "calendar.event"
    _table_order = "start desc, id"
    _table_domain = (
        "|",
        ("seutuyp_forum", "!=", False),
        ("seutuyp_group_id", "!=", False),
    )
    _region_path = "seutuyp_region_ids"
    _area_path = "seutuyp_area_id"

    @api.model
    def _title(self):
        return self.env._("Meetings")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("name", self.env._("Meeting"), width=40),
            column("start", self.env._("Begins"), meaning=self.env._("Finnish time.")),
            column("stop", self.env._("Ends"), meaning=self.env._("Finnish time.")),
            column("seutuyp_forum", width=20),
            column("seutuyp_group_id", width=34),
            column("seutuyp_region_ids"),
            column("seutuyp_area_id"),
            column("theme_id"),
            column("location"),
            column("meeting_state", width=14),
            column("expected_count"),
            column("present_count", meaning=self.env._("People who came.")),
            column("minutes_state", width=14),
            column(
                "cancel_reason", meaning=self.env._("Of a meeting that was cancelled.")
            ),
        ]

    @api.model
    def _charts(self, places):
        model = self.env[self._table_model]
        states = model._fields["meeting_state"]._description_selection(self.env)
        years = defaultdict(dict)
        groups = model._read_group(
            self._domain(places), ["start:year", "meeting_state"], ["__count"]
        )
        for year, state, count in groups:
            years[f"{year:%Y}"][state] = count
        rows = [
            (year, [counts.get(state, 0) for state, _label in states])
            for year, counts in sorted(years.items())
        ]
        heads = [label for _state, label in states]
        title = self.env._("Meetings by year")
        return [Chart(title, self.env._("Year"), heads, rows, stacked=True)]
