# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a region has gone silent. No ORM here."""

from datetime import timedelta
from typing import NamedTuple

DAYS = 60


class Silence(NamedTuple):
    """What is known: the last day anything was heard, what it was, and the finding."""

    day: object = None
    kind: str | None = None
    silent: bool = False


def last_sign(signs, today, days=DAYS):
    """Return the latest sign of life, and whether it is too long ago.

    :param dict signs: kind → day of its latest sign, None when there is none
    :param int days: how long nothing need be heard

    >>> from datetime import date
    >>> last_sign({"plan": date(2026, 3, 1), "meeting": None}, date(2026, 4, 1))
    Silence(day=datetime.date(2026, 3, 1), kind='plan', silent=False)
    >>> last_sign({"plan": date(2026, 3, 1)}, date(2026, 6, 1)).silent
    True
    >>> last_sign({}, date(2026, 6, 1))
    Silence(day=None, kind=None, silent=True)
    """
    known = [(day, kind) for kind, day in signs.items() if day]
    if not known:
        return Silence(silent=True)
    day, kind = max(known)
    return Silence(day, kind, day + timedelta(days=days) < today)
