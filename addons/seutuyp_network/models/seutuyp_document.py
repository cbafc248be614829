# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, fields, models

from ..tools import canonical


class SeutuypDocument(models.Model):
    """A file that the system issued, kept with its own SHA-256."""

    _name = "seutuyp.document"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Issued document"
    _order = "id desc"
    _guard_all = True

    name = fields.Char(required=True, readonly=True)
    kind = fields.Selection(
        [
            ("signed", "Signed agreement"),
            ("copy", "Copy for a signatory"),
            ("certificate", "Licence certificate"),
            ("scan", "Scan of a paper agreement"),
            ("amendment", "Signed amendment"),
        ],
        required=True,
        readonly=True,
    )
    agreement_id = fields.Many2one(
        "seutuyp.agreement", ondelete="restrict", index=True, readonly=True
    )
    party_id = fields.Many2one("seutuyp.agreement.party", readonly=True)
    amendment_id = fields.Many2one(
        "seutuyp.agreement.amendment", ondelete="restrict", index=True, readonly=True
    )
    licence_id = fields.Many2one("seutuyp.licence", readonly=True, index=True)
    content_hash = fields.Char(string="Content SHA-256", readonly=True)
    lang = fields.Char(readonly=True)
    file = fields.Binary(attachment=True, required=True, readonly=True)
    filename = fields.Char(required=True, readonly=True)
    sha256 = fields.Char(string="SHA-256", required=True, readonly=True, index=True)
    issued_on = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )

    @api.model
    def _issue(self, kind, data, filename, **values):
        """Keep a file as issued.

        :param str kind: see the field
        :param bytes data: the file
        :param str filename: what the receiver sees
        :param values: agreement_id, party_id, licence_id, content_hash, lang
        :return: the new record
        """
        return self.sudo()._create_guarded(
            {
                "name": filename,
                "kind": kind,
                "file": base64.b64encode(data),
                "filename": filename,
                "sha256": canonical.digest(data),
                **values,
            }
        )

    def _bytes(self):
        """Return the file as it was issued."""
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).file)
