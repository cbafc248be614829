# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple

from odoo import api, models


class Found(NamedTuple):
    """A row that is the person's: how it names them, and what becomes of it."""

    record: models.BaseModel
    how: str
    handling: tuple
    kind: str
    reason: str


class Who(NamedTuple):
    """The person: chosen contacts, their users, address and name.

    ``posts`` says of each contact found why it cannot be erased yet, or "".
    """

    people: models.BaseModel
    users: models.BaseModel
    address: str
    name: str
    posts: dict


class SeutuypPersonData(models.AbstractModel):
    """Finding a person's rows: core's lookup widely, then each row closely."""

    _inherit = "seutuyp.person.data"

    @api.model
    def _found(self, name, address, chosen=None):
        """Return the rows that are the person's, a list of :class:`Found`.

        :param str name: without wildcards
        :param str address: normalised
        :param chosen: ids of the contacts that are the person; those with the
            person's address if None
        """
        records = self._raw(name, address)
        contacts = records.pop("res.partner", self.env["res.partner"].sudo())
        people = contacts.filtered(
            lambda person: (
                person.email_normalized == address
                if chosen is None
                else person.id in chosen
            )
        )
        who = Who(
            people,
            people.with_context(active_test=False).user_ids,
            address,
            name,
            {person.id: person._seutuyp_post() for person in contacts},
        )
        found = []
        for group in (contacts, *records.values()):
            found += [self._judge(record, who) for record in group]
        found = [row for row in found if row]
        return found + self._found_children(found)

    @api.model
    def _found_children(self, found):
        """Return the rows that belong to those found and name nobody themselves."""
        children = self._children()
        return [
            Found(
                child,
                "link",
                self._handling(child._name, "link"),
                "follow" if row.kind == "delete" else row.kind,
                row.reason,
            )
            for row in found
            if row.record._name in children
            for child in row.record[children[row.record._name]]
        ]

    @api.model
    def _raw(self, name, address):
        """Return {model: superuser records} that core's lookup finds, ours included."""
        lookup = (
            self.env["privacy.lookup.wizard"]
            .sudo()
            .new({"name": name, "email": address})
        )
        self.env.flush_all()
        self.env.cr.execute(lookup._get_query())
        names = {}
        for model_id, res_id, _active in self.env.cr.fetchall():
            names.setdefault(model_id, set()).add(res_id)
        models_ = self.env["ir.model"].sudo().browse(names)
        return {
            model.model: self.env[model.model]
            .sudo()
            .with_context(active_test=False)
            .browse(sorted(names[model.id]))
            .exists()
            for model in models_
            if model.model in self.env and model.model != "privacy.log"
        }

    @api.model
    def _judge(self, record, who):
        """Return what becomes of a row, or None if it is not the person's."""
        names = self._named_in(record, who)
        how = self._how(record, who, names)
        if not how:
            return None
        handling = self._handling(record._name, "text" if how == "name" else how, names)
        kind, reason = self._what_becomes(record, how, handling, who)
        return Found(record, how, handling, kind, reason)

    @api.model
    def _what_becomes(self, record, how, handling, who):
        """Return (kind, reason) of a row: what stays as long as the contact stays."""
        if handling.kind == "keep":
            return "keep", handling.reason
        if record._name == "res.partner":
            post = who.posts.get(record.id)
            return ("keep", post) if post else ("erase", "")
        stays = [who.posts[person.id] for person in who.people]
        if how == "link" or record._name == "res.users":
            if stays and all(stays):
                return "keep", self.env._("Stays as long as the contact does")
        if handling.kind == "follow":
            named = self.env._("Names the contact: the name goes with it")
            return "follow", handling.reason or named
        return handling.kind, handling.reason
