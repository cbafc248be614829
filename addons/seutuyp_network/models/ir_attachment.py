# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError

from .seutuyp_guard_mixin import GUARD

EVIDENCE = ("seutuyp.signature", "seutuyp.document")
ANNEX = "seutuyp.agreement.annex"


class IrAttachment(models.Model):
    """Files behind evidence and frozen annexes are not reached by the side door."""

    _inherit = "ir.attachment"

    def _seutuyp_check_evidence(self):
        """Raise if one of the files is evidence or belongs to a frozen text.

        :raise AccessError: evidence is never changed by hand
        """
        if self.env.context.get("seutuyp_guard") is GUARD:
            return
        stored = self.sudo().filtered("res_field")
        if stored.filtered(lambda item: item.res_model in EVIDENCE):
            raise AccessError(self.env._("Files kept as evidence cannot be changed."))
        self._seutuyp_annexes().agreement_id._raise_if_locked()

    def _seutuyp_annexes(self):
        """Return the annexes whose file these attachments are."""
        stored = self.sudo().filtered("res_field")
        annex_ids = stored.filtered(lambda item: item.res_model == ANNEX).mapped(
            "res_id"
        )
        return self.env[ANNEX].sudo().browse(annex_ids).exists()

    def _seutuyp_rehash(self, annexes):
        """Let the SHA-256 of these annexes follow a file changed from here."""
        for name in ("sha256", "size"):
            self.env.add_to_compute(annexes._fields[name], annexes)
        annexes.invalidate_recordset(["file"])

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._seutuyp_check_evidence()
        return attachments

    def write(self, vals):
        self._seutuyp_check_evidence()
        annexes = self._seutuyp_annexes()
        result = super().write(vals)
        # It may have become the file of another record only now.
        self._seutuyp_check_evidence()
        self._seutuyp_rehash(annexes | self._seutuyp_annexes())
        return result

    def unlink(self):
        self._seutuyp_check_evidence()
        return super().unlink()
