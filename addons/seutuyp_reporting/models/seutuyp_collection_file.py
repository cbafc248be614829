# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import hashlib

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

KEPT_MONTHS = 24
RESULTS = [
    ("seen", "Looked at, not saved"),
    ("wrong", "Has errors, nothing saved"),
    ("saved", "Figures saved"),
    ("same", "Nothing new in it"),
    ("late", "Came after the round was closed"),
    ("empty", "A mail without a form"),
    ("foreign", "From somebody who is not asked"),
    ("unknown", "No such form"),
]


class SeutuypCollectionFile(models.Model):
    """A file that came back, from whom and by which way, and what became of it.

    It holds raw figures: it is read by those who tell them, and by nobody else.
    """

    _name = "seutuyp.collection.file"
    _inherit = ["seutuyp.guard.mixin", "mail.thread"]
    _description = "File received in a round"
    _order = "id desc"
    _guard_all = True
    _mail_post_access = "read"

    sheet_id = fields.Many2one(
        "seutuyp.collection.sheet", string="Form", ondelete="cascade", index=True
    )
    name = fields.Char(string="File name", readonly=True)
    file = fields.Binary(readonly=True)
    file_hash = fields.Char(readonly=True)
    channel = fields.Selection(
        [
            ("client", "In this system"),
            ("link", "By the link from the mail"),
            ("mail", "By mail"),
        ],
        string="Where",
        required=True,
        readonly=True,
        default="client",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Who", readonly=True, ondelete="set null"
    )
    sender = fields.Char(string="Address", readonly=True)
    received_on = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    result = fields.Selection(
        RESULTS, string="What became of it", required=True, readonly=True
    )
    findings = fields.Text(string="What was found", readonly=True)

    @api.depends("name", "sender")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.name or row.sender or ""

    @api.model
    def _domain_old(self):
        """Return the domain of files that have been kept long enough."""
        limit = fields.Datetime.now() - relativedelta(months=KEPT_MONTHS)
        return Domain("received_on", "<", limit)

    @api.autovacuum
    def _gc_old(self):
        """Forget the files after their time: their figures are kept as such."""
        self.search(self._domain_old(), limit=1000)._guarded().unlink()


class SeutuypCollectionSheet(models.Model):
    """A file comes back: it is kept, and the form is received or answered."""

    _inherit = "seutuyp.collection.sheet"

    def _keep_file(self, data, result, **vals):
        """Keep a file that came back; the same one again only says what it became.

        :param bytes data: what could be read as a workbook
        :param str result: a key of ``RESULTS``
        :param vals: ``name``, ``channel``, ``partner_id``, ``sender``, ``findings``
        """
        self.ensure_one()
        sheet = self.sudo()
        digest = hashlib.sha256(data).hexdigest()
        known = sheet.file_ids.filtered(lambda row: row.file_hash == digest)[:1]
        values = {"result": result, "findings": vals.get("findings")}
        if known:
            known._guarded().write(values)
        else:
            sheet.file_ids._create_guarded(
                {
                    "sheet_id": sheet.id,
                    "file": base64.b64encode(data),
                    "file_hash": digest,
                    **vals,
                    **values,
                }
            )
        if sheet.state == "waiting" and result in ("seen", "wrong"):
            sheet._transition(
                "receive",
                values={"received_on": fields.Datetime.now()},
                partner=self._person_of(vals),
            )

    def _note_saved(self, vals):
        """Note that the figures of a file are in the system."""
        self.ensure_one()
        now = fields.Datetime.now()
        sheet = self.sudo()
        sheet._transition(
            "apply",
            values={
                "applied_on": now,
                "received_on": sheet.received_on or now,
                "confirmed_on": False,
            },
            partner=self._person_of(vals),
        )
        sheet.invalidate_recordset(["answer_count", "draft_count"])

    def _person_of(self, vals):
        return self.env["res.partner"].sudo().browse(vals.get("partner_id") or [])
