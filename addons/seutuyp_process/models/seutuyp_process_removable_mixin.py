# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class SeutuypProcessRemovableMixin(models.AbstractModel):
    """A part of a process that can be brought back for a day after it was removed.

    Until then it is kept with all that hangs on it, so that "Undo" gives back the same.
    """

    _name = "seutuyp.process.removable.mixin"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Part of a process that can be brought back"

    active = fields.Boolean(default=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        """What was removed before is no part of what has been approved."""
        return super(
            SeutuypProcessRemovableMixin, self.filtered("active")
        )._unlink_except_locked()

    @api.autovacuum
    def _gc_removed(self):
        if not self._abstract:
            removed = Domain("active", "=", False)
            self.search(removed & Domain("write_date", "<", "now -1d")).unlink()
