"""The benchmarks run at a small size; what they say about time is not judged here."""

import json

from benchmarks import table

SCRIPT = """
import json, sys
sys.path.insert(0, {root!r})
from benchmarks import clock, plan, process, screens, sitting, year
from benchmarks.national import Nation
nation = Nation(env, 3 / 68).make()
figures = [clock.Figure("data", "national data set", 1.0, 1)]
figures += screens.measure(nation, 1)
figures += sitting.measure(nation, 1)
figures += year.measure(nation, 1)
figures += plan.measure(nation, 1)
figures += process.measure(nation, 1)
states = nation.env["seutuyp.agreement"].search([("version", "=", 4)])
print("FIGURES", json.dumps({{
    "size": 3 / 68,
    "facts": {{
        **nation.facts(),
        **year.facts(nation),
        **plan.facts(nation),
        **process.facts(nation),
    }},
    "decided": states.mapped("review_state"),
    "figures": [figure._asdict() for figure in figures],
}}))
"""


def test_data_set_screens_sitting_and_year(make_server):
    from lib.server import ROOT

    server = make_server("benchmark", template="plain")
    printed = server.shell(SCRIPT.format(root=str(ROOT)))
    (line,) = [item for item in printed.splitlines() if item.startswith("FIGURES ")]
    result = json.loads(line.removeprefix("FIGURES "))
    facts = result["facts"]
    assert facts["regions"] == 3
    assert facts["parties"] == round(556 * 3 / 68)
    assert facts["agreements"] == facts["licences"] == 9 + 3
    assert facts["meetings"] > 3 * 14  # of steering and working groups alone
    assert facts["attendances"] > 3 * (4 * 9 + 10 * 10)
    counts = {item["name"]: item["count"] for item in result["figures"]}
    assert facts["plans"] == 30
    assert facts["actions"] == 30 * 25
    assert facts["processes"] == 3 * 5
    assert facts["phases"] == 3 * 5 * 8
    assert counts["plan the nation's year"] == counts["core: the same events, bare"]
    assert result["decided"] == ["approved"] * 3
    text = "\n".join(table.tables(result))
    for name in (
        "home (coordinator)",
        "service matrix",
        "review queue",
        "sign, each party",
        "plan the nation's year",
        "wheel (coordinator)",
        "plans (reviewer)",
        "realisation of every plan, anew",
        "processes (reviewer)",
        "its chart and table (coordinator)",
        "layout of 300 phases in 12 lanes",
    ):
        assert name in text
