"""Prints the load run as Markdown tables; needs no Odoo."""

import json
import math
import os
import sys
from pathlib import Path

SIDES = ("ours", "core")
REGIONS = 68
PEOPLE = (0.5, 1, 2, 3, 5, 10)  # of each region, at work in the program at once
FILLED = 0.6  # how full the processors may be, so that answers do not wait


def read(folder):
    """Return {(users, side): result} of the files that the run wrote."""
    return {
        (int(path.stem.split("-")[0]), path.stem.split("-")[1]): json.loads(
            path.read_text()
        )
        for path in Path(folder).glob("*-*.json")
    }


def percentile(values, share):
    """Return the value that so large a share does not exceed.

    >>> percentile([3, 1, 2, 4], 0.5), percentile([1], 0.95), percentile([], 0.5)
    (2, 1, 0)
    """
    ordered = sorted(values)
    if not ordered:
        return 0
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def figures(answers):
    """Return (count, p50, p95, per cent of errors) of some answers.

    >>> figures([["a", 10.0, None], ["a", 30.0, "no"]])
    (2, 10.0, 30.0, 50.0)
    """
    times = [taken for _name, taken, _error in answers]
    errors = sum(1 for _name, _taken, error in answers if error)
    share = 100 * errors / len(answers) if answers else 0.0
    return len(answers), percentile(times, 0.5), percentile(times, 0.95), share


def growth(results):
    """Return the lines of the curve: one row a number of people."""
    lines = [
        (
            "| users | calls a second | p50, ms | p95, ms | errors, % "
            "| core: calls a second | p50, ms | p95, ms | errors, % | p95 beside core |"
        ),
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for users in sorted({users for users, _side in results}):
        cells, ends = [], []
        for side in SIDES:
            result = results.get((users, side), {"answers": [], "seconds": 1})
            count, half, most, errors = figures(result["answers"])
            a_second = count / result["seconds"]
            cells.append(f"{a_second:.1f} | {half:.0f} | {most:.0f} | {errors:.1f}")
            ends.append(most)
        ratio = f"{ends[0] / ends[1]:.2f}" if ends[1] else ""
        lines.append(f"| {users} | {cells[0]} | {cells[1]} | {ratio} |")
    return [*lines, ""]


def used(results):
    """Return the lines of what the server needed, which the sizing starts from."""
    lines = [
        (
            "| users | side | calls a second | processor ms a call | processors busy "
            "| memory of the server's processes, MB |"
        ),
        "|--:|---|--:|--:|--:|--:|",
    ]
    for (users, side), result in sorted(results.items()):
        a_second = len(result["answers"]) / result["seconds"]
        busy = result["processor"] / result["seconds"]
        lines.append(
            f"| {users} | {side} | {a_second:.1f} | {1000 * a_call(result):.0f} "
            f"| {busy:.2f} | {result['memory']:.0f} |"
        )
    return [*lines, ""]


def a_call(result):
    """Return the seconds of processor time that one call took, database included."""
    return result["processor"] / max(1, len(result["answers"]))


def sizing(results, think):
    """Return the lines of what 68 regions need, by how many of each are at work.

    :param str think: seconds of thought, ``8-30``
    """
    largest = max(users for users, side in results if side == "ours")
    each = a_call(results[largest, "ours"])
    pause = sum(map(float, think.split("-"))) / 2
    lines = [
        (
            f"| people of each of {REGIONS} regions at once | people | calls a second "
            "| processors | workers | |"
        ),
        "|--:|--:|--:|--:|--:|---|",
    ]
    for people in PEOPLE:
        users = round(people * REGIONS)
        a_second = users / pause
        processors = a_second * each / FILLED
        told = "extrapolated" if users > largest else "within what was measured"
        lines.append(
            f"| {people:g} | {users} | {a_second:.1f} | {processors:.1f} "
            f"| {2 * math.ceil(processors) + 1} | {told} |"
        )
    return [*lines, ""]


def calls(results):
    """Return the lines of what was done, at the largest number of people."""
    most = max(users for users, _side in results)
    lines = [
        f"| at {most} users | times | p50, ms | p95, ms | errors |",
        "|---|--:|--:|--:|--:|",
    ]
    for side in SIDES:
        answers = results.get((most, side), {"answers": []})["answers"]
        for name in sorted({answer[0] for answer in answers}):
            own = [answer for answer in answers if answer[0] == name]
            count, half, end, _errors = figures(own)
            failed = sum(1 for answer in own if answer[2])
            lines.append(f"| {name} | {count} | {half:.0f} | {end:.0f} | {failed} |")
    return [*lines, ""]


def errors(results):
    """Return the lines of what went wrong, each sentence once."""
    found = sorted(
        {
            (users, side, answer[0], answer[2])
            for (users, side), result in results.items()
            for answer in result["answers"]
            if answer[2]
        }
    )
    return [
        f"- {users} users, {side}, {name}: {text}" for users, side, name, text in found
    ]


def main():
    """Arguments: folder of results, the day's file, seconds, think time, workers."""
    folder, day, seconds, think, workers = sys.argv[1:]
    results = read(folder)
    facts = json.loads(Path(day).read_text())["facts"]
    load = ", ".join(f"{item:.1f}" for item in os.getloadavg())
    told = ", ".join(f"{count} {name}" for name, count in facts.items())
    lines = [
        f"## Load: {told}",
        "",
        (
            f"{workers} workers, {os.cpu_count()} cores shared with database and "
            f"players; {seconds} s a step after everybody is in; {think} s of thought "
            f"between two calls; load of the last 1, 5 and 15 minutes at the end: "
            f"{load}."
        ),
        "",
        *growth(results),
        *used(results),
        *sizing(results, think),
        *calls(results),
        *errors(results),
    ]
    sys.stdout.write("\n".join(lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
