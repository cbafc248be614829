# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib
import secrets
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import consteq

DEFAULT_DAYS = 30
KEPT_MONTHS = 24


class SeutuypToken(models.Model):
    """Personal links: one live token per person, purpose and record, kept as a hash.

    No group has any access to this model and the token itself is stored nowhere: it
    exists in the mail to its person only.
    """

    _name = "seutuyp.token"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Personal link"
    _guard_all = True
    _order = "id desc"

    purpose = fields.Selection(
        [
            ("sign", "Sign"),
            ("comment", "Comment"),
            ("amend", "Sign an amendment"),
            ("offers", "Confirm services"),
            ("brand", "Tell where the mark is used"),
        ],
        required=True,
        readonly=True,
    )
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Integer(required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
    email = fields.Char(readonly=True)
    token_hash = fields.Char(required=True, readonly=True)
    expires_on = fields.Datetime(required=True, readonly=True)
    revoked_on = fields.Datetime(readonly=True)

    _record_idx = models.Index("(res_model, res_id, purpose)")
    _hash_idx = models.Index("(token_hash)")
    _one_live = models.UniqueIndex(
        "(res_model, res_id, purpose, partner_id) WHERE revoked_on IS NULL",
        "One live link per person and purpose.",
    )

    @api.model
    def _hash(self, token):
        return hashlib.sha256((token or "").encode()).hexdigest()

    @api.model
    def _issue(self, record, purpose, partner, email, expires_on=None):
        """Make a new link and void the person's earlier ones for the same thing.

        :param record: what the link opens
        :param str purpose: what the link is for, a key of the field
        :param partner: whose link it is
        :param str email: where it is sent
        :param expires_on: moment until which it works; the configured days if empty
        :return: (token as text, the ``seutuyp.token`` record); the text cannot be
            had again
        """
        return self._issue_each(record, purpose, partner, email, expires_on)[0]

    @api.model
    def _issue_each(self, records, purpose, partner, email, expires_on=None):
        """Make a new link for each of these records, all at once; see :meth:`_issue`.

        :return: a list of (token as text, the ``seutuyp.token`` record)
        """
        self._revoke(records, purpose, partner)
        texts = [secrets.token_urlsafe(32) for _record in records]
        days = int(
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("seutuyp_network.link_days", DEFAULT_DAYS)
        )
        tokens = self.sudo()._create_guarded(
            [
                {
                    "purpose": purpose,
                    "res_model": record._name,
                    "res_id": record.id,
                    "partner_id": partner.id,
                    "email": email,
                    "token_hash": self._hash(text),
                    "expires_on": expires_on
                    or fields.Datetime.now() + timedelta(days=days),
                }
                for record, text in zip(records, texts, strict=True)
            ]
        )
        return list(zip(texts, tokens, strict=True))

    @api.model
    def _revoke(self, records, purpose, partner=None):
        """Make the live links of ``records`` void, of one person or of everybody."""
        domain = [
            ("res_model", "=", records._name),
            ("res_id", "in", records.ids),
            ("purpose", "=", purpose),
            ("revoked_on", "=", False),
        ]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        tokens = self.sudo().search(domain)
        tokens._guarded().write({"revoked_on": fields.Datetime.now()})
        tokens.flush_recordset()

    @api.model
    def _find(self, record, purpose, text):
        """Return (token record or empty, problem) for a token that somebody shows.

        :param record: what the link claims to open
        :param str text: the token from the address
        :return: problem is None, ``wrong``, ``expired`` or ``revoked``
        """
        tokens = self.sudo().search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("purpose", "=", purpose),
            ]
        )
        given = self._hash(text if isinstance(text, str) else "")
        found = self.browse()
        for token in tokens:  # all of them: the time taken says nothing
            if consteq(token.token_hash, given):
                found = token
        if not found:
            return found, "wrong"
        if found.revoked_on:
            return found, "revoked"
        if found.expires_on < fields.Datetime.now():
            return found, "expired"
        return found, None

    @api.model
    def _find_by_text(self, model, purpose, text):
        """Like :meth:`_find`, for an address that names no record.

        :param str model: what such links open
        :return: (superuser record or empty, token record or empty, problem)
        """
        records = self.env[model].sudo()
        found = self.sudo().search(
            [("purpose", "=", purpose), ("token_hash", "=", self._hash(text))], limit=1
        )
        record = records.browse(found.res_id or []).exists()
        if not record:
            return records, self.sudo().browse(), "wrong"
        return record, *self._find(record, purpose, text)

    @api.model
    def _domain_old(self):
        """Return the domain of links that ended so long ago that nobody opens them."""
        months = self.env["seutuyp.retention"]._months(
            "seutuyp_network.token_months", KEPT_MONTHS
        )
        limit = fields.Datetime.now() - relativedelta(months=months)
        return Domain("expires_on", "<", limit)

    @api.autovacuum
    def _gc_old(self):
        """Forget old links: each holds a person's address."""
        self.sudo().search(self._domain_old(), limit=1000)._guarded().unlink()
