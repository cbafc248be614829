"""Two administrators erase one person at once, or the machine dies half-way."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

REQUEST = "seutuyp.person.request"
# Everything is made here, so that the demo story may change.
SETUP = """
import json
env["res.users"].with_context(no_reset_password=True).create([
    {"name": login, "login": login, "password": login, "lang": "en_US",
     "email": f"{login}@example.com",
     "group_ids": [odoo.fields.Command.set(
        [env.ref("seutuyp_network.group_manager").id])]}
    for login in ("erasing_one", "erasing_two")])
people = env["res.partner"].create([
    {"name": f"Leaver {word}", "email": f"leaver.{word.lower()}@example.fi"}
    for word in ("Twice", "Together", "Link", "Halfway")])
for person in people[2:]:
    env["seutuyp.token"].sudo()._issue(
        env["seutuyp.region"].search([], limit=1), "comment", person, person.email)
env.cr.commit()
print("MADE", json.dumps({person.name: person.id for person in people}))
"""
# The machine loses power when the link is gone and the contact is about to be erased.
CRASH = """
import os, signal
Data = type(env["seutuyp.person.data"])
def until_the_power_fails(data, address, person=None, instead=""):
    data.env.flush_all()
    os.kill(os.getpid(), signal.SIGKILL)
Data._erase_traces = until_the_power_fails
user = env["res.users"].search([("login", "=", "erasing_one")])
values = {"name": "Leaver Halfway", "email": "leaver.halfway@example.fi"}
request = env["seutuyp.person.request"].with_user(user).create(values)
request.action_look_up()
request.confirm_email = request.email
request.action_erase()
"""


@pytest.fixture(scope="module")
def people(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


class Erasing:
    """A request of one administrator, looked up and confirmed."""

    def __init__(self, server, login, word):
        self.rpc = server.rpc(login)
        email = f"leaver.{word.lower()}@example.fi"
        values = {"name": f"Leaver {word}", "email": email, "confirm_email": email}
        (self.id,) = self.rpc(REQUEST, "create", [values])
        self.rpc(REQUEST, "action_look_up", [self.id])

    def press(self):
        return self.rpc(REQUEST, "action_erase", [self.id])


def logged(server, word):
    """Return how often core's log of requests, which masks names, tells of a person."""
    masked = " ".join(part[0] + "*" * (len(part) - 1) for part in ("Leaver", word))
    query = "SELECT count(*) FROM privacy_log WHERE anonymized_name = %s"
    ((count,),) = sql(server.database, query, masked)
    return count


def assert_erased_once(server, people, word, answers):
    assert answers.count(True) == 1, answers
    (error,) = [str(answer) for answer in answers if isinstance(answer, RpcError)]
    assert "Look the person up" in error
    (row,) = sql(
        server.database,
        "SELECT name, email, active FROM res_partner WHERE id = %s",
        people[f"Leaver {word}"],
    )
    assert row[1:] == (None, False)
    assert word not in row[0]
    assert logged(server, word) == 1


@pytest.mark.parametrize("word", ["Together", "Link"])
def test_two_administrators(server, people, word):
    both = [Erasing(server, login, word) for login in ("erasing_one", "erasing_two")]
    answers = at_once(*(erasing.press for erasing in both))
    assert_erased_once(server, people, word, answers)


def test_pressed_twice(server, people):
    erasing = Erasing(server, "erasing_one", "Twice")
    again = server.rpc("erasing_one")
    answers = at_once(
        erasing.press, lambda: again(REQUEST, "action_erase", [erasing.id])
    )
    assert_erased_once(server, people, "Twice", answers)


def test_the_machine_dies_half_way(server, people):
    """Nothing is half erased, and it can be erased afterwards."""
    links = "SELECT count(*) FROM seutuyp_token WHERE email = %s"
    address = "leaver.halfway@example.fi"
    with pytest.raises(RuntimeError, match="ended"):
        server.shell(CRASH)
    assert sql(server.database, links, address) == [(1,)]
    assert logged(server, "Halfway") == 0
    assert Erasing(server, "erasing_one", "Halfway").press()
    assert sql(server.database, links, address) == [(0,)]
    assert logged(server, "Halfway") == 1
