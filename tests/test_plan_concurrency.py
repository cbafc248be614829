"""Several people work on one plan at once: one result, and nobody sees a crash."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

# Everything is made here, so that the demo story may change: a region with two people
# who may decide, one of them Finnish, and a plan for every test.
SETUP = """
import json
Command = odoo.fields.Command
def user(login, lang):
    login = f"plan_{login}"
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login, "lang": lang,
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_coordinator").id])]})
keeper, chair = user("keeper", "en_US"), user("chair", "fi_FI")
chair.partner_id.is_entrepreneur = True
region = env["seutuyp.region"].create({"code": "PLAN", "name": "Plan",
    "coordinator_id": keeper.partner_id.id})
party = env["res.partner"].create({"name": "Party", "is_company": True})
group = env["seutuyp.group"].create({"name": "Plan", "kind": "steering",
    "region_ids": [Command.set(region.ids)],
    "member_ids": [Command.create({"partner_id": person.id, "role": role,
        "date_from": "2020-01-01"})
        for person, role in ((chair.partner_id, "chair"),
                             (keeper.partner_id, "secretary"))]})
meeting = env["calendar.event"].with_context(no_mail_to_attendees=True).create({
    "name": "Plan", "start": "2021-01-01 08:00", "stop": "2021-01-01 09:00",
    "seutuyp_group_id": group.id, "seutuyp_forum": "steering"})
decisions = env["seutuyp.decision"].create(
    [{"event_id": meeting.id, "name": f"Decision {n}"} for n in range(2)])
env.cr.commit()
print("MADE", json.dumps({"region": region.id, "party": party.id, "year": 2030,
    "decisions": decisions.ids}))
