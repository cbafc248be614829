# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .test_region_status import THIS, StatusCommon

MANY = 12


@tagged("post_install", "-at_install")
@freeze_time("2026-08-15")
class TestStatusCost(QueryCounts, StatusCommon):
    """Rows, map and home cost the same for one region as for many."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.regions = cls.env["seutuyp.region"]
        for number in range(MANY):
            cls.regions |= cls._add_region(f"Many {number}")
        (cls.region_a | cls.region_b).active = False
        cls._ask_figures()
        cls.users = (cls.reviewer, cls.area_contact, cls.coordinator, cls.outsider)

    @classmethod
    def _add_region(cls, name):
        """Return a region of which each duty has something to say."""
        region = cls._create_region(
            area=cls.area_a,
            name=name,
            coordinator_id=cls.coordinator.partner_id.id,
            coordinating_partner_id=cls.organisation_a.id,
        )
        cls._create_steering_group(region_ids=[Command.set(region.ids)])
        cls._create_agreement(
            region_ids=[Command.set(region.ids)],
            party_ids=[Command.create(vals) for vals in cls._create_parties()],
        )
        cls._write(
            cls._plan(region, THIS), state="approved", realisation=5, action_count=1
        )
        process = cls._create_process(region_id=region.id)
        cls._write(process, state="in_use", version=1)
        return region

    @classmethod
    def _ask_figures(cls):
        """Open a round that asks every region for a figure."""
        collection = cls.env["seutuyp.collection"].create(
            {
                "level": "nation",
                "region_ids": [Command.set(cls.regions.ids)],
                "indicator_ids": [Command.set(cls.indicator.ids)],
                "year": THIS,
                "deadline": "2026-12-31",
            }
        )
        cls._write(collection, state="open")
        sheet = cls.env["seutuyp.collection.sheet"]._create_guarded(
            {
                "collection_id": collection.id,
                "collector_id": cls.coordinator.partner_id.id,
                "region_ids": [Command.set(cls.regions.ids)],
            }
        )
        cls.env["seutuyp.collection.question"]._create_guarded(
            [
                {
                    "collection_id": collection.id,
                    "sheet_id": sheet.id,
                    "indicator_id": cls.indicator.id,
                    "region_id": region.id,
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                }
                for region in cls.regions
            ]
        )

    def test_rows(self):
        names = ["duties", "silence", "realisation"]

        def read(regions, user):
            status = self._plain(self.status, user)
            status.search([("region_id", "in", regions.ids)]).read(names)

        for user in self.users:
            with self.subTest(user=user.name):
                self._count(read, self.regions, user)  # what a server keeps
                many = self._count(read, self.regions, user)
                self.assertLessEqual(many, self._count(read, self.regions[:1], user))

    def test_map_and_home(self):
        calls = {
            (user.name, model): getattr(self._plain(self.env[model], user), name)
            for user in self.users
            for model, name in (
                ("seutuyp.region.status", "get_map"),
                ("seutuyp.home", "get_home"),
            )
        }
        for call in calls.values():
            self._count(call)  # what a server keeps is not all there after one turn
        many = {name: self._count(call) for name, call in calls.items()}
        self.regions[1:].active = False
        for name, call in calls.items():
            with self.subTest(name):
                self.assertLessEqual(many[name], self._count(call))

    def test_nothing_is_asked_twice(self):
        """Who looks, and the windows that lights open, are read once for all."""
        kinds = type(self.env["ir.actions.actions"])
        region = type(self.regions)
        with (
            patch.object(
                kinds, "_for_xml_id", autospec=True, side_effect=kinds._for_xml_id
            ) as windows,
            patch.object(
                region, "_viewer_roles", autospec=True, side_effect=region._viewer_roles
            ) as roles,
        ):
            self._plain(self.status, self.reviewer).get_map()
        read = [call.args[1] for call in windows.call_args_list]
        self.assertIn("seutuyp_planning.project_task_action_plan", read)
        self.assertIn("seutuyp_reporting.seutuyp_collection_sheet_action", read)
        self.assertEqual(len(read), len(set(read)))
        roles.assert_called_once()
