# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How far a plan has come, as one open rule. No ORM here.

Every action that has not been dropped counts the same: not begun 0, under way 50, done
100. The realisation of a plan, a section, a segment or an organisation is the mean of
its actions; an action with several responsible organisations counts for each of them.
"""

from typing import NamedTuple

WEIGHTS = {"not_begun": 0, "under_way": 50, "done": 100}


class Action(NamedTuple):
    """What the rule looks at in one action.

    :param state: a key of ``WEIGHTS``
    :param keys: what it counts for, such as ("section", "process")
    """

    state: str
    keys: tuple = ()


def percent(states):
    """Return the realisation of actions in these states, 0 to 100, None without any.

    >>> percent(["done", "under_way", "not_begun", "done"])
    62.5
    >>> percent([]) is None
    True
    """
    weights = [WEIGHTS[state] for state in states]
    return sum(weights) / len(weights) if weights else None


def by_key(actions):
    """Return {key: realisation} in one pass, whatever the actions count for.

    >>> rows = [
    ...     Action("done", (("section", "process"), ("partner", 1))),
    ...     Action("not_begun", (("section", "process"), ("partner", 2))),
    ... ]
    >>> by_key(rows)
    {('section', 'process'): 50.0, ('partner', 1): 100.0, ('partner', 2): 0.0}
    """
    sums = {}
    for action in actions:
        for key in action.keys:
            total, count = sums.get(key, (0, 0))
            sums[key] = (total + WEIGHTS[action.state], count + 1)
    return {key: total / count for key, (total, count) in sums.items()}
