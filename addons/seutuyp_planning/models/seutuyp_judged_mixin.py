# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class SeutuypJudgedMixin(models.AbstractModel):
    """Records whose changes are judged one by one, beside access lists and rules.

    The rules say who reads; a model says in :meth:`_may_change` who writes. All of
    core's checks ask here, so what a person may do is the same for every entrance.
    """

    _name = "seutuyp.judged.mixin"
    _description = "Changes judged record by record"

    def _may_change(self, operation):
        """Return whether the user may do it to this one record.

        :param str operation: ``write``, ``create`` or ``unlink``
        """
        self.ensure_one()
        return True

    @api.model
    def _may_begin(self):
        """Return whether the user may make any such record at all.

        Who may not is not offered "New" on any screen.
        """
        return True

    @api.model
    def _may_not_change(self):
        """Return the error that says whose it is to change."""
        return AccessError(self.env._("This is not yours to change."))

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation == "read" or self.env.su:
            return result
        if not self.ids:
            refused = not result and operation == "create" and not self._may_begin()
            return (self, self._may_not_change) if refused else result
        forbidden, error = result or (self.browse(), self._may_not_change)
        forbidden |= (self - forbidden).filtered(
            lambda record: not record._may_change(operation)
        )
        return (forbidden, error) if forbidden else None
