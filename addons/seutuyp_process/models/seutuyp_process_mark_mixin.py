# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypProcessMarkMixin(models.AbstractModel):
    """What needs attention in a list, said by shape and word as lists of actions do."""

    _name = "seutuyp.process.mark.mixin"
    _description = "Mark of what is late"

    mark = fields.Selection(
        [("late", "▲ Late"), ("silent", "◌ Silent")], compute="_compute_mark"
    )

    def _compute_mark(self):
        """Mark each row; a model says by its own fields what is late.

        It extends this with what the mark depends on, and writes :meth:`_mark`.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        for row in self:
            row.mark = row._mark(today)

    def _mark(self, today):
        """Return ``late``, ``silent`` (was asked, has not answered) or False."""
        raise NotImplementedError