"""


@pytest.fixture(scope="module")
def made(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


class Plan:
    """A plan with one goal and two actions; people press its buttons at once."""

    def __init__(self, server, made):
        made["year"] += 2  # every other year: a plan is carried into the next
        self.server, self.made = server, made
        self.rpc = server.rpc("plan_keeper")
        vals = {"region_id": made["region"], "year": made["year"]}
        self.id = self.rpc("seutuyp.plan", "create", vals)
        self.goal = self.rpc(
            "seutuyp.plan.goal", "create", {"plan_id": self.id, "name": "Goal"}
        )
        self.actions = [self.add(name) for name in ("First", "Second")]

    def add(self, name):
        vals = {
            "goal_id": self.goal,
            "name": name,
            "metric": "Done",
            "responsible_partner_ids": [(6, 0, [self.made["party"]])],
            "coordinating_partner_id": self.made["party"],
        }
        return self.rpc("project.task", "create", vals)

    def presses(self, button, *args, login="keeper"):
        rpc = self.server.rpc(f"plan_{login}")
        return lambda: rpc("seutuyp.plan", button, [self.id], *args)

    def submitted(self):
        self.presses("action_submit")()
        return self

    def approved(self):
        self.submitted().presses("action_approve", self.made["decisions"][0])()
        return self

    def changes(self, place, login="keeper", **vals):
        """Return the press that changes the plan by one of the decisions."""
        rpc = self.server.rpc(f"plan_{login}")
        wizard = rpc(
            "seutuyp.plan.decision.wizard",
            "create",
            {
                "plan_id": self.id,
                "decision_id": self.made["decisions"][place],
                **vals,
            },
        )
        return lambda: rpc("seutuyp.plan.decision.wizard", "action_confirm", [wizard])

    def row(self, query):
        (row,) = sql(self.server.database, query, self.id)
        return row

    @property
    def state(self):
        return self.row("SELECT state FROM seutuyp_plan WHERE id = %s")[0]

    def logged(self):
        """What has happened, from the log."""
        rows = sql(
            self.server.database,
            "SELECT transition FROM seutuyp_workflow_log"
            " WHERE res_model = 'seutuyp.plan' AND res_id = %s ORDER BY id",
            self.id,
        )
        return [row[0] for row in rows]

    def versions(self):
        return sql(
            self.server.database,
            "SELECT number, snapshot FROM seutuyp_plan_version WHERE plan_id = %s"
            " ORDER BY number",
            self.id,
        )


@pytest.fixture
def plan(server, made):
    return Plan(server, made)


def errors(answers):
    return [str(answer) for answer in answers if isinstance(answer, RpcError)]


def assert_one_loses(answers, *words):
    (error,) = errors(answers)
    assert any(word in error for word in words), error


# What the loser reads, in the language of whoever lost.
NOT_NOW = ("not possible now", "ei ole nyt mahdollista", "ei onnistu nyt")


def test_two_approvals(plan):
    plan.submitted()
    decisions = plan.made["decisions"]
    answers = at_once(
        plan.presses("action_approve", decisions[0]),
        plan.presses("action_approve", decisions[1], login="chair"),
    )
    assert_one_loses(answers, *NOT_NOW)
    assert plan.state == "approved"
    assert plan.logged() == ["submit", "approve"]
    ((number, _snapshot),) = plan.versions()
    assert number == 1


def test_approval_against_return(plan):
    plan.submitted()
    answers = at_once(
        plan.presses("action_approve", plan.made["decisions"][0]),
        plan.presses("action_return", "Too little", login="chair"),
    )
    assert_one_loses(answers, *NOT_NOW)
    assert plan.logged() in (["submit", "approve"], ["submit", "return"])
    assert (plan.state == "approved") == bool(plan.versions())


def test_the_loser_reads_it_in_finnish(plan):
    plan.approved()
    rpc = plan.server.rpc("plan_chair")
    with pytest.raises(RpcError) as caught:
        rpc(
            "seutuyp.plan",
            "action_approve",
            [plan.id],
            plan.made["decisions"][1],
            context={"lang": "fi_FI"},
        )
    assert "Hyväksytty" in str(caught.value)
    assert "not possible now" not in str(caught.value)


def test_closing_twice(plan):
    plan.approved()
    plan.rpc("seutuyp.plan.goal", "write", [plan.goal], {"reached": "yes"})
    answers = at_once(*[plan.presses("action_close") for _turn in range(2)])
    assert_one_loses(answers, *NOT_NOW)
    assert plan.logged() == ["submit", "approve", "close"]


def test_closing_while_a_goal_is_taken_back(plan):
    """A closed plan has no goal without an answer, whoever comes first."""
    plan.approved()
    plan.rpc("seutuyp.plan.goal", "write", [plan.goal], {"reached": "yes"})
    rpc = plan.server.rpc("plan_keeper")
    at_once(
        plan.presses("action_close"),
        lambda: rpc("seutuyp.plan.goal", "write", [plan.goal], {"reached": False}),
    )
    (reached,) = plan.row("SELECT reached FROM seutuyp_plan_goal WHERE plan_id = %s")
    assert reached or plan.state == "approved"


def test_submitting_while_the_last_action_is_deleted(plan):
    rpc = plan.server.rpc("plan_keeper")
    rpc("project.task", "unlink", [plan.actions[0]])
    answers = at_once(
        plan.presses("action_submit"),
        lambda: rpc("project.task", "unlink", [plan.actions[1]]),
    )
    assert_one_loses(answers, "has no action", "decision of the steering group")
    (left,) = plan.row("SELECT count(*) FROM project_task WHERE plan_id = %s")
    assert (plan.state, left) in (("submitted", 1), ("draft", 0))


def test_submitting_while_the_responsible_are_taken_off(plan):
    rpc = plan.server.rpc("plan_keeper")
    off = {"responsible_partner_ids": [(5,)], "coordinating_partner_id": False}
    answers = at_once(
        plan.presses("action_submit"),
        lambda: rpc("project.task", "write", [plan.actions[1]], off),
    )
    assert_one_loses(answers, "nobody responsible", "decision of the steering group")


@pytest.mark.parametrize("places", [(0, 1), (1, 1)])
def test_two_changes(plan, places):
    """By one decision or by two: both are kept, as versions 2 and 3."""
    plan.approved()
    party = plan.made["party"]
    add = {
        "kind": "add",
        "goal_id": plan.goal,
        "name": "Extra",
        "metric": "Done",
        "responsible_partner_ids": [(6, 0, [party])],
        "coordinating_partner_id": party,
    }
    drop = {"kind": "drop", "task_id": plan.actions[1]}
    answers = at_once(plan.changes(places[0], **add), plan.changes(places[1], **drop))
    assert not errors(answers)
    versions = plan.versions()
    assert [number for number, _snapshot in versions] == [1, 2, 3]
    names = [item["name"] for item in versions[-1][1]["goals"][0]["actions"]]
    assert names == ["First", "Extra"]
    assert plan.logged() == ["submit", "approve", "change", "change"]


def test_one_action_dropped_twice(plan):
    plan.approved()
    drop = {"kind": "drop", "task_id": plan.actions[1]}
    answers = at_once(plan.changes(0, **drop), plan.changes(1, **drop))
    assert_one_loses(answers, "not dropped yet")
    assert len(plan.versions()) == 2


def following(plan):
    return sql(
        plan.server.database,
        "SELECT plan.id, goal.id, task.id FROM seutuyp_plan plan"
        " LEFT JOIN seutuyp_plan_goal goal ON goal.plan_id = plan.id"
        " LEFT JOIN project_task task ON task.goal_id = goal.id"
        " WHERE plan.region_id = %s AND plan.year = %s",
        plan.made["region"],
        plan.made["year"] + 1,
    )


def test_carried_over_twice(plan):
    plan.approved()
    answers = at_once(*[plan.presses("action_carry_over") for _turn in range(3)])
    assert not errors(answers)
    rows = following(plan)
    assert len(rows) == len({row[2] for row in rows}) == 2
    assert len({row[:2] for row in rows}) == 1


def test_carried_over_while_next_year_begins(plan):
    """Somebody makes next year's plan by hand: there is one, and nothing is lost."""
    plan.approved()
    rpc = plan.server.rpc("plan_keeper")
    vals = {"region_id": plan.made["region"], "year": plan.made["year"] + 1}
    answers = at_once(
        plan.presses("action_carry_over"),
        lambda: rpc("seutuyp.plan", "create", vals),
    )
    for error in errors(answers):
        assert "already has a plan of this year" in error
    plan.presses("action_carry_over")()
    rows = following(plan)
    assert len({row[0] for row in rows}) == 1
    assert len(rows) == 2


