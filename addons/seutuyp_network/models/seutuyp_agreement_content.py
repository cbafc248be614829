# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import canonical


class SeutuypAgreementContent(models.Model):
    """The frozen text: stored bytes, never touched again.

    Page and PDF are drawn from ``payload``; every signature and approval names its
    ``content_hash``. Unofficial translations are kept beside it, outside the hash.
    """

    _name = "seutuyp.agreement.content"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Frozen text of an agreement"
    _order = "id desc"
    _rec_name = "content_hash"
    _guard_all = True

    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    content_hash = fields.Char(
        string="SHA-256", required=True, readonly=True, index=True
    )
    payload = fields.Text(required=True, readonly=True)
    translations = fields.Text(readonly=True, help="Unofficial, outside the hash.")
    lang = fields.Char(required=True, readonly=True)

    _content_uniq = models.Constraint(
        "UNIQUE (agreement_id, content_hash)", "The same text is frozen once."
    )

    def _data(self):
        """Return the frozen text as plain data; see ``_prepare_content``."""
        self.ensure_one()
        data = canonical.parse(self.payload)
        for section in data["sections"]:
            section["body"] = Markup(section["body"])  # sanitised before it was frozen
        return data

    def _translations_in(self, lang):
        """Return {section id: {title, body}} of the unofficial translation."""
        self.ensure_one()
        return _marked_up(json.loads(self.translations or "{}").get(lang, {}))


def _marked_up(sections):
    return {
        int(key): {**section, "body": Markup(section["body"])}
        for key, section in sections.items()
    }


