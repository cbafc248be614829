# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a criterion behind a licence counts as broken, as plain rules. No ORM here.

A criterion that the ministry accepted as holding breaks when its computed finding
turns to ``not_met``. One accepted with a condition breaks when the condition's day has
passed and the criterion still does not hold.
"""

from datetime import date
from typing import NamedTuple

MET, NOT_MET, MANUAL = "met", "not_met", "manual"
BROKEN, CONDITIONAL, WAIVED, HELD = "broken", "conditional", "waived", "held"


class Line(NamedTuple):
    """What a case says of one criterion now.

    :param state: ``broken``, ``conditional`` or ``waived`` (accepted as it is)
    :param condition_date: last day to meet the condition, or None
    :param missed: broken because the condition's day passed
    """

    state: str
    condition_date: date | None = None
    missed: bool = False


def was_accepted(computed, verdict):
    """Tell whether a decision rests on the criterion as the system found it.

    A reviewer who wrote “met” over a finding of “not met” knew of it.

    >>> was_accepted("met", "met"), was_accepted("not_met", "met")
    (True, False)
    >>> was_accepted("not_met", "conditional")
    True
    """
    return verdict == CONDITIONAL or (verdict == MET and computed != NOT_MET)


def compared(then, live):
    """Say what a finding of today is worth beside the one that was accepted.

    Where the system itself saw that a criterion is met and no longer sees it, that is
    a loss, even if a text might still make up for it: the reviewer judges that.

    :param str then: what the system found when the decision was made
    :param str live: what it finds now

    >>> compared("met", "manual"), compared("manual", "manual")
    ('not_met', 'manual')
    """
    return NOT_MET if then == MET and live == MANUAL else live


def look(accepted, live, line, today):
    """Say how a criterion stands now.

    :param bool accepted: see :func:`was_accepted`
    :param str live: what the system finds now: ``met``, ``not_met`` or ``manual``
    :param line: the :class:`Line` of a case, or None when no case speaks of it
    :param date today: the day to judge on
    :return: ``broken``, ``conditional``, ``waived``, ``held``, or None when there is
        nothing to say

    >>> look(True, "not_met", None, date(2026, 1, 1))
    'broken'
    >>> look(True, "met", Line("broken"), date(2026, 1, 1))
    'held'
    >>> look(True, "manual", Line("conditional", date(2026, 1, 1)), date(2026, 1, 2))
    'broken'
    """
    if line is None:
        return BROKEN if accepted and live == NOT_MET else None
    if live == MET:
        return HELD
    if line.state == CONDITIONAL:
        late = line.condition_date is not None and line.condition_date < today
        return BROKEN if late else CONDITIONAL
    if live == MANUAL and not line.missed:
        return HELD
    return line.state
