"""The status view: ten years back to the next, of every region."""

from . import clock

NAMES = ["agreement", "licence", "plan", "realisation", "evaluation", "processes"]


def measure(nation, repeats):
    """Yield figures of all rows, of this year's with lights, and of the map."""
    own = nation.env(
        user=nation.users["reviewer"].id, su=False, context={"lang": "fi_FI"}
    )
    status = own["seutuyp.region.status"]
    count = status.search_count([])
    calls = (
        ("all rows (reviewer)", count, lambda: status.search([]).read(NAMES)),
        (
            "this year with lights (reviewer)",
            1,
            lambda: status.search([("is_this_year", "=", True)]).read(["duties"]),
        ),
        ("map (reviewer)", 1, status.get_map),
    )
    for name, times, call in calls:
        seconds, queries = clock.median(own, call, repeats)
        yield clock.Figure("status", name, seconds, queries, times)
