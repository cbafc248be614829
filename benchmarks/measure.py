"""Runs in Odoo's shell: makes the data set, measures, and keeps the figures."""

import json
import os
import sys
import time
from pathlib import Path

from . import (
    clock,
    export,
    imports,
    plan,
    process,
    screens,
    sitting,
    status,
    year,
)
from .national import Nation

# In this order; each works alone, see ``NEEDS``.
PARTS = {
    "screens": screens,
    "sitting": sitting,
    "year": year,
    "plan": plan,
    "process": process,
    "export": export,
    "status": status,
    "import": imports,
}
# What fills the tables that a part shows, if the part that measures it is left out.
NEEDS = {
    "export": ("year", "plan", "process"),
    "status": ("year", "plan", "process"),
}
# These take longest: with a large data set or a long list, three turns are enough.
FEW = {"year": 3, "plan": 5, "process": 5, "export": 3, "import": 1}


def chosen(names):
    """Return the parts to measure, in their order.

    :param str names: with commas between them; empty for all
    :raise ValueError: a name is none of ours
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if unknown := wanted - set(PARTS):
        raise ValueError(
            f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}"
        )
    return [name for name in PARTS if name in wanted or not wanted]


def measure(nation, parts, repeats):
    """Return the figures of some parts; what each takes is told on the way."""
    figures, filled = [], set()
    for name in parts:
        start = time.monotonic()
        for needed in NEEDS.get(name, ()):
            if needed not in filled and needed not in parts:
                PARTS[needed].fill(nation)
            filled.add(needed)
        turns = min(repeats, FEW.get(name, repeats))
        figures += PARTS[name].measure(nation, turns)
        nation.env.cr.commit()
        nation.env.invalidate_all()
        sys.stderr.write(f"{name}: {time.monotonic() - start:.0f} s\n")
        sys.stderr.flush()
    return figures


def facts(nation, parts):
    """Return how much there is, in words and numbers."""
    found = nation.facts()
    for name in parts:
        if hasattr(PARTS[name], "facts"):
            found |= PARTS[name].facts(nation)
    return found


def result(env, size, parts, repeats):
    """Make the data set, measure, and return all that the tables are made from."""
    nation = Nation(env, size)
    start = time.monotonic()
    _nation, taken = clock.once(env, nation.make)
    figures = [taken.figure("data", "national data set")]
    figures += measure(nation, parts, repeats)
    return {
        "size": size,
        "repeats": repeats,
        "facts": facts(nation, parts),
        "figures": [figure._asdict() for figure in figures],
        "memory": export.memory(nation, size) if "export" in parts else [],
        "took": time.monotonic() - start,
    }


def run(env):
    """Measure what ``benchmarks/run`` asks for and write it to the file it names."""
    found = result(
        env,
        float(os.environ["SEUTUYP_BENCHMARK_SIZE"]),
        chosen(os.environ["SEUTUYP_BENCHMARK_ONLY"]),
        int(os.environ["SEUTUYP_BENCHMARK_REPEATS"]),
    )
    Path(os.environ["SEUTUYP_BENCHMARK_FIGURES"]).write_text(json.dumps(found))
