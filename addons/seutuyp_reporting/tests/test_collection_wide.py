# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_collection import CollectionCommon

ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "contact_b",
    "coordinator",
    "partner_user",
    "statistician",
    "outsider",
)


class WideCommon(CollectionCommon):
    """An indicator of areas and one of the nation; areas A and B have a contact."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact_b = cls._create_user("contact_b", "group_area")
        cls.area_b.contact_id = cls.contact_b.partner_id
        cls.statistician = cls._create_user("statistician", "group_user")
        cls.of_area = cls._create_indicator(name="Area days", level="area")
        cls.of_nation = cls._create_indicator(name="Coverage", level="nation")

    @classmethod
    def _create_wide(cls, *indicators, **kw):
        indicators = indicators or (cls.of_area, cls.of_nation)
        ids = [indicator.id for indicator in indicators]
        return cls._create_round(indicator_ids=[Command.set(ids)], **kw)

    def _open_wide(self, *indicators, **kw):
        collection = self._create_wide(*indicators, **kw)
        _result, self.mails = self._new_mails(collection.action_open)
        return collection

    def _wide_values(self, indicator):
        """Return {area: value} of the year 2026; no area: the nation."""
        rows = self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", indicator.id),
                ("region_id", "=", False),
                ("date_to", "=", "2026-12-31"),
            ]
        )
        return {row.area_id: row.value for row in rows}


@tagged("post_install", "-at_install")
class TestCollectionWide(WideCommon):
    """Rounds ask figures of areas and of the nation, by the same form."""

    # ---------------------------------------------------------------- who is asked
    def test_who_is_asked(self):
        """Each area's contact for its own, and of the nation whoever sends it."""
        collection = self._open_wide()
        asked = {
            sheet.collector_id: sheet.places for sheet in collection.sudo().sheet_ids
        }
        self.assertEqual(
            asked,
            {
                self.area_contact.partner_id: "Area A",
                self.contact_b.partner_id: "Area B",
                self.reviewer.partner_id: "The whole country",
            },
        )
        text = self.mails.filtered(
            lambda mail: self.contact_b.email in mail.email_to
        ).body_html
        self.assertIn("Area B", text)

    def test_who_is_named(self):
        """One person for all areas gets one form, with a row an area."""
        (self.of_area | self.of_nation).collector_id = self.statistician.partner_id
        sheet = self._open_wide().sudo().sheet_ids
        self.assertEqual(sheet.collector_id, self.statistician.partner_id)
        self.assertEqual(sheet.places, "Area A, Area B, The whole country")
        book = self._take(sheet)
        self.assertIn("Region or area", book.heads())
        self.assertTrue(book.row("Area days", "Area A"))
        self.assertTrue(book.row("Coverage", "The whole country"))

    def test_all_areas_when_no_region_is_named(self):
        collection = self._create_wide(self.of_area, region_ids=[])
        self.assertLessEqual(self.area_a | self.area_b, collection._areas())
        self.assertNotIn(self._create_area(), collection._areas(), "without regions")

    def test_who_is_left_out(self):
        self.area_b.contact_id = False
        collection = self._create_wide(self.of_area)
        self.assertIn("Area B", collection.unasked)
        self.assertIn("contact of the area", collection.unasked)
        collection.action_open()
        self.assertEqual(collection.sudo().sheet_ids.area_ids, self.area_a)

    def test_an_areas_round(self):
        collection = self._open_wide(
            self.of_area,
            self.indicator,
            user=self.area_contact,
            level="area",
            area_id=self.area_a.id,
            region_ids=[Command.set(self.region_a.ids)],
        )
        sheets = collection.sudo().sheet_ids
        own = self._sheet(collection, self.area_contact.partner_id)
        self.assertEqual((own.area_ids, own.region_ids.ids), (self.area_a, []))
        self.assertEqual((sheets - own).region_ids, self.region_a)
        self.assertEqual(self._take(own).row("Area days") > 0, True)

    def test_no_round_asks_above_itself(self):
        for level, indicator in (
            ("region", self.of_area),
            ("region", self.of_nation),
            ("area", self.of_nation),
        ):
            with (
                self.subTest(level=level),
                self.assertRefused(ValidationError, "more than this round is about"),
            ):
                self._create_wide(
                    indicator,
                    user=self.manager,
                    level=level,
                    area_id=self.area_a.id if level == "area" else False,
                    region_ids=[Command.set(self.region_a.ids)],
                )

    def test_regional_figures_need_regions(self):
        collection = self._create_wide(self.of_nation, self.indicator, region_ids=[])
        with self.assertRefused(UserError, "Choose the regions"):
            collection.action_open()

    # ------------------------------------------------------------- there and back
    def test_the_figures_land(self):
        """They become the area's and the nation's, preliminary until confirmed."""
        (self.of_area | self.of_nation).collector_id = self.statistician.partner_id
        collection = self._open_wide()
        sheet = collection.sudo().sheet_ids
        book = (
            self._take(sheet)
            .put("Area days", "Area A", value=3, source="Calendars")
            .put("Area days", "Area B", value="2,5")
            .put("Coverage", "The whole country", value=96)
        )
        wizard = self._upload(sheet, book, self.statistician)
        new = self._lines(wizard, "new")
        self.assertIn(book.where("Area days", "Area A"), new)
        self._bring(sheet, book, self.statistician)
        self.assertEqual(
            self._wide_values(self.of_area), {self.area_a: 3, self.area_b: 2.5}
        )
        self.assertEqual(
            self._wide_values(self.of_nation), {self.env["seutuyp.area"]: 96}
        )
        self.assertEqual((sheet.answer_count, sheet.draft_count), (3, 3))
        self.assertNothing(sheet, book, self.statistician)
        sheet.with_user(self.statistician).action_confirm()
        rows = self.env["seutuyp.measurement"].search([("source", "=", "Calendars")])
        self.assertEqual(rows.state, "confirmed")
        self.assertEqual(collection.response_rate, 100)
        self._read_by_everybody_there(rows)

    def _read_by_everybody_there(self, row):
        readers = {
            role
            for role in ROLES
            if row.with_user(getattr(self, role)).has_access("read")
        }
        self.assertEqual(
            readers,
            {"manager", "reviewer", "area_contact", "coordinator", "partner_user"},
        )

    def test_last_year_stands_beside(self):
        self.env["seutuyp.measurement"].create(
            {
                "indicator_id": self.of_area.id,
                "area_id": self.area_b.id,
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
                "value": 7,
            }
        )
        sheet = self._sheet(self._open_wide(), self.contact_b.partner_id)
        self.assertTrue(self._take(sheet).row("Area days", "7"))

    def test_errors_name_their_cell(self):
        sheet = self._sheet(self._open_wide(), self.contact_b.partner_id)
        book = self._take(sheet).put("Area days", value="many")
        where = book.where("Area days")
        self.assertProblem(sheet, book, where, "not a number", self.contact_b)
        self.assertFalse(self._wide_values(self.of_area))

    def test_another_areas_form_is_refused(self):
        collection = self._open_wide()
        own = self._sheet(collection, self.area_contact.partner_id)
        other = self._sheet(collection, self.contact_b.partner_id)
        with self.assertRefused(UserError, "another form"):
            self._upload(own, self._take(other), self.area_contact)

    def test_one_figure_a_place(self):
        """Two rounds ask a figure, the second corrects it: there is one value."""
        rounds = [self._open_wide(), self._open_wide()]
        for value, collection in zip((3, 4), rounds, strict=True):
            sheet = self._sheet(collection, self.contact_b.partner_id)
            book = self._take(sheet).put("Area days", value=value)
            self._bring(sheet, book, self.contact_b)
            if sheet.draft_count:
                sheet._confirm(self.contact_b.partner_id)
        self.assertEqual(self._wide_values(self.of_area), {self.area_b: 4})
        row = self.env["seutuyp.measurement"].search(
            [("indicator_id", "=", self.of_area.id)]
        )
        self.assertEqual(row.correction_ids.old_value, 3)

    # --------------------------------------------------------------------- access
    def _may(self, record, operation):
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            role
            for role in ROLES
            if record.with_user(getattr(self, role)).has_access(operation)
        }

    def test_who_sees_how_far_it_is(self):
        """An area's form is seen and told by its contact, not by another's."""
        self.of_area.collector_id = self.statistician.partner_id
        collection = self._open_wide(self.of_area, region_ids=[])
        sheet = collection.sudo().sheet_ids
        sheet_b = self._sheet(collection, self.statistician.partner_id)
        self.assertEqual(sheet_b, sheet)
        seen = {"manager", "reviewer", "area_contact", "contact_b", "statistician"}
        question = sheet.question_ids.filtered(lambda row: row.area_id == self.area_b)
        self.assertEqual(self._may(collection.sudo(), "read"), seen)
        self.assertEqual(self._may(sheet, "read"), seen)
        self.assertEqual(self._may(question, "read"), seen - {"area_contact"})
        self.assertEqual(self._may(sheet, "write"), {"manager", "statistician"})
        self.assertFalse(self._may(question, "write"))

    def test_who_fills_in(self):
        """The collector, and whoever keeps all places; of the nation the ministry."""
        collection = self._open_wide()
        for person, fillers in (
            (self.area_contact, {"manager", "area_contact"}),
            (self.reviewer, {"manager", "reviewer"}),
        ):
            sheet = self._sheet(collection, person.partner_id)
            found = set()
            for role in ROLES:
                try:
                    sheet.with_user(getattr(self, role)).action_take_excel()
                    found.add(role)
                except AccessError:
                    continue
            self.assertEqual(found, fillers)

    def test_who_confirms(self):
        """The contact of one area confirms its own of somebody else's form."""
        self.of_area.collector_id = self.statistician.partner_id
        sheet = self._open_wide(self.of_area).sudo().sheet_ids
        book = self._take(sheet)
        book.put("Area days", "Area A", value=1).put("Area days", "Area B", value=2)
        self._bring(sheet, book, self.statistician)
        sheet.with_user(self.contact_b).action_confirm()
        rows = self.env["seutuyp.measurement"].search(
            [("indicator_id", "=", self.of_area.id)]
        )
        states = {row.area_id: row.state for row in rows}
        self.assertEqual(states, {self.area_a: "draft", self.area_b: "confirmed"})
        for user in (self.coordinator, self.outsider):
            with self.assertRefused(AccessError):
                sheet.with_user(user).action_confirm()

    def test_who_names_the_collector(self):
        for role in ROLES:
            own = self.of_area.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual(own.has_access("write"), role == "manager")

    # ------------------------------------------------------------------ reminding
    def test_silence_is_told_to_the_area(self):
        self.of_area.collector_id = self.statistician.partner_id
        collection = self._open_wide(self.of_area)
        sheets = self.env["seutuyp.collection.sheet"]
        with freeze_time("2050-02-08"):
            _result, mails = self._new_mails(sheets._cron_remind)
        receivers = " ".join(mails.mapped("email_to"))
        self.assertIn(self.contact_b.email, receivers)
        self.assertIn("Area A, Area B", " ".join(mails.mapped("body_html")))
        self.assertTrue(collection.sudo().sheet_ids.escalated_on)

    def test_home(self):
        self._open_wide(self.of_area)
        items = self.env["seutuyp.home"].with_user(self.contact_b).get_home()
        item = [row for row in items["waiting"] if row["kind"] == "collection"]
        self.assertEqual([row["detail"] for row in item], ["Area B"])
