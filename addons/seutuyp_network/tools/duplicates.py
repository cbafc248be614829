# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Which contacts are probably the same one. No ORM here.

Contacts meet in blocks of one sign (business id, name, address…), so the work grows
with their number and not with its square.
"""

import re
from collections import defaultdict
from typing import NamedTuple

# A switchboard or an office's address is shared by many who are not the same.
MAX_BLOCK = 8
LEGAL_FORMS = {
    *("oy", "oyj", "ab", "abp", "ry", "rf", "ky", "kb", "tmi", "fma", "osk", "anl"),
    *("oyab", "ltd", "inc", "gmbh", "kuntayhtymä", "samkommun", "ky.", "r.y", "r.f"),
}
PUBLIC_DOMAINS = {
    *("gmail.com", "hotmail.com", "outlook.com", "icloud.com", "yahoo.com"),
    *("kolumbus.fi", "elisanet.fi", "saunalahti.fi", "luukku.com", "pp.inet.fi"),
}
# Letters of their own in Finnish and Swedish stay; other marks are slips of the pen.
FOLD = str.maketrans("éèêëáàâãíìîïóòôõúùûüñçšžý", "eeeeaaaaiiiioooouuuuncszy")


class Contact(NamedTuple):
    """What is compared of one contact."""

    id: int
    name: str = ""
    business_id: str = ""
    email: str = ""
    phone: str = ""


class Group(NamedTuple):
    """Contacts that are probably one, and why: tuples (code, what they share)."""

    ids: tuple
    reasons: tuple


def plain_name(name):
    """Return a name without legal form, case, punctuation and slips of the pen.

    >>> plain_name("Kouvolan  Yritys Oy"), plain_name("OY KOUVOLAN YRITYS AB")
    ('kouvolan yritys', 'kouvolan yritys')
    >>> plain_name("Säästö Oy") == plain_name("Saasto Oy")
    False
    >>> plain_name("Café Oy")
    'cafe'
    >>> plain_name("Oy Ab")
    'oy ab'
    """
    words = re.sub(r"[^\w&+]+", " ", name.casefold().translate(FOLD)).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(
        words
    )


def plain_phone(phone):
    """Return the digits of a number, the Finnish prefix as 0; empty if too few.

    >>> plain_phone("+358 40 123 4567"), plain_phone("040-1234567"), plain_phone("12")
    ('0401234567', '0401234567', '')
    """
    digits = re.sub(r"\D", "", phone)
    digits = re.sub(r"^(00)?358", "0", digits)
    return digits if len(digits) >= 6 else ""


def _signs(contact):
    """Return what two contacts that are one have in common."""
    name, email = plain_name(contact.name), contact.email.strip().casefold()
    number = re.sub(r"\W", "", contact.business_id).upper().removeprefix("FI")
    yield "business_id", number, contact.business_id
    yield "name", name, contact.name
    yield "email", email, contact.email
    yield "phone", plain_phone(contact.phone), contact.phone
    domain = email.rpartition("@")[2]
    if domain and name and domain not in PUBLIC_DOMAINS:
        yield "domain", f"{domain} {name.split()[0]}", domain


def find_groups(contacts, signs=None):
    """Return the groups of contacts that are probably one.

    :param contacts: :class:`Contact` objects
    :param signs: codes of the signs to look at; all if not given
    :return: list of :class:`Group`, ids sorted, the lowest first

    >>> groups = find_groups([
    ...     Contact(1, "Esimerkki Oy", "2077474-0"),
    ...     Contact(2, "Toinen", "20774740"),
    ...     Contact(3, "ESIMERKKI"),
    ...     Contact(4, "Muu"),
    ... ])
    >>> groups[0].ids, [code for code, shared in groups[0].reasons]
    ((1, 2, 3), ['business_id', 'name'])
    >>> find_groups([])
    []
    """
    kept = _blocks(contacts, signs)
    leader = {}
    for _reason, ids in kept:
        for item in ids[1:]:
            leader[_root(leader, item)] = _root(leader, ids[0])
    groups = defaultdict(lambda: (set(), []))
    for reason, ids in kept:
        members, reasons = groups[_root(leader, ids[0])]
        members.update(ids)
        reasons.append(reason)
    return sorted(
        Group(tuple(sorted(ids)), tuple(dict.fromkeys(reasons)))
        for ids, reasons in groups.values()
    )


def _blocks(contacts, signs):
    """Return (reason, ids) of those that share a sign which means something."""
    blocks = defaultdict(list)
    shown, numbers = {}, {}
    for contact in contacts:
        numbers[contact.id] = re.sub(r"\W", "", contact.business_id)
        for code, key, text in _signs(contact):
            if key and (signs is None or code in signs):
                blocks[code, key].append(contact.id)
                shown.setdefault((code, key), text)
    kept = []
    for (code, key), ids in blocks.items():
        # What is shared by an office says nothing about two with numbers of their own.
        known = {numbers[item] for item in ids if numbers[item]}
        weak = code in ("email", "phone", "domain")
        if len(ids) > 1 and not (weak and (len(ids) > MAX_BLOCK or len(known) > 1)):
            kept.append(((code, shown[code, key]), ids))
    return kept


def _root(leader, item):
    """Return who leads the group of ``item``, shortening the way for the next."""
    path = []
    while leader.setdefault(item, item) != item:
        path.append(item)
        item = leader[item]
    for step in path:
        leader[step] = item
    return item
