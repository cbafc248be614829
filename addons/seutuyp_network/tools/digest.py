# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What several changes of one thing come to. No ORM here."""

EXISTENCE = {"new": 1, "ended": -1}
LEAD = {"lead": 1, "no_lead": -1}


def net(kinds):
    """Return what is worth telling when a service changed several times.

    :param kinds: ``new``, ``ended``, ``lead``, ``no_lead``
    :return: one of them, or None when all is as it was

    >>> net(["new", "ended"]), net(["new", "lead"]), net(["lead"])
    (None, 'new', 'lead')
    >>> net(["lead", "no_lead", "ended"])
    'ended'
    """
    for table in (EXISTENCE, LEAD):
        total = sum(table.get(kind, 0) for kind in kinds)
        for kind, sign in table.items():
            if total * sign > 0:
                return kind
    return None
