"""Two organisations act on one referral at once: one result, nobody sees a crash."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

# Everything is made here, so that the demo story may change.
SETUP = """
import json
Command = odoo.fields.Command
def user(login, organisation):
    login = f"referral_{login}"
    made = env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login, "lang": "en_US",
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_user").id])]})
    made.partner_id.parent_id = organisation
    return made
sender, receiver = env["res.partner"].create([
    {"name": name, "is_company": True} for name in ("Sender", "Receiver")])
user("sender", sender), user("one", receiver), user("two", receiver)
region = env["seutuyp.region"].create({"code": "REFER", "name": "Refer"})
region._guarded().write({"partner_ids": [Command.set((sender | receiver).ids)]})
outcome = env.ref("seutuyp_reporting.referral_outcome_helped")
env.cr.commit()
print("MADE", json.dumps({"region_id": region.id, "to_partner_id": receiver.id,
    "service_id": env["seutuyp.service"].search([], limit=1).id,
    "segment_id": env["seutuyp.segment"].search([], limit=1).id,
    "outcome": outcome.id}))
"""


@pytest.fixture(scope="module")
def made(server):
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


class Referral:
    """A referral that was just sent."""

    def __init__(self, server, made):
        self.server = server
        values = {
            **{name: made[name] for name in made if name != "outcome"},
            "consent_date": "2026-01-01",
            "consent_scope": "need",
            "customer": {"name": "Matti", "phone": "040"},
        }
        rpc = server.rpc("referral_sender")
        self.id = rpc("seutuyp.referral", "action_send", values)

    def presses(self, login, button, *args):
        rpc = self.server.rpc(f"referral_{login}")
        return lambda: rpc("seutuyp.referral", button, [self.id], *args)

    def column(self, query):
        return [row[0] for row in sql(self.server.database, query, self.id)]

    @property
    def logged(self):
        return self.column(
            "SELECT transition FROM seutuyp_workflow_log"
            " WHERE res_model = 'seutuyp.referral' AND res_id = %s ORDER BY id"
        )

    @property
    def state(self):
        (state,) = self.column("SELECT state FROM seutuyp_referral WHERE id = %s")
        return state

    @property
    def customers(self):
        return self.column(
            "SELECT name FROM seutuyp_referral_customer WHERE referral_id = %s"
        )


@pytest.fixture
def referral(server, made):
    return Referral(server, made)


def assert_one_loses(answers, text="not possible now"):
    (error,) = [str(answer) for answer in answers if isinstance(answer, RpcError)]
    assert text in error


def test_two_accept(referral):
    answers = at_once(
        referral.presses("one", "action_accept"),
        referral.presses("two", "action_accept"),
    )
    assert_one_loses(answers)
    assert referral.logged == ["send", "accept"]


def test_accepted_while_taken_back(referral):
    """Whichever is first: at the end it is taken back, and the data are gone."""
    at_once(
        referral.presses("one", "action_accept"),
        referral.presses("sender", "action_take_back"),
    )
    assert referral.state == "done"
    assert referral.customers == []


def test_closed_from_both_sides(referral, made):
    answers = at_once(
        referral.presses("one", "action_close", made["outcome"]),
        referral.presses("sender", "action_close", made["outcome"]),
    )
    assert_one_loses(answers)
    assert referral.logged == ["send", "close"]


def test_withdrawn_while_somebody_looks(referral):
    """Who comes late is told that the data are erased; every look is noted."""
    answers = at_once(
        referral.presses("sender", "action_withdraw"),
        referral.presses("one", "read_customer"),
    )
    seen = [answer for answer in answers if isinstance(answer, dict)]
    looks = referral.column(
        "SELECT id FROM seutuyp_referral_look WHERE referral_id = %s"
    )
    assert len(looks) == len(seen)
    assert referral.customers == []


def test_withdrawn_twice(referral):
    answers = at_once(
        referral.presses("sender", "action_withdraw"),
        referral.presses("one", "action_withdraw"),
    )
    assert sum(isinstance(answer, RpcError) for answer in answers) == 1
    assert referral.logged == ["send", "withdraw"]


def test_customer_over_rpc(referral):
    """The model of customers answers nobody, the administrator neither."""
    for login in ("admin", "referral_one", "referral_sender"):
        rpc = referral.server.rpc(login)
        with pytest.raises(RpcError):
            rpc("seutuyp.referral.customer", "search_read", [], ["name"])
    for login in ("admin", "coordinator", "area", "ministry"):
        rpc = referral.server.rpc(login)
        assert rpc("seutuyp.referral", "search_count", [["id", "=", referral.id]]) == 0
        with pytest.raises(RpcError):
            rpc("seutuyp.referral", "read_customer", [referral.id])
