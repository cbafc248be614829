# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime
from urllib.parse import urlsplit

from babel.dates import format_date, format_datetime
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..tools import printable, qr

TIMEZONE = "Europe/Helsinki"
# As written in Finland, in Finnish and in Swedish alike; elsewhere in words.
_DAY = {"fi": "d.M.y", "sv": "d.M.y"}
LOOPBACK = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0"}  # noqa: S104


class SeutuypReportMixin(models.AbstractModel):
    """What the templates of our documents need: dates, sums, languages, QR codes."""

    _name = "seutuyp.report.mixin"
    _description = "Accessible document"

    _document_model = None

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees.

        :param list docids: records to print
        :param dict data: unused: it comes from the address and is not to be trusted
        :raise AccessError: the reader may not read one of the records
        """
        docs = self.env[self._document_model].browse(docids)
        together = self.env.context.get("seutuyp_printed_ids")
        if together and set(docids) <= set(together):
            docs = docs.with_prefetch(tuple(together))
        docs.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": self._document_model,
            "docs": docs,
            **self._helpers(),
        }

    @api.model
    def _helpers(self):
        return {
            "day": self._day,
            "moment": self._moment,
            "money": self._money,
            "percent": self._percent,
            "lang_name": self._lang_name,
            "html_code": self.env["res.lang"]._html_code,
            "qr": qr.data_uri,
            "label": self._label,
        }

    # ------------------------------------------------------------------- words
    @api.model
    def _day(self, value):
        """Return a day as people of the reader's language write it.

        :param value: date, text as the ORM writes dates, or a time, whose day is
            that of Finland; empty gives ""
        """
        if not value:
            return ""
        if isinstance(value, datetime):
            value = self._local(value)
        value = fields.Date.to_date(value)
        locale = self._locale()
        return format_date(value, _DAY.get(locale[:2], "d MMMM y"), locale=locale)

    @api.model
    def _moment(self, value):
        """Return a time to the second, in Finland's time zone."""
        if not value:
            return ""
        locale = self._locale()
        time = "H.mm.ss" if locale[:2] in _DAY else "HH:mm:ss"
        clock = format_datetime(self._local(value), time, locale=locale)
        return f"{self._day(value)} {clock}"

    def _local(self, value):
        return fields.Datetime.context_timestamp(
            self.with_context(tz=TIMEZONE), value
        ).replace(tzinfo=None)

    @api.model
    def _money(self, amount, currency):
        """Return a sum with its currency's code, or "" for none."""
        if not amount:
            return ""
        return f"{formatLang(self.env, amount, digits=2)} {currency}"

    @api.model
    def _percent(self, value):
        return f"{formatLang(self.env, value, digits=2)} %" if value else ""

    @api.model
    def _lang_name(self, code):
        """Return the language's own name, without the country in brackets."""
        name = self.env["res.lang"]._get_data(code=code).name or code or ""
        return name.split("/")[-1].split("(")[0].strip()

    @api.model
    def _label(self, record, name):
        """Return the word for a selection field's value, in the reader's language."""
        labels = dict(record._fields[name]._description_selection(self.env))
        return labels.get(record[name], record[name] or "")

    def _locale(self):
        return (self.env.lang or "en_US").replace("@latin", "_Latn")

    @api.model
    def _fitted(self, body, level):
        """Return a passage that people wrote, with its headings below ``level``.

        It was sanitised when it was saved.
        """
        return Markup(printable.fit(str(body), level, self.env._("Picture")))

    # -------------------------------------------------------------------- links
    @api.model
    def _public_url(self):
        """Return the address that links on paper begin with.

        :raise UserError: the address works on this machine only, and the database is
            no demonstration: paper with such an address would be worthless
        """
        url = self.env["ir.config_parameter"]._seutuyp_public_url()
        if (urlsplit(url).hostname or "") in LOOPBACK and not self._is_demo():
            raise UserError(
                self.env._(
                    "The document would carry an address that works on this machine "
                    "only (%(url)s). An administrator sets the public address first, "
                    "under Settings, Regional services, Public address.",
                    url=url or "–",
                )
            )
        return url

    def _is_demo(self):
        module = self.env["ir.module.module"].sudo()
        return module._get("seutuyp_network").demo
