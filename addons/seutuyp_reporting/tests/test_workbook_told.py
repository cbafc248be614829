# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from functools import partial

import openpyxl

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.seutuyp_planning.tests.common import at

from ..export import seutuyp_export
from ..tools.workbook import Book
from .common_rpc import RpcCase
from .test_workbook import WorkbookCase

SECRET = "Salainen neuvottelu"
# What stands over the values, by the language of whoever asks.
HEADS = {
    "en_US": ("Measurements", ["Region", "Value", "Until", "State", "Coverage"]),
    "fi_FI": ("Mittaustiedot", ["Seutu", "Arvo", "Asti", "Tila", "Kattavuus"]),
    "sv_SE": ("Mätuppgifter", ["Region", "Värde", "Till", "Läge", "Täckning"]),
}


@tagged("post_install", "-at_install")
class TestWorkbookPrivate(WorkbookCase):
    """What is marked private stands in nobody's file but the participants'."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = cls._create_user("member", "group_user")
        cls._create_member(cls.steering, partner_id=cls.member.partner_id.id)
        cls.open = cls._meeting("Avoin kokous")
        cls.private = cls._meeting(SECRET, privacy="private")

    @classmethod
    def _meeting(cls, name, **kw):
        event = cls._create_event(
            cls.coordinator.partner_id, at("2026-07-01 06:00"), at("2026-07-01 08:00")
        )
        event.write(
            {
                "name": name,
                "seutuyp_group_id": cls.steering.id,
                "location": f"{name}: huone 5",
                "partner_ids": [Command.set(cls.coordinator.partner_id.ids)],
                **kw,
            }
        )
        return event

    def _texts(self, user, level="region"):
        records = self._nation(user) if level == "nation" else self.region_a
        book = self._book(level, records, user)
        return [
            str(value)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for value in row
            if value
        ]

    def test_only_those_who_may_read_it(self):
        roles = ("member", "area_contact", "reviewer", "manager", "coordinator_b")
        for role in roles:
            for level in ("region", "nation"):
                with self.subTest(role=role, level=level):
                    texts = self._texts(getattr(self, role), level)
                    self.assertFalse([text for text in texts if SECRET in text])

    def test_whoever_takes_part_finds_it(self):
        for level in ("region", "nation"):
            texts = self._texts(self.coordinator, level)
            self.assertTrue([text for text in texts if SECRET in text], level)

    def test_the_open_one_stands_beside(self):
        texts = self._texts(self.member)
        self.assertIn(self.open.name, texts)

    def test_private_by_the_organizers_setting(self):
        """A meeting without a mark of its own follows its organizer's calendar."""
        own = self.coordinator.with_user(self.coordinator)
        own.calendar_default_privacy = "private"
        event = self._meeting(f"{SECRET} 2", privacy=False)
        event.user_id = self.coordinator
        self.private.unlink()
        texts = self._texts(self.member)
        self.assertFalse([text for text in texts if SECRET in text])


@tagged("post_install", "-at_install")
class TestWorkbookLong(WorkbookCase):
    def test_a_table_longer_than_a_sheet(self):
        for year in range(2000, 2011):
            self._measure(1, year=year)
        self.patch(seutuyp_export, "Book", partial(Book, max_rows=6))
        book = self._book("region", self.region_a)
        names = [name for name in book.sheetnames if name.startswith("Measurements")]
        self.assertEqual(
            names, ["Measurements", "Measurements (2)", "Measurements (3)"]
        )
        years = [row["Until"].year for name in names for row in self._rows(book[name])]
        self.assertEqual(years, list(range(2010, 1999, -1)))


@tagged("post_install", "-at_install")
class TestWorkbookLanguage(RpcCase, WorkbookCase):
    """Headings follow the language of whoever downloads the file."""

    def _download(self, lang):
        self.coordinator.lang = lang
        self._log_in(self.coordinator)
        response = self.url_open(
            f"/report/xlsx/seutuyp_reporting.report_workbook_region/{self.region_a.id}"
        )
        response.raise_for_status()
        return openpyxl.load_workbook(io.BytesIO(response.content))

    def test_headings(self):
        self._measure(1)
        for lang, (title, expected) in HEADS.items():
            with self.subTest(lang=lang):
                book = self._download(lang)
                heads = [cell.value for cell in book[title][1]]
                for head in expected:
                    self.assertIn(head, heads)

    def test_no_heading_is_left_in_english(self):
        """In each table every heading differs, but for words alike in Swedish."""
        english = self._download("en_US")
        alike = {
            "fi_FI": set(),
            "sv_SE": {
                *("Region", "Person", "Organisation", "Forum"),
                *("Process", "Segment", "Status", "Version"),
            },
        }
        for lang in ("fi_FI", "sv_SE"):
            book = self._download(lang)
            self.assertEqual(len(book.sheetnames), len(english.sheetnames))
            for told, plain in list(zip(book, english, strict=True))[1:]:
                pairs = zip(told[1], plain[1], strict=True)
                same = {
                    one.value
                    for one, other in pairs
                    if one.value and one.value == other.value
                }
                with self.subTest(lang=lang, sheet=told.title):
                    self.assertFalse(same - alike[lang])
