# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import canonical

MAX_BYTES = 25 * 1024 * 1024


class SeutuypAgreementAnnex(models.Model):
    """A file that belongs to the agreement; its SHA-256 is part of what is signed."""

    _name = "seutuyp.agreement.annex"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.agreement.content.mixin"]
    _description = "Annex of an agreement"
    _order = "agreement_id, sequence, id"

    # Computed from the file: what is signed names this file and no other.
    _guarded_fields = frozenset({"sha256", "size"})

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    kind = fields.Selection(
        [
            ("plan", "Action plan"),
            ("matrix", "Service matrix"),
            ("plan_matrix", "Plan matrix"),
            ("brochure", "Brochure"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    file = fields.Binary(required=True, attachment=True)
    filename = fields.Char()
    sha256 = fields.Char(compute="_compute_sha256", store=True, string="SHA-256")
    size = fields.Integer(compute="_compute_sha256", store=True, string="Size (bytes)")

    @api.depends("file")
    def _compute_sha256(self):
        for annex in self.with_context(bin_size=False):
            data = base64.b64decode(annex.file or b"")
            annex.sha256 = canonical.digest(data) if data else False
            annex.size = len(data)

    @api.constrains("file")
    def _check_file(self):
        for annex in self:
            if not annex.size:
                raise ValidationError(
                    self.env._("The annex “%(name)s” has no content.", name=annex.name)
                )
            if annex.size > MAX_BYTES:
                raise ValidationError(
                    self.env._(
                        "The annex “%(name)s” is larger than 25 MB. Make it "
                        "smaller, or "
                        "split it.",
                        name=annex.name,
                    )
                )

    def _content(self):
        """Return the file's bytes, checked against the stored SHA-256.

        :raise ValidationError: the stored file no longer matches
        """
        self.ensure_one()
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        if canonical.digest(data) != self.sha256:
            raise ValidationError(
                self.env._(
                    "The stored file of “%(name)s” has changed since it was agreed on. "
                    "Tell the administrator.",
                    name=self.name,
                )
            )
        return data
