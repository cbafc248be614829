"""Two people at the same moment: one consistent result, and nobody sees a crash."""

import json
import re

import pytest
from lib.server import RpcError, sql
from lib.together import at_once

# Everything is made here, so that the demo story may change.
SETUP = """
import base64, json
Command = odoo.fields.Command
def user(login, group):
    login = f"race_{login}"
    known = env["res.users"].search([("login", "=", login)])
    return known or env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_" + group).id])]})
coordinator = user("coordinator", "coordinator")
user("reviewer1", "reviewer"), user("reviewer2", "reviewer")
number = env["seutuyp.region"].search_count([("code", "like", "RACE")])
region = env["seutuyp.region"].create({"code": f"RACE{number}", "name": "Race",
    "coordinator_id": coordinator.partner_id.id})
parties = []
for name in ("One", "Two", "Three"):
    organisation = env["res.partner"].create({"name": name, "is_company": True})
    person = env["res.partner"].create({"name": f"Person {name}", "lang": "en_US",
        "parent_id": organisation.id, "email": f"race.{name}@example.com"})
    parties.append({"partner_id": organisation.id, "signatory_id": person.id})
env.flush_all()
agreement = env(user=coordinator.id)["seutuyp.agreement"].create({
    "region_ids": [Command.set(region.ids)], "lang": "en_US",
    "coordinating_partner_id": parties[0]["partner_id"], "date_start": "2026-01-01",
    "party_ids": [Command.create(vals) for vals in parties],
    "annex_ids": [Command.create({"name": kind, "kind": kind, "filename": kind,
        "file": base64.b64encode(kind.encode())}) for kind in ("plan", "matrix")]})
agreement.action_send()
agreement.action_submit()
reviewer = env["res.users"].search([("login", "=", "race_reviewer1")])
review_round = agreement.round_id.with_user(reviewer)
review_round.assessment_ids.action_met()
links = {}
for party in agreement.sudo().party_ids:
    links[party.id] = env["seutuyp.token"]._issue(
        party, "sign", party.signatory_id, party.signatory_email)[0]
env.cr.commit()
print("MADE", json.dumps({"agreement": agreement.id, "round": review_round.id,
    "links": links}))
"""


@pytest.fixture
def case(server):
    """An agreement out for signature and under review, with its personal links."""
    printed = server.shell(SETUP)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


def prepare_signing(server, case, party, name="Maija Example"):
    """Open the page of a personal link and return a function that posts the form."""
    session = server.session()
    address = f"{server.url}/my/agreements/{case['agreement']}"
    query = {"party": party, "token": case["links"][party]}
    page = session.get(address, params=query, timeout=60).text
    form = {
        **query,
        "csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', page)[1],
        "content_hash": re.search(r'name="content_hash" value="([^"]+)"', page)[1],
        "name": name,
        "capacity": "Managing director",
        "method": "typed",
    }
    return lambda: session.post(f"{address}/sign", data=form, timeout=120)


def row(server, query, *values):
    (found,) = sql(server.database, query, *values)
    return found


def state_of(server, case):
    return row(
        server,
        "SELECT signing_state, review_state FROM seutuyp_agreement WHERE id = %s",
        case["agreement"],
    )


def count(server, table, case):
    query = f"SELECT count(*) FROM {table} WHERE agreement_id = %s"
    return row(server, query, case["agreement"])[0]


def logged(server, case, transition):
    return row(
        server,
        "SELECT count(*) FROM seutuyp_workflow_log WHERE res_model = %s AND res_id = %s"
        " AND transition = %s",
        "seutuyp.agreement",
        case["agreement"],
        transition,
    )[0]


def test_the_last_signatories_at_the_same_moment(server, case):
    """Neither overlooks the other: the agreement is complete, once."""
    jobs = [prepare_signing(server, case, party) for party in case["links"]]
    answers = at_once(*jobs)
    assert [answer.status_code for answer in answers] == [200] * 3
    assert state_of(server, case)[0] == "complete"
    assert count(server, "seutuyp_signature", case) == 3
    assert logged(server, case, "complete") == 1


