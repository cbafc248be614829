# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import file_path, get_lang

from ..tools import tagged_pdf


class IrActionsReport(models.Model):
    """Reports that come out as accessible PDF, behind the ordinary report action."""

    _inherit = "ir.actions.report"

    tagged_pdf = fields.Boolean(
        string="Accessible PDF",
        help="Drawn as tagged PDF (PDF/UA-1) in the reader's language. The template "
        "must use the layout seutuyp_network.print_layout.",
    )

    @api.model
    def get_wkhtmltopdf_state(self):
        # The web client asks this before it downloads any PDF, and shows HTML unless
        # the answer is "ok". Ours needs no wkhtmltopdf; a report that does is refused
        # by core with core's message.
        if self.env.context.get("seutuyp_core_engine"):
            return super().get_wkhtmltopdf_state()
        return "ok"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if not report.tagged_pdf:
            core = self.with_context(seutuyp_core_engine=True)
            return super(IrActionsReport, core)._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=res_ids
            )
        records = self.env[report.model].browse(dict.fromkeys(res_ids or ()))
        if not records:
            raise UserError(self.env._("Choose what to print first."))
        stored = self._get_stored_pdf(report, records)
        if stored:
            return {records.id: stored}
        content = self._render_tagged_pdf(report, records, data)
        # One record: its own stream, so that core can attach it. Several: one stream
        # of no record, because core would otherwise merge the files and lose the tags.
        key = records.id if len(records) == 1 else False
        return {key: {"stream": io.BytesIO(content), "attachment": None}}

    def _get_stored_pdf(self, report, records):
        """Return the stream of the stored file, if the report reuses files."""
        if not report.attachment_use or len(records) != 1:
            return None
        attachment = report.retrieve_attachment(records)
        if not attachment:
            return None
        return {"stream": io.BytesIO(attachment.raw), "attachment": attachment}

    def _prepare_pdf_report_attachment_vals_list(self, report, streams):
        if report.tagged_pdf and False in streams:
            return []
        return super()._prepare_pdf_report_attachment_vals_list(report, streams)

    def _render_tagged_pdf(self, report, records, data=None):
        """Return one tagged PDF of ``records``, each in its own language.

        :param report: ``ir.actions.report`` record with ``tagged_pdf``
        :param records: what to print, in this order, with the reader's rights
        :param dict data: as for every report
        :return: bytes
        """
        # Each is rendered by itself; told of the others, what is read of one record is
        # read of all at once. See seutuyp.report.mixin.
        together = self.with_context(seutuyp_printed_ids=records.ids)
        documents = [
            together._render_tagged_html(report, record, data) for record in records
        ]
        html = tagged_pdf.join_documents(
            documents,
            lang=self.env["res.lang"]._html_code(self._get_reader_lang()),
            title=report.with_context(lang=self._get_reader_lang()).name,
        )
        return tagged_pdf.render(html, file_path)

    def _render_tagged_html(self, report, record, data=None):
        lang = self._get_record_lang(record)
        # A copy: rendering adds to the data, and "context" in it would win.
        html, _type = self.with_context(lang=lang, debug=False)._render_qweb_html(
            report, record.ids, data=dict(data or {}, debug=False)
        )
        return html.decode()

    def _get_record_lang(self, record):
        """Return the language code to print ``record`` in.

        A model whose documents are bound to one language says so with
        ``_get_report_lang()``; otherwise it is the reader's.
        """
        hook = getattr(record, "_get_report_lang", None)
        return get_lang(self.env, (hook and hook()) or self._get_reader_lang()).code

    @api.model
    def _get_reader_lang(self):
        wanted = self.env.context.get("lang") or self.env.user.lang
        return get_lang(self.env, wanted).code

    def _only_reads(self):
        """Whether printing leaves the database as it is: a replica may do it then."""
        self.ensure_one()
        ours = self.tagged_pdf or self.report_name.startswith("seutuyp_")
        return ours and not self.attachment

    def report_action(self, docids, data=None, config=True):
        # Core makes an administrator choose a letterhead first; ours has none.
        return super().report_action(
            docids, data=data, config=config and not self[:1].sudo().tagged_pdf
        )
