"""Several people plan years at the same moment: one result, and nobody sees a crash."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

# Everything is made here, so that the demo story may change: an area of two regions
# whose steering groups share one person.
SETUP = """
import json
Command = odoo.fields.Command
def user(login, group):
    login = f"clock_{login}"
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_" + group).id])]})
contact = user("contact", "area")
managers = user("manager1", "manager") | user("manager2", "manager")
area = env["seutuyp.area"].create({"code": "CLOCK", "name": "Clock",
    "contact_id": contact.partner_id.id})
shared = env["res.partner"].create({"name": "Shared", "email": "shared@example.com"})
made = {"area": area.id, "regions": [], "year": 2060}
for place in range(2):
    keeper = user(f"keeper{place}", "coordinator")
    region = env["seutuyp.region"].create({"code": f"CLOCK{place}",
        "name": f"Clock {place}", "coordinator_id": keeper.partner_id.id,
        "area_history_ids": [Command.create({"area_id": area.id})]})
    people = shared | env["res.partner"].create([
        {"name": f"Person {place} {n}", "email": f"p{place}{n}@example.com"}
        for n in range(5)])
    env["seutuyp.group"].create({"name": f"Clock {place}", "kind": "steering",
        "region_ids": [Command.set(region.ids)],
        "member_ids": [Command.create({"partner_id": person.id,
            "date_from": "2020-01-01"}) for person in people]})
    made["regions"].append(region.id)
env.cr.commit()
print("MADE", json.dumps(made))
"""


@pytest.fixture(scope="module")
def made(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


@pytest.fixture
def case(made):
    """The area and its regions, with a year that nobody has planned yet."""
    made["year"] += 1
    return made


def year_of(rpc, **vals):
    return rpc("seutuyp.annual.calendar", "create", vals)


def presses(rpc, button, calendar):
    return lambda: rpc("seutuyp.annual.calendar", button, [calendar])


def rows(server, query, *values):
    return sql(server.database, query, *values)


def assert_fine(answers):
    assert not [answer for answer in answers if isinstance(answer, RpcError)]


def assert_planned_once(server, year):
    """Each meeting by its rule is there once, and nobody sits in two at once."""
    ((events, distinct),) = rows(
        server,
        "SELECT count(*), count(DISTINCT (annual_calendar_id, seutuyp_line_id,"
        " seutuyp_month, COALESCE(seutuyp_group_id, 0)))"
        " FROM calendar_event WHERE seutuyp_year = %s",
        year,
    )
    assert events == distinct > 0
    twice = rows(
        server,
        "SELECT a.res_partner_id, e.start, f.start FROM calendar_event e"
        " JOIN calendar_event_res_partner_rel a ON a.calendar_event_id = e.id"
        " JOIN calendar_event_res_partner_rel b"
        "   ON b.res_partner_id = a.res_partner_id AND b.calendar_event_id > e.id"
        " JOIN calendar_event f ON f.id = b.calendar_event_id"
        " WHERE e.seutuyp_year = %s AND f.seutuyp_year = %s"
        "   AND e.start < f.stop AND f.start < e.stop",
        year,
        year,
    )
    assert not twice
    return events


def test_two_people_plan_one_year(server, case):
    """The coordinator and the area contact press at once: the year is planned once."""
    keeper, contact = server.rpc("clock_keeper0"), server.rpc("clock_contact")
    vals = {"scope": "region", "region_id": case["regions"][0], "year": case["year"]}
    calendar = year_of(keeper, **vals)
    answers = at_once(
        presses(keeper, "action_generate", calendar),
        presses(contact, "action_generate", calendar),
        presses(server.rpc("clock_keeper0"), "action_generate", calendar),
    )
    assert_fine(answers)
    events = assert_planned_once(server, case["year"])
    assert_fine([presses(keeper, "action_generate", calendar)()])
    assert assert_planned_once(server, case["year"]) == events


def test_regions_that_share_a_person(server, case):
    """Each sees the other's meetings in the person's time, whoever comes second."""
    year = case["year"]
    jobs = []
    for place, region in enumerate(case["regions"]):
        keeper = server.rpc(f"clock_keeper{place}")
        calendar = year_of(keeper, scope="region", region_id=region, year=year)
        jobs.append(presses(keeper, "action_generate", calendar))
    assert_fine(at_once(*jobs))
    assert_planned_once(server, year)
    ((groups,),) = rows(
        server,
        "SELECT count(DISTINCT seutuyp_group_id) FROM calendar_event"
        " WHERE seutuyp_year = %s",
        year,
    )
    assert groups == 2


def test_area_and_nation_at_once(server, case):
    """The calendars below are made once, by whoever is first; nobody gets an error."""
    year = case["year"]
    contact = server.rpc("clock_contact")
    managers = [server.rpc(f"clock_manager{number}") for number in (1, 2)]
    area = year_of(contact, scope="area", area_id=case["area"], year=year)
    nation = year_of(managers[0], scope="national", year=year)
    answers = at_once(
        presses(contact, "action_generate_regions", area),
        *(presses(rpc, "action_generate_regions", nation) for rpc in managers),
    )
    assert_fine(answers)
    assert_planned_once(server, year)
    missing = rows(
        server,
        "SELECT name FROM seutuyp_region region WHERE active AND successor_id IS NULL"
        " AND area_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seutuyp_annual_calendar"
        " WHERE region_id = region.id AND year = %s)",
        year,
    )
    assert not missing


def test_planning_while_a_member_joins(server, case):
    """Whoever joins at that moment is invited, whichever comes first."""
    keeper, other = server.rpc("clock_keeper0"), server.rpc("clock_keeper0")
    vals = {"scope": "region", "region_id": case["regions"][0], "year": case["year"]}
    calendar = year_of(keeper, **vals)
    domain = [("region_ids", "in", case["regions"][:1])]
    (group,) = keeper("seutuyp.group", "search", domain)
    person = server.rpc()("res.partner", "create", {"name": "New", "email": "n@e.fi"})
    seat = {"group_id": group, "partner_id": person, "date_from": "2020-01-01"}
    answers = at_once(
        presses(keeper, "action_generate", calendar),
        lambda: other("seutuyp.group.member", "create", seat),
    )
    assert_fine(answers)
    without = rows(
        server,
        "SELECT id FROM calendar_event event WHERE seutuyp_year = %s"
        " AND seutuyp_group_id = %s AND NOT EXISTS (SELECT 1"
        " FROM calendar_event_res_partner_rel rel WHERE calendar_event_id = event.id"
        " AND res_partner_id = %s)",
        case["year"],
        group,
        person,
    )
    assert not without
