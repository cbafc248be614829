"""Several machines, tried for real: run by `tests/machines/trial`, not in CI.

One story, in this order. The table at its end is what docs/scaling.md quotes.
"""

import os
import random
import re
import sys
import time
from pathlib import Path

import pytest
from machines.load import Load
from machines.setting import Site

FALLBACK = "retrying with a read/write cursor"
ROOT = Path(__file__).resolve().parents[2]
BEFORE = 5  # seconds at work before something happens
AFTER = 15  # and after it
ASKED_BY_NODES = "SELECT 1 FROM pg_stat_activity WHERE application_name ~ '^node-'"


@pytest.fixture(scope="module")
def site(smtp, request):
    folder = ROOT / ".local" / "machines" / f"run-{os.getpid()}"
    with Site(folder, smtp.port) as site:
        yield site
        capture = request.config.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            sys.stdout.write(f"\n{table(site.rows)}\n")


def table(rows):
    """What people saw, as Markdown."""
    head = "what happened,seconds,requests,errors,longest pause in s,writes,lost,stale"
    lines = [f"| {head.replace(',', ' | ')} |", "|---|---|---|---|---|---|---|---|"]
    for row in rows:
        errors = ", ".join(
            f"{times} × {what}" for what, times in row.errors.most_common()
        )
        lines.append(
            f"| {row.title} | {row.seconds:.0f} | {row.requests} | {errors or 'none'} "
            f"| {row.pause:.1f} | {len(row.written)} | {len(row.missing)} "
            f"| {row.stale} |"
        )
    return "\n".join(lines)


def settle(site, load, synchronous=True):
    """Judge what must hold whatever happened: nothing acknowledged is lost.

    What a replica shows is promised only as long as commits wait for it.
    """
    load.missing = load.lost(site.primary)
    assert load.written, "nobody could save anything"
    assert not load.missing, f"acknowledged and gone: {load.missing}"
    assert not synchronous or not load.stale, (
        "a replica showed less than had been saved"
    )
    assert not load.errors["logged out"]


def activity(cluster, table):
    """How often a server has read a table."""
    time.sleep(1.5)  # what a connection did is told after a second
    query = """
        SELECT seq_scan + coalesce(idx_scan, 0)
          FROM pg_stat_user_tables WHERE relname = %s"""
    return cluster.sql(query, table, database=Site.database)[0][0]


# What is shared


def test_log_in_here_and_go_on_there(site):
    """A session lives in the database, not on a node, and outlives the node."""
    first, second = site.nodes
    person = site.log_in("coordinator", first.url)
    assert person.call("seutuyp.home", "get_home")
    assert person.at(second.url).call("seutuyp.home", "get_home")
    first.stop()
    first.start()
    assert person.call("seutuyp.home", "get_home")
    assert not list((first.folder / "data").glob("sessions/*/*")), "kept on the node"


def test_file_from_one_to_the_other(site):
    """A file goes to the shared storage, and comes from it at any node."""
    first, second = site.nodes
    person = site.log_in("admin", first.url)
    content = random.Random(1).randbytes(300_000)
    page = person.answer(person.session.get, f"{first.url}/odoo").decode()
    uploaded = person.answer(
        person.session.post,
        f"{first.url}/web/binary/upload_attachment",
        data={
            "csrf_token": re.search(r'csrf_token: "([^"]+)"', page)[1],
            "model": "res.partner",
            "id": "1",
        },
        files={"ufile": ("drawing.bin", content, "application/octet-stream")},
    )
    (number,) = re.findall(rb'"id": (\d+)', uploaded)
    address = f"{second.url}/web/content/{int(number)}?download=1"
    there = person.at(second.url)
    assert there.answer(there.session.get, address) == content
    assert [at for at in site.files.rglob("*") if at.is_file()]
    left = [
        at
        for node in site.nodes
        for at in (node.folder / "data").glob("filestore/*/??/*")
    ]
    assert not left, "files on a node itself"


def test_reports_on_any_node(site):
    """A picture and a paper of the demo data, at each node."""
    for node in site.nodes:
        person = site.log_in("coordinator", node.url)
        plan = person.call("seutuyp.plan", "search", [], limit=1)[0]
        address = f"{node.url}/seutuyp/plan/excel/{plan}"
        assert person.answer(person.session.get, address).startswith(b"PK")
        partner = person.call("res.users", "search", [["login", "=", "admin"]])[0]
        address = f"{node.url}/web/image/res.users/{partner}/avatar_128"
        assert person.answer(person.session.get, address)


# What runs where


