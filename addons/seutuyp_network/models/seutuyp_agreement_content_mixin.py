# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypAgreementContentMixin(models.AbstractModel):
    """Records that are part of the signed text: locked together with it."""

    _name = "seutuyp.agreement.content.mixin"
    _description = "Part of an agreement's text"

    # Fields outside the signed text (notes, own decisions) stay writable.
    _free_fields = frozenset()

    def _locking_agreements(self):
        return self.agreement_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._locking_agreements()._raise_if_locked()
        return records

    def write(self, vals):
        locked = set(vals) - self._free_fields
        if locked:
            self._locking_agreements()._raise_if_locked()
        result = super().write(vals)
        if locked:  # it may have moved into another agreement
            self._locking_agreements()._raise_if_locked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._locking_agreements()._raise_if_locked()
