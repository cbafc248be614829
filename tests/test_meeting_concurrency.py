"""Two people press the same button of a meeting: one result, nothing twice."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

SETUP = """
import json
Command = odoo.fields.Command
def user(login):
    login = f"meet_{login}"
    known = env["res.users"].search([("login", "=", login)])
    return known or env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com", "lang": "en_US",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_coordinator").id])]})
chair, secretary = user("chair"), user("secretary")
number = env["seutuyp.region"].search_count([("code", "like", "MEET")])
region = env["seutuyp.region"].create({"code": f"MEET{number}", "name": "Meet",
    "coordinator_id": secretary.partner_id.id,
    "substitute_id": chair.partner_id.id})
group = env["seutuyp.group"].create({"name": "Team", "kind": "process",
    "region_ids": [Command.set(region.ids)], "member_ids": [
        Command.create({"partner_id": chair.partner_id.id, "role": "chair",
            "date_from": "2020-01-01"}),
        Command.create({"partner_id": secretary.partner_id.id, "role": "secretary",
            "date_from": "2020-01-01"})]})
event = env["calendar.event"].with_context(dont_notify=True).create({
    "name": "Team meets", "start": "2024-03-10 07:00:00", "stop": "2024-03-10 08:00:00",
    "seutuyp_group_id": group.id, "user_id": secretary.id,
    "theme_id": env.ref("seutuyp_planning.theme_work").id,
    "partner_ids": [Command.set((chair | secretary).partner_id.ids)]})
env["seutuyp.agenda.item"].create({"group_id": group.id, "name": "Waiting matter"})
env.cr.commit()
print("MADE", json.dumps({"event": event.id, "group": group.id}))
"""


@pytest.fixture
def meeting(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


def both(server, method, meeting):
    """Let chair and secretary call a button's method at once; return the results."""
    people = [server.rpc(f"meet_{login}") for login in ("chair", "secretary")]
    return at_once(
        *(
            lambda rpc=rpc: rpc("calendar.event", method, [meeting["event"]])
            for rpc in people
        )
    )


def count(server, query, *values):
    return sql(server.database, query, *values)[0][0]


def test_two_prepare_the_agenda(server, meeting):
    both(server, "action_prepare_agenda", meeting)
    items = sql(
        server.database,
        "SELECT name->>'en_US' FROM seutuyp_agenda_item WHERE event_id = %s",
        meeting["event"],
    )
    names = [name for (name,) in items]
    assert len(names) == len(set(names)) > 1
    assert names.count("Waiting matter") == 1


def test_two_hold_send_and_confirm(server, meeting):
    results = both(server, "action_hold", meeting)
    assert sum(isinstance(item, RpcError) for item in results) == 1, (
        "the second is told that it has been held"
    )
    rpc = server.rpc("meet_secretary")
    rpc(
        "calendar.event",
        "write",
        [meeting["event"]],
        {"minutes_fi": "<p>Kokous</p>"},
    )
    rpc("calendar.event", "action_send_minutes", [meeting["event"]])
    results = both(server, "action_confirm_minutes", meeting)
    assert results == [True, True], "each confirms his own part"
    states = sql(
        server.database,
        "SELECT minutes_state, chair_confirmed_on IS NOT NULL, "
        "secretary_confirmed_on IS NOT NULL FROM calendar_event WHERE id = %s",
        meeting["event"],
    )
    assert states == [("confirmed", True, True)]


def test_two_decisions_at_once_share_one_project(server, meeting):
    people = [server.rpc(f"meet_{login}") for login in ("chair", "secretary")]
    partner = people[0](
        "res.users", "search_read", [("login", "=", "meet_chair")], ["partner_id"]
    )[0]["partner_id"][0]
    results = at_once(
        *(
            lambda rpc=rpc, number=number: rpc(
                "seutuyp.decision",
                "create",
                {
                    "event_id": meeting["event"],
                    "name": f"Decision {number}",
                    "responsible_ids": [(6, 0, [partner])],
                    "deadline": "2030-01-01",
                },
            )
            for number, rpc in enumerate(people)
        )
    )
    made = [item for item in results if not isinstance(item, RpcError)]
    assert made, results
    assert (
        count(
            server,
            "SELECT count(*) FROM project_project WHERE seutuyp_group_id = %s",
            meeting["group"],
        )
        == 1
    )
    assert count(
        server,
        "SELECT count(*) FROM project_task task JOIN project_project project "
        "ON project.id = task.project_id WHERE project.seutuyp_group_id = %s",
        meeting["group"],
    ) == len(made)
