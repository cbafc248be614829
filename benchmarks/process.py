"""Processes of every region beside core's projects, and charts of growing size.

A region's processes have ten phases or so; the largest that is drawn is 30 by 12. The
layout is a plain module and is measured without the database.
"""

import time

from odoo.fields import Command

from odoo.addons.seutuyp_process.tools import bpmn, flow, layout, svg

from . import clock, screens

SIZES = ((30, 12), (100, 12), (300, 12))
EACH, PHASES = 5, 8  # processes of a region, phases of one
LIST, FORM = "core: list of projects", "core: form of one"


def measure(nation, repeats):
    """Yield figures of the screens, and of charts of growing size."""
    processes, taken = clock.once(nation.env, lambda: make(nation))
    yield taken.figure("process", "processes are made", count=len(processes))
    screens.core_env(nation)
    yield from clock.compare("process", tries(nation, processes), repeats)
    yield from charts(repeats)


def tries(nation, processes):
    for name, against, role, call in looks(nation, processes):
        own = nation.env(
            user=nation.users[role].id, su=False, context={"lang": "fi_FI"}
        )
        yield clock.Try(name, own, call(own), against)


def fill(nation):
    """Make what other parts show, and measure nothing."""
    make(nation)


def facts(nation):
    """Return how much there is, in words and numbers."""
    return {
        "processes": nation.env["seutuyp.process"].search_count([]),
        "phases": nation.env["seutuyp.process.phase"].search_count([]),
    }


def make(nation):
    """Make every region's processes, in use and with a review.

    That they were approved is written under the program's own guard.
    """
    processes = nation.create(
        "seutuyp.process",
        [
            one(nation, region, parties, number)
            for region, parties in nation.parties.items()
            for number in range(EACH)
        ],
    )
    nation.create(
        "seutuyp.process.phase",
        [
            {
                "process_id": process.id,
                "name": f"Vaihe {number}",
                "content": "<p>Mitä tapahtuu</p>",
                "lane_ids": [
                    Command.set(process.lane_ids[number % 3 : number % 3 + 2].ids)
                ],
                "tool_ids": [Command.create({"name": "Lomake"})],
            }
            for process in processes
            for number in range(PHASES)
        ],
    )
    processes._guarded().write({"state": "in_use", "version": 1})
    today = nation.env["seutuyp.dated.mixin"]._today()
    nation.create(
        "seutuyp.process.review",
        [{"process_id": process.id, "due_date": today} for process in processes],
    )
    nation.env.cr.commit()
    return processes


def one(nation, region, parties, number):
    """Return the values of a process with the customer's lane and three parties'."""
    lanes = [{"is_customer": True}, *({"partner_id": item.id} for item in parties[:3])]
    return {
        "name": f"Prosessi {number}",
        "region_id": region.id,
        "purpose": "<p>Neuvoo yrityksiä</p>",
        "start_event": "Yritys kysyy",
        "end_event": "Yritys tietää",
        "owner_partner_id": parties[0].id,
        "owner_id": nation.person(parties[0]).id,
        "approving_body": region.group_ids.filtered(
            lambda group: group.kind == "steering"
        )[:1].id,
        "lane_ids": [Command.create(lane) for lane in lanes],
        "metric_ids": [
            Command.create({"name": f"Mittari {place}", "target": 20})
            for place in range(3)
        ],
    }


def looks(nation, processes):
    """List (name, compared with, role, function that makes the call)."""
    process = processes[0]
    project = nation.env["project.project"].search([], limit=1)

    def lists(model):
        return lambda env: screens.opens_list(env, model)

    def forms(model, record):
        return lambda env: screens.opens_form(env, model, record)

    def own(method, record):
        return lambda env: getattr(record.with_env(env), method)

    yield LIST, LIST, "coordinator", lists("project.project")
    yield FORM, FORM, "coordinator", forms("project.project", project)
    for role in ("coordinator", "area", "reviewer"):
        yield f"processes ({role})", LIST, role, lists("seutuyp.process")
    yield "reviews (reviewer)", LIST, "reviewer", lists("seutuyp.process.review")
    yield (
        "process (coordinator)",
        FORM,
        "coordinator",
        forms("seutuyp.process", process),
    )
    yield (
        "its chart and table (coordinator)",
        FORM,
        "coordinator",
        own("chart_data", process),
    )
    yield (
        "map of a region (coordinator)",
        LIST,
        "coordinator",
        own("process_map", process),
    )
    home = nation.env["seutuyp.home"]
    yield "home (process, coordinator)", "", "coordinator", own("get_home", home)


def charts(repeats):
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
            label = f"{name} of {count} phases in {lanes} lanes"
            yield median(work, repeats).figure("chart", label, count=count)


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
    """Return what calls without a database took; the first does not count."""
    taken = []
    for _turn in range(repeats + 1):
        start, used = time.perf_counter(), time.process_time()
        work()
        seconds = time.perf_counter() - start
        taken.append(clock.Taken(seconds, 0, time.process_time() - used, (seconds,)))
    return clock.together(taken[1:])
