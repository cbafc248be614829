# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The year's cycle of an action plan (domain chapter 4.3). No ORM here.

The steering group decides the priorities in October, the working group drafts, the
region comments, the steering group approves in December and follows the plan up two or
three times; then the year is closed.
"""

from typing import NamedTuple

STAGES = (
    "priorities",
    "draft",
    "comments",
    "submitted",
    "approved",
    "followed",
    "closed",
)
# Rounds of follow-up that a year has at least.
FOLLOW_UPS = 2
JANUARY, SEPTEMBER = 1, 9


class Facts(NamedTuple):
    """What the rules look at in one plan.

    :param state: of the plan
    :param prioritised: a decision or a text says what the year's priorities are
    :param goals: how many there are
    :param held: follow-ups held
    :param wanted: follow-ups held or to come, at least ``FOLLOW_UPS``
    :param coming: a meeting that follows the plan up is planned
    :param decided_at: a meeting that decides on the plan is planned
    :param unread: goals without a reading in the coming follow-up
    """

    state: str = "draft"
    prioritised: bool = False
    goals: int = 0
    held: int = 0
    wanted: int = FOLLOW_UPS
    coming: bool = False
    decided_at: bool = False
    unread: int = 0


class Step(NamedTuple):
    """A step of the cycle: its code and whether it is done, now, or to come."""

    code: str
    status: str


def wanted(held, coming):
    """Return how many follow-ups a plan's year has.

    >>> wanted(0, 0), wanted(1, 2), wanted(3, 1)
    (2, 3, 4)
    """
    return max(FOLLOW_UPS, held + coming)


def stage(facts):
    """Return which step a plan is at.

    >>> stage(Facts()), stage(Facts(prioritised=True))
    ('priorities', 'draft')
    >>> stage(Facts("approved"))
    'followed'
    >>> stage(Facts("closed"))
    'closed'
    """
    if facts.state == "draft":
        return "draft" if facts.prioritised or facts.goals else "priorities"
    return {"approved": "followed"}.get(facts.state, facts.state)


def steps(facts):
    """Return the steps in order.

    A step that was left out, such as the comments, counts as done.

    >>> [(step.code, step.status) for step in steps(Facts("submitted", True))][2:5]
    [('comments', 'done'), ('submitted', 'now'), ('approved', 'todo')]
    >>> {step.status for step in steps(Facts("closed", True))}
    {'done'}
    """
    place = STAGES.index(stage(facts))
    closed = facts.state == "closed"

    def status(number):
        if number < place or closed:
            return "done"
        return "now" if number == place else "todo"

    return [Step(code, status(number)) for number, code in enumerate(STAGES)]


def next_step(facts):
    """Return the code of the sentence that says what happens next and who does it.

    >>> next_step(Facts()), next_step(Facts(goals=2))
    ('decide_priorities', 'refine')
    >>> next_step(Facts("submitted")), next_step(Facts("submitted", decided_at=True))
    ('plan_decision', 'decide')
    >>> next_step(Facts("approved", held=1, coming=True, unread=2))
    'read'
    >>> next_step(Facts("approved", held=2))
    'close'
    """
    if facts.state == "draft":
        if not facts.goals:
            return "write_goals" if facts.prioritised else "decide_priorities"
        return "refine"
    if facts.state == "submitted":
        return "decide" if facts.decided_at else "plan_decision"
    if facts.state == "approved":
        if facts.coming:
            return "read" if facts.unread else "follow_up"
        return "close" if facts.held >= FOLLOW_UPS else "plan_follow_up"
    return {"comments": "comment", "closed": "carry_over"}[facts.state]


def plan_year(purpose, day, open_years=()):
    """Return of which year's plan a matter of a meeting is.

    Priorities are always next year's. A plan is approved in December before its year,
    or late, in its first months. A follow-up in January looks back on the year that
    has just ended, as long as its plan is not closed.

    :param str purpose: ``priorities``, ``approval`` or ``followup``
    :param day: of the meeting
    :param open_years: years whose plans are approved and not closed

    >>> from datetime import date
    >>> plan_year("priorities", date(2026, 10, 14))
    2027
    >>> [plan_year("approval", date(2026, month, 9)) for month in (2, 12)]
    [2026, 2027]
    >>> january = date(2027, 1, 20)
    >>> plan_year("followup", january), plan_year("followup", january, {2026})
    (2027, 2026)
    >>> plan_year("followup", date(2027, 5, 19), {2026})
    2027
    """
    if purpose == "priorities":
        return day.year + 1
    if purpose == "approval":
        return day.year + (day.month >= SEPTEMBER)
    looks_back = day.month == JANUARY and day.year - 1 in open_years
    return day.year - looks_back
