# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
from unittest.mock import patch

from PIL import Image, ImageDraw

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests.common import TransactionCase, new_test_user, tagged

from .pdf_reading import TaggedPdf

PUBLIC_URL = "https://seutu.example.org"
PARTIES = [
    ("Esimerkkilän kunta", "Maija Esimerkki", "kunnanjohtaja", "sv_SE"),
    ("Mallikehitys Oy", "Kalle Kokeilija", "toimitusjohtaja", "fi_FI"),
    ("Näyttämön elinvoimakeskus", "Sanna Näyte", "ylijohtaja", "fi_FI"),
]


def drawn_signature():
    """Return a drawn signature as the portal sends it."""
    picture = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    line = [(20, 80), (80, 20), (120, 80), (180, 30), (280, 60)]
    ImageDraw.Draw(picture).line(line, fill="black", width=4)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return base64.b64encode(data.getvalue()).decode()


class ReportsCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", PUBLIC_URL
        )
        cls.coordinator = cls._create_user("coordinator")
        cls.staff = cls._create_user("user")
        cls.reviewer = cls._create_user("reviewer")
        cls.outsider = cls._create_user("user", login="outsider")
        cls.area_contact = cls._create_user("area")
        area = cls.env["seutuyp.area"].create(
            {
                "code": "TPDF",
                "name": "Testialue",
                "date_from": "2026-01-01",
                "contact_id": cls.area_contact.partner_id.id,
            }
        )
        cls.region = cls.env["seutuyp.region"].create(
            {
                "code": "TPDF",
                "name": "Esimerkkiseutu",
                "coordinator_id": cls.coordinator.partner_id.id,
                "area_history_ids": [
                    Command.create({"area_id": area.id, "date_from": "2026-01-01"})
                ],
            }
        )
        cls.organisations = cls.env["res.partner"].create(
            [
                {"name": name, "is_company": True, "country_id": False}
                for name, *_rest in PARTIES
            ]
        )
        cls.staff.partner_id.parent_id = cls.organisations[0]
        cls.region.coordinating_partner_id = cls.organisations[0]
        cls.agreement = cls._create_agreement()

    @classmethod
    def _create_user(cls, group, login=None):
        return new_test_user(
            cls.env,
            f"pdf-{login or group}",
            name=f"Testi {(login or group).title()}",
            groups=f"seutuyp_network.group_{group}",
            lang="fi_FI",
            email=f"{login or group}@example.org",
        )

    @classmethod
    def _create_agreement(cls):
        people = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "parent_id": organisation.id,
                    "email": f"signatory{index}@example.org",
                    "lang": lang,
                }
                for index, (organisation, (_org, name, _capacity, lang)) in enumerate(
                    zip(cls.organisations, PARTIES, strict=True)
                )
            ]
        )
        agreement = (
            cls.env["seutuyp.agreement"]
            .with_user(cls.coordinator)
            .with_context(lang="fi_FI")
            .create(
                {
                    "name": "Yrityspalvelusopimus, Esimerkkiseutu",
                    "region_ids": [Command.set(cls.region.ids)],
                    "coordinating_partner_id": cls.organisations[0].id,
                    "lang": "fi_FI",
                    "date_start": "2026-01-01",
                }
            )
        )
        agreement.write(
            {
                "party_ids": [
                    Command.create(
                        {
                            "partner_id": person.parent_id.id,
                            "signatory_id": person.id,
                            "capacity": capacity,
                        }
                    )
                    for person, (_org, _name, capacity, _lang) in zip(
                        people, PARTIES, strict=True
                    )
                ],
                "person_ids": [
                    Command.create(
                        {
                            "organisation_id": people[1].parent_id.id,
                            "partner_id": people[1].id,
                            "role": "Aloittavan yrittäjän neuvonta",
                        }
                    )
                ],
                "commitment_ids": [
                    Command.create(
                        {
                            "name": "Järjestää neljä teemailtaa",
                            "partner_id": people[1].parent_id.id,
                            "date_due": "2026-11-30",
                            "recurrence": "yearly",
                            "cost": 2500,
                        }
                    )
                ],
                "cost_line_ids": [
                    Command.create({"kind": "own_work", "what": "Oma työ"}),
                    Command.create(
                        {
                            "kind": "percentage",
                            "what": "Yhteinen viestintä",
                            "partner_id": people[0].parent_id.id,
                            "percentage": 100,
                        }
                    ),
                ],
                "annex_ids": [
                    Command.create(
                        {
                            "name": name,
                            "kind": kind,
                            "filename": f"{kind}.pdf",
                            "file": base64.b64encode(kind.encode()),
                        }
                    )
                    for name, kind in (
                        ("Toimintasuunnitelma", "plan"),
                        ("Palvelumatriisi", "matrix"),
                    )
                ],
            }
        )
        for section in agreement.section_ids.filtered("is_empty"):
            section.body = "<p>Sovitaan yhdessä.</p>"
        return agreement

    def sign_all(self):
        self.agreement.action_send()
        for index, party in enumerate(self.agreement.party_ids):
            party._sign(
                party.signatory_id.name,
                party.capacity,
                "drawn" if index == 0 else "typed",
                image=drawn_signature() if index == 0 else None,
                evidence={
                    "ip_address": "192.0.2.7",
                    "user_agent": "Testiselain/1.0",
                    "lang": party.signatory_id.lang,
                    "content_hash": self.agreement.content_hash,
                },
            )

    def approve(self):
        self.agreement.action_submit("Ensimmäinen käsittely")
        review = self.agreement.round_id
        review.with_user(self.area_contact).action_state("Puollan.")
        review = review.with_user(self.reviewer)
        for line in review.assessment_ids:
            line.action_verdict("met")
        review.presenter_id = self.reviewer
        review.body_id = self.env["seutuyp.deciding.body"].search([], limit=1)
        review.action_approve("Kaikki täyttyvät")
        return review

    def print_pdf(self, name, records, user=None, lang="fi_FI"):
        reports = self.env["ir.actions.report"].with_user(user or self.staff)
        self.env.flush_all()
        self.env.invalidate_all()
        content, kind = reports.with_context(
            force_report_rendering=True, lang=lang
        )._render_qweb_pdf(f"seutuyp_network.{name}", records.ids)
        self.assertEqual(kind, "pdf")
        pdf = TaggedPdf(content)
        pdf.assert_accessible(self)
        return pdf


