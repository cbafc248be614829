# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import tempfile

from odoo.tests.common import BaseCase
from odoo.tools import mute_logger
from odoo.tools.misc import file_path

from ..tools import tagged_pdf
from .pdf_reading import TaggedPdf

PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"/><title>{title}</title>
<link rel="stylesheet" href="/seutuyp_network/static/src/report/print.css"/></head>
<body><article class="document" lang="{lang}" data-title="{title}" data-mark=" "
 data-source="1" data-page-word="Sivu">{body}</article></body></html>"""

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def page(body, lang="fi", title="Näyte"):
    return PAGE.format(body=body, lang=lang, title=title)


class Recorder:
    """Finds files like Odoo does, and remembers what was asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, path):
        self.asked.append(path)
        return file_path(path)


class TestTaggedPdf(BaseCase):
    def render(self, html):
        return TaggedPdf(tagged_pdf.render(html, file_path))

    def test_examples_in_the_docstrings(self):
        self.assertFalse(doctest.testmod(tagged_pdf).failed)

    def test_title_language_and_structure(self):
        pdf = self.render(
            page(
                "<h1>Sopimus</h1><h2>Osapuolet</h2><ul><li>yksi</li></ul>"
                "<table><thead><tr><th scope='col'>Kuka</th><th scope='col'>Mitä</th>"
                "</tr></thead><tbody><tr><th scope='row'>Kunta</th><td>neuvoo</td></tr>"
                f"</tbody></table><img alt='Merkki' src='{PIXEL}'/>"
            )
        )
        pdf.assert_accessible(self)
        self.assertEqual((pdf.title, pdf.lang), ("Näyte", "fi"))
        self.assertEqual(pdf.headings(), [1, 2])
        self.assertEqual(
            [tag.scope for tag in pdf.all_of("TH")], ["Column", "Column", "Row"]
        )
        self.assertEqual([tag.alt for tag in pdf.all_of("Figure")], ["Merkki"])
        self.assertEqual(len(pdf.all_of("LI")), 1)

    def test_page_numbers_use_the_language_of_the_document(self):
        self.assertIn("Sivu 1 / 1", self.render(page("<h1>A</h1>")).text)

    def test_a_passage_in_another_language_is_marked(self):
        pdf = self.render(page("<h1>A</h1><p lang='sv'>På svenska</p>"))
        self.assertEqual([tag.lang for tag in pdf.all_of("P")], ["sv"])

    def test_several_documents_become_one_with_its_tags(self):
        documents = [
            page("<h1>Ensimmäinen</h1>"),
            page("<h1>Den andra</h1>", lang="sv"),
        ]
        pdf = self.render(tagged_pdf.join_documents(documents, "fi", "Kaksi <tekstiä>"))
        self.assertEqual((pdf.title, pdf.lang), ("Kaksi <tekstiä>", "fi"))
        self.assertEqual(pdf.page_count, 2)
        self.assertEqual([tag.lang for tag in pdf.all_of("Art")], ["fi", "sv"])
        self.assertEqual(len(pdf.all_of("H1")), 2)
        self.assertIn("Sivu 2 / 2", pdf.text)

    def test_joining_is_not_led_astray_by_text_that_looks_like_a_body(self):
        documents = [page("<h1>A</h1><p>&lt;/body&gt; &lt;body&gt;</p>")] * 2
        pdf = self.render(tagged_pdf.join_documents(documents, "fi", "Kaksi"))
        self.assertEqual(pdf.text.count("</body> <body>"), 2)

    def test_title_and_language_are_required(self):
        for html in (page("x", title=""), page("x", lang="")):
            with self.assertRaises(ValueError), mute_logger("weasyprint"):
                tagged_pdf.render(html, file_path)


class TestFence(BaseCase):
    """Whatever people write into a document, it reads no file and no address."""

    def setUp(self):
        super().setUp()
        with tempfile.NamedTemporaryFile(
            suffix=".txt", delete=False, mode="w"
        ) as secret:
            secret.write("verysecretword")
        self.secret = f"file://{secret.name}"

    def refused(self, html):
        """Render ``html`` and return (addresses refused, files read, the PDF)."""
        recorder = Recorder()
        with (
            mute_logger("weasyprint"),
            self.assertLogs(tagged_pdf.__name__, "WARNING") as log,
        ):
            content = tagged_pdf.render(html, recorder)
        return log.output[0], recorder.asked, content

    def test_injected_addresses_are_refused(self):
        attacks = {
            "img": "<img alt='x' src='{url}'/>",
            "style": "<style>@import url('{url}');</style>",
            "background": "<p style=\"background: url('{url}')\">x</p>",
            "link": "<link rel='stylesheet' href='{url}'/>",
            "attachment": "<link rel='attachment' href='{url}'/>",
            "linked attachment": "<a rel='attachment' href='{url}'>x</a>",
            "object": "<object data='{url}'>x</object>",
            "embed": "<embed src='{url}'/>",
            "svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
            "<title>x</title><image href='{url}' width='9' height='9'/></svg>",
        }
        urls = (self.secret, "http://127.0.0.1:9/x", "https://example.org/x.png")
        for name, attack in attacks.items():
            for url in urls:
                with self.subTest(attack=name, url=url):
                    log, asked, content = self.refused(
                        page("<h1>A</h1>" + attack.format(url=url))
                    )
                    self.assertIn(url, log)
                    self.assertFalse([path for path in asked if "static" not in path])
                    self.assertNotIn(b"/EmbeddedFile", content)
                    self.assertNotIn("verysecretword", TaggedPdf(content).text)

    def test_an_svg_image_cannot_carry_a_file_either(self):
        svg = (
            "<svg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22>"
            f"<image href=%22{self.secret}%22 width=%229%22 height=%229%22/></svg>"
        )
        log, _asked, _content = self.refused(
            page(f"<h1>A</h1><img alt='x' src='data:image/svg+xml,{svg}'/>")
        )
        self.assertIn(self.secret, log)

    def test_only_static_files_of_ours_are_found(self):
        base = tagged_pdf.BASE_URL
        for path in (
            "seutuyp_network/__manifest__.py",
            "seutuyp_network/static/../models/__init__.css",
            "seutuyp_network/static/%2e%2e/%2e%2e/secret.css",
            "web/static/src/main.css",
            "base/static/img/x.png",
            "etc/passwd",
        ):
            with self.subTest(path):
                self.assertIsNone(tagged_pdf.static_path(base + path))
        self.assertTrue(
            tagged_pdf.static_path(base + "web/static/fonts/google/x/y.ttf")
        )

    def test_style_and_fonts_are_read(self):
        recorder = Recorder()
        tagged_pdf.render(page("<h1>A</h1><p>b</p>"), recorder)
        self.assertIn("seutuyp_network/static/src/report/print.css", recorder.asked)
        self.assertTrue([path for path in recorder.asked if path.endswith(".ttf")])
