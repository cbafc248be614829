# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import random
import time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import BaseCase, tagged

from ..tools import difference
from .common import NETWORK
from .common_later import LaterCase
from .pdf_reading import TaggedPdf


@tagged("post_install", "-at_install")
class TestDifference(BaseCase):
    def _joined(self, pieces, without):
        return "".join(text for kind, text in pieces if kind != without)

    def test_both_texts_can_be_read_from_it(self):
        generator = random.Random(7)
        words = ["agreement", "party", "6", "months", ".", "\n", " ", "työ", "€"]
        for _round in range(200):
            old, new = (
                "".join(generator.choices(words, k=generator.randrange(40)))
                for _side in range(2)
            )
            pieces = difference.words(old, new)
            self.assertEqual(self._joined(pieces, "added"), old)
            self.assertEqual(self._joined(pieces, "removed"), new)

    def test_markup_becomes_words(self):
        text = difference.as_text("<h3>A</h3><p>b<br/>c&amp;<!-- x --></p><hr/>d")
        self.assertEqual(text, "A\nb\nc&\nd")
        deep = "<div>" * 200 + "x" + "</div>" * 200
        self.assertEqual(difference.as_text(deep), "x")

    def test_what_people_wrote_stays_text(self):
        shown = difference.marked([("added", "<script>alert(1)</script>")])
        self.assertNotIn("<script", shown)
        self.assertIn("<ins>", shown)
        self.assertIn("visually-hidden", shown)

    def test_moved_and_renamed_sections(self):
        def section(key, title, body):
            return {"key": key, "title": title, "body": f"<p>{body}</p>", "number": ""}

        rows = difference.sections(
            [section("term", "Term", "x"), section("", "Other", "y")],
            [
                section("", "Other", "y"),
                section("term", "Time", "x"),
                section("", "N", "z"),
            ],
        )
        self.assertEqual(
            [(row["title"], row["status"]) for row in rows],
            [("Other", "same"), ("Time", "changed"), ("N", "added")],
        )
        self.assertEqual(rows[1]["old_title"], "Term")

    def test_a_long_section_is_quick(self):
        generator = random.Random(1)
        words = ["".join(generator.choices("abcdefgh", k=6)) for _word in range(3000)]

        def paragraphs():
            return [" ".join(generator.choices(words, k=60)) for _line in range(240)]

        old = paragraphs()
        some = [line + " more" if n % 5 == 0 else line for n, line in enumerate(old)]
        for new in (some, paragraphs(), [" ".join(old)]):
            sides = [
                [
                    {
                        "key": "x",
                        "title": "X",
                        "body": "".join(f"<p>{line}</p>" for line in lines),
                    }
                ]
                for lines in (old, new)
            ]
            self.assertGreater(len(sides[0][0]["body"]), 100_000)
            start = time.perf_counter()
            difference.sections(*sides)
            self.assertLess(time.perf_counter() - start, 1)