def test_two_clicks_of_one_signatory(server, case):
    party = next(iter(case["links"]))
    jobs = [
        prepare_signing(server, case, party, name)
        for name in ("Maija Example", "Maija Other", "Maija Third")
    ]
    answers = at_once(*jobs)
    assert all(answer.status_code < 500 for answer in answers)
    assert count(server, "seutuyp_signature", case) == 1
    assert logged(server, case, "sign") == 1
    assert state_of(server, case)[0] == "collecting"


def test_signing_while_the_coordinator_takes_it_back(server, case):
    party = next(iter(case["links"]))
    coordinator = server.rpc("race_coordinator")
    at_once(
        prepare_signing(server, case, party),
        lambda: coordinator(
            "seutuyp.agreement",
            "action_withdraw",
            [case["agreement"]],
            reason="Mistake",
        ),
    )
    assert state_of(server, case)[0] == "draft"
    state, signature = row(
        server,
        "SELECT state, signature_id FROM seutuyp_agreement_party WHERE id = %s",
        int(party),
    )
    assert (state == "signed") == bool(signature)
    assert count(server, "seutuyp_signature", case) == int(state == "signed")


def test_two_reviewers_at_once(server, case):
    """One decides; the other is told who was first."""
    first, second = (server.rpc(f"race_reviewer{number}") for number in (1, 2))
    answers = at_once(
        lambda: first(
            "seutuyp.review.round", "action_approve", [case["round"]], reason="Fine"
        ),
        lambda: second(
            "seutuyp.review.round", "action_return", [case["round"]], reason="No"
        ),
    )
    errors = [answer for answer in answers if isinstance(answer, RpcError)]
    assert len(errors) == 1
    decision, login = row(
        server,
        "SELECT r.decision, u.login FROM seutuyp_review_round r"
        " JOIN res_users u ON u.id = r.decided_by_id WHERE r.id = %s",
        case["round"],
    )
    assert f"by {login}" in str(errors[0])
    assert errors[0].name.endswith("UserError")
    assert state_of(server, case)[1] == decision
    assert logged(server, case, "approve") + logged(server, case, "return") == 1


def test_last_signature_and_approval_at_once(server, case):
    """Whichever comes second grants the licence, and there is one."""
    *others, last = case["links"]
    for party in others:
        prepare_signing(server, case, party)()
    reviewer = server.rpc("race_reviewer1")
    at_once(
        prepare_signing(server, case, last),
        lambda: reviewer(
            "seutuyp.review.round", "action_approve", [case["round"]], reason="Fine"
        ),
    )
    assert state_of(server, case) == ("complete", "approved")
    assert count(server, "seutuyp_licence", case) == 1


def test_two_submissions_at_once(server, case):
    coordinator = server.rpc("race_coordinator")
    coordinator(
        "seutuyp.agreement", "action_recall", [case["agreement"]], reason="Again"
    )
    connections = [server.rpc("race_coordinator") for _number in range(3)]
    answers = at_once(
        *(
            lambda rpc=rpc: rpc(
                "seutuyp.agreement", "action_submit", [case["agreement"]]
            )
            for rpc in connections
        )
    )
    errors = [answer for answer in answers if isinstance(answer, RpcError)]
    assert len(errors) == 2
    assert all(error.name.endswith("UserError") for error in errors)
    assert count(server, "seutuyp_review_round", case) == 2


