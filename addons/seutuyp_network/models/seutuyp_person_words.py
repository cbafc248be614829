# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime, html2plaintext

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
            return format_datetime(record.env, value, tz="Europe/Helsinki")
        if field.type == "html":
            return html2plaintext(value)
        if field.type == "many2one":
            return value.display_name or ""
        if field.type == "many2many":
            # of several people only who was asked about, as the row says
            return row[name]
        return str(value)

    @api.model
    def _export_title(self):
        return self.env._("Personal data in %s", self._export_service())

    @api.model
    def _export_service(self):
        return self.env["seutuyp.public.text"]._provider()["name"]

    @api.model
    def _export_facts(self, name, address):
        """Return [(label, value)] of whom and when the file is about."""
        moment = format_datetime(self.env, fields.Datetime.now(), tz="Europe/Helsinki")
        return [
            (self.env._("Name"), name),
            (self.env._("Email"), address),
            (self.env._("Looked up"), moment),
        ]

    @api.model
    def _export_intro(self):
        """Return the sentences that stand before the rows."""
        return [
            self.env._(
                "This is what the service keeps of you. Where something is somebody "
                "else’s matter too, only what names you is told."
            ),
            self.env._(
                "What the data are for, how long they are kept and what you may ask: "
                "see the privacy notice of the service."
            ),
        ]