@tagged("post_install", "-at_install")
class TestCompare(LaterCase):
    def _renewal(self):
        action = self.agreement.action_renew()
        renewal = self.env["seutuyp.agreement"].browse(action["res_id"])
        return renewal.with_user(self.coordinator)

    def _wizard(self, renewal, user=None, **kw):
        wizards = self.env["seutuyp.compare.wizard"].with_user(user or self.coordinator)
        return wizards.create(
            {"agreement_id": renewal.id, "other_id": self.agreement.id, **kw}
        )

    def test_what_differs(self):
        renewal = self._renewal()
        section = renewal.section_ids[0]
        section.body = section.body + "<p>A quite new sentence</p>"
        renewal.date_start = "2027-05-01"
        renewal.commitment_ids = [Command.create({"name": "A new promise"})]
        shown = str(self._wizard(renewal).difference)
        self.assertIn("A quite new sentence", shown)
        self.assertIn("A new promise", shown)
        self.assertIn("1.5.2027", shown)
        self.assertIn("<ins>", shown)
        rows = renewal._difference(
            self.agreement._text_to_compare(), renewal._text_to_compare()
        )
        changed = [row["title"] for row in rows if row["status"] != "same"]
        self.assertEqual(len(changed), 3, changed)

    def test_the_same_text(self):
        renewal = self._renewal()
        renewal.date_start = self.agreement.date_start
        self.assertIn("say the same", str(self._wizard(renewal).difference))

    def test_frozen_texts_of_one_agreement(self):
        draft = self._create_agreement()
        draft.action_send()
        first = draft.content_id
        draft.action_withdraw("Changed")
        draft.section_ids[0].body = "<p>Something else</p>"
        draft.action_send()
        action = draft.action_open_compare()
        wizard = (
            self.env["seutuyp.compare.wizard"]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(wizard.other_content_id, first)
        self.assertIn("Something else", str(wizard.difference))

    def test_nobody_reads_a_foreign_text_here(self):
        renewal = self._renewal()
        for user in (self.outsider, self.coordinator_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                _shown = self._wizard(renewal, user=user).difference
        self.assertTrue(self._wizard(renewal, user=self.partner_user).difference)

    def _pdf(self, wizard, lang="en_US"):
        reports = self.env["ir.actions.report"].with_user(wizard.env.user)
        content, kind = reports.with_context(
            force_report_rendering=True, lang=lang
        )._render_qweb_pdf(NETWORK + "report_comparison", wizard.ids)
        self.assertEqual(kind, "pdf")
        return TaggedPdf(content)

    def test_on_paper(self):
        renewal = self._renewal()
        section = renewal.section_ids[0]
        section.body = "<p>A quite new sentence</p>"
        renewal.section_ids[1].unlink()
        wizard = self._wizard(renewal, user=self.partner_user)
        action = wizard.action_print()
        self.assertEqual(action["report_name"], NETWORK + "report_comparison")
        pdf = self._pdf(wizard)
        pdf.assert_accessible(self)
        self.assertIn("What has changed", pdf.title)
        self.assertRegex(pdf.text, r"\[added: *A quite new sentence *\]")
        self.assertIn("[removed:", pdf.text)
        self.assertIn("Taken out", pdf.text)
        self.assertIn(self.agreement.content_hash, pdf.text.replace(" ", ""))
        self.assertIn("Draft, not fixed yet", pdf.text)
        # a heading for each part that differs, and one each for the two lists
        changed = [
            row
            for row in renewal._difference(*wizard._texts())
            if row["status"] != "same"
        ]
        self.assertEqual(pdf.headings(), [1] + [2] * (len(changed) + 2))

    def test_on_paper_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        pdf = self._pdf(self._wizard(self._renewal()), lang="fi_FI")
        pdf.assert_accessible(self)
        self.assertEqual(pdf.lang[:2], "fi")

    def test_nothing_differs_on_paper(self):
        renewal = self._renewal()
        renewal.date_start = self.agreement.date_start
        pdf = self._pdf(self._wizard(renewal))
        pdf.assert_accessible(self)
        self.assertIn("say the same", pdf.text)
        self.assertNotIn("Parts that differ", pdf.text)

    def test_nobody_prints_a_foreign_text(self):
        wizard = self._wizard(self._renewal())
        foreign = self._wizard(self.agreement, user=self.outsider)
        for shown in (wizard.with_user(self.outsider), foreign):
            with self.subTest(wizard=shown), self.assertRaises(AccessError):
                self._pdf(shown)

    def test_on_the_portal(self):
        party = self._party(self.org_b)
        self.assertFalse(party._newest_for_party())
        renewal = self._renewal()
        renewal.date_start = "2027-05-01"
        self.assertFalse(party._newest_for_party())  # a draft is not shown
        renewal.action_send()
        party.invalidate_recordset()
        self.assertEqual(party._newest_for_party(), renewal)
