"""Runs in Odoo's shell: makes the data set, measures, and keeps the figures."""

import json
import os
from pathlib import Path

from . import clock, export, plan, process, screens, sitting, status, year
from .national import Nation


def run(env):
    """Measure what ``benchmarks/run`` asks for and write it to the file it names."""
    size = float(os.environ["SEUTUYP_BENCHMARK_SIZE"])
    repeats = int(os.environ["SEUTUYP_BENCHMARK_REPEATS"])
    nation = Nation(env, size)
    _result, seconds, queries = clock.once(env, nation.make)
    figures = [clock.Figure("data", "national data set", seconds, queries)]
    figures += screens.measure(nation, repeats)
    figures += sitting.measure(nation, repeats)
    figures += year.measure(nation, repeats if size <= 1 else min(repeats, 3))
    figures += plan.measure(nation, repeats if size <= 1 else min(repeats, 3))
    figures += process.measure(nation, repeats if size <= 1 else min(repeats, 3))
    figures += export.measure(nation, repeats if size <= 1 else 1)
    figures += status.measure(nation, repeats if size <= 1 else min(repeats, 3))
    Path(os.environ["SEUTUYP_BENCHMARK_FIGURES"]).write_text(
        json.dumps(
            {
                "size": size,
                "facts": {
                    **nation.facts(),
                    **year.facts(nation),
                    **plan.facts(nation),
                    **process.facts(nation),
                },
                "figures": [figure._asdict() for figure in figures],
                "memory": export.memory(nation, size),
            }
        )
    )
