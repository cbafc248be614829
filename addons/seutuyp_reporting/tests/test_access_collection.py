# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_collection import CollectionCommon
from .common_rpc import RpcCase

ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "partner_user",
    "coordinator_b",
    "outsider",
)
# Tried over RPC here, role by role.
MODELS = {
    *("seutuyp.collection", "seutuyp.collection.sheet", "seutuyp.collection.question"),
    *("seutuyp.collection.file", "seutuyp.collection.import.wizard"),
    "seutuyp.collection.import.wizard.line",
}


@tagged("post_install", "-at_install")
class TestAccessCollection(RpcCase, CollectionCommon):
    """Who may do what with rounds and forms: role by operation by own or foreign."""

    def setUp(self):
        super().setUp()
        self._all = self._rounds()

    def _rounds(self):
        """Return a sent round of each level; region's and area's are of region A.

        All of it is collected by region A's coordinator: the partner is only a reader.
        """
        self.choice.collector_id = False
        regions = [Command.set(self.region_a.ids)]
        return {
            "region": self._open_round(
                user=self.coordinator, level="region", region_ids=regions
            )[0].sudo(),
            "area": self._open_round(
                user=self.area_contact,
                level="area",
                area_id=self.area_a.id,
                region_ids=regions,
                year=2025,
            )[0].sudo(),
            "nation": self._open_round(region_ids=regions, year=2024)[0].sudo(),
        }

    def _may(self, record, operation):
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            role
            for role in ROLES
            if record.with_user(getattr(self, role)).has_access(operation)
        }

    def test_rounds(self):
        inner = {"manager", "area_contact", "coordinator", "partner_user"}
        for level, read, write in (
            ("region", inner, {"manager", "coordinator"}),
            ("area", inner, {"manager", "area_contact"}),
            ("nation", inner | {"reviewer"}, {"manager", "reviewer"}),
        ):
            collection = self._all[level]
            with self.subTest(level=level):
                self.assertEqual(self._may(collection, "read"), read)
                self.assertEqual(self._may(collection, "write"), write)
                self.assertEqual(self._may(collection, "unlink"), write)

    def test_forms(self):
        """Who keeps the round names no collector: with the form go the figures."""
        inner = {"manager", "area_contact", "coordinator", "partner_user"}
        write = {"manager", "coordinator"}
        for level, read in (
            ("region", inner),
            ("area", inner),
            ("nation", inner | {"reviewer"}),
        ):
            with self.subTest(level=level):
                sheet = self._all[level].sheet_ids
                self.assertEqual(self._may(sheet, "read"), read)
                self.assertEqual(self._may(sheet, "write"), write)
                self.assertFalse(self._may(sheet, "create"))
                self.assertFalse(self._may(sheet, "unlink"))
                question = sheet.question_ids[:1]
                self.assertEqual(self._may(question, "read"), read)
                self.assertFalse(self._may(question, "write"))

    def test_files_are_read_by_those_who_tell_the_figures(self):
        """Whoever keeps the round, and the region's readers, see no raw figure."""
        for level in ("region", "area", "nation"):
            sheet = self._all[level].sheet_ids
            book = self._take(sheet).put("Satisfied", value=5)
            self._bring(sheet, book, self.coordinator)
            with self.subTest(level=level):
                self.assertEqual(
                    self._may(sheet.file_ids, "read"), {"manager", "coordinator"}
                )
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(self._may(sheet.file_ids, operation))
                attachment = self.env["ir.attachment"].search(
                    [
                        ("res_model", "=", "seutuyp.collection.file"),
                        ("res_id", "=", sheet.file_ids.id),
                        ("res_field", "=", "file"),
                    ]
                )
                self.assertEqual(
                    self._may(attachment, "read"), {"manager", "coordinator"}
                )

    def test_beginning(self):
        """Everybody begins rounds of his own, and of nobody else's."""
        own_a, own_b = (
            [Command.set(region.ids)] for region in (self.region_a, self.region_b)
        )
        for level, area, regions, allowed in (
            ("region", None, own_a, {"manager", "coordinator"}),
            ("region", None, own_b, {"manager", "coordinator_b"}),
            ("area", self.area_a, own_a, {"manager", "area_contact"}),
            ("area", self.area_b, own_b, {"manager"}),
            ("nation", None, own_a, {"manager", "reviewer"}),
        ):
            with self.subTest(level=level, regions=regions):
                found = set()
                for role in ROLES:
                    try:
                        with self.cr.savepoint():
                            self._create_round(
                                user=getattr(self, role),
                                level=level,
                                area_id=area.id if area else False,
                                region_ids=regions,
                            )
                        found.add(role)
                    except AccessError:
                        continue
                self.assertEqual(found, allowed)

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_over_rpc(self):
        """A region's round, its form, and what came back; tried by each role."""
        collection = self._all["region"]
        sheet = collection.sheet_ids
        book = self._take(sheet).put("Satisfied", value=5)
        window = self._bring(sheet, book, self.coordinator)
        begun = {
            "level": "region",
            "region_ids": [Command.set(self.region_a.ids)],
            "deadline": "2050-01-31",
        }
        named = {
            "collection_id": collection.id,
            "collector_id": self.outsider.partner_id.id,
        }
        cases = [
            (collection, begun),
            (sheet, named),
            (sheet.question_ids, {"sheet_id": sheet.id}),
            (sheet.file_ids, {"sheet_id": sheet.id}),
            (window.sudo(), {}),
            (window.sudo().line_ids, {}),
        ]
        self.assertEqual({record._name for record, _vals in cases}, MODELS)
        self.assertSameOverRpc(ROLES, cases)

    def test_a_round_is_not_moved_to_another_region(self):
        collection = self._create_round(
            user=self.coordinator,
            level="region",
            region_ids=[Command.set(self.region_a.ids)],
        )
        for vals in (
            {"region_ids": [Command.set(self.region_b.ids)]},
            {"level": "nation"},
        ):
            with self.assertRefused(AccessError), self.cr.savepoint():
                collection.write(vals)

    def test_who_takes_and_brings_forms(self):
        for role in ROLES:
            user = getattr(self, role)
            sheet = self._all["nation"].sheet_ids.with_user(user)
            with self.subTest(role=role):
                self.env.invalidate_all()
                if role in ("manager", "coordinator"):
                    self.assertTrue(sheet.action_take_excel())
                    self.assertTrue(sheet.action_bring_excel())
                    continue
                with self.assertRefused(AccessError):
                    sheet.action_take_excel()
                with self.assertRefused(AccessError), self.cr.savepoint():
                    self.env["seutuyp.collection.import.wizard"].with_user(user).create(
                        {"sheet_id": sheet.id}
                    )

    def test_a_look_is_not_turned_to_another_form(self):
        window = self._all["nation"].sheet_ids.with_user(self.coordinator)
        action = window.action_bring_excel()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard = wizard.with_user(self.coordinator)
        with self.assertRefused(AccessError):
            wizard.sheet_id = self._all["area"].sheet_ids
        with self.assertRefused(AccessError):
            wizard.with_user(self.area_contact).action_preview()

    def test_nothing_is_forged(self):
        sheet = self._all["region"].sheet_ids
        for user in (self.manager, self.coordinator):
            for name, value in (
                ("state", "applied"),
                ("confirmed_on", "2026-01-01 00:00:00"),
                ("escalated_on", "2026-01-01"),
                ("region_ids", [Command.set(self.region_b.ids)]),
                ("filler_user_ids", [Command.set(self.outsider.ids)]),
            ):
                with self.subTest(name=name), self.assertRefused(AccessError):
                    sheet.with_user(user).write({name: value})
            with self.assertRefused(AccessError):
                self._all["region"].with_user(user).write({"state": "draft"})
            with self.assertRefused(AccessError):
                sheet.question_ids[:1].with_user(user).write({"region_id": 1})

    def test_a_collector_of_two_regions_and_one_coordinator(self):
        """Who keeps one region of a form reads no figure of the other."""
        self.choice.collector_id = self.collector
        collection, _mails = self._open_round(year=2023)
        sheet = self._sheet(collection)
        self.assertEqual(sheet.region_ids, self.region_a | self.region_b)
        with self.assertRefused(AccessError):
            sheet.with_user(self.coordinator).action_take_excel()
        self.assertTrue(sheet.with_user(self.partner_user).action_take_excel())