def test_carried_over_while_goals_are_written(plan):
    plan.approved()
    plan.presses("action_carry_over")()
    ((target, *_rest),) = {row[:1] for row in following(plan)}
    rpc = plan.server.rpc("plan_keeper")
    goals = [
        lambda name=name: rpc(
            "seutuyp.plan.goal", "create", {"plan_id": target, "name": name}
        )
        for name in ("By hand", "By hand too")
    ]
    assert not errors(at_once(plan.presses("action_carry_over"), *goals))
    assert len(following(plan)) == 4  # two actions carried, two goals without


def test_made_twice(server, made):
    made["year"] += 2
    vals = {"region_id": made["region"], "year": made["year"]}
    rpcs = [server.rpc("plan_keeper") for _turn in range(2)]
    answers = at_once(
        *[lambda rpc=rpc: rpc("seutuyp.plan", "create", vals) for rpc in rpcs]
    )
    assert_one_loses(answers, "already has a plan of this year")
    (projects,) = sql(
        server.database,
        "SELECT count(*) FROM project_project project"
        " JOIN seutuyp_project_region_rel rel ON rel.project_id = project.id"
        " WHERE rel.region_id = %s AND NOT EXISTS (SELECT 1 FROM seutuyp_plan"
        " WHERE project_id = project.id)",
        made["region"],
    )
    assert projects == (0,), "no project is left behind"


def test_telling_at_once(plan):
    """Several tell of different actions: all of it counts."""
    plan.approved()
    jobs = []
    for number in plan.actions:
        rpc = plan.server.rpc("plan_keeper")
        told = {"actual_state": "done", "actual": "Done"}
        jobs.append(
            lambda rpc=rpc, number=number, told=told: rpc(
                "project.task", "write", [number], told
            )
        )
    assert not errors(at_once(*jobs))
    assert plan.row("SELECT realisation FROM seutuyp_plan WHERE id = %s") == (100.0,)
