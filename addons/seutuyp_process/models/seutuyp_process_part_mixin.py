# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class SeutuypProcessPartMixin(models.AbstractModel):
    """What belongs to a process: read with it, written while it is described."""

    _name = "seutuyp.process.part.mixin"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Part of a process"

    def _may_change(self, operation):
        self.ensure_one()
        return self.process_id._has_role("editor")

    @api.model
    def _may_not_change(self):
        return self.env["seutuyp.process"]._may_not_change()

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_process_open()
        return parts

    def write(self, vals):
        if set(vals) - self._free_fields():
            self._check_process_open()
        result = super().write(vals)
        if "process_id" in vals:
            self._check_process_open()
            self.check_access("write")
        return result

    @api.model
    def _free_fields(self):
        """Return what is written also when the description has been approved."""
        return frozenset()

    def _check_process_open(self):
        """Refuse to change what has been approved.

        The process is locked: an approval at the same moment either freezes this
        change too, or comes first and refuses it.
        """
        self.process_id.sudo()._lock()
        self.process_id._check_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_process_open()

    def _check_same_process(self, others):
        """Refuse links to parts of another process.

        :raise AccessError: one of them is another's
        """
        for part in self:
            if others and others.process_id - part.process_id:
                raise AccessError(
                    self.env._(
                        "%(part)s belongs to another process.",
                        part=others[:1].display_name,
                    )
                )
