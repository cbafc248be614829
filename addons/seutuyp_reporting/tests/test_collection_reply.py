# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from email.message import EmailMessage

from odoo.tests import tagged

from .common_collection import CollectionCommon


@tagged("post_install", "-at_install")
class TestCollectionReply(CollectionCommon):
    """Forms that come back as an answer to the mail."""

    def setUp(self):
        super().setUp()
        self.round, _mails = self._open_round()
        self.sheet = self._sheet(self.round).sudo()

    def _receive(self, *files, sender=None, text="Ohessa."):
        """Let a mail arrive; return (what was noted, the mails that answer)."""
        self._number = getattr(self, "_number", 0) + 1
        mail = EmailMessage()
        mail["From"] = sender or f"Somebody <{self.collector.email}>"
        mail["To"] = "tiedonkeruu@example.com"
        mail["Subject"] = "Re: figures"
        mail["Message-Id"] = f"<collection-{self._number}@example.com>"
        mail.set_content(text)
        for name, data in files:
            mail.add_attachment(
                data, maintype="application", subtype="octet-stream", filename=name
            )
        before = self.env["seutuyp.collection.file"].search([])
        _result, answers = self._new_mails(
            lambda: self.env["mail.thread"].message_process(
                "seutuyp.collection.file", mail.as_bytes()
            )
        )
        self.env.invalidate_all()
        return self.env["seutuyp.collection.file"].search([]) - before, answers

    def _filled(self, value=5):
        book = self._take(self.sheet).put("Advice events", "Region A", value=value)
        return ("lomake.xlsx", book.bytes())

    def test_saved(self):
        record, answers = self._receive(self._filled())
        self.assertEqual((record.result, record.channel), ("saved", "mail"))
        self.assertEqual(record.sheet_id, self.sheet)
        self.assertEqual(list(self._values().values()), [5])
        self.assertEqual(self.sheet.state, "applied")
        self.assertIn(self.collector.email, answers.email_to)
        self.assertIn("Figures saved as preliminary", answers.body_html)
        row = self.env["seutuyp.measurement"].search([("value", "=", 5)])
        self.assertEqual(row.state, "draft", "nobody has confirmed it")

    def test_same_again(self):
        file = self._filled()
        self._receive(file)
        _record, answers = self._receive(file)
        self.assertIn("nothing changed", answers.body_html)
        self.assertEqual(len(self.sheet.file_ids), 1)

    def test_errors(self):
        record, answers = self._receive(self._filled("many"))
        self.assertEqual(record.result, "wrong")
        self.assertFalse(self._values())
        book = self._take(self.sheet)
        self.assertIn(book.where("Advice events", "Region A"), answers.body_html)
        self.assertIn("is not a number", answers.body_html)
        self.assertEqual(self.sheet.state, "received")

    def test_unreadable(self):
        record, answers = self._receive(("lomake.xlsx", b"no workbook"))
        self.assertIn("not an Excel file", answers.body_html)
        self.assertFalse(record.file)

    def test_foreign_sender(self):
        """Somebody else's address: nothing is saved, nothing kept, nothing answered."""
        name, data = self._filled()
        for sender in ("stranger@example.org", self.coordinator.email):
            with self.subTest(sender=sender):
                record, answers = self._receive((name, data), sender=sender)
                self.assertIn(record.result, ("foreign", "unknown"))
                self.assertFalse(answers)
                self.assertFalse(record.file)
                self.assertFalse(record.message_ids.attachment_ids)
        self.assertFalse(self._values())

    def test_forged_mark(self):
        book = self._take(self.sheet).put("Advice events", "Region A", value=5)
        book.page("collection")["A3"].value = f"{self.sheet.id}-abcdefabcdef"
        record, _answers = self._receive(("lomake.xlsx", book.bytes()))
        self.assertEqual(record.result, "unknown")
        self.assertFalse(self._values())

    def test_closed(self):
        file = self._filled()
        self.round.action_close()
        record, answers = self._receive(file)
        self.assertEqual(record.result, "late")
        self.assertIn("is closed", answers.body_html)

    def test_letter(self):
        """Words without a form go to whoever keeps the round."""
        collection, _mails = self._open_round(
            user=self.coordinator,
            level="region",
            region_ids=[(6, 0, self.region_a.ids)],
            year=2025,
        )
        record, answers = self._receive(text="I need two more weeks.")
        self.assertEqual(record.result, "empty")
        self.assertEqual(record.sheet_id.collection_id, collection)
        self.assertIn(self.coordinator.email, answers.email_to)
        self.assertIn("two more weeks", answers.body_html)
        _record, answers = self._receive(sender="stranger@example.org")
        self.assertFalse(answers)

    def test_mail_is_answered_to_the_gateway(self):
        domain = self.env["mail.alias.domain"].create({"name": "seutu.example.org"})
        self.env.company.alias_domain_id = domain
        alias = self.env.ref("seutuyp_reporting.mail_alias_collection")
        alias.alias_domain_id = domain
        _result, mails = self._new_mails(self.sheet._send)
        self.assertEqual(mails.reply_to, "tiedonkeruu@seutu.example.org")