def test_reading_is_the_replica_s(site):
    """Screens, pages and files that only read do not touch the primary's tables."""
    person = site.log_in("coordinator")
    plan = person.call("seutuyp.plan", "search", [], limit=1)[0]
    person.call("seutuyp.plan", "get_grid", [plan])  # caches are warm from here on
    site.cron.stop()  # jobs write, and so read from the primary
    before = [activity(at, "seutuyp_plan_goal") for at in (site.primary, site.replica)]
    for _ in range(10):
        person.call("seutuyp.plan", "get_grid", [plan])
        person.call("seutuyp.home", "get_home")
        person.answer(person.session.get, f"{site.proxy.url}/seutuyp/plan/excel/{plan}")
    after = [activity(at, "seutuyp_plan_goal") for at in (site.primary, site.replica)]
    assert after[0] == before[0], "the primary was asked"
    assert after[1] >= before[1] + 10, "the replica was not asked"
    assert site.replica.sql(ASKED_BY_NODES)
    site.cron.start()
    for node in site.nodes:
        assert not node.lines(FALLBACK)
        assert [line for line in node.lines("get_grid") if line.endswith(" ro")]


def schedule(site, name):
    """Let a scheduled action note that it has run, and wait for the note."""
    admin = site.log_in("admin")
    domain = [["model", "=", "res.partner.category"]]
    vals = {
        "name": name,
        "model_id": admin.call("ir.model", "search", domain)[0],
        "state": "code",
        "code": f"model.create({{'name': {name!r}}})",
        "interval_number": 1,
        "interval_type": "days",
        "nextcall": "2020-01-01 00:00:00",
    }
    admin.call("ir.cron", "create", vals)
    end = time.monotonic() + 180
    domain = [["name", "=", name]]
    while not admin.call("res.partner.category", "search_count", domain):
        assert time.monotonic() < end, "it did not run"
        time.sleep(1)
    return lambda: admin.call("res.partner.category", "search_count", domain)


def test_crons_run_on_their_node_once(site):
    """A scheduled action runs where it should, and one time."""
    runs = schedule(site, "notes itself")
    time.sleep(10)
    assert runs() == 1
    assert site.cron.lines("notes itself")
    assert not [line for node in site.nodes for line in node.lines("notes itself")]


# What happens when one is killed, with people at work


def test_all_is_well(site):
    with Load(site, "nothing") as load:
        time.sleep(BEFORE + AFTER)
    settle(site, load)
    assert not load.errors


def test_node_killed(site):
    """The other node goes on; what was on its way is an error, once."""
    with Load(site, "kill -9 of a node") as load:
        time.sleep(BEFORE)
        site.nodes[1].kill()
        time.sleep(AFTER)
        site.nodes[1].start()
    settle(site, load)
    assert sum(load.errors.values()) <= len(load.people)


def test_replica_killed_while_commits_wait(site):
    """Reading goes to the primary at once; saving waits until someone says so."""
    with Load(site, "kill -9 of the replica, released after 10 s") as load:
        time.sleep(BEFORE)
        site.replica.kill()
        time.sleep(10)
        site.primary.require(None)
        time.sleep(AFTER)
    settle(site, load)


def test_replica_comes_back(site):
    """It catches up by itself; a node that is restarted reads from it again."""
    with Load(site, "replica back, nodes restarted one after the other") as load:
        site.replica.start()
        waiting = "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'"
        site.primary.wait(waiting)
        site.primary.require(site.replica)
        for node in site.nodes:
            node.stop()
            node.start()
            time.sleep(6)
    settle(site, load)
    assert site.replica.sql(ASKED_BY_NODES)


def test_replica_killed_while_nobody_waits(site):
    """Without synchronous_standby_names nobody waits for a replica that is gone."""
    site.primary.require(None)
    with Load(site, "kill -9 of a replica that nobody waits for") as load:
        time.sleep(BEFORE)
        site.replica.kill()
        time.sleep(AFTER)
    settle(site, load, synchronous=False)
    site.replica.start()
    site.primary.wait("SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")
    site.primary.require(site.replica)


def test_primary_killed_and_started(site):
    """Whatever was acknowledged is there when it comes back."""
    with Load(site, "kill -9 of the primary, started again after 5 s") as load:
        time.sleep(BEFORE)
        site.primary.kill()
        time.sleep(5)
        site.primary.start()
        time.sleep(AFTER)
    settle(site, load)


def test_primary_killed_and_replica_promoted(site):
    """The replica has all that was acknowledged, and takes over."""
    with Load(site, "kill -9 of the primary, replica promoted after 5 s") as load:
        time.sleep(BEFORE)
        dead = site.primary
        dead.kill()
        time.sleep(5)
        site.replica.promote()
        site.primary, site.replica = site.replica, None
        site.primary.require(None)
        site.proxy.point(site.primary, site.primary)
        site.proxy.reload()
        time.sleep(AFTER)
    settle(site, load)
    site.former = dead


def test_former_primary_follows(site):
    """The server that failed comes back as replica of the other, under load."""
    with Load(site, "former primary made the new replica") as load:
        site.add_replica(site.former)
        time.sleep(AFTER)
    settle(site, load)
    assert not load.errors
    for node in site.nodes:
        assert not node.lines(FALLBACK)


def test_crons_go_on(site):
    """The cron node has found the new primary by itself."""
    assert schedule(site, "notes itself again")() == 1
