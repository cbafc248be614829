# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from unittest.mock import patch

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests.common import HttpCase, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from .pdf_reading import TaggedPdf

TEMPLATE = """
<t t-name="seutuyp_network.test_document">
    <t t-foreach="docs" t-as="doc">
        <t t-call="seutuyp_network.print_layout">
            <t t-set="document_title" t-value="doc.name"/>
            <h1 t-out="doc.name"/>
            <p t-out="doc.comment"/>
        </t>
    </t>
</t>
"""


class ReportCase:
    """A report on contacts, printed by an ordinary member of staff."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        view = cls.env["ir.ui.view"].create(
            {"name": "test_document", "type": "qweb", "arch": TEMPLATE}
        )
        cls.env["ir.model.data"].create(
            {
                "module": "seutuyp_network",
                "name": "test_document",
                "model": "ir.ui.view",
                "res_id": view.id,
            }
        )
        view.key = "seutuyp_network.test_document"
        cls.report = cls.env["ir.actions.report"].create(
            {
                "name": "Documents",
                "model": "res.partner",
                "report_type": "qweb-pdf",
                "report_name": "seutuyp_network.test_document",
                "tagged_pdf": True,
            }
        )
        cls.partners = cls.env["res.partner"].create(
            [{"name": "Testikunta"}, {"name": "Provkommun"}, {"name": "Kolmas"}]
        )
        cls.staff = new_test_user(cls.env, "pdf-staff", lang="fi_FI")

    def render(self, records, user=None, **context):
        reports = self.env["ir.actions.report"].with_user(user or self.staff)
        context = {"force_report_rendering": True, "lang": "fi_FI", **context}
        content, kind = reports.with_context(**context)._render_qweb_pdf(
            self.report.report_name, records.ids
        )
        self.assertEqual(kind, "pdf")
        return TaggedPdf(content)


@tagged("post_install", "-at_install")
class TestReportEngine(ReportCase, TransactionCase):
    def test_one_record(self):
        pdf = self.render(self.partners[0])
        pdf.assert_accessible(self)
        self.assertEqual((pdf.title, pdf.lang), ("Testikunta", "fi"))

    def test_language_follows_the_reader(self):
        self.assertEqual(self.render(self.partners[0], lang="sv_SE").lang, "sv")
        self.assertEqual(self.render(self.partners[0], lang=None).lang, "fi")

    def test_a_record_may_name_its_language(self):
        partner_class = self.env.registry["res.partner"]
        langs = {self.partners[0].id: "sv_SE", self.partners[1].id: False}
        with patch.object(
            partner_class, "_get_report_lang", lambda p: langs[p.id], create=True
        ):
            pdf = self.render(self.partners[:2])
        self.assertEqual([tag.lang for tag in pdf.all_of("Art")], ["sv", "fi"])

    def test_many_records_are_one_document(self):
        reports = self.env.registry["ir.actions.report"]
        with patch.object(
            reports, "_merge_pdfs", side_effect=AssertionError("files were merged")
        ):
            pdf = self.render(self.partners[::-1])
        pdf.assert_accessible(self)
        self.assertEqual(len(pdf.all_of("H1")), 3)
        self.assertEqual(pdf.title, "Documents")
        order = [
            pdf.text.index(name) for name in ("Kolmas", "Provkommun", "Testikunta")
        ]
        self.assertEqual(order, sorted(order))

    def test_a_record_asked_for_twice_is_printed_once(self):
        self.assertEqual(
            len(self.render(self.partners[0] + self.partners[0]).all_of("H1")), 1
        )

    def test_printing_nothing_is_refused(self):
        with self.assertRaises(UserError):
            self.render(self.partners.browse())

    def test_the_reader_sees_only_what_he_may_read(self):
        portal = new_test_user(self.env, "pdf-portal", groups="base.group_portal")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.render(self.partners[0], user=portal)

    def test_text_of_people_reads_no_file(self):
        self.partners[0].comment = '<p>A<img src="file:///etc/passwd" alt="x"/></p>'
        with (
            mute_logger("weasyprint"),
            self.assertLogs(
                "odoo.addons.seutuyp_network.tools.tagged_pdf", "WARNING"
            ) as log,
        ):
            pdf = self.render(self.partners[0])
        self.assertIn("file:///etc/passwd", log.output[0])
        self.assertNotIn("root:", pdf.text)

    def test_a_report_that_keeps_its_file_gives_the_same_file_again(self):
        self.report.write(
            {"attachment": "'document.pdf'", "attachment_use": True},
        )
        first = self.render(self.partners[0], user=self.env.user)
        self.partners[0].name = "Muuttunut"
        again = self.render(self.partners[0], user=self.env.user)
        self.assertEqual(first.title, again.title)
        self.assertEqual(self.render(self.partners[:2]).title, "Documents")

    def test_state_for_the_web_client_and_for_others(self):
        reports = self.env["ir.actions.report"]
        with patch(
            "odoo.addons.base.models.ir_actions_report._wkhtml",
        ) as wkhtml:
            wkhtml().state = "install"
            self.assertEqual(reports.get_wkhtmltopdf_state(), "ok")
            self.render(self.partners[0])
            self.report.tagged_pdf = False
            with self.assertRaisesRegex(UserError, "Wkhtmltopdf"):
                self.render(self.partners[0])

    def test_no_letterhead_is_asked_for(self):
        self.env.company.external_report_layout_id = False
        action = self.report.report_action(self.partners[0])
        self.assertEqual(action["type"], "ir.actions.report")


@tagged("post_install", "-at_install")
class TestPages(ReportCase, HttpCase):
    def test_every_page_names_its_language(self):
        self.assertRegex(self.url_open("/web/login").text, r'<html[^>]* lang="en"')
        self.authenticate("pdf-staff", "pdf-staff")
        self.assertRegex(self.url_open("/odoo").text, r'<html[^>]* lang="fi"')
        self.assertRegex(self.url_open("/my").text, r'<html[^>]* lang="fi"')
        self.staff.lang = "sv_SE"
        self.authenticate("pdf-staff", "pdf-staff")
        self.assertRegex(self.url_open("/odoo").text, r'<html[^>]* lang="sv"')

    def test_error_pages_name_their_language_too(self):
        self.assertRegex(
            self.url_open("/fi/nothing-here").text, r'<html[^>]* lang="fi"'
        )
        page = self.env["ir.ui.view"].with_context(lang="fi_FI")
        html = page._render_template("http_routing.500", {})
        self.assertRegex(str(html), r'<html[^>]* lang="fi"')

    def test_the_client_may_download(self):
        self.authenticate("pdf-staff", "pdf-staff")
        state = self.make_jsonrpc_request("/report/check_wkhtmltopdf", {})
        self.assertEqual(state, "ok")
        response = self.url_open(
            "/report/download",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "data": json.dumps(
                    [
                        f"/report/pdf/{self.report.report_name}/{self.partners[0].id}",
                        "qweb-pdf",
                    ]
                ),
                "context": json.dumps(
                    {"lang": "sv_SE", "force_report_rendering": True}
                ),
            },
        )
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("Documents.pdf", response.headers["Content-Disposition"])
        self.assertEqual(TaggedPdf(response.content).lang, "sv")

    def test_missing_file_of_the_distribution_is_not_asked_for(self):
        files = self.env["ir.qweb"]._get_asset_content("web.assets_backend")[0]
        names = [item["filename"] or item["url"] for item in files]
        self.assertFalse([name for name in names if "selfie_segmentation" in name])

    def test_barcodes_are_drawn(self):
        for kind in ("QR", "Code128"):
            response = self.url_open(f"/report/barcode/{kind}/A1")
            self.assertEqual(response.status_code, 200)
            self.assertEqual(response.headers["Content-Type"], "image/png")
