"""Several people work on one process at once: one result, and nobody sees a crash."""

import json
import re

import pytest
from lib.server import RpcError
from lib.together import at_once

# Everything is made here, so that the demo story may change: a region with two people
# who may decide, and a process for every test.
SETUP = """
import json
Command = odoo.fields.Command
def user(login):
    login = f"process_{login}"
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login, "lang": "en_US",
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_coordinator").id])]})
keeper, chair = user("keeper"), user("chair")
chair.partner_id.is_entrepreneur = True
region = env["seutuyp.region"].create({"code": "PROC", "name": "Process",
    "coordinator_id": keeper.partner_id.id})
party = env["res.partner"].create({"name": "Party", "is_company": True})
group = env["seutuyp.group"].create({"name": "Process", "kind": "steering",
    "region_ids": [Command.set(region.ids)],
    "member_ids": [Command.create({"partner_id": person.id, "role": role,
        "date_from": "2020-01-01"})
        for person, role in ((chair.partner_id, "chair"),
                             (keeper.partner_id, "secretary"))]})
meeting = env["calendar.event"].with_context(no_mail_to_attendees=True).create({
    "name": "Process", "start": "2021-01-01 08:00", "stop": "2021-01-01 09:00",
    "seutuyp_group_id": group.id, "seutuyp_forum": "steering"})
decisions = env["seutuyp.decision"].create(
    [{"event_id": meeting.id, "name": f"Decision {n}"} for n in range(2)])
env.cr.commit()
print("MADE", json.dumps({"region": region.id, "party": party.id, "group": group.id,
    "owner": keeper.partner_id.id, "decisions": decisions.ids}))
"""


@pytest.fixture(scope="module")
def made(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


class Process:
    """A process that may be approved; people press its buttons at once."""

    def __init__(self, server, made):
        self.server, self.made = server, made
        self.rpc = server.rpc("process_keeper")
        self.id = self.rpc(
            "seutuyp.process",
            "create",
            {
                "name": "Advice",
                "region_id": made["region"],
                "purpose": "<p>Advice</p>",
                "start_event": "Asked",
                "end_event": "Answered",
                "owner_partner_id": made["party"],
                "owner_id": made["owner"],
                "approving_body": made["group"],
                "lane_ids": [
                    (0, 0, {"is_customer": True}),
                    (0, 0, {"title": "Adviser"}),
                ],
            },
        )
        lanes = self.read("lane_ids")
        self.phase = self.rpc(
            "seutuyp.process.phase",
            "create",
            {"process_id": self.id, "name": "Need", "lane_ids": [(6, 0, lanes)]},
        )

    def read(self, field):
        return self.rpc("seutuyp.process", "read", [self.id], [field])[0][field]

    def presses(self, button, *args, login="keeper"):
        rpc = self.server.rpc(f"process_{login}")
        return lambda: rpc("seutuyp.process", button, [self.id], *args)

    def versions(self):
        return self.rpc(
            "seutuyp.process.version",
            "search_read",
            [("process_id", "=", self.id)],
            ["number", "snapshot"],
        )


@pytest.fixture
def process(server, made):
    return Process(server, made)


def test_two_approve_at_once(process, made):
    """One version, by one of the two decisions; the other is told that it is late."""
    first, second = made["decisions"]
    answers = at_once(
        process.presses("action_approve", first),
        process.presses("action_approve", second, login="chair"),
    )
    refused = [answer for answer in answers if isinstance(answer, RpcError)]
    assert len(refused) == 1, answers
    assert "not possible now" in str(refused[0])
    assert [row["number"] for row in process.versions()] == [1]
    assert process.read("state") == "approved"


def test_approved_while_somebody_edits(process, made):
    """What is frozen is what stands: the change is in the version, or was refused."""
    edit = process.server.rpc("process_keeper")
    answers = at_once(
        process.presses("action_approve", made["decisions"][0], login="chair"),
        lambda: edit(
            "seutuyp.process.phase", "write", [process.phase], {"name": "Changed"}
        ),
    )
    assert answers[0] is True, answers
    version = process.versions()[0]
    frozen = version["snapshot"]["phases"][0]["name"]
    name = process.rpc("seutuyp.process.phase", "read", [process.phase], ["name"])
    assert frozen == name[0]["name"], answers
    if isinstance(answers[1], RpcError):
        assert "Revise" in str(answers[1])


def test_revised_and_taken_into_use_at_once(process, made):
    process.presses("action_approve", made["decisions"][0])()
    at_once(
        process.presses("action_take_into_use"),
        process.presses("action_revise", "New law", login="keeper"),
    )
    assert process.read("state") in ("draft", "in_use")
    assert len(process.versions()) == 1


def test_two_end_the_round_at_once(process):
    process.presses("action_ask_feedback")()
    answers = at_once(
        process.presses("action_end_feedback"),
        process.presses("action_end_feedback"),
    )
    assert len([answer for answer in answers if answer is True]) == 1, answers
    assert process.read("state") == "draft"


def test_undone_twice_at_once(process):
    """A deleted phase comes back once, with its tools."""
    tool = {"phase_id": process.phase, "name": "Form"}
    process.rpc("seutuyp.process.tool", "create", tool)
    before = process.presses("chart_data")()["state"]
    process.presses("remove_part", "phase", process.phase)()
    process.rpc(
        "seutuyp.process.lane", "create", {"process_id": process.id, "title": "A"}
    )
    after = process.presses("chart_data")()["state"]
    after["lanes"] = before["lanes"]
    undo = process.presses("undo_step", before, after)
    answers = at_once(undo, undo)
    assert not [answer for answer in answers if isinstance(answer, RpcError)], answers
    state = process.presses("chart_data")()["state"]
    assert state["phases"] == before["phases"]
    assert len(state["lanes"]) == len(before["lanes"]) + 1
