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
        annex_ids = stored.filtered(lambda item: item.res_model == ANNEX).mapped("res_id")
        annexes = self.env[ANNEX].sudo().browse(annex_ids).exists()
        annexes.agreement_id._raise_if_locked()

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._seutuyp_check_evidence()
        return attachments

    def write(self, vals):
        self._seutuyp_check_evidence()
        return super().write(vals)

    def unlink(self):
        self._seutuyp_check_evidence()
        return super().unlink()
