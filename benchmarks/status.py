"""The status view: ten years of every region, beside core's read of as many records."""

from . import clock, screens

CORE = "core: read as many projects"
NAMES = ["agreement", "licence", "plan", "realisation", "evaluation", "processes"]
CORE_NAMES = [
    "name",
    "user_id",
    "partner_id",
    "privacy_visibility",
    "date",
    "task_count",
]
SECOND = 1.0


def measure(nation, repeats):
    """Yield figures of all rows, of this year's with lights, and of the map.

    Within a second is the aim for each.
    """
    yield from clock.compare("status", tries(nation), repeats)


def tries(nation):
    core = screens.core_env(nation)
    own = nation.env(
        user=nation.users["reviewer"].id, su=False, context={"lang": "fi_FI"}
    )
    status = own["seutuyp.region.status"]
    count = status.search_count([])
    this_year = [("is_this_year", "=", True)]

    def projects(limit):
        records = core["project.project"]
        return lambda: records.search([], limit=limit).read(CORE_NAMES)

    regions = status.search_count(this_year)
    one = f"{CORE} as regions"
    yield clock.Try(CORE, core, projects(count), CORE, count)
    yield clock.Try(one, core, projects(regions), one, regions)
    yield clock.Try(
        "all rows (reviewer)",
        own,
        lambda: status.search([]).read(NAMES),
        CORE,
        count,
        SECOND,
    )
    yield clock.Try(
        "this year with lights (reviewer)",
        own,
        lambda: status.search(this_year).read(["duties"]),
        one,
        regions,
        SECOND,
    )
    yield clock.Try("map (reviewer)", own, status.get_map, one, regions, SECOND)
