# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

from odoo import models


class IrActionsActWindow(models.Model):
    """Lists that begin with the reader's own regions, by menu or bookmark alike."""

    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        """Return the action as the client opens it, for its reader.

        Who has no region, such as the ministry, begins with what all share. A context
        with expressions, which only the client can work out, stays as it was written.
        """
        result = super()._get_action_dict()
        if "seutuyp_own_first" not in (result["context"] or ""):
            return result
        try:
            context = literal_eval(result["context"])
        except (SyntaxError, TypeError, ValueError):
            return result
        if context.pop("seutuyp_own_first", False) and self._reader_has_region():
            context["search_default_mine"] = 1
        return {**result, "context": str(context)}

    def _reader_has_region(self):
        mine = [("user_ids", "in", self.env.uid)]
        return bool(self.env["seutuyp.region"].sudo().search_count(mine, limit=1))
