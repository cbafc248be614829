# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

FROM, TO = "from", "to"


class SeutuypChainMixin(models.AbstractModel):
    """Where a record comes from and what it leads to.

    Decision → action or plan → goal with its readings → the next agenda, and back. A
    model says in :meth:`_chain_parts` what its neighbours are; addons to the right add
    theirs there.
    """

    _name = "seutuyp.chain.mixin"
    _description = "Chain of decisions"

    chain = fields.Json(compute="_compute_chain")

    @api.depends_context("uid", "lang")
    def _compute_chain(self):
        chains = self._chain()
        for record in self:
            record.chain = chains.get(record._origin.id, [])

    def _chain(self):
        """Return what each record comes from and leads to, as far as the user reads it.

        The number of queries does not grow with the records or their links.

        :return: {record id: ordered list of dict(relation, model, id, name,
            direction)}, ``direction`` being ``from`` or ``to``
        """
        parts = {record.id: record.sudo()._chain_parts() for record in self._origin}
        names = self._chain_names(parts)
        return {id_: self._chain_links(rows, names) for id_, rows in parts.items()}

    @api.model
    def _chain_links(self, rows, names):
        """Return the links of one record; what is named twice stands where it is first.

        :param rows: see :meth:`_chain_parts`
        :param dict names: see :meth:`_chain_names`
        """
        links = {}
        for direction, relation, records in rows:
            for record in records:
                key = (record._name, record.id)
                if key in names:
                    link = {
                        "relation": relation,
                        "model": record._name,
                        "id": record.id,
                        "name": names[key],
                        "direction": direction,
                    }
                    links.setdefault((direction, *key), link)
        return list(links.values())

    def _chain_names(self, parts):
        """Return {(model, id): name} of the neighbours that the user may read."""
        found = {}
        for rows in parts.values():
            for _direction, _relation, links in rows:
                if links:
                    known = found.setdefault(links._name, links)
                    found[links._name] = known | links
        return {
            (model, record.id): record._chain_name()
            for model, records in found.items()
            for record in records.with_env(self.env)._filtered_access("read")
        }

    def _chain_parts(self):
        """Return the neighbours of this one record, as superuser.

        :return: ordered list of (``from`` or ``to``, label in the user's language,
            records of a model with this mixin)
        """
        self.ensure_one()
        return []

    def _chain_name(self):
        """Return what a link to this record is called."""
        self.ensure_one()
        return self.display_name

    def action_open_chain(self):
        """Open the record from a link of the chain."""
        self.ensure_one()
        return self.env["seutuyp.region"]._open_form(self)
