# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple

from odoo import api, models
from odoo.tools import email_normalize

LINKS = ("res.partner", "res.users")
EMAILS = ("email", "email_from", "email_normalized")
TECHNICAL = ("create_uid", "write_uid")
# Never part of an export: what opens a door, and what only the program reads.
SECRET = ("token", "password", "secret", "hash", "code", "ics_uid", "access_key")
SIMPLE = ("char", "text", "html", "date", "datetime", "selection", "integer", "boolean")


class Texts(NamedTuple):
    """Fields of a model in which a person's address or name is written."""

    emails: tuple = ()
    names: tuple = ()


class Handling(NamedTuple):
    """What a request for erasure does to the rows of a model that are the person's.

    :param kind: ``delete``; ``erase`` (a method of the model blanks them);
        ``follow`` (they only point at the contact, and lose the name with it);
        ``keep``
    :param reason: why, in the reader's language
    :param method: for ``erase``
    :param whole: the row is about the person: an export has all of it; otherwise only
        what names the person
    :param linked: it also holds where the row only points at the person, or does so by
        one of these fields; otherwise such a row follows the contact
    """

    kind: str
    reason: str = ""
    method: str = ""
    whole: bool = True
    linked: bool | tuple = True


class SeutuypPersonData(models.AbstractModel):
    """Where a person's data stand, and what becomes of them. Addons add their own."""

    _name = "seutuyp.person.data"
    _description = "Data about a person"

    @api.model
    def _texts(self):
        """Return {model: :class:`Texts`} of what is written, not linked."""
        return {
            "seutuyp.signature": Texts(("email",), ("signer_name",)),
            "seutuyp.agreement.party": Texts(("signatory_email",)),
            "seutuyp.agreement.amendment.signer": Texts(("signatory_email",)),
            "seutuyp.token": Texts(("email",)),
            "seutuyp.accessibility.feedback": Texts(("email",)),
        }

    @api.model
    def _handlings(self):
        """Return {model: :class:`Handling`}."""
        env = self.env
        signed = env._("Evidence of an agreement: who signed it, and for whom")
        decided = env._("A decision with its grounds, kept as the archive law says")
        log = env._("Evidence: who did what, and when")
        return {
            "res.partner": Handling("erase", method="_seutuyp_erase_person"),
            "res.users": Handling("erase", method="_seutuyp_erase_person"),
            "mail.message": Handling("erase", method="_seutuyp_erase_person"),
            "seutuyp.signature": Handling("keep", signed),
            "seutuyp.agreement.party": Handling("keep", signed, whole=False),
            "seutuyp.agreement.amendment": Handling("keep", signed, whole=False),
            "seutuyp.agreement.amendment.signer": Handling("keep", signed, whole=False),
            "seutuyp.agreement.assessment": Handling("keep", decided, whole=False),
            "seutuyp.review.round": Handling("keep", decided, whole=False),
            "seutuyp.licence.case": Handling("keep", decided, whole=False),
            "seutuyp.workflow.log": Handling("keep", log),
            "seutuyp.token": Handling("delete", env._("Personal link")),
            "seutuyp.group.member": Handling("follow"),
            "seutuyp.accessibility.feedback": Handling(
                "erase", method="_erase", linked=False
            ),
        }

    @api.model
    def _children(self):
        """Return {model: field} of rows that belong to another and name nobody."""
        return {}

    @api.model
    def _also_searched(self):
        """Return names of core's models whose links core's own lookup leaves out."""
        return []

    @api.model
    def _searched(self):
        """Return our models with tables, to be looked through."""
        names = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("seutuyp.")
            and model._auto
            and not model._abstract
            and not model._transient
        ]
        return [self.env[name] for name in (*names, *self._also_searched())]

    @api.model
    def _link_fields(self, model):
        """Return the stored fields of ``model`` that point at people or users."""
        return [
            name
            for name, field in model._fields.items()
            if field.store
            and field.comodel_name in LINKS
            and field.type in ("many2one", "many2many")
            and name not in TECHNICAL
            and (field.type == "many2one" or not field.compute)
        ]

    @api.model
    def _handling(self, model, how, names=()):
        """Return what becomes of a row.

        :param str model: name of the model
        :param str how: ``text`` or ``link``: how the row names the person
        :param names: fields that point at the person
        """
        found = self._handlings().get(model)
        follow = Handling("follow", whole=False)
        if found is None:
            if how == "link" and model.startswith(
                ("seutuyp.", "calendar.", "project.")
            ):
                return follow
            reason = self.env._(
                "Nothing erases it by itself: look at it and decide by hand"
            )
            return Handling("keep", reason, whole=False)
        linked = found.linked is True or set(found.linked or ()) & set(names)
        return found if how == "text" or linked else follow

    @api.model
    def _how(self, record, who, names):
        """Return how a row names the person: ``link``, ``text``, ``name`` or None.

        Core's lookup is generous: part of an address is enough for it. Here the whole
        address has to be the same, or nothing would be safe from an erasure.

        :param record: one row, as superuser
        :param who: with ``people``, ``users``, ``address`` and ``name``
        :param names: its fields that point at the person
        """
        if record._name in LINKS:
            own = {"res.partner": who.people, "res.users": who.users}
            same = record in own[record._name]
            return "text" if same else self._how_named(record, who, ("name",))
        if names:
            return "link"
        texts = self._texts().get(record._name, Texts())
        emails = (*texts.emails, *EMAILS)
        if any(self._same_address(record, field, who.address) for field in emails):
            return "text"
        return self._how_named(record, who, texts.names)

    @api.model
    def _how_named(self, record, who, names):
        wanted = who.name.casefold()
        found = any((record[name] or "").strip().casefold() == wanted for name in names)
        return "name" if found else None

    @api.model
    def _named_in(self, record, who):
        """Return the fields of a row that point at the person."""
        own = {"res.partner": who.people, "res.users": who.users}
        return [
            name
            for name in self._link_fields(record)
            if record[name] & own[record[name]._name]
        ]

    @api.model
    def _same_address(self, record, name, address):
        field = record._fields.get(name)
        if not field or field.type != "char" or not (field.store or field.related):
            return False
        return email_normalize(record[name] or "") == address

    # -------------------------------------------------------------------- exporting
    @api.model
    def _export_row(self, record, handling, who):
        """Return what an export says of a row, as plain values.

        Of other people's matters only what names the person is told (GDPR,
        article 15(4)).
        """
        row = {"id": record.id, "record": record.display_name or ""}
        for name in self._named_in(record, who):
            row[name] = ", ".join(record[name].mapped("display_name"))
        if not handling.whole:
            return row
        links = self._link_fields(record)
        for name, field in record._fields.items():
            if not field.store or any(word in name for word in SECRET) or name in row:
                continue
            if field.type in SIMPLE:
                row[name] = self._export_value(record[name])
            elif field.type == "many2one" and name not in (*links, *TECHNICAL):
                row[name] = record[name].display_name or ""
        return row

    @api.model
    def _export_value(self, value):
        return value if isinstance(value, bool | int) else str(value or "")
