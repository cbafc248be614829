"""Coordinator and chair follow the plan up at the same moment: one follow-up."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

SETUP = """
import json
Command = odoo.fields.Command
def user(login, group):
    login = f"follow_{login}"
    known = env["res.users"].search([("login", "=", login)])
    return known or env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com", "lang": "en_US",
        "group_ids": [Command.set([env.ref(f"seutuyp_network.{group}").id])]})
chair, keeper = user("chair", "group_user"), user("keeper", "group_coordinator")
number = env["seutuyp.region"].search_count([("code", "like", "FOLLOW")])
region = env["seutuyp.region"].create({"code": f"FOLLOW{number}", "name": "Follow",
    "coordinator_id": keeper.partner_id.id})
group = env["seutuyp.group"].create({"name": "Steering", "kind": "steering",
    "region_ids": [Command.set(region.ids)], "member_ids": [
        Command.create({"partner_id": chair.partner_id.id, "role": "chair",
            "date_from": "2020-01-01"}),
        Command.create({"partner_id": keeper.partner_id.id, "role": "secretary",
            "date_from": "2020-01-01"})]})
event = env["calendar.event"].with_context(dont_notify=True).create({
    "name": "Follow-up", "start": "2050-05-11 07:00:00", "stop": "2050-05-11 08:00:00",
    "seutuyp_group_id": group.id, "user_id": keeper.id,
    "partner_ids": [Command.set((chair | keeper).partner_id.ids)]})
plan = env["seutuyp.plan"].create({"region_id": region.id, "year": 2050,
    "goal_ids": [Command.create({"name": f"Goal {n}"}) for n in range(3)]})
plan._guarded().state = "approved"
env.cr.commit()
print("MADE", json.dumps({"event": event.id, "plan": plan.id}))
"""


@pytest.fixture
def year(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


def test_two_follow_up_at_once(server, year):
    """One of them from the plan, the other from the meeting."""
    keeper, chair = server.rpc("follow_keeper"), server.rpc("follow_chair")
    results = at_once(
        lambda: keeper("seutuyp.plan", "action_follow_up", [year["plan"]]),
        lambda: chair("calendar.event", "action_follow_up", [year["event"]]),
    )
    assert not [item for item in results if isinstance(item, RpcError)], results
    assert results[0]["res_id"] == results[1]["res_id"]
    counts = [
        sql(server.database, f"SELECT count(*) FROM {table} WHERE {column} = %s", id_)
        for table, column, id_ in (
            ("seutuyp_plan_followup", "plan_id", year["plan"]),
            ("seutuyp_plan_goal_reading", "plan_id", year["plan"]),
            ("seutuyp_agenda_item", "event_id", year["event"]),
        )
    ]
    assert counts == [[(1,)], [(3,)], [(1,)]]
