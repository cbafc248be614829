# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from itertools import permutations

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.spreadsheet.utils.validate_data import fields_in_spreadsheet

from .common import ReportingCommon

LEVELS = ("region", "area", "nation")
ROW_HEIGHT = 23  # of the spreadsheet, in pixels


@tagged("post_install", "-at_install")
class TestDashboards(ReportingCommon):
    """One dashboard a level, for those whose level it is."""

    def _dashboards(self, user):
        dashboards = self.env["spreadsheet.dashboard"].with_user(user).search([])
        ours = {
            self.env.ref(f"seutuyp_reporting.dashboard_{level}"): level
            for level in LEVELS
        }
        return {ours[item.sudo()] for item in dashboards if item.sudo() in ours}

    def test_readers(self):
        expected = {
            "coordinator": {"region"},
            "partner_user": {"region"},
            "area_contact": {"region", "area"},
            "reviewer": {"region", "area", "nation"},
            "manager": {"region", "area", "nation"},
        }
        for role, levels in expected.items():
            with self.subTest(role=role):
                self.assertEqual(self._dashboards(getattr(self, role)), levels)

    def test_what_they_show_may_be_read(self):
        """Everybody who opens one has access to its models and fields."""
        for level in LEVELS:
            dashboard = self.env.ref(f"seutuyp_reporting.dashboard_{level}")
            data = json.loads(dashboard.spreadsheet_data)
            for model, chains in fields_in_spreadsheet(data).items():
                for role in ("coordinator", "area_contact", "reviewer"):
                    own = self.env[model].with_user(getattr(self, role))
                    self.assertTrue(own.has_access("read"), (model, role))
                    for chain in chains:
                        field = own._fields[chain.split(".")[0].split(":")[0]]
                        self.assertTrue(own._has_field_access(field, "read"), chain)

    def test_each_level_tells_how_its_regions_stand(self):
        """Charts of the regions' status, whose groups those of the level may read."""
        roles = {"region": "coordinator", "area": "area_contact", "nation": "reviewer"}
        for level, role in roles.items():
            dashboard = self.env.ref(f"seutuyp_reporting.dashboard_{level}")
            figures = json.loads(dashboard.spreadsheet_data)["sheets"][0]["figures"]
            charts = [
                figure["data"]
                for figure in figures
                if figure["data"].get("metaData", {}).get("resModel")
                == "seutuyp.region.status"
            ]
            self.assertEqual(len(charts), 2, level)
            rows = self.env["seutuyp.region.status"].with_user(getattr(self, role))
            for chart in charts:
                measure = chart["metaData"]["measure"]
                found = rows.formatted_read_group(
                    chart["searchParams"]["domain"],
                    chart["metaData"]["groupBy"],
                    [measure if measure == "__count" else f"{measure}:sum"],
                )
                with self.subTest(level=level, chart=chart["title"]["text"]):
                    self.assertTrue(found)

    def test_nothing_lies_on_another(self):
        """Figures cover neither each other nor the tables below them."""
        for level in LEVELS:
            dashboard = self.env.ref(f"seutuyp_reporting.dashboard_{level}")
            sheet = json.loads(dashboard.spreadsheet_data)["sheets"][0]
            places = [
                (
                    item["offset"]["x"],
                    item["offset"]["y"],
                    item["width"],
                    item["height"],
                )
                for item in sheet["figures"]
            ]
            for (x, y, width, height), (u, v, _w, _h) in permutations(places, 2):
                apart = u >= x + width or v >= y + height or u < x or v < y
                self.assertTrue(apart, (level, x, y, u, v))
            lowest = max(y + height for _x, y, _width, height in places)
            first = min(int(cell.lstrip("A")) for cell in sheet["cells"])
            self.assertGreaterEqual((first - 1) * ROW_HEIGHT, lowest)

    def test_pivots_can_be_grouped(self):
        for level in LEVELS:
            dashboard = self.env.ref(f"seutuyp_reporting.dashboard_{level}")
            data = json.loads(dashboard.spreadsheet_data)
            for pivot in data["pivots"].values():
                groups = [
                    ":".join(filter(None, (item["fieldName"], item.get("granularity"))))
                    for item in (*pivot["rows"], *pivot["columns"])
                ]
                measure = pivot["measures"][0]
                name = measure["fieldName"]
                if name != "__count":
                    name = f"{name}:{measure['aggregator']}"
                model = self.env[pivot["model"]].with_user(self.reviewer)
                model.formatted_read_group(pivot["domain"], groups, [name])

    def test_no_public_link(self):
        shares = self.env["spreadsheet.dashboard.share"].with_user(self.coordinator)
        dashboard = self.env.ref("seutuyp_reporting.dashboard_region")
        with self.assertRefused(ValidationError, "not shared by a link"):
            shares.action_get_share_url(
                {"dashboard_id": dashboard.id, "spreadsheet_data": "{}"}
            )

    def test_group_of_dashboards_is_ours(self):
        group = self.env.ref("seutuyp_reporting.dashboard_group")
        self.assertEqual(len(group.published_dashboard_ids), 3)
