# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What of an anonymous round may be told, and when. No ORM here.

The rules (domain A5, design §3):

1. Of an item with fewer than three answers nothing is told: no number and no word.
2. Written answers are told shuffled, item by item, so that no two of them can be seen
   to come from the same person, and never beside that person's numbers.
3. A round is told once, after it is closed; only what may be told is kept then.
4. A change is told only against a round that was itself told.
5. Means over several groups are means of groups' told means, each group weighing the
   same, over at least three groups. What is not told of a group is in none of them, so
   two of them subtracted give told means of groups, never an answer of a person.
"""

import hashlib
import hmac
from math import floor
from random import SystemRandom
from statistics import fmean, pstdev
from typing import NamedTuple

MIN_ANSWERS = 3
MIN_GROUPS = 3
SCALE_MIN, SCALE_MAX = 1, 7
# An item is weak below the middle of the scale, or when it fell by a whole step.
WEAK_BELOW = 4.0
WEAK_FALL = 1.0


class Told(NamedTuple):
    """What is told of one item."""

    count: int
    mean: float
    spread: float


def answer_token(secret):
    """Return the key of the answer that belongs to a personal link.

    The link's text is kept nowhere, so whoever holds it finds the own answer again, and
    nobody finds from the answer, or from what is kept of the link, to the other.

    :param str secret: the text of the personal link

    >>> answer_token("a") == answer_token("a"), answer_token("a") == answer_token("b")
    (True, False)
    """
    return hmac.new(secret.encode(), b"answer", hashlib.sha256).hexdigest()


def summary(values):
    """Return what is told of an item, or None.

    :param values: the answers to the item, whole numbers
    :return: :class:`Told`; the spread is the standard deviation

    >>> summary([5, 6])
    >>> summary([4, 6, 5])
    Told(count=3, mean=5.0, spread=0.8)
    """
    if len(values) < MIN_ANSWERS:
        return None
    return Told(len(values), tenth(fmean(values)), tenth(pstdev(values)))


def tenth(value):
    """Return a positive number rounded to one decimal as people round.

    >>> tenth(5.25), tenth(5.24)
    (5.3, 5.2)
    """
    return floor(value * 10 + 0.5) / 10


def change(mean, before):
    """Return how a mean has changed, or None when either was not told.

    >>> change(4.9, 4.5), change(4.9, None), change(None, 4.5)
    (0.4, None, None)
    """
    if mean is None or before is None:
        return None
    return round(mean - before, 1)


def is_weak(mean, changed):
    """Return whether the group should talk about an item.

    >>> is_weak(3.9, None), is_weak(4.0, None), is_weak(5.0, -1.0), is_weak(5.0, -0.9)
    (True, False, True, False)
    """
    if mean is None:
        return False
    return mean < WEAK_BELOW or (changed is not None and changed <= -WEAK_FALL)


def words(texts):
    """Return the written answers of one item as they may be told.

    :param texts: the answers, empty ones among them

    >>> words(["More visits", "Fewer papers", " "])
    []
    >>> sorted(words(["More visits", "A tent", "Fewer papers"]))
    ['A tent', 'Fewer papers', 'More visits']
    """
    written = [text.strip() for text in texts if (text or "").strip()]
    return shuffled(written) if len(written) >= MIN_ANSWERS else []


def shuffled(things):
    """Return the things in an order that nobody can foresee or repeat.

    >>> sorted(shuffled(range(4)))
    [0, 1, 2, 3]
    """
    mixed = list(things)
    SystemRandom().shuffle(mixed)
    return mixed


def wider(means):
    """Return the mean over groups, or None when it may not be told.

    :param means: told means of one item, None for a group where it was not told

    >>> wider([5.0, 4.0, None])
    >>> wider([5.0, 4.0, 3.0, None])
    4.0
    """
    told = [mean for mean in means if mean is not None]
    return tenth(fmean(told)) if len(told) >= MIN_GROUPS else None
