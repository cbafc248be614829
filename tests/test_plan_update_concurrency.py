"""Two people tell of the same action at once: nothing is lost, nothing comes twice."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

SETUP = """
import json
Command = odoo.fields.Command
def user(login):
    login = f"plan_{login}"
    known = env["res.users"].search([("login", "=", login)])
    return known or env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com", "lang": "en_US",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_coordinator").id])]})
first, second = user("first"), user("second")
number = env["seutuyp.region"].search_count([("code", "like", "PLAN")])
region = env["seutuyp.region"].create({"code": f"PLAN{number}", "name": "Plan",
    "coordinator_id": first.partner_id.id, "substitute_id": second.partner_id.id})
group = env["seutuyp.group"].create({"name": "Steering", "kind": "steering",
    "region_ids": [Command.set(region.ids)], "member_ids": [
        Command.create({"partner_id": first.partner_id.id, "role": "chair",
            "date_from": "2020-01-01"})]})
today = odoo.fields.Date.today()
plan = env["seutuyp.plan"].create({"region_id": region.id, "year": today.year})
goal = env["seutuyp.plan.goal"].create({"plan_id": plan.id, "name": "Goal"})
firm = env["res.partner"].create({"name": "Firm", "is_company": True})
action = env["project.task"].create({"goal_id": goal.id, "name": "Action",
    "metric": "Done", "responsible_partner_ids": [Command.set(firm.ids)],
    "coordinating_partner_id": firm.id,
    "people_ids": [Command.set(second.partner_id.ids)],
    "checkpoint_ids": [Command.create({"date": today})]})
meeting = env["calendar.event"].with_context(dont_notify=True).create({
    "name": "Approving", "start": "2024-03-10 07:00:00", "stop": "2024-03-10 08:00:00",
    "seutuyp_group_id": group.id})
decision = env["seutuyp.decision"].create({"event_id": meeting.id, "name": "Yes"})
plan.action_submit()
plan.action_approve(decision.id)
env.cr.commit()
print("MADE", json.dumps({"action": action.id}))
"""


@pytest.fixture
def action(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])["action"]


def rows(server, action):
    return sql(
        server.database,
        "SELECT state_before, state_after, text_before, text_after"
        " FROM seutuyp_plan_update WHERE task_id = %s ORDER BY id",
        action,
    )


def test_two_tell(server, action):
    first, second = server.rpc("plan_first"), server.rpc("plan_second")
    results = at_once(
        lambda: first("seutuyp.home", "tell_action", action, "under_way", "Five"),
        lambda: second("seutuyp.home", "tell_action", action, "done", "All"),
    )
    assert not [item for item in results if isinstance(item, Exception)]
    one, two = rows(server, action)
    assert one[0] == "not_begun"
    assert (two[0], two[2]) == (one[1], one[3]), "the second builds on the first"


def test_two_take_back_the_same(server, action):
    first, second = server.rpc("plan_first"), server.rpc("plan_second")
    row = first("seutuyp.home", "tell_action", action, "done", "All")["undo"]
    results = at_once(
        lambda: first("seutuyp.home", "take_back", row),
        lambda: second("seutuyp.home", "take_back", row),
    )
    assert sum(isinstance(item, RpcError) for item in results) == 1
    assert len(rows(server, action)) == 2


def test_reminded_once(server, action):
    for _turn in range(2):
        server.run_cron("seutuyp_planning.ir_cron_remind_actions")
    tokens = sql(
        server.database,
        "SELECT count(*) FROM seutuyp_token WHERE purpose = 'update' AND res_id = %s",
        action,
    )
    assert tokens == [(1,)]
