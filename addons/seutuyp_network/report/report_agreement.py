# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportAgreement(models.AbstractModel):
    """The agreement to read: labels in the reader's language, text in its own."""

    _name = "report.seutuyp_network.report_agreement"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Agreement as a document"
    _document_model = "seutuyp.agreement"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        agreements = values["docs"]
        values.update(
            text={agreement.id: self._text(agreement) for agreement in agreements},
            labels=self.env["seutuyp.agreement"]._content_labels(),
            mark={agreement.id: self._mark(agreement) for agreement in agreements},
            parties={
                agreement.id: agreement.sudo()._text_parties()
                for agreement in agreements
            },
        )
        values["source"] = {
            key: self._source(text) for key, text in values["text"].items()
        }
        values.update(number=self._number, file_and_size=self._file_and_size)
        return values

    @api.model
    def _number(self, text):
        return self.env._(
            "%(number)s, version %(version)s",
            number=text["number"],
            version=text["version"],
        )

    @api.model
    def _file_and_size(self, annex):
        return self.env._(
            "%(file)s, %(size)s bytes",
            file=annex["filename"] or "–",
            size=f"{annex['size']:,}".replace(",", "\N{NO-BREAK SPACE}"),
        )

    @api.model
    def _source(self, text):
        """Return what stands at the foot of each page: which text this is."""
        source = f"{text['number']}/{text['version']}"
        return f"{source} · SHA-256 {text['hash'][:16]}…" if text["hash"] else source

    @api.model
    def _text(self, agreement):
        """Return the text to print, its headings fitted into the document.

        ``translation`` lists the sections of the unofficial translation, in order;
        it is empty when the reader's language is the agreement's own.
        """
        text = agreement._text_to_read()
        translations = text["translations"]
        text["translation"] = [
            {
                **section,
                **translations[section["id"]],
                "body": self._fitted(translations[section["id"]]["body"], 3),
            }
            for section in text["sections"]
            if section["id"] in translations
        ]
        for section in text["sections"]:
            section["body"] = self._fitted(section["body"], 2)
        return text

    @api.model
    def _mark(self, agreement):
        """Return the word at the head of each page while the text is not signed."""
        if agreement.on_paper:
            return self.env._("Signed on paper")
        if agreement.signing_state == "complete":
            return ""
        if agreement.signing_state == "collecting":
            return self.env._("Being signed")
        return self.env._("Draft")
