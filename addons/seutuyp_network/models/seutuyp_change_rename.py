# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypChange(models.Model):
    """A new name; the old one stays in the history and in all that was signed."""

    _inherit = "seutuyp.change"

    def _obstacles(self):
        problems = super()._obstacles()
        if self.kind == "rename":
            if len(self._sources()) != 1:
                problems.append(self.env._("Choose the one that gets a new name."))
            if not any((name or "").strip() for name in (self.names or {}).values()):
                problems.append(self.env._("Write the new name."))
        return problems

    def _moves(self):
        moves = super()._moves()
        if self.kind == "rename":
            source = self._sources()
            moves.append((self.env._("Name"), source, "moves", self._rename))
        return moves

    def _rename(self):
        source = self._sources()
        names = {
            lang: name for lang, name in self.names.items() if (name or "").strip()
        }
        if not source._fields["name"].translate:
            source.name = next(iter(names.values()))
            return
        for lang, name in names.items():
            source.with_context(lang=lang).name = name
