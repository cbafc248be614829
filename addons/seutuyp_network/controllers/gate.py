# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The one door to agreements for people outside the web client."""

from typing import NamedTuple

from odoo import models
from odoo.http import request


class DoorClosed(Exception):
    """The visitor may not pass.

    ``why``: ``login`` (nobody is logged in and no link was shown), ``wrong`` (no such
    link, or not a party), ``expired``, ``revoked``, ``declined``, ``delegated``. For
    all but the first two, ``party`` and ``token`` tell whose link it was.
    """

    def __init__(self, why, party=None, token=None):
        super().__init__(why)
        self.why = why
        self.party = party
        self.token = token


class Visitor(NamedTuple):
    """Who stands at the page. The records are superuser records."""

    agreement: models.BaseModel
    party: models.BaseModel
    person: models.BaseModel
    is_signatory: bool
    token: str = ""

    @property
    def can_sign(self):
        return self.is_signatory and self.party._waits_for_signature()

    @property
    def query(self):
        """What addresses of this visitor's pages carry after the question mark."""
        return {"party": self.party.id, "token": self.token}


def agreement_gate(agreement_id, party_id=None, token=None, purposes=("sign",)):
    """Let through whoever may read this agreement; the only way to superuser records.

    Opens to a personal link that is valid for one of ``purposes``, to the link of a
    person who has used it to sign, and to a logged-in user who signs or works for a
    party. Portal users have no right to any of our models: pages read with what this
    function returns, and of this agreement only. It changes nothing.

    :param int agreement_id: from the address, not to be trusted
    :param party_id: from the address or form, not to be trusted
    :param str token: from the address or form, not to be trusted
    :param purposes: what the link may have been made for: ``sign``, ``comment``
    :return: :class:`Visitor`
    :raise DoorClosed: see there
    """
    agreement = request.env["seutuyp.agreement"].sudo().browse(agreement_id).exists()
    if token:
        party = _party_of(agreement, party_id)
        return _by_link(agreement, party, token, purposes)
    if request.env.user._is_public():
        raise DoorClosed("login")
    return _by_login(agreement, party_id)


def _party_of(agreement, party_id):
    try:
        number = int(party_id or 0)
    except (TypeError, ValueError):
        number = 0
    return agreement.party_ids.filtered(lambda party: party.id == number)


def _by_link(agreement, party, text, purposes):
    # Every purpose is tried, whatever the first says: the time taken tells nothing.
    tokens = request.env["seutuyp.token"]
    answers = [tokens._find(party, purpose, text) for purpose in purposes]
    known = [(token, problem) for token, problem in answers if token]
    if not known:
        raise DoorClosed("wrong")
    token, problem = known[0]
    if problem == "revoked":
        problem = party._what_became_of(token)
    if problem in (None, "signed"):
        person = token.partner_id
        signs = token.purpose in ("sign", "amend") and party.signatory_id == person
        return Visitor(agreement, party, person, signs, text)
    raise DoorClosed(problem, party, token)


def _by_login(agreement, party_id):
    person = request.env.user.partner_id
    employer = person.commercial_partner_id
    parties = agreement._content_parties()
    own = parties.filtered(lambda party: party.signatory_id == person)
    colleagues = parties.filtered(lambda party: party.partner_id == employer)
    wanted = _party_of(agreement, party_id) & (own | colleagues)
    party = (
        wanted
        or own.filtered(lambda item: item.state == "pending")
        or own
        or colleagues
    )[:1]
    if not party:
        raise DoorClosed("wrong")
    return Visitor(agreement, party, person.sudo(), party in own)


def amendment_gate(agreement_id, amendment_id, signer_id=None, token=None):
    """Let through whoever signs this amendment, by personal link or login.

    :param int agreement_id: from the address, not to be trusted; must fit
    :param int amendment_id: the same
    :param signer_id: from the address or form, not to be trusted
    :param str token: from the address or form, not to be trusted
    :return: :class:`Visitor` whose ``party`` is a signer of the amendment
    :raise DoorClosed: see there
    """
    amendment = (
        request.env["seutuyp.agreement.amendment"]
        .sudo()
        .search([("id", "=", amendment_id), ("agreement_id", "=", agreement_id)])
    )
    try:
        number = int(signer_id or 0)
    except (TypeError, ValueError):
        number = 0
    signers = amendment.signer_ids
    if token:
        signer = signers.filtered(lambda item: item.id == number)
        return _by_link(amendment.agreement_id, signer, token, ("amend",))
    if request.env.user._is_public():
        raise DoorClosed("login")
    person = request.env.user.partner_id
    own = signers.filtered(lambda item: item.signatory_id == person)
    signer = (own.filtered(lambda item: item.id == number) or own)[:1]
    if not signer:
        raise DoorClosed("wrong")
    return Visitor(amendment.agreement_id, signer, person.sudo(), True)