@tagged("post_install", "-at_install")
class TestAgreementReport(ReportsCase):
    def test_draft_says_that_it_is_one(self):
        pdf = self.print_pdf("report_agreement", self.agreement)
        self.assertEqual((pdf.title, pdf.lang), (self.agreement.name, "fi"))
        self.assertEqual(len(pdf.all_of("H1")), 1)
        self.assertIn(self.organisations[0].name, pdf.text)
        self.assertIn("Järjestää neljä teemailtaa", pdf.text)
        english = self.print_pdf("report_agreement", self.agreement, lang="en_US")
        self.assertIn("Draft", english.text)

    def test_labels_follow_the_reader_and_the_text_keeps_its_language(self):
        pdf = self.print_pdf("report_agreement", self.agreement, lang="sv_SE")
        self.assertEqual(pdf.lang, "sv")
        self.assertIn("fi", {tag.lang for tag in pdf.tags})
        section = self.agreement.section_ids[0]
        self.assertIn(section.title, pdf.text)
        translation = section.translation_ids.filtered(lambda t: t.lang == "sv_SE")
        self.assertIn(translation.title, pdf.text)

    def test_no_translation_is_added_for_a_reader_of_the_text(self):
        english = self.print_pdf("report_agreement", self.agreement, lang="en_US")
        self.assertIn("Unofficial translation", english.text)
        self.agreement.lang = "en_US"
        english = self.print_pdf("report_agreement", self.agreement, lang="en_US")
        self.assertNotIn("Unofficial translation", english.text)

    def test_frozen_text_is_printed_from_its_bytes(self):
        self.agreement.action_send()
        self.organisations[0].name = "Uusi nimi"
        pdf = self.print_pdf("report_agreement", self.agreement, lang="en_US")
        self.assertIn(PARTIES[0][0], pdf.text)
        self.assertIn("Being signed", pdf.text)
        self.assertIn(self.agreement.content_hash[:16], pdf.text)

    def test_headings_of_the_writer_fit_into_the_document(self):
        self.agreement.section_ids[0].body = "<h1>Iso</h1><p>a</p><h5>Pieni</h5>"
        pdf = self.print_pdf("report_agreement", self.agreement)
        self.assertEqual(len(pdf.all_of("H1")), 1)

    def test_who_may_not_read_may_not_print(self):
        for name in ("report_agreement", "report_agreement_signed"):
            with self.assertRaises(AccessError):
                self.print_pdf(name, self.agreement, user=self.outsider)

    def test_two_agreements_are_one_document(self):
        other = self.agreement.copy({"name": "Toinen sopimus"})
        pdf = self.print_pdf("report_agreement", self.agreement | other)
        self.assertEqual(len(pdf.all_of("H1")), 2)