# ------------------------------------------------------------- changes in the network
NETWORK = """
import json
Command = odoo.fields.Command
def user(login, group):
    login = f"race_{login}"
    known = env["res.users"].search([("login", "=", login)])
    return known or env["res.users"].with_context(no_reset_password=True).create({
        "name": login, "login": login, "password": login,
        "email": f"{login}@example.com",
        "group_ids": [Command.set([env.ref("seutuyp_network.group_" + group).id])]})
user("manager1", "manager"), user("manager2", "manager")
coordinator = user("keeper", "coordinator")
number = env["seutuyp.region"].search_count([("code", "like", "NET")])
regions = env["seutuyp.region"].create([
    {"code": f"NET{number + place}", "name": f"Net {number + place}",
     "coordinator_id": coordinator.partner_id.id} for place in range(3)])
organisation = env["res.partner"].create({"name": "Net Org", "is_company": True})
offer = env["seutuyp.service.offer"].create({
    "region_id": regions[0].id, "partner_id": organisation.id,
    "service_id": env["seutuyp.service"].search([], limit=1).id})
practice = env["seutuyp.practice"].create(
    {"name": "Net practice", "region_id": regions[0].id, "summary": "S"})
practice.action_publish()
row = env["seutuyp.service.confirmation"]._create_guarded({
    "region_id": regions[0].id, "partner_id": organisation.id,
    "date_round": env["seutuyp.service.confirmation"]._round_today()})
env.cr.commit()
print("MADE", json.dumps({"regions": regions.ids, "practice": practice.id,
    "offer": offer.id, "row": row.id}))
"""


@pytest.fixture
def network(server):
    """Three regions of one coordinator, with a service and a good practice."""
    printed = server.shell(NETWORK)
    return json.loads(re.search(r"^.*MADE (.*)$", printed, re.MULTILINE)[1])


def merge(rpc, source, target):
    wizard = rpc(
        "seutuyp.change.wizard",
        "create",
        {
            "kind": "merge",
            "res_model": "seutuyp.region",
            "source_region_ids": [(6, 0, [source])],
            "target_region_id": target,
            "reason": "Race",
        },
    )
    return lambda: rpc("seutuyp.change.wizard", "action_change", [wizard])


def test_two_mergers_of_one_region_at_once(server, network):
    """The region goes to one of the two, and the other merger says why not."""
    first, second, third = network["regions"]
    answers = at_once(
        merge(server.rpc("race_manager1"), first, second),
        merge(server.rpc("race_manager2"), first, third),
    )
    errors = [answer for answer in answers if isinstance(answer, RpcError)]
    assert len(errors) == 1
    assert errors[0].name.endswith(("UserError", "ValidationError", "LockError"))
    successor = row(
        server, "SELECT successor_id FROM seutuyp_region WHERE id = %s", first
    )[0]
    assert successor in (second, third)
    places = row(
        server,
        "SELECT count(*), max(region_id) FROM seutuyp_service_offer WHERE id = %s",
        network["offer"],
    )
    assert places == (1, successor)


def test_mergers_in_a_ring_at_once(server, network):
    first, second, _third = network["regions"]
    answers = at_once(
        merge(server.rpc("race_manager1"), first, second),
        merge(server.rpc("race_manager2"), second, first),
    )
    assert sum(isinstance(answer, RpcError) for answer in answers) == 1
    living = row(
        server,
        "SELECT count(*) FROM seutuyp_region WHERE id IN %s AND successor_id IS NULL",
        (first, second),
    )[0]
    assert living == 1


def test_two_adoptions_at_once(server, network):
    """One region adopts a practice once, whoever presses."""
    connections = [server.rpc("race_keeper") for _number in range(3)]
    region = network["regions"][1]
    answers = at_once(
        *(
            lambda rpc=rpc: rpc(
                "seutuyp.practice.adoption",
                "create",
                {"practice_id": network["practice"], "region_id": region},
            )
            for rpc in connections
        )
    )
    assert sum(isinstance(answer, RpcError) for answer in answers) == 2
    adopted = row(
        server,
        "SELECT count(*) FROM seutuyp_practice_adoption WHERE practice_id = %s",
        network["practice"],
    )[0]
    assert adopted == 1


def test_confirming_while_the_service_ends(server, network):
    """Both count: the question is answered, and the service is ended."""
    keeper, other = server.rpc("race_keeper"), server.rpc("race_keeper")
    at_once(
        lambda: keeper(
            "seutuyp.service.confirmation", "action_confirm", [network["row"]]
        ),
        lambda: other("seutuyp.service.offer", "action_end", [network["offer"]]),
    )
    query = "SELECT state FROM seutuyp_service_confirmation WHERE id = %s"
    assert row(server, query, network["row"]) == ("confirmed",)
    query = "SELECT active FROM seutuyp_service_offer WHERE id = %s"
    assert row(server, query, network["offer"]) == (False,)
