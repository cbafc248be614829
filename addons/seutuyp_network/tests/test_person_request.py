# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
import json
import zipfile

from freezegun import freeze_time
from lxml.html import fromstring

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SeutuypCommon
from .common_person_request import PersonRequests

EMAIL = "maija.meikalainen@example.fi"


class PersonRequestCase(PersonRequests, SeutuypCommon):
    who = ("Maija Meikäläinen", EMAIL)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._create_person(
            name="Maija Meikäläinen", email=EMAIL, phone="+358 40 1234567"
        )


@tagged("post_install", "-at_install")
class TestPersonRequest(PersonRequestCase):
    """What is kept of a person is found, given out and erased."""

    def _export(self, request):
        request.action_export()
        return zipfile.ZipFile(io.BytesIO(base64.b64decode(request.file)))

    def _page(self, request):
        file = self._export(request)
        (name,) = [name for name in file.namelist() if name.endswith(".html")]
        return file.read(name).decode()

    def test_every_kind_of_row_is_found(self):
        group = self._create_group()
        member = self._create_member(
            group,
            partner_id=self.person.id,
            date_from="2025-01-01",
            date_to="2026-01-01",
        )
        token = (
            self.env["seutuyp.token"]
            .sudo()
            ._issue(self.region_a, "comment", self.person, EMAIL)[1]
        )
        self.env["seutuyp.accessibility.feedback"]._receive("other", "", "Hi", EMAIL)
        request = self._found()
        expected = {
            "res.partner": "erase",
            "seutuyp.group.member": "follow",
            "seutuyp.token": "delete",
            "seutuyp.accessibility.feedback": "erase",
        }
        for model, kind in expected.items():
            with self.subTest(model=model):
                self.assertEqual(
                    set(self._lines(request, model).mapped("kind")), {kind}
                )
        self.assertIn(member.id, request.line_ids.mapped("res_id"))
        line = self._lines(request, "seutuyp.token")
        self.assertEqual(line.res_id, token.id)
        self.assertRegex(line.record_name, r"^Comment \d")  # which of several

    def test_part_of_an_address_is_somebody_else(self):
        other = self._create_person(name="Ann", email=f"x{EMAIL}")
        feedback = self.env["seutuyp.accessibility.feedback"]
        feedback._receive("other", "", "Not hers", f"x{EMAIL}")
        request = self._found()
        partners = self._lines(request, "res.partner")
        self.assertEqual(partners.mapped("res_id"), self.person.ids)
        self.assertFalse(self._lines(request, "seutuyp.accessibility.feedback"))
        self._erase(request)
        self.assertEqual(other.name, "Ann")

    def test_a_name_alone_is_not_ticked(self):
        other = self._create_person(name="Maija Meikäläinen", email="m2@example.fi")
        request = self._found()
        line = self._lines(request, "res.partner").filtered(
            lambda item: item.res_id == other.id
        )
        self.assertEqual((line.how, line.chosen), ("name", False))
        self._erase(request)
        self.assertEqual(other.name, "Maija Meikäläinen")
        self.assertNotEqual(self.person.name, "Maija Meikäläinen")

    def test_a_ticked_contact_brings_its_rows(self):
        other = self._create_person(name="Maija Meikäläinen", email="m2@example.fi")
        member = self._create_member(
            self._create_group(),
            partner_id=other.id,
            date_from="2025-01-01",
            date_to="2026-01-01",
        )
        request = self._found()
        self.assertFalse(self._lines(request, "seutuyp.group.member"))
        request.line_ids.filtered(lambda item: item.res_id == other.id).chosen = True
        request.action_look_up()
        rows = self._lines(request, "seutuyp.group.member")
        self.assertEqual(rows.mapped("res_id"), member.ids)

    def test_erasing(self):
        self._create_member(
            self._create_group(),
            partner_id=self.person.id,
            date_from="2025-01-01",
            date_to="2026-01-01",
        )
        self.person.message_post(body="Called Maija")
        request = self._found()
        self._erase(request)
        self.assertEqual(request.state, "erased")
        self.assertFalse(self.person.active)
        self.assertFalse(self.person.email or self.person.phone)
        self.assertNotIn("Maija", self.person.name)
        self.assertFalse(self.person.message_ids)
        with self.assertRefused(UserError, "Nothing is kept"):
            self._found()

    def test_evidence_of_an_agreement_is_kept_with_its_reason(self):
        agreement = self._create_licensed()
        party = agreement.sudo().party_ids[:1]
        signatory, signature = party.signatory_id, party.signature_id
        name, before = signatory.name, signature.signer_name
        request = self._found(name=name, email=signatory.email)
        line = self._lines(request, "seutuyp.signature")
        self.assertEqual(line.res_id, signature.id)
        self.assertEqual(line.kind, "keep")
        self.assertIn("Evidence", line.reason)
        self.assertIn("Evidence", request.summary)
        if self._lines(request, "res.partner").kind == "erase":
            self._erase(request)
            self.assertNotEqual(signatory.name, name)
        self.assertEqual(signature.signer_name, before)
        self.assertEqual(signature.email, signature.email)

    def test_who_holds_a_post_is_kept(self):
        for person, words in (
            (self.organisation_a, "organisation"),
            (self.coordinator.partner_id, "account"),
            (self._create_member(self._create_group()).partner_id, "member"),
        ):
            person.email = person.email or "org@example.fi"
            request = self._found(name=person.name, email=person.email)
            line = self._lines(request, "res.partner")
            with self.subTest(words=words):
                self.assertEqual(line.kind, "keep")
                self.assertIn(words, line.reason)
                self._erase(request)
                self.assertTrue(person.active)

    def test_an_archived_user_is_erased(self):
        user = self._create_user("leaver", "group_user")
        user.active = False
        request = self._found(name=user.name, email=user.partner_id.email)
        self._erase(request)
        self.assertEqual(user.login, f"erased-{user.id}")

    def test_it_has_to_be_confirmed(self):
        request = self._found()
        for typed in ("", "other@example.fi"):
            request.confirm_email = typed
            with self.assertRefused(UserError, "once more"):
                request.action_erase()
        self.assertTrue(self.person.active)
        with self.assertRefused(UserError, "first"):
            self._erase(self._request())

    def test_what_cannot_be_looked_up(self):
        for name, email in (("%", EMAIL), ("M_", EMAIL), (" ", EMAIL), ("M", "x")):
            with self.subTest(name=name), self.assertRefused(ValidationError):
                self._found(name=name, email=email)

    def test_the_file_holds_the_person_and_nobody_else(self):
        group = self._create_group()
        self._create_member(
            group,
            partner_id=self.person.id,
            date_from="2025-01-01",
            date_to="2026-01-01",
        )
        self.env["seutuyp.token"].sudo()._issue(
            self.region_a, "comment", self.person, EMAIL
        )
        file = self._export(self._found())
        self.assertIn("res.partner.csv", file.namelist())
        data = json.loads(file.read("data.json"))
        (row,) = data["data"]["res.partner"]
        self.assertEqual(row["email"], EMAIL)
        (token,) = data["data"]["seutuyp.token"]
        self.assertNotIn("token_hash", token)
        self.assertIn("Maija", file.read("res.partner.csv").decode("utf-8-sig"))

    def test_the_person_can_read_it(self):
        """One page in the person's language, with words instead of fields' names."""
        self.person.lang = "fi_FI"
        self.env["seutuyp.token"].sudo()._issue(
            self.region_a, "comment", self.person, EMAIL
        )
        agreement = self._create_licensed()
        other = agreement.sudo().party_ids[:1].signatory_id
        text = self._page(self._found())
        self.assertIn('<html lang="fi', text)
        for words in ("Maija Meikäläinen", EMAIL, "+358 40 1234567"):
            self.assertIn(words, text)
        for words in ("email_normalized", "token_hash", "seutuyp.", "False", "comment"):
            self.assertNotIn(words, text)
        self.assertNotIn(other.name, text)

    def test_times_are_the_persons(self):
        """In the person's zone; without one in the company's, then in Finland's."""
        for company, person, hour in (
            (False, False, "15:00"),
            ("Europe/Stockholm", False, "14:00"),
            ("Europe/Stockholm", "America/New_York", "08:00"),
        ):
            self.env.company.partner_id.tz = company
            self.person.write({"tz": person, "lang": "fi_FI"})
            with self.subTest(zone=person or company), freeze_time("2026-01-10 13:00"):
                text = self._page(self._found())
                self.assertIn(hour.replace(":", "."), text.replace(":", "."))

    def test_the_page_is_accessible(self):
        self.person.lang = "sv_SE"
        page = fromstring(self._page(self._found()))
        self.assertEqual(page.get("lang"), "sv")
        self.assertEqual(page.findtext("head/title"), page.findtext(".//h1"))
        levels = [int(item.tag[1]) for item in page.xpath("//h1|//h2|//h3")]
        self.assertEqual(levels[:3], [1, 2, 3])
        for row in page.iter("tr"):
            self.assertEqual([cell.tag for cell in row], ["th", "td"])
            self.assertEqual(row[0].get("scope"), "row")

    def test_of_several_people_only_the_one_who_asks_is_named(self):
        other = self._create_person(name="Pentti Muu")
        data = self.env["seutuyp.person.data"]
        region = self.region_a.sudo()
        field = next(
            name
            for name in data._link_fields(region)
            if region._fields[name].type == "many2many"
            and region._fields[name].comodel_name == "res.partner"
        )
        row = {field: self.person.display_name}
        words = data._row_words(region, row)
        self.assertEqual([value for _label, value in words], [self.person.display_name])
        self.assertNotIn(other.name, str(words))

    def test_another_person_begins_with_an_empty_form(self):
        action = self._found().action_again()
        self.assertEqual(action["res_model"], "seutuyp.person.request")
        self.assertNotIn("res_id", {key for key in action if action[key]})

    def test_the_log_masks_the_person(self):
        logs = self.env["privacy.log"].search([])
        request = self._found()
        self._erase(request)
        log = self.env["privacy.log"].search([]) - logs
        self.assertEqual(log.user_id, self.manager)
        told = f"{log.anonymized_name} {log.anonymized_email} {log.execution_details}"
        for word in ("Maija", "meikalainen", "Meikäläinen"):
            self.assertNotIn(word, told)
        self.assertTrue(log.records_description)
        self.assertNotIn("Maija", request.name)

    def test_lines_are_ticks_and_nothing_else(self):
        """A line that points elsewhere, or says otherwise, erases nothing more."""
        victim = self._create_person(name="Victim")
        request = self._found()
        request.line_ids.create(
            {
                "request_id": request.id,
                "res_model": "res.partner",
                "res_id": victim.id,
                "kind": "erase",
                "chosen": True,
            }
        )
        self._erase(request)
        self.assertEqual(victim.name, "Victim")
        self.assertFalse(self.person.active)
