# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who is told of an action that is silent, and when, as one table. No ORM here.

The steps stop when something is told, when the action is done or dropped and when the
plan is closed. Each is taken once for a checkpoint.
"""

from datetime import timedelta
from typing import NamedTuple

from .punctuality import BEFORE, PATIENCE

DAY = timedelta(days=1)


class Step(NamedTuple):
    """One row of the table.

    :param field: of the checkpoint; the day on which the step was taken
    :param since: of the checkpoint; the day from which the days are counted
    :param days: so long after it
    :param to: who is told
    """

    field: str
    since: str
    days: timedelta
    to: str


STEPS = (
    Step("reminded_on", "date", -BEFORE, "responsible"),
    Step("escalated_on", "date", PATIENCE + DAY, "coordinator"),
    # When the coordinator neither got news nor asked again in a fortnight.
    Step("area_told_on", "escalated_on", timedelta(days=14), "area"),
)
REMIND, COORDINATOR, AREA = STEPS


def limit(step, today):
    """Return the last day of ``step.since`` for which the step is due.

    >>> from datetime import date
    >>> limit(REMIND, date(2027, 5, 8)), limit(COORDINATOR, date(2027, 5, 23))
    (datetime.date(2027, 5, 15), datetime.date(2027, 5, 15))
    >>> limit(AREA, date(2027, 6, 6))
    datetime.date(2027, 5, 23)
    """
    return today - step.days


class Digest:
    """What one run says: one mail a person, and no matter twice to the same one.

    >>> digest = Digest()
    >>> digest.add("Maija", "Interviews", "silent")
    True
    >>> digest.add("Maija", "Interviews", "reminder"), digest.of("reminder")
    (False, {})
    >>> digest.of("silent")
    {'Maija': ['Interviews']}
    """

    def __init__(self):
        self._said = {}

    def add(self, person, matter, kind):
        """Say ``matter`` to ``person``; return False when it has been said already."""
        matters = self._said.setdefault(person, {})
        return matters.setdefault(matter, kind) == kind

    def of(self, kind):
        """Return {person: matters} of the mails of one kind."""
        found = {
            person: [matter for matter, said in matters.items() if said == kind]
            for person, matters in self._said.items()
        }
        return {person: matters for person, matters in found.items() if matters}
