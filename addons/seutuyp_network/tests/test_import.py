# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
import re
import zipfile

import openpyxl
import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools.duplicates import Contact, find_groups
from .common import SeutuypCommon
from .counting import queries

HEAD = {
    "organisation": "business_id code name actor_type regions email phone website "
    "street zip city country",
    "person": "email name organisation title phone language is_entrepreneur regions",
    "member": "regions kind group person role date_from date_to",
    "party": "agreement organisation signatory capacity",
}
TITLES = {
    "organisation": "Organisations",
    "person": "People",
    "member": "Groups and members",
    "party": "Parties",
}


def workbook(**rows):
    """Return a file with the given rows: dicts of column key and value."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for key, lines in rows.items():
        columns = HEAD[key].split()
        page = book.create_sheet(TITLES[key])
        page.append([f"{key}/{column}" for column in columns])
        page.append(columns)
        for line in lines:
            page.append([line.get(column) for column in columns])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


class ImportCommon(SeutuypCommon):
    def _upload(self, data, user=None):
        wizard = self.env["seutuyp.import.wizard"].with_user(user or self.manager)
        wizard = wizard.create({"file": base64.b64encode(data), "filename": "x.xlsx"})
        wizard.action_preview()
        return wizard

    def _import(self, data, user=None):
        wizard = self._upload(data, user)
        self.assertFalse(wizard.error_count, wizard.line_ids.mapped("text"))
        wizard.action_apply()
        self.assertEqual(wizard.state, "done", wizard.line_ids.mapped("text"))
        self.env.invalidate_all()
        return wizard

    def _assertProblem(self, data, where, text, user=None):
        wizard = self._upload(data, user)
        errors = wizard.line_ids.filtered(lambda line: line.kind == "error")
        self.assertIn(where, errors.mapped("where"), errors.mapped("text"))
        found = errors.filtered(lambda line: line.where == where)
        self.assertRegex(" ".join(found.mapped("text")), text)
        return wizard


@tagged("post_install", "-at_install")
class TestImport(ImportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.everything = {
            "organisation": [
                {
                    "business_id": "20774740",
                    "name": "Imported Oy",
                    "actor_type": "Municipality",
                    "regions": "Region A",
                    "email": "info@imported.example",
                    "phone": 358401234567,
                    "website": "imported.example",
                    "city": "Kouvola",
                },
                {
                    "name": "Foreign AB",
                    "business_id": "556012-5790",
                    "country": "SE",
                    "regions": cls.region_a.code,
                },
            ],
            "person": [
                {
                    "email": "ida@imported.example",
                    "name": "Ida Import",
                    "organisation": "2077474-0",
                    "language": "English",
                    "is_entrepreneur": "yes",
                },
                {"name": "Olli Without", "organisation": "Foreign AB"},
            ],
            "member": [
                {
                    "regions": "Region A",
                    "kind": "Working group",
                    "group": "Imported group",
                    "person": "ida@imported.example",
                    "role": "Chair",
                    "date_from": "1.2.2026",
                },
                {
                    "regions": "Region A",
                    "kind": "working",
                    "group": "Imported group",
                    "person": "Olli Without",
                    "role": "Member",
                },
            ],
        }

    def _organisation(self, number="2077474-0"):
        return self.env["res.partner"].search(
            [("company_registry", "=", number), ("is_company", "=", True)]
        )

    def test_everything_at_once_and_again_is_nothing(self):
        for user in (self.coordinator, self.manager):
            with self.subTest(user=user.name), self.env.cr.savepoint() as trial:
                data = workbook(**self.everything)
                wizard = self._upload(data, user)
                self.assertFalse(wizard.error_count, wizard.line_ids.mapped("text"))
                self.assertEqual(wizard.change_count, 7)
                self.assertFalse(self._organisation(), "the preview changes nothing")
                wizard.action_apply()
                self.assertEqual(wizard.state, "done")
                self.env.invalidate_all()
                organisation = self._organisation()
                self.assertEqual(organisation.name, "Imported Oy")
                self.assertEqual(organisation.phone, "358401234567")
                self.assertEqual(organisation.seutuyp_region_ids, self.region_a)
                self.assertEqual(organisation.actor_type_id, self.type_municipality)
                ida = organisation.child_ids
                self.assertTrue(ida.is_entrepreneur)
                self.assertEqual(ida.lang, "en_US")
                group = self.env["seutuyp.group"].search(
                    [("name", "=", "Imported group")]
                )
                self.assertEqual(group.member_count, 2)
                self.assertEqual(group.chair_id, ida)
                again = self._upload(data, user)
                self.assertEqual(again.error_count, 0)
                self.assertEqual(again.change_count, 0, again.line_ids.mapped("text"))
                self.assertIn("Nothing changes", again.message)
                trial.rollback()

    def test_template_round_trip_changes_nothing(self):
        self._import(workbook(**self.everything))
        agreement = self._create_agreement()
        for user in (self.coordinator, self.manager):
            wizard = self.env["seutuyp.import.wizard"].with_user(user).create({})
            wizard.region_ids = self.region_a
            wizard.action_template()
            data = base64.b64decode(wizard.template)
            book = openpyxl.load_workbook(io.BytesIO(data))
            self.assertTrue(book["Organisations"].row_dimensions[1].hidden)
            self.assertTrue(book["Organisations"].data_validations.dataValidation)
            numbers = [row[0].value for row in book["Parties"].iter_rows(min_row=3)]
            self.assertEqual(numbers, [agreement.number] * 3)
            back = self._upload(data, user)
            self.assertEqual(back.error_count, 0, back.line_ids.mapped("text"))
            self.assertEqual(back.change_count, 0, back.line_ids.mapped("text"))
            # The same after a round through another program that moves columns.
            page = book["Organisations"]
            page.title = "Renamed"
            page.insert_cols(1)
            page["D3"].value = "New name"
            target = io.BytesIO()
            book.save(target)
            moved = self._upload(target.getvalue(), user)
            self.assertEqual(moved.change_count, 1)
            self.assertIn("→ New name", moved.line_ids.text)
            self.assertEqual(moved.line_ids.where[:8], "Renamed!")

    def test_template_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        wizard = self.env["seutuyp.import.wizard"].with_user(self.coordinator)
        wizard = wizard.with_context(lang="fi_FI").create({})
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        self.assertEqual(len(book.sheetnames), 6)
        self.assertEqual(book.worksheets[1]["A1"].value, "organisation/business_id")

    def test_change_shows_old_and_new(self):
        self.organisation_a.phone = "1"
        rows = [{"name": "Organisation A", "phone": "2", "city": "-"}]
        wizard = self._upload(workbook(organisation=rows))
        self.assertEqual(wizard.line_ids.text, "Phone: 1 → 2")
        self.assertEqual(wizard.line_ids.where, "Organisations!A3")
        wizard.action_apply()
        self.assertEqual(self.organisation_a.phone, "2")

    def test_empty_cell_leaves_and_hyphen_empties(self):
        self.organisation_a.write({"phone": "1", "city": "Kotka"})
        self._import(workbook(organisation=[{"name": "organisation a", "city": "-"}]))
        self.assertEqual(self.organisation_a.phone, "1")
        self.assertFalse(self.organisation_a.city)

    def test_every_error_has_its_cell(self):
        ok = {"name": "N"}
        long = "x" * 2001
        cases = [
            ("organisation", {**ok, "business_id": "2077474-1"}, "A3", "2077474-0"),
            ("organisation", {"city": "K"}, "C3", "must be filled in"),
            ("organisation", {"name": "-"}, "C3", "must be filled in"),
            ("organisation", {**ok, "actor_type": "Zoo"}, "D3", "one of the choices"),
            ("organisation", {**ok, "regions": "Nowhere"}, "E3", "neither in the"),
            ("organisation", {**ok, "email": "a@b@c"}, "F3", "not an e-mail"),
            ("organisation", {**ok, "street": long}, "I3", "2001 characters"),
            ("organisation", {**ok, "street": "_x0000_"}, "I3", "control"),
            ("organisation", {**ok, "street": "#REF!"}, "I3", "ended in the error"),
            ("organisation", {**ok, "country": "XX"}, "L3", "neither in the system"),
            ("person", {"name": "P"}, "A3", "Give the e-mail address"),
            ("person", {"name": "P", "organisation": "Zzz"}, "C3", "neither in the"),
            ("person", {"name": "P", "is_entrepreneur": "perhaps"}, "G3", "yes or no"),
            (
                "member",
                {"regions": "Region A", "kind": "x", "group": "G"},
                "B3",
                "one of the choices",
            ),
            (
                "member",
                {"regions": "Region A", "kind": "working", "group": "G", "role": "x"},
                "E3",
                "one of the choices",
            ),
            (
                "member",
                {
                    "regions": "Region A",
                    "kind": "working",
                    "group": "G",
                    "person": "Manager",
                },
                "E3",
                "together",
            ),
            (
                "member",
                {
                    "regions": "Region A",
                    "kind": "working",
                    "group": "G",
                    "date_from": "31.2.2026",
                },
                "F3",
                "not a date",
            ),
            (
                "party",
                {"agreement": "none", "organisation": "Organisation A"},
                "A3",
                "neither in the system",
            ),
        ]
        for key, row, cell, text in cases:
            with self.subTest(key=key, row=row):
                data = workbook(**{key: [row]})
                self._assertProblem(data, f"{TITLES[key]}!{cell}", text)

    def test_error_means_nothing_at_all(self):
        rows = [{"name": "Good"}, {"name": "Bad", "email": "bad"}]
        wizard = self._upload(workbook(organisation=rows))
        self.assertEqual(wizard.error_count, 1)
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        self.assertIn("Nothing was applied", wizard.warning)
        found = self.env["res.partner"].search([("name", "=", "Good")])
        self.assertFalse(found)

    def test_twice_in_one_file(self):
        rows = [{"name": "Same", "business_id": "20774740"}] * 2
        self._assertProblem(
            workbook(organisation=rows), "Organisations!A4", "Organisations!A3"
        )

    def test_ambiguous_name(self):
        self._create_organisation(name="Organisation A")
        self._assertProblem(
            workbook(organisation=[{"name": "Organisation A"}]),
            "Organisations!C3",
            "fits 2 records",
        )

    def test_conflicting_keys(self):
        self._create_organisation(name="One", company_registry="2077474-0")
        self._create_organisation(name="Two", ref="T")
        row = {"name": "One", "business_id": "2077474-0", "code": "T"}
        self._assertProblem(
            workbook(organisation=[row]), "Organisations!A3", "belongs to One"
        )

    def test_archived(self):
        self._create_organisation(name="Archived one", active=False)
        self._assertProblem(
            workbook(organisation=[{"name": "Archived one"}]),
            "Organisations!C3",
            "Take it back",
        )

    def test_refused_by_a_rule_is_seen_in_the_preview(self):
        group = self._create_steering_group(members=8, name="Full")
        row = {
            "regions": "Region A",
            "kind": "steering",
            "group": group.name,
            "person": "outsider@example.com",
            "role": "member",
        }
        self._assertProblem(
            workbook(member=[row]), "Groups and members!A3", "10 full members"
        )
        row["role"] = "invited"
        self._import(workbook(member=[row]))
        self.assertEqual(group.full_member_count, 10)

    def test_role_and_dates_of_a_member_change(self):
        group = self._create_group(name="G")
        member = self._create_member(group, date_from="2026-01-01")
        row = {
            "regions": "Region A",
            "kind": "working",
            "group": "G",
            "person": member.partner_id.email,
            "role": "Deputy",
            "date_to": "31.12.2026",
        }
        self._import(workbook(member=[row]))
        self.assertEqual(group.member_ids, member)
        self.assertEqual(member.role, "deputy")
        self.assertEqual(str(member.date_to), "2026-12-31")

    def test_parties_only_of_drafts(self):
        agreement = self._create_agreement()
        newcomer = self._create_organisation(name="Newcomer")
        newcomer.seutuyp_region_ids = self.region_a
        signatory = self._create_person(parent_id=newcomer.id)
        rows = [
            {
                "agreement": agreement.number,
                "organisation": "Newcomer",
                "signatory": signatory.email,
                "capacity": "Director",
            }
        ]
        self._import(workbook(party=rows), self.coordinator)
        self.assertEqual(len(agreement.party_ids), 4)
        again = self._upload(workbook(party=rows), self.coordinator)
        self.assertFalse(again.change_count or again.error_count)
        agreement.action_send()
        again = self._upload(workbook(party=rows), self.coordinator)
        self.assertFalse(again.change_count or again.error_count)
        self._create_organisation(name="Late", seutuyp_region_ids=self.region_a.ids)
        self._assertProblem(
            workbook(party=[{"agreement": agreement.number, "organisation": "Late"}]),
            "Parties!A3",
            "no longer a draft",
            self.coordinator,
        )

    # -------------------------------------------------------------------- access
    def test_coordinator_leaves_other_regions_alone(self):
        rows = [{"name": "Organisation B", "phone": "666"}]
        self._assertProblem(
            workbook(organisation=rows),
            "Organisations!C3",
            "belongs to another region",
            self.coordinator,
        )
        rows = [{"name": "New one", "regions": "Region A; Region B"}]
        self._assertProblem(
            workbook(organisation=rows),
            "Organisations!E3",
            "not the coordinator of Region B",
            self.coordinator,
        )
        rows = [{"regions": "Region B", "kind": "working", "group": "Mine"}]
        self._assertProblem(
            workbook(member=rows),
            "Groups and members!A3",
            "not the coordinator of Region B",
            self.coordinator,
        )

    def test_coordinator_does_not_take_over_an_account(self):
        rows = [
            {
                "name": self.partner_user.name,
                "email": "thief@example.com",
                "organisation": "Organisation A",
            }
        ]
        self._assertProblem(
            workbook(person=rows),
            "People!A3",
            "signs in to the system",
            self.coordinator,
        )

    def test_foreign_agreement_is_unknown(self):
        agreement = self._create_agreement()
        rows = [{"agreement": agreement.number, "organisation": "Organisation B"}]
        self._assertProblem(
            workbook(party=rows), "Parties!A3", "neither in", self.coordinator_b
        )

    def test_who_may_import(self):
        model = self.env["seutuyp.import.wizard"]
        for user in (self.reviewer, self.partner_user, self.outsider, self.portal_user):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                model.with_user(user).create({})
        # An area contact is no editor of a region.
        wizard = model.with_user(self.area_contact).create({})
        with self.assertRefused(AccessError, "Only the coordinator"):
            wizard.action_template()
        mine = model.with_user(self.coordinator).create({})
        with self.assertRaises(AccessError):
            mine.with_user(self.coordinator_b).read(["filename"])

    def test_template_has_only_own_regions(self):
        wizard = self.env["seutuyp.import.wizard"].with_user(self.coordinator)
        wizard = wizard.create({"region_ids": [Command.set(self.region_b.ids)]})
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        self.assertIsNone(book["Organisations"]["C3"].value)

    # ------------------------------------------------- between preview and apply
    def test_another_file_is_noticed(self):
        wizard = self._upload(workbook(organisation=[{"name": "First"}]))
        other = workbook(organisation=[{"name": "Second"}])
        wizard.file = base64.b64encode(other)
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        self.assertIn("Nothing was applied", wizard.warning)
        self.assertEqual(wizard.line_ids.name, "Second")
        wizard.action_apply()
        self.assertEqual(wizard.state, "done")

    def test_changed_data_is_noticed(self):
        data = workbook(organisation=[{"name": "Organisation A", "phone": "2"}])
        wizard = self._upload(data)
        self.organisation_a.phone = "3"
        wizard.action_apply()
        self.assertEqual(self.organisation_a.phone, "3")
        self.assertEqual(wizard.line_ids.text, "Phone: 3 → 2")

    def test_two_apply_the_same_file(self):
        data = workbook(organisation=[{"name": "Once only"}])
        first, second = self._upload(data), self._upload(data, self.coordinator)
        first.action_apply()
        second.action_apply()
        self.assertEqual(second.state, "preview")
        self.assertEqual(second.change_count, 0)
        found = self.env["res.partner"].search([("name", "=", "Once only")])
        self.assertEqual(len(found), 1)

    def test_apply_needs_a_preview(self):
        wizard = self.env["seutuyp.import.wizard"].with_user(self.manager).create({})
        with self.assertRefused(UserError, "preview first"):
            wizard.action_apply()
        with self.assertRefused(UserError, "Choose the filled-in file"):
            wizard.action_preview()

    def test_findings_are_limited_on_screen_only(self):
        rows = [{"name": f"Row {number}"} for number in range(230)]
        wizard = self._upload(workbook(organisation=rows))
        self.assertEqual(wizard.change_count, 230)
        self.assertEqual(len(wizard.line_ids), 200)
        self.assertEqual(wizard.hidden_count, 30)
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.findings)))
        self.assertEqual(book.active.max_row, 231)

    def test_queries_do_not_grow_with_the_unchanged(self):
        def count(rows):
            row = {"phone": "1", "city": "Kotka", "regions": "Region A"}
            data = workbook(organisation=[{**row, "name": name} for name in rows])
            run = self.env["seutuyp.import"].with_user(self.manager)
            return queries(self.env, run._plan, data)

        names = [f"Known {number}" for number in range(30)]
        for name in names:
            self._create_organisation(name=name, phone="2")
        self.assertEqual(count(names[:1]), count(names))


@tagged("post_install", "-at_install")
class TestImportHostile(ImportCommon):
    def _refused(self, data, text):
        before = self.env["res.partner"].search_count([])
        with self.assertRefused(UserError, text):
            self._upload(data)
        self.assertEqual(self.env["res.partner"].search_count([]), before)

    def _changed(self, replace=None, add=None, rows=None):
        """Return a good file with parts changed: {name: function of bytes}."""
        source = workbook(organisation=rows or [{"name": "N"}])
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(source)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, (replace or {}).get(name, bytes)(content))
            for name, content in (add or {}).items():
                new.writestr(name, content)
        return target.getvalue()

    def test_no_excel_at_all(self):
        for data in (b"name;phone", b"<html/>", b"\x00" * 100, b"%PDF-1.7"):
            self._refused(data, "not an Excel file")
        self._refused(b"PK\x03\x04broken", "damaged")
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        self._refused(old + b"Workbook", "old Excel format")
        self._refused(old + "EncryptedPackage".encode("utf-16-le"), "password")
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis")
            archive.writestr("content.xml", "<x/>")
        self._refused(target.getvalue(), "OpenDocument")

    def test_bombs(self):
        zeros = {"xl/media/image1.xml": b" " * (12 << 20)}
        self._refused(self._changed(add=zeros), "unpacks to far more")
        sheet = "xl/worksheets/sheet1.xml"
        cells = b"<row>" + b"<c/>" * 30_000 + b"</row></sheetData>"
        wide = {sheet: lambda text: text.replace(b"</sheetData>", cells)}
        self._refused(self._changed(wide), "unpacks to far more")

    def test_macros_links_entities(self):
        macro = {"xl/vbaProject.bin": b"x"}
        self._refused(self._changed(add=macro), "macros")
        types = {
            "[Content_Types].xml": lambda text: text.replace(
                b"openxmlformats-officedocument.spreadsheetml.sheet.main",
                b"ms-excel.sheet.macroEnabled.main",
            )
        }
        self._refused(self._changed(types), "macros")
        link = {"xl/externalLinks/externalLink1.xml": b"<x/>"}
        self._refused(self._changed(add=link), "values from other files")
        entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><'
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            evil = {name: lambda text: text.replace(b"<", entity, 1)}
            self._refused(self._changed(evil), "declarations")
        odd = {
            "xl/workbook.xml": lambda text: text.decode().encode("utf-16"),
        }
        self._refused(self._changed(odd), "damaged")

    def test_broken_and_foreign_workbooks(self):
        cut = {"xl/worksheets/sheet1.xml": lambda text: text[: len(text) // 2]}
        self._refused(self._changed(cut), "damaged")
        missing = {"xl/workbook.xml": lambda text: b"<workbook/>"}
        self._refused(self._changed(missing), "damaged|No sheet")
        book = openpyxl.Workbook()
        book.active.append(["Name", "Phone"])
        target = io.BytesIO()
        book.save(target)
        self._refused(target.getvalue(), "No sheet of this file")

    def test_lying_extent_and_far_cells(self):
        sheet = "xl/worksheets/sheet1.xml"
        lie = {
            sheet: lambda text: re.sub(
                rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', text
            )
        }
        self.assertEqual(self._upload(self._changed(lie)).change_count, 1)
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        lie = {sheet: lambda text: text.replace(b"</sheetData>", far)}
        self.assertEqual(self._upload(self._changed(lie)).change_count, 1)

    def test_formulas(self):
        rows = [{"name": "=1+1", "phone": "0"}]
        data = workbook(organisation=rows)
        self._assertProblem(data, "Organisations!C3", "no result yet")
        worked = {
            "xl/worksheets/sheet1.xml": lambda text: text.replace(
                b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
            ).replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        }
        wizard = self._upload(self._changed(worked, rows=rows))
        self.assertEqual(wizard.error_count, 0, wizard.line_ids.mapped("text"))
        self.assertEqual(wizard.line_ids.name, "2")

    def test_columns_and_sheets_that_do_not_fit(self):
        book = openpyxl.load_workbook(
            io.BytesIO(workbook(organisation=[{"name": "N"}]))
        )
        book.active["N1"] = "organisation/salary"
        book.active["O1"] = "organisation/name"
        book.active["C1"] = None
        book.copy_worksheet(book.active)
        target = io.BytesIO()
        book.save(target)
        wizard = self._upload(target.getvalue())
        errors = {
            line.where: line.text for line in wizard.line_ids if line.kind == "error"
        }
        self.assertIn("no column “salary”", errors["Organisations!N1"])
        self.assertIn("twice", errors["Organisations Copy!A1"])


@tagged("post_install", "-at_install")
class TestImportAtOnce(ImportCommon):
    def test_the_second_waits_and_looks_again(self):
        """The lock lets nobody apply to a picture of the data that is out of date."""
        importer = self.env["seutuyp.import"]
        importer._lock()
        self.env.cr.execute("SELECT 1")
        with self.registry.cursor() as other, mute_logger("odoo.sql_db"):
            other.execute("SET LOCAL lock_timeout = '200ms'")
            with self.assertRaises(psycopg2.errors.LockNotAvailable):
                importer.with_env(self.env(cr=other))._lock()
            other.rollback()


@tagged("post_install", "-at_install")
class TestDuplicate(SeutuypCommon):
    def _open(self):
        return self.env["seutuyp.duplicate"].with_user(self.manager)._find()

    def test_reasons_in_words_and_answer_remembered(self):
        one = self._create_organisation(name="Kouvolan Esimerkki Oy")
        two = self._create_organisation(name="kouvolan esimerkki")
        found = self._open().filtered(lambda item: one in item.partner_ids)
        self.assertEqual(found.partner_ids, one | two)
        self.assertIn("Same name", found.reason_text)
        self.assertEqual(self._open(), self._open())
        found.action_dismiss()
        self.assertNotIn(found, self._open())
        self.assertFalse(self._open().filtered(lambda item: one in item.partner_ids))
        three = self._create_organisation(name="Kouvolan Esimerkki Ab")
        found = self._open().filtered(lambda item: one in item.partner_ids)
        self.assertEqual(found.partner_ids, one | two | three)

    def test_buttons_answer_as_the_list_calls_them(self):
        own = self.env["seutuyp.duplicate"].with_user(self.manager)
        one = self._create_organisation(name="Button Oy")
        self._create_organisation(name="Button Ab")
        action = call_kw(own, "action_find", [[]], {})
        self.assertEqual(action["res_model"], "seutuyp.duplicate")
        found = own.search([("partner_ids", "in", one.ids)])
        self.assertTrue(call_kw(own, "action_dismiss", [found.ids], {}))
        self.assertTrue(call_kw(own, "action_reopen", [found.ids], {}))
        self.assertEqual(found.state, "open")

    def test_merge_opens_the_dialog(self):
        one = self._create_organisation(name="Twin Oy")
        two = self._create_organisation(name="Twin", company_registry="2077474-0")
        found = self._open().filtered(lambda item: one in item.partner_ids)
        context = found.action_merge()["context"]
        self.assertEqual(context["default_target_partner_id"], two.id)
        self.assertEqual(context["default_source_partner_ids"], one.ids)
        wizard = self.env["seutuyp.change.wizard"].with_user(self.manager)
        wizard = wizard.with_context(**context).create({})
        self.assertEqual(wizard.source_partner_ids, one)
        one.active = False
        found.invalidate_recordset()
        self.assertFalse(self._open().filtered(lambda item: two in item.partner_ids))

    def test_people_of_one_address(self):
        one = self._create_person(email="same@example.com")
        two = self._create_person(email="Same@example.com")
        found = self._open().filtered(lambda item: one in item.partner_ids)
        self.assertEqual(found.partner_ids, one | two)
        with self.assertRefused(UserError, "list of contacts"):
            found.action_merge()

    def test_only_the_administrator(self):
        record = self.env["seutuyp.duplicate"].create({"kind": "person"})
        for user in (self.coordinator, self.reviewer, self.partner_user):
            own = record.with_user(user)
            with self.subTest(user=user.name):
                for method in ("action_find", "action_dismiss", "action_merge"):
                    with self.assertRaises(AccessError):
                        getattr(own, method)()
                with self.assertRaises(AccessError):
                    own.read(["name"])
        with self.assertRaises(AccessError):
            record.with_user(self.manager).state = "dismissed"

    def test_different_numbers_share_an_office(self):
        contacts = [
            Contact(1, "A", "2077474-0", phone="05 123 4567"),
            Contact(2, "B", "0112038-9", phone="051234567"),
        ]
        self.assertEqual(find_groups(contacts), [])
        crowd = [Contact(n, f"Name{n}", phone="051234567") for n in range(9)]
        self.assertEqual(find_groups(crowd), [])
