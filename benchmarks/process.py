"""How long the chart of a process takes: layout alone, drawing, and the file.

A region's processes have ten phases or so; the largest that is drawn is 30 by 12.
Needs no database: the layout is a plain module.
"""

import statistics
import time

from odoo.addons.seutuyp_process.tools import bpmn, flow, layout, svg

from . import clock

SIZES = ((30, 12), (100, 12), (300, 12))


def measure(_nation, repeats):
    """Yield figures of charts of growing size."""
    for count, lanes in SIZES:
        parts = describe(count, lanes)
        chart = layout.chart(*parts, "Alku", "Loppu", "Välineet")
        works = {
            "layout": lambda parts=parts: layout.chart(*parts, "Alku", "Loppu", ""),
            "SVG": lambda chart=chart: svg.draw(chart, "Prosessi"),
            "BPMN": lambda chart=chart, parts=parts: bpmn.write(
                chart, "Prosessi", *parts[:2], flow.complete(*parts[1:])
            ),
        }
        for name, work in works.items():
            seconds = median(work, repeats)
            label = f"{name} of {count} phases in {lanes} lanes"
            yield clock.Figure("process", label, seconds, 0, count)


def describe(count, lane_count):
    """Return lanes, phases and arrows: every third phase over several lanes."""
    lanes = [
        flow.Lane(number, f"Organisaatio {number}", number == 0)
        for number in range(lane_count)
    ]
    phases = [
        flow.Phase(
            number,
            f"Vaihe {number}: asiakkaan tarpeen kartoitus",
            tuple({number % lane_count, (number * 5) % lane_count}),
            number - number % 3 // 2,
            ("Lomake", "Muistio"),
        )
        for number in range(count)
    ]
    flows = [
        flow.Flow(number, number + 4, "kyllä") for number in range(0, count - 4, 10)
    ]
    return lanes, phases, flows


def median(work, repeats):
    """Return the median time of calls; the first does not count."""
    taken = []
    for _turn in range(repeats + 1):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])
