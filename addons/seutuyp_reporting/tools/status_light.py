# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How what is known of a year is shown as a light, and where areas stand. No ORM here.

This year's lights are the duties' own. Of another year only facts are told: it was
done, begun, or there is nothing.
"""

GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"
WORST_FIRST = (RED, AMBER, GREEN, GREY)
DONE = frozenset(
    {
        ("agreement", "in_force"),
        ("licence", "active"),
        ("calendar", "published"),
        ("calendar", "closed"),
        ("plan", "approved"),
        ("plan", "closed"),
        ("actuals", "done"),
        ("evaluation", "closed"),
        ("processes", "approved"),
        ("collection", "confirmed"),
    }
)
# Row and column of each area (code) as on the map of the country, north on top.
PLACES = {
    "E-LAP": (1, 2),
    "E-POS": (2, 2),
    "E-POH": (3, 1),
    "E-KES": (3, 2),
    "E-ITA": (3, 3),
    "E-EPO": (4, 1),
    "E-SIS": (4, 2),
    "E-KAS": (4, 3),
    "E-LOU": (5, 1),
    "E-UUS": (5, 2),
}
COLUMNS = 3


def fact(duty, state):
    """Return the light of a fact: green when done, amber when begun, grey for nothing.

    >>> fact("plan", "closed"), fact("plan", "draft"), fact("plan", "none")
    ('green', 'amber', 'grey')
    """
    if state in (None, False, "none"):
        return GREY
    return GREEN if (duty, state) in DONE else AMBER


def places(codes):
    """Return {code: (row, column)}; areas the map does not know stand below it.

    >>> places(["E-UUS", "NEW", "E-LAP", "OTHER"])
    {'E-UUS': (5, 2), 'E-LAP': (1, 2), 'NEW': (6, 1), 'OTHER': (6, 2)}
    """
    found = {code: PLACES[code] for code in codes if code in PLACES}
    below = max(PLACES.values())[0] + 1
    unknown = sorted(code for code in codes if code not in PLACES)
    for number, code in enumerate(unknown):
        found[code] = (below + number // COLUMNS, number % COLUMNS + 1)
    return found
