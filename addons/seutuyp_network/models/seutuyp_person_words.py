# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime, html2plaintext

from .seutuyp_dated_mixin import TIMEZONE
from .seutuyp_person_data import TECHNICAL

# Core's bookkeeping of a row: in the file for programs, of no use to the person.
UNTOLD = {
    *("id", "record", "active", "color", "complete_name", "email_normalized"),
    *("partner_share", "is_company", "message_bounce", "res_id", "res_model"),
    *("calendar_last_notif_ack", "sequence", "write_date", *TECHNICAL),
    *("transition", "field_name"),
}


class SeutuypPersonData(models.AbstractModel):
    """What an export says, in words: labels and values as a screen shows them."""

    _inherit = "seutuyp.person.data"

    @api.model
    def _row_name(self, record):
        """Return what a row is called; core names some after their model only."""
        name = record.display_name
        if name in (False, "", f"{record._name},{record.id}"):
            name = self._telling_name(record) or f"#{record.id}"
        return name

    @api.model
    def _telling_name(self, record):
        """Return what tells a row without a name from its like, or ""."""
        if record._name == "seutuyp.workflow.log":
            return record.words or record.label or ""
        if record._name == "seutuyp.token":
            day = format_date(self.env, record.create_date)
            return f"{self._value_words(record, 'purpose')} {day}"
        return ""

    @api.model
    def _row_words(self, record, row):
        """Return [(label, value)] of a row that ``_export_row`` has made.

        :param record: the row's record; its context holds the language
        :param dict row: names of fields → plain values
        """
        return [
            (record._fields[name]._description_string(record.env), words)
            for name in row
            if name not in UNTOLD and (words := self._value_words(record, name, row))
        ]

    @api.model
    def _value_words(self, record, name, row=None):
        """Return a field's value as people read it; "" where there is nothing."""
        field, value = record._fields[name], record[name]
        if not value:
            return ""
        if field.type == "boolean":
            return self.env._("Yes")
        if field.type == "selection":
            return dict(field._description_selection(record.env)).get(value, value)
        if field.type == "date":
            return format_date(record.env, value)
        if field.type == "datetime":
            return self.with_env(record.env)._moment_words(value)
        if field.type == "html":
            return html2plaintext(value)
        if field.type == "many2one":
            return value.display_name or ""
        if field.type == "many2many":
            # of several people only who was asked about, as the row says
            return row[name]
        return str(value)

    # -------------------------------------------------------------------- exporting
    @api.model
    def _export_pages(self, tables, records, who):
        """Return {name of a file: all that is given out, as a page of HTML}.

        The person reads it, not who gives it out: it is in the person's language and
        time zone; without one in the company's, and then in Finland's.

        :param dict tables: name of a model → rows as ``_export_row`` makes them
        :param dict records: name of a model → the rows' records
        :param who: with ``people``, ``address`` and ``name``
        """
        person, company = who.people[:1], self.env.company.sudo().partner_id
        context = {
            "lang": person.lang or self.env.lang,
            "tz": person.tz or company.tz or TIMEZONE,
        }
        data = self.with_context(**context)
        sections = [
            (
                data.env["ir.model"]._get(model).name,
                [
                    (data._row_name(record), data._row_words(record, row))
                    for record, row in zip(
                        [record.with_context(**context) for record in records[model]],
                        rows,
                        strict=True,
                    )
                ],
            )
            for model, rows in tables.items()
        ]
        service = self.env["seutuyp.public.text"]._provider()["name"]
        page = data.env["ir.qweb"]._render(
            "seutuyp_network.person_export",
            {
                "html_lang": data.env["res.lang"]._html_code(data.env.lang),
                "title": data.env._("Personal data in %s", service),
                "name": who.name,
                "email": who.address,
                "moment": data._moment_words(fields.Datetime.now()),
                "sections": sections,
            },
        )
        return {data.env._("read-me-first.html"): page}

    @api.model
    def _moment_words(self, moment):
        """Return a moment in the zone of the context; core's default is the user's."""
        return format_datetime(self.env, moment, tz=self.env.context.get("tz"))
