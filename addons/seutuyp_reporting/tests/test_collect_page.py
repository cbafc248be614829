# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import re

from odoo.tests import HttpCase, freeze_time, tagged

from .collection_workbook import FormWorkbook
from .common_collection import CollectionCommon

PUBLIC = "https://seutu.example.org"


@tagged("post_install", "-at_install")
class TestCollectPage(CollectionCommon, HttpCase):
    """The personal link of the mail, without a login."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].sudo().set_param("web.base.url", PUBLIC)
        self.round, _mails = self._open_round()
        self.sheet = self._sheet(self.round).sudo()
        self.path = self._path(self.sheet)

    def _path(self, sheet):
        link = sheet._link()
        self.env.flush_all()
        return "/" + link.partition("//")[2].partition("/")[2]

    def _post(self, data=None, path=None, **values):
        path = path or self.path
        page = self.url_open(path).text
        found = re.search(r'name="csrf_token"\s+value="([^"]+)"', page)
        values["csrf_token"] = found.group(1) if found else ""
        files = (
            {"file": ("lomake.xlsx", io.BytesIO(data))} if data is not None else None
        )
        response = self.url_open(path, data=values, files=files)
        self.env.invalidate_all()
        return response

    def _save_number(self, page):
        return re.search(r'name="save"\s+value="(\d+)"', page.text).group(1)

    def test_whole_path(self):
        page = self.url_open(self.path)
        self.assertIn("Region A, Region B", page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])
        form = self.url_open(f"{self.path}?take=1")
        self.assertIn("attachment", form.headers["Content-Disposition"])
        self.env.invalidate_all()
        self.assertEqual(self.sheet.state, "waiting", "opening changes nothing")
        book = FormWorkbook(form.content)
        book.put("Advice events", "Region A", value=5)
        page = self._post(book.bytes())
        self.assertEqual(page.status_code, 200)
        self.assertIn("Advice events, Region A", page.text)
        self.assertFalse(self._values())
        page = self._post(save=self._save_number(page))
        self.assertIn("Thank you", page.text)
        self.assertEqual(list(self._values().values()), [5])
        self.assertEqual(self.sheet.state, "applied")
        self.assertEqual(self.sheet.file_ids.channel, "link")
        self.assertEqual(self.sheet.file_ids.partner_id, self.collector)
        page = self._post(confirm="1")
        self.assertIn("confirmed", page.text)
        row = self.env["seutuyp.measurement"].search([("value", "=", 5)])
        self.assertEqual(row.state, "confirmed")
        self.assertEqual(self.sheet.confirmed_by_id, self.collector)

    def test_errors_by_cell(self):
        book = self._take(self.sheet).put("Advice events", "Region A", value="many")
        page = self._post(book.bytes())
        self.assertEqual(page.status_code, 422)
        self.assertIn(book.where("Advice events", "Region A"), page.text)
        self.assertIn("is not a number", page.text)
        self.assertNotIn('name="save"', page.text)
        page = self._post(b"no workbook")
        self.assertEqual(page.status_code, 422)
        self.assertIn("not an Excel file", page.text)

    def test_links_that_do_not_open(self):
        """None, wrong, of another purpose, revoked, expired, another person's."""
        for path, status in (
            ("/seutuyp/collect/", 404),
            ("/seutuyp/collect/x", 404),
            (f"/seutuyp/collect/{'a' * 5000}", 404),
            (f"{self.path}x", 404),
        ):
            with self.subTest(path=path[:40]):
                self.assertEqual(self.url_open(path).status_code, status)
        tokens = self.env["seutuyp.token"]
        other, _token = tokens._issue(self.sheet, "update", self.collector, "a@b.fi")
        self.env.flush_all()
        self.assertEqual(self.url_open(f"/seutuyp/collect/{other}").status_code, 404)
        old = self.path
        self.path = self._path(self.sheet)
        self.assertEqual(self.url_open(old).status_code, 410, "a newer one was sent")
        person = self._create_person()
        token = tokens.search([("partner_id", "=", self.collector.id)], limit=1)
        self.sheet._guarded().write({"collector_id": person.id})
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)
        self.assertTrue(token)

    def test_expired(self):
        with freeze_time("2051-01-01"):
            page = self.url_open(self.path)
        self.assertEqual(page.status_code, 410)
        self.assertIn("expired", page.text)

    def test_foreign_looks_and_forms(self):
        """A look at another's file is not saved by guessing its number."""
        own = self._sheet(self.round, self.coordinator.partner_id)
        book = self._take(own).put("Satisfied", value=5)
        looked = self._upload(own, book, self.coordinator)
        self.env.flush_all()
        page = self._post(save=str(looked.id))
        self.assertEqual(page.status_code, 422)
        self.assertFalse(self._values(self.percent))
        page = self._post(save="1; drop")
        self.assertEqual(page.status_code, 422)
        page = self._post(book.bytes())
        self.assertIn("This is another form", page.text)

    def test_without_csrf_nothing_happens(self):
        page = self.url_open(self.path, data={"confirm": "1"})
        self.assertEqual(page.status_code, 400)

    def test_closed(self):
        self.round.action_close()
        self.env.flush_all()
        page = self.url_open(self.path)
        self.assertIn("is closed", page.text)
        self.assertNotIn('type="file"', page.text)

    def test_form_of_the_client(self):
        """The client's download: those who fill it in, and nobody else."""
        url = f"/seutuyp/collection/{self.sheet.id}"
        for user, status in (
            (self.partner_user, 200),
            (self.coordinator, 404),
            (self.reviewer, 404),
            (self.outsider, 404),
        ):
            with self.subTest(user=user.login):
                self.authenticate(user.login, user.login)
                self.assertEqual(self.url_open(url).status_code, status)
        self.authenticate(self.partner_user.login, self.partner_user.login)
        self.assertEqual(
            self.url_open("/seutuyp/collection/99999999999").status_code, 404
        )
