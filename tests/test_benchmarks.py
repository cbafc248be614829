"""The benchmarks run at a small size; what they say about time is not judged here."""

import json

from lib.server import ROOT, UNSCHEDULED

from benchmarks import load_table, table

SCRIPT = """
import json, sys
sys.path.insert(0, {root!r})
from benchmarks import measure
result = measure.result(env, 3 / 68, measure.chosen(""), 1)
states = env["seutuyp.agreement"].search([("version", "=", 4)])
result["decided"] = states.mapped("review_state")
print("FIGURES", json.dumps(result))
"""
DAY = """
import os, sys
sys.path.insert(0, {root!r})
os.environ.update(SEUTUYP_LOAD_SIZE="0.0441", SEUTUYP_LOAD_DAY={day!r})
from benchmarks import day
day.run(env)
"""


def test_all_parts(make_server):
    server = make_server("benchmark", template="plain", options=UNSCHEDULED)
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
        "the nation's workbook",
        "all rows (reviewer)",
        "form of a round, 441",
    ):
        assert name in text
    assert "growth of imports" in text
    compared = [item for item in result["figures"] if item["pair"]]
    assert all(item["processor"] for item in compared)
    assert {item["part"] for item in compared} == set(table.TITLES) - {
        "sitting",
        "chart",
    }


def test_the_day_of_many_people(make_server, tmp_path):
    """Every call of every role is answered, as ``benchmarks/load`` would play it."""
    server = make_server("load", template="plain", options=UNSCHEDULED)
    file = tmp_path / "day"
    server.shell(DAY.format(root=str(ROOT), day=str(file)))
    day = json.loads(file.read_text())
    assert day["facts"]["rounds in review"] == 3
    for role, people in day["roles"].items():
        person = people[0]
        session = server.session(person["login"], day["password"])
        for call in person["calls"]:
            url = server.url + call["path"]
            if "params" in call:
                body = {"jsonrpc": "2.0", "method": "call", "params": call["params"]}
                answer = session.post(url, json=body, timeout=120)
                assert "error" not in answer.json(), (role, call["name"], answer.text)
            else:
                answer = session.get(url, timeout=120)
            assert answer.ok, (role, call["name"])


def test_table_of_the_load():
    used = {"processor": 0.6, "memory": 900.0}
    answers = [["home", 10.0, None], ["home", 30.0, None], ["plan", 50.0, "No"]]
    results = {
        (25, "ours"): {**used, "seconds": 2, "answers": answers},
        (25, "core"): {**used, "seconds": 2, "answers": answers[:2]},
    }
    assert (
        "| 25 | 1.5 | 30 | 50 | 33.3 | 1.0 | 10 | 30 | 0.0 | 1.67 |"
        in load_table.growth(results)
    )
    assert "| 25 | ours | 1.5 | 200 | 0.30 | 900 |" in load_table.used(results)
    # 68 people, a call every 19 s, 0.2 s of a processor each, processors 60 % full
    assert "| 1 | 68 | 3.6 | 1.2 | 5 | extrapolated |" in load_table.sizing(
        results, "8-30"
    )
    assert "- 25 users, ours, plan: No" in load_table.errors(results)


def test_imports_beside_the_file_before():
    figure = {"part": "import", "processor": 1.0}
    rows = table.linear(
        [
            {**figure, "name": "form, 100", "count": 100, "seconds": 1.0},
            {**figure, "name": "form, 1000", "count": 1000, "seconds": 20.0},
        ]
    )
    assert rows[-2] == "| form | 1,000 | 20.00 | 1.00 | 2.00 | 0.10 |"
