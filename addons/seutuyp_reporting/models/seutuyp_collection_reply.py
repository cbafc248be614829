# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, html2plaintext

from odoo.addons.seutuyp_network.models.seutuyp_import import Refused
from odoo.addons.seutuyp_network.tools import sheet as sheets

FILES_MAX = 3


class SeutuypCollectionFile(models.Model):
    """Forms that come back by mail, as an answer to the mail they went out with.

    A file counts only from its collector's own address. Without errors its figures are
    saved as preliminary, for the collector or the coordinator to confirm; otherwise
    nothing is, and the answer names every cell. Strangers get no answer.
    """

    _inherit = "seutuyp.collection.file"

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Take a form in; called by the mail gateway.

        :param dict msg_dict: the mail, see ``mail.thread``
        :return: the record that says what became of it
        """
        sender = email_normalize(msg_dict.get("email_from") or "") or ""
        files = self._workbooks(msg_dict)
        record = self.browse()
        for name, data in files:
            record = self._take_in(sender, name, data)
        return record or self._take_letter(sender, msg_dict)

    def message_update(self, msg_dict, update_vals=None):
        """Take in a form that came as a reply to another mail."""
        self.message_new(msg_dict)
        return True

    def message_post(self, **kwargs):
        """Keep nothing of a mail beside what has been noted of it.

        Core would store its text and files again, whoever they are from.
        """
        kwargs.pop("attachments", None)
        kwargs.pop("attachment_ids", None)
        return super().message_post(**{**kwargs, "body": ""})

    @api.model
    def _workbooks(self, msg_dict):
        """Return (name, bytes) of the files that look like Excel."""
        found = []
        for attachment in msg_dict.get("attachments") or []:
            name, data = attachment[0] or "", attachment[1]
            if isinstance(data, bytes) and name.lower().endswith(
                (".xlsx", ".xlsm", ".xls", ".ods")
            ):
                found.append((name, data))
        return found[:FILES_MAX]

    @api.model
    def _asked_of(self, sender):
        """Return the forms for which an address may answer."""
        if not sender:
            return self.env["seutuyp.collection.sheet"].sudo()
        return (
            self.env["seutuyp.collection.sheet"]
            .sudo()
            .search([("collector_id.email_normalized", "=", sender)], order="id desc")
        )

    @api.model
    def _take_in(self, sender, name, data):
        """Take in one file of a mail, and answer whoever is asked."""
        own = self._asked_of(sender)
        sheet, reason = self._sheet_of(own, data)
        if not sheet:
            result = "foreign" if reason is None and not own else "unknown"
            running = own.filtered(lambda item: item.round_state == "open")
            if len(running) == 1 and reason:
                running._mail_result([], 0, reason)
            return self._note(sender, result, name, running if reason else None)
        if ended := self._in_language(sheet)._ended():
            sheet._mail_result([], 0, ended)
            return self._note(sender, "late", name, sheet)
        return self._apply_file(sheet, sender, name, data)

    @api.model
    def _in_language(self, sheet):
        return sheet.with_context(lang=sheet.collector_id.lang)

    @api.model
    def _sheet_of(self, own, data):
        """Return (the sender's form that a file is, why it cannot be told)."""
        page = self.env["seutuyp.collection.page.file"]
        words = own[:1].with_context(lang=own[:1].collector_id.lang)
        try:
            tables = sheets.read_workbook(data, [page._sheet()])
        except sheets.Unreadable as error:
            known = words.env["seutuyp.collection.import"]._file_words()
            return own.browse(), known[error.code] % error.values
        rows = tables[page._import_key].rows
        mark = rows[0].values.get("sheet") if rows else None
        return self.env["seutuyp.collection.sheet"]._find_by_mark(mark) & own, None

    @api.model
    def _apply_file(self, sheet, sender, name, data):
        """Save the figures of a file, all or none, and tell the collector."""
        importer = self._in_language(sheet)._importer()
        importer._lock()
        vals = {
            "name": name,
            "channel": "mail",
            "partner_id": sheet.collector_id.id,
            "sender": sender,
        }
        try:
            run = importer._plan(data)
        except UserError as error:
            sheet._mail_result([], 0, str(error))
            return self._note(sender, "wrong", name, sheet)
        changes = len(run.acting())
        if not run.problems:
            try:
                importer._apply(run)
            except Refused:
                changes = 0
        problems = importer._in_words(run)
        if problems:
            result = "wrong"
        else:
            result = "saved" if changes else "same"
        findings = "\n".join(f"{where}: {text}" for where, text in problems)
        sheet._keep_file(data, result, **vals, findings=findings)
        if result == "saved":
            sheet._note_saved(vals)
        sheet._mail_result(problems, 0 if problems else changes)
        return sheet.file_ids[:1]

    @api.model
    def _take_letter(self, sender, msg_dict):
        """Pass on what a collector wrote without a form to whoever keeps the round."""
        own = self._asked_of(sender).filtered(lambda item: item.round_state == "open")
        text = html2plaintext(msg_dict.get("body") or "").strip()[:2000]
        sheet = own[:1]
        keeper = sheet._keeper() if sheet else sheet.collector_id
        if sheet and text and keeper.email_normalized and keeper != sheet.collector_id:
            self.env["seutuyp.mailer"]._mail(
                "seutuyp_reporting.mail_template_collection_letter",
                keeper,
                sheet.with_context(lang=keeper.lang),
                sender=sheet.collector_id,
                seutuyp_text=text,
            )
        return self._note(sender, "empty" if own else "foreign", False, sheet)

    @api.model
    def _note(self, sender, result, name, sheet):
        """Note a mail of which no file is kept."""
        return self.sudo()._create_guarded(
            {
                "sheet_id": sheet.id if sheet and len(sheet) == 1 else False,
                "name": name,
                "channel": "mail",
                "sender": sender,
                "result": result,
            }
        )
