# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Are actions updated on time? One open rule. No ORM here.

Whoever is responsible is reminded a week before a checkpoint (``BEFORE``) and has a
week after it (``PATIENCE``). A checkpoint is met when something was told of the action
within those days, or when the action was done already. It is counted once its time has
run out, met or not. The rate of a plan, an organisation, a region, an area or the
nation is the share of its counted checkpoints that were met; each counts the same.

Not counted: checkpoints before the meeting that approved the plan, and those of dropped
actions. News that was taken back was never told.
"""

from datetime import timedelta

BEFORE = timedelta(days=7)
PATIENCE = timedelta(days=7)


def first_told(checkpoint, tellings):
    """Return the first day on which news of a checkpoint came, however late, or None.

    :param date checkpoint: the day on which the action is looked at
    :param tellings: (day, state) in the order told, what was taken back left out

    >>> from datetime import date
    >>> first_told(date(2027, 5, 15), [(date(2027, 3, 1), "under_way")]) is None
    True
    >>> first_told(date(2027, 5, 15), [(date(2027, 5, 9), "under_way")])
    datetime.date(2027, 5, 9)
    """
    return next((day for day, _state in tellings if day >= checkpoint - BEFORE), None)


def met(checkpoint, tellings):
    """Return whether news came on time: within the days given, or done before them.

    >>> from datetime import date
    >>> day = date(2027, 5, 15)
    >>> met(day, [(date(2027, 5, 22), "under_way")])
    True
    >>> met(day, [(date(2027, 5, 23), "under_way")])
    False
    >>> met(day, [(date(2027, 2, 1), "done")])
    True
    >>> met(day, [(date(2027, 2, 1), "done"), (date(2027, 3, 1), "under_way")])
    False
    """
    told = first_told(checkpoint, tellings)
    if told and told <= checkpoint + PATIENCE:
        return True
    before = [state for day, state in tellings if day < checkpoint - BEFORE]
    return before[-1:] == ["done"]


def last_counted(today):
    """Return the last checkpoint whose time has run out.

    >>> from datetime import date
    >>> last_counted(date(2027, 5, 23))
    datetime.date(2027, 5, 15)
    """
    return today - PATIENCE - timedelta(days=1)


def percent(met_count, count):
    """Return the share met, 0 to 100, None when nothing is counted yet.

    >>> percent(7, 8), percent(0, 0)
    (87.5, None)
    """
    return 100 * met_count / count if count else None