@tagged("post_install", "-at_install")
class TestSignedReport(ReportsCase):
    def test_unsigned_agreement_has_no_signed_file(self):
        with self.assertRaisesRegex(UserError, "not been signed"):
            self.print_pdf("report_agreement_signed", self.agreement, lang="en_US")

    def test_summary_text_and_evidence(self):
        self.sign_all()
        pdf = self.print_pdf("report_agreement_signed", self.agreement, lang="en_US")
        text = pdf.text
        first_page = " ".join(pdf.reader.pages[0].extract_text().split())
        for organisation, person, _capacity, _lang in PARTIES:
            self.assertIn(organisation, first_page)
            self.assertIn(person, first_page)
        self.assertIn(f"{PUBLIC_URL}/seutuyp/document/", first_page)
        self.assertIn(self.agreement.content_hash[:16], first_page)
        self.assertEqual(text.count("192.0.2.7"), 3)
        self.assertIn("Testiselain/1.0", text)
        self.assertIn("signatory1@example.org", text)
        alts = [tag.alt for tag in pdf.all_of("Figure")]
        self.assertTrue(alts[0].startswith("QR code"))
        self.assertEqual(alts[1:], ["Signature of Maija Esimerkki"])

    def test_void_signatures_and_delegations_stay_visible(self):
        self.agreement.action_send()
        party = self.agreement.party_ids[1]
        stand_in = self.env["res.partner"].create(
            {
                "name": "Sija Inen",
                "parent_id": party.partner_id.id,
                "email": "sija@example.org",
            }
        )
        party.action_change_signatory(stand_in.id, "Matkoilla")
        signature = self._sign_one(self.agreement.party_ids[0])
        self.agreement.action_reopen("Korjataan luku")
        self.agreement.section_ids[0].body = "<p>Uusi teksti</p>"
        self.sign_all()
        self.assertTrue(signature.voided_on)
        pdf = self.print_pdf("report_agreement_signed", self.agreement, lang="en_US")
        self.assertIn("Void", pdf.text)
        self.assertIn("Matkoilla", pdf.text)
        self.assertIn("Sija Inen", pdf.text)
        self.assertIn(signature.content_hash[:32], pdf.text.replace(" ", ""))

    def _sign_one(self, party):
        return party._sign(
            "Maija Esimerkki",
            "kunnanjohtaja",
            "typed",
            evidence={"content_hash": self.agreement.content_hash},
        )

    def test_a_file_is_issued_without_a_login(self):
        self.sign_all()
        agreement = self.agreement.with_context(force_report_rendering=True)
        pdf = TaggedPdf(
            agreement._render_pdf("seutuyp_network.report_agreement_signed", "sv_SE")
        )
        self.assertEqual(pdf.lang, "sv")


@tagged("post_install", "-at_install")
class TestLicenceReport(ReportsCase):
    def setUp(self):
        super().setUp()
        self.sign_all()
        self.review = self.approve()
        self.licence = self.agreement.licence_ids

    def test_certificate(self):
        for lang, code in (("fi_FI", "fi"), ("sv_SE", "sv"), ("en_US", "en")):
            pdf = self.print_pdf("report_licence", self.licence, lang=lang)
            self.assertEqual(pdf.lang, code)
            self.assertEqual(pdf.page_count, 1)
            self.assertIn(self.licence.number, pdf.title)
            self.assertIn(self.organisations[2].name, pdf.text)
            self.assertIn(self.licence.access_token, pdf.text.replace(" ", ""))
            self.assertEqual(len(pdf.all_of("Figure")), 1)

    def test_certificate_of_a_large_network_fits_on_its_page(self):
        names = [f"Keskikokoisen seudun {n}. elinkeinoyhtiö Oy" for n in range(20)]
        report = self.env.registry["report.seutuyp_network.report_licence"]
        with patch.object(report, "_party_names", return_value=names):
            pdf = self.print_pdf("report_licence", self.licence)
        self.assertEqual(pdf.page_count, 1)
        self.assertEqual(len(pdf.all_of("LI")), 20)

    def test_an_address_of_this_machine_is_refused_on_paper(self):
        self.env.ref("base.module_seutuyp_network").demo = False
        self.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "http://127.0.0.1:8069"
        )
        for name, record in (
            ("report_licence", self.licence),
            ("report_agreement_signed", self.agreement),
        ):
            with self.assertRaisesRegex(UserError, "works on this machine"):
                self.print_pdf(name, record, lang="en_US")

    def test_statement_of_criteria(self):
        pdf = self.print_pdf(
            "report_statement_of_criteria",
            self.review,
            user=self.reviewer,
            lang="en_US",
        )
        self.assertIn("Kaikki täyttyvät", pdf.text)
        self.assertIn("Puollan.", pdf.text)
        self.assertEqual(pdf.text.count("Approved"), 1)
