# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How a region's duties stand, as plain rules. No ORM here.

Each rule takes prepared facts and answers with a light and a code. The light is grey
(not yet needed), green (in order), amber (soon) or red (late); the code names the
sentence and the next step, which the model puts into words.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"
# An agreement takes months to prepare: half a year ahead is the time to begin.
SOON = relativedelta(months=6)


class Finding(NamedTuple):
    """What a rule answers, and which of two agreements it speaks about."""

    light: str
    code: str
    about: str | None = None


@dataclass(frozen=True)
class Agreement:
    """What the rules look at in one agreement; states as the agreement names them.

    :param declined: a party has declined and was not asked again
    :param leaving: parties whose own notice runs
    """

    state: str = "preparing"
    signing: str = "draft"
    review: str = "not_submitted"
    date_start: date | None = None
    date_end: date | None = None
    declined: bool = False
    leaving: int = 0


@dataclass(frozen=True)
class Licence:
    """What the rules look at in one licence."""

    state: str = "active"
    at_risk: bool = False
    deadline: date | None = None
    date_end: date | None = None


def ends_soon(date_end, today):
    """Tell whether something ends within half a year.

    >>> ends_soon(date(2026, 7, 1), date(2026, 1, 1))
    True
    >>> ends_soon(None, date(2026, 1, 1))
    False
    """
    return bool(date_end) and date_end <= today + SOON


def agreement(running, preparing, *, had_one, started, today):
    """Say how the duty to have an agreement stands.

    :param running: the :class:`Agreement` in force, or None
    :param preparing: the one being prepared, or None
    :param had_one: an earlier agreement has ended
    :param started: somebody coordinates the region, so an agreement may be expected
    :return: :class:`Finding`; ``about`` is ``running``, ``preparing`` or None

    >>> agreement(None, None, had_one=False, started=True, today=date(2026, 1, 1))
    Finding(light='red', code='missing', about=None)
    >>> agreement(None, Agreement(), had_one=True, started=True, today=date(2026, 1, 1))
    Finding(light='amber', code='drafting', about='preparing')
    """
    if running is None and preparing is None:
        if had_one:
            return Finding(RED, "ended")
        return Finding(RED, "missing") if started else Finding(GREY, "not_started")
    if running is None:
        return Finding(*preparation(preparing), "preparing")
    if running.review != "approved":
        return Finding(*preparation(running), "running")
    ending = running.state == "notice" or ends_soon(running.date_end, today)
    if preparing is not None:
        light, code = preparation(preparing)
        if light == RED or ending:
            return Finding(light, code, "preparing")
        calm = GREEN if not running.leaving else AMBER
        return Finding(calm, "renewing", "running")
    if running.state == "notice":
        return Finding(AMBER, "notice", "running")
    if ending:
        return Finding(AMBER, "ends_soon", "running")
    if running.leaving:
        return Finding(AMBER, "leaving", "running")
    return Finding(GREEN, "in_force", "running")


def preparation(item):
    """Say how far an agreement is that is not yet both signed and approved.

    What waits for the region itself comes before what it waits for from others.

    >>> preparation(Agreement(signing="collecting", review="clarification"))
    ('red', 'clarification')
    """
    if item.review in ("clarification", "rejected"):
        return RED, item.review
    if item.declined and item.signing == "draft":
        return RED, "declined"
    if item.signing == "collecting":
        return AMBER, "collecting"
    if item.review == "submitted":
        return AMBER, "submitted"
    if item.signing == "complete":
        if item.review == "approved":
            return GREEN, "starts_later"
        return AMBER, "to_submit"
    return AMBER, "to_sign" if item.review == "approved" else "drafting"


def licence(item, *, agreement_ready, today):
    """Say how the licence stands.

    :param item: the present :class:`Licence`, else the latest one, or None
    :param agreement_ready: an agreement is in force, signed and approved

    >>> licence(Licence(at_risk=True), agreement_ready=True, today=date(2026, 1, 1))
    ('amber', 'at_risk')
    >>> licence(None, agreement_ready=False, today=date(2026, 1, 1))
    ('grey', 'not_yet')
    """
    if item is None:
        return (AMBER, "not_granted") if agreement_ready else (GREY, "not_yet")
    if item.state != "active":
        return RED, item.state
    if item.at_risk:
        late = bool(item.deadline) and item.deadline < today
        return (RED, "overdue") if late else (AMBER, "at_risk")
    if ends_soon(item.date_end, today):
        return AMBER, "ends_soon"
    return GREEN, "active"


@dataclass(frozen=True)
class Services:
    """What the rules look at in a region's service matrix.

    :param unconfirmed: organisations that have not confirmed their services in time
    """

    offers: int = 0
    gaps: int = 0
    overlaps: int = 0
    unconfirmed: int = 0


def services(facts, *, started):
    """Say how the duty to keep the service matrix stands.

    A gap or an overlap is work to be done together, not a delay: it is amber.

    :param facts: :class:`Services`
    :param bool started: somebody coordinates the region

    >>> services(Services(offers=9, overlaps=1), started=True)
    Finding(light='amber', code='holes', about=None)
    """
    if not facts.offers:
        return Finding(AMBER, "empty") if started else Finding(GREY, "not_started")
    if facts.gaps or facts.overlaps:
        return Finding(AMBER, "holes")
    if facts.unconfirmed:
        return Finding(AMBER, "unconfirmed")
    return Finding(GREEN, "covered")
