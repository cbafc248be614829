# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What the answers to a survey come to, and what of it may be told. No ORM here.

Everybody who answers weighs the same, however many questions they skipped. Nothing is
told of fewer than three people, nor what subtracting would tell (``threshold.py``).
"""

from statistics import fmean

from .threshold import LEAST, shown, shown_parts


def means(answers):
    """Return {segment: (people, mean)} of what may be told, the whole under None.

    :param answers: (segment or None, list of grades) of each person
    :return: the mean is that of people's own means

    >>> means([("a", [5, 3]), ("a", [4]), ("a", [2]), ("b", [5]), (None, [])])
    {None: (4, 3.75)}
    >>> means([("a", [4])] * 4 + [("b", [2])] * 3)
    {None: (7, 3.142857142857143), 'a': (4, 4.0), 'b': (3, 2.0)}
    >>> means([("a", [5]), ("a", [4])])
    {}
    """
    people = [(segment, fmean(grades)) for segment, grades in answers if grades]
    if shown(len(people)) in (None, 0):
        return {}
    parts = {}
    for segment, mean in people:
        parts.setdefault(segment, []).append(mean)
    told = shown_parts({segment: len(own) for segment, own in parts.items()})
    found = {None: (len(people), fmean(mean for _segment, mean in people))}
    for segment, count in told.items():
        if segment is not None and count:
            found[segment] = (count, fmean(parts[segment]))
    return found


def question_mean(grades):
    """Return (number, mean) of one question, or None when it may not be told.

    >>> question_mean([4, 5]), question_mean([4, 5, 3])
    (None, (3, 4.0))
    """
    return (len(grades), fmean(grades)) if len(grades) >= LEAST else None
