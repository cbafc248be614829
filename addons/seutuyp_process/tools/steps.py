# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The steps in which a process is described, 0 to 10 (chapter 5). No ORM here."""

from typing import NamedTuple

STEPS = (
    "inputs",
    "identify",
    "choose",
    "team",
    "meetings",
    "describe",
    "examples",
    "feedback",
    "approve",
    "deploy",
    "improve",
)


class Step(NamedTuple):
    """One step; the state is ``done``, ``now`` (the first one open) or ``later``."""

    number: int
    code: str
    state: str


def progress(done):
    """Return all steps with their states.

    :param done: codes of the steps that have been done, in any order

    >>> [step.state for step in progress({"inputs", "choose"})][:4]
    ['done', 'now', 'done', 'later']
    """
    first = next((code for code in STEPS if code not in done), None)
    return [
        Step(
            number,
            code,
            "done" if code in done else ("now" if code == first else "later"),
        )
        for number, code in enumerate(STEPS)
    ]