class SeutuypAgreement(models.Model):
    """Freezing: one text, in one language, as bytes."""

    _inherit = "seutuyp.agreement"

    content_ids = fields.One2many(
        "seutuyp.agreement.content",
        "agreement_id",
        string="Frozen texts",
        readonly=True,
    )
    content_id = fields.Many2one(
        "seutuyp.agreement.content", string="Frozen text", readonly=True, copy=False
    )
    content_hash = fields.Char(
        string="Content SHA-256",
        readonly=True,
        copy=False,
        help="Of the text last frozen.",
    )
    content_locked = fields.Boolean(
        string="Text locked",
        readonly=True,
        copy=False,
        help="The text is under signature or review and cannot change.",
    )

    # ------------------------------------------------------------------- locking
    def _raise_if_locked(self):
        """Raise when one of the agreements is under signature or review.

        :raise UserError: says who can open the text again
        """
        if self._guard_is_open():
            return
        locked = self.sudo().filtered("content_locked")[:1]
        if locked:
            raise UserError(
                self.env._(
                    "The text of %(name)s is locked, because it is under signature or "
                    "review. The coordinator can open it again with “Open for "
                    "changes”; "
                    "signatures given for another text then become void.",
                    name=locked.display_name,
                )
            )

    def _check_content_lock(self, vals):
        if self._content_fields & vals.keys():
            self._raise_if_locked()

    # ------------------------------------------------------------------ the text
    def _prepare_content(self):
        """Return the text that the parties agree on, as plain data.

        :return: dict of strings, numbers and lists in the agreement's language
        """
        self.ensure_one()
        record = self.sudo().with_context(lang=self.lang, bin_size=False)
        return {
            "lang": record.lang,
            "number": record.number,
            "version": record.version,
            "name": record.name,
            "regions": [
                {"code": region.code, "name": region.name}
                for region in record.region_ids.sorted("code")
            ],
            "coordinating_organisation": record.coordinating_partner_id.name or "",
            "term": {
                "date_start": fields.Date.to_string(record.date_start) or "",
                "date_end": fields.Date.to_string(record.date_end) or "",
                "notice_months": record.notice_months,
                "amendment_rule": record.amendment_rule,
            },
            "currency": record.currency_id.name,
            "parties": [
                party._prepare_content() for party in record._content_parties()
            ],
            "sections": [
                {
                    "id": section.id,
                    "key": section.key or "",
                    "number": section.number or "",
                    "part": section.part or "",
                    "title": section.title,
                    "body": str(section.body or ""),
                }
                for section in record.section_ids
            ],
            "people": [
                {
                    "organisation": person.organisation_id.name,
                    "name": person.partner_id.name,
                    "role": person.role,
                    "development": person.development or "",
                }
                for person in record.person_ids
            ],
            "commitments": [
                {
                    "what": line.name,
                    "who": line.partner_id.name or "",
                    "section": line.section_id.number or "",
                    "by_when": fields.Date.to_string(line.date_due) or "",
                    "recurrence": line.recurrence,
                    "cost": line.cost,
                }
                for line in record.commitment_ids
            ],
            "cost_sharing": [
                {
                    "kind": line.kind,
                    "what": line.what,
                    "who": line.partner_id.name or "",
                    "amount": line.amount,
                    "percentage": line.percentage,
                }
                for line in record.cost_line_ids
            ],
            "annexes": [
                {
                    "id": annex.id,
                    "name": annex.name,
                    "kind": annex.kind,
                    "filename": annex.filename or "",
                    "sha256": annex.sha256,
                    "size": annex.size,
                }
                for annex in record.annex_ids
            ],
        }

    def _content_parties(self):
        return self.party_ids.filtered(lambda party: party.state != "left")

    def _prepare_translations(self):
        result = {}
        for translation in self.sudo().section_ids.translation_ids:
            result.setdefault(translation.lang, {})[translation.section_id.id] = {
                "title": translation.title,
                "body": str(translation.body or ""),
                "outdated": translation.outdated,
            }
        return result

    def _live_content_hash(self):
        """Return the hash that the text would have if it were frozen now."""
        return canonical.digest(canonical.serialise(self._prepare_content()))

    def _freeze(self):
        """Freeze the text and lock it; void what was given for another text.

        :return: the frozen ``seutuyp.agreement.content``
        """
        self.ensure_one()
        payload = canonical.serialise(self._prepare_content())
        content_hash = canonical.digest(payload)
        content = self.sudo().content_ids.filtered(
            lambda item: item.content_hash == content_hash
        )
        translations = json.dumps(self._prepare_translations(), ensure_ascii=False)
        if not content:
            content = (
                self.env["seutuyp.agreement.content"]
                .sudo()
                ._create_guarded(
                    {
                        "agreement_id": self.id,
                        "content_hash": content_hash,
                        "payload": payload.decode(),
                        "translations": translations,
                        "lang": self.lang,
                    }
                )
            )
        elif content.translations != translations:
            content._guarded().translations = translations
        self.sudo()._guarded().write(
            {
                "content_id": content.id,
                "content_hash": content_hash,
                "content_locked": True,
            }
        )
        self._void_what_was_given_for_other_text()
        return content

    def _unlock(self):
        self.sudo()._guarded().write({"content_locked": False})

    def _void_what_was_given_for_other_text(self):
        """Ask again for signatures and the approval if the text is another now."""
        self.ensure_one()
        self.sudo().party_ids._void_signatures_for_other_text(self.content_hash)
        self._void_review_for_other_text()

    # ------------------------------------------------------------------- reading
    @api.model
    def _content_labels(self):
        """Return words for the codes in the frozen text, in the reader's language."""
        cost = self.env["seutuyp.agreement.cost.line"]._fields["kind"]
        recurrence = self.env["seutuyp.agreement.commitment"]._fields["recurrence"]
        annex = self.env["seutuyp.agreement.annex"]._fields["kind"]
        rule = self._fields["amendment_rule"]
        return {
            "rule": dict(rule._description_selection(self.env)),
            "kind": dict(cost._description_selection(self.env)),
            "recurrence": dict(recurrence._description_selection(self.env)),
            "annex": dict(annex._description_selection(self.env)),
        }

    def _text_to_read(self, content=None):
        """Return what a page or PDF shows: the frozen text, or the draft as it is.

        :param content: an earlier frozen text (``seutuyp.agreement.content``) to show
            instead, for example the one that a party signed
        :return: dict like :meth:`_prepare_content`, plus ``frozen`` (bool), ``hash``
            and ``translations`` ({section id: …} in the reader's language, if it is
            another than the text's)
        """
        self.ensure_one()
        agreement = self.sudo()
        reader_lang = self.env.lang or agreement.lang
        if agreement.content_locked:
            content = content or agreement.content_id
        if content:
            data = content._data()
            translations = content._translations_in(reader_lang)
            frozen, content_hash = True, content.content_hash
        else:
            data = agreement._prepare_content()
            for section in data["sections"]:
                section["body"] = Markup(section["body"])
            translations = _marked_up(
                agreement._prepare_translations().get(reader_lang, {})
            )
            frozen, content_hash = False, False
        if data["lang"] == reader_lang:
            translations = {}
        return {
            **data,
            "frozen": frozen,
            "hash": content_hash,
            "translations": translations,
        }
