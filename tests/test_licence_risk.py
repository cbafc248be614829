"""A licence at risk in the browser, in Finnish, and two who act at the same moment.

The chair of the steering group leaves, the region is heard, the reviewer accepts with a
condition and, when a new chair is there, restores the licence.
"""

import base64
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.client import Client
from lib.server import RpcError
from lib.together import at_once

COORDINATOR, REVIEWER = "coordinator6", "ministry"
TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()
ADDRESS = "sari.tirvamaki@yritysluotsi.example"


def ref(admin, name):
    domain = [("module", "=", "seutuyp_network"), ("name", "=", name)]
    return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


@pytest.fixture(scope="module")
def region(rpc):
    """Kouvola of the demo story: its licence, its group and the group's chair."""
    admin = rpc("admin")
    licences = admin(
        "seutuyp.licence",
        "search_read",
        [("region_id", "=", ref(admin, "region_kas_02")), ("state", "=", "active")],
        ["access_token", "agreement_id"],
    )
    return {
        "licence": licences[0]["id"],
        "token": licences[0]["access_token"],
        "group": ref(admin, "group_kouvola_steering"),
        "chair": ref(admin, "group_kouvola_steering_kouvola_chair"),
    }


def case_of(admin, region, *names):
    cases = admin(
        "seutuyp.licence.case",
        "search_read",
        [("licence_id", "=", region["licence"])],
        ["state", *names],
    )
    return cases[0]


def finnish(day):
    return f"{day.day}.{day.month}.{day.year}"


# ------------------------------------------------------------------------- the browser
def test_the_chair_leaves_and_the_licence_is_kept(
    browser, server, rpc, mailbox, region
):
    admin = rpc("admin")
    the_chair_leaves(browser, admin, region)
    everybody_is_told(server, mailbox)
    the_region_answers(browser, admin, region)
    the_reviewer_accepts_with_a_condition(browser, admin, region)
    a_new_chair_is_chosen(rpc, admin, region)
    the_reviewer_restores(browser, admin, region)
    anybody_reads_a_neutral_history(browser, server, region)


def the_chair_leaves(browser, admin, region):
    coordinator = Client(browser, COORDINATOR)
    coordinator.open(f"/odoo/seutuyp.group/{region['group']}")
    row = coordinator.page.locator('[name="member_ids"] .o_data_row').first
    row.locator('td[name="date_to"]').click()
    box = row.locator('[name="date_to"] input')
    box.fill(finnish(TODAY - timedelta(days=1)))
    box.press("Tab")
    coordinator.save()
    case = case_of(admin, region, "days_left")
    assert (case["state"], case["days_left"]) == ("open", 60)


def everybody_is_told(server, mailbox):
    """Each hears of it once; what else the day brings to them does not count here."""
    server.send_mail()
    told = "Tunnuksen käyttöoikeus vaarassa: Kouvola"
    for address in (
        ADDRESS,
        "katariina.vuorela@ministerio.example",
        "tero.saimaankallio@kas-elinvoima.example",
    ):
        subjects = [message["subject"] for message in mailbox.wait_for(address)]
        assert subjects.count(told) == 1, subjects


def the_region_answers(browser, admin, region):
    coordinator = Client(browser, COORDINATOR)
    coordinator.open("/odoo/regional-services")
    coordinator.page.get_by_text("vaarassa").first.wait_for()
    browser.picture(coordinator.page, "risk-01-coordinator-home")
    coordinator.open(f"/odoo/licence-cases/{case_of(admin, region)['id']}")
    assert not coordinator.page.locator('button[name="action_open_accept"]').count()
    coordinator.press("action_open_answer")
    coordinator.fill("answer", "Uusi puheenjohtaja valitaan maaliskuun kokouksessa.")
    browser.picture(coordinator.page, "risk-02-answer")
    coordinator.press("action_save")
    assert case_of(admin, region, "heard")["heard"]


def the_reviewer_accepts_with_a_condition(browser, admin, region):
    reviewer = Client(browser, REVIEWER)
    reviewer.open("/odoo/regional-services")
    browser.picture(reviewer.page, "risk-03-reviewer-home")
    reviewer.open(f"/odoo/licence-cases/{case_of(admin, region)['id']}")
    browser.picture(reviewer.page, "risk-04-case")
    reviewer.press("action_open_accept")
    reviewer.fill("condition", "Yrittäjäpuheenjohtaja on valittu.")
    reviewer.fill("condition_date", finnish(TODAY + timedelta(days=90)))
    reviewer.press("action_save")
    assert case_of(admin, region)["state"] == "conditional"
    licence = admin(
        "seutuyp.licence", "read", [region["licence"]], ["state", "at_risk"]
    )[0]
    assert (licence["state"], licence["at_risk"]) == ("active", False)


def a_new_chair_is_chosen(rpc, admin, region):
    """Clicked above already; now through the API: the vice chair takes over."""
    domain = [("group_id", "=", region["group"]), ("role", "=", "vice_chair")]
    seats = admin("seutuyp.group.member", "search_read", domain, ["partner_id"])
    person = seats[0]["partner_id"][0]
    admin("res.partner", "write", [person], {"is_entrepreneur": True})
    seat = {
        "group_id": region["group"],
        "partner_id": person,
        "role": "chair",
        "date_from": str(TODAY),
    }
    rpc(COORDINATOR)("seutuyp.group.member", "create", [seat])
    case = case_of(admin, region, "holds_again")
    assert (case["state"], case["holds_again"]) == ("conditional", True)


def the_reviewer_restores(browser, admin, region):
    reviewer = Client(browser, REVIEWER)
    reviewer.open("/odoo/regional-services")
    reviewer.page.get_by_text("Palauta käyttöoikeus voimaan").first.wait_for()
    reviewer.open(f"/odoo/licence-cases/{case_of(admin, region)['id']}")
    reviewer.press("action_ask_reason", nth=0)
    browser.picture(reviewer.page, "risk-05-restore")
    reviewer.press("action_confirm")
    assert case_of(admin, region)["state"] == "restored"
    assert not reviewer.page.errors


def anybody_reads_a_neutral_history(browser, server, region):
    page = browser.page()
    page.goto(f"{server.url}/fi/seutuyp/licence/{region['token']}")
    text = page.locator("main").inner_text()
    assert "Voimassa" in text
    assert "Tarkastelu päättynyt" in text
    for word in ("puheenjohtaja", "vaarassa", "maaliskuun"):
        assert word not in text
    browser.picture(page, "risk-06-public")


# -------------------------------------------------------------------------- a file
def test_a_file_is_checked_without_leaving_the_computer(browser, server, rpc):
    documents = rpc("admin")(
        "seutuyp.document", "search_read", [("kind", "=", "copy")], ["file"], limit=1
    )
    data = base64.b64decode(documents[0]["file"])
    page = browser.page()
    sent = []
    page.on("request", lambda request: sent.append((request.method, request.url)))
    page.goto(f"{server.url}/fi/seutuyp/document")
    page.wait_for_load_state("networkidle")
    file = {"name": "sopimus.pdf", "mimeType": "application/pdf", "buffer": data}
    page.locator("#drop_file").set_input_files(file)
    page.get_by_role("heading", name="Allekirjoitettu täällä").wait_for()
    assert all(method == "GET" for method, _url in sent), "The file stays"
    browser.picture(page, "document-01-same")
    page.locator("#drop_file").set_input_files({**file, "buffer": data + b"\n"})
    page.get_by_role("heading", name="Tätä tiedostoa ei ole annettu").wait_for()
    page.locator('button[value="compare"]').click()
    page.get_by_role("heading", name="Sanat ovat asiakirjan").wait_for()
    browser.picture(page, "document-02-compared")
    assert not page.errors


# -------------------------------------------------------------------- accessibility
def test_pages_are_accessible(browser, server, rpc):
    """WCAG 2.2 AA on the pages for files, the brand kit and the use of the mark."""
    page = browser.page()
    page.goto("/fi/seutuyp/document")
    page.locator("#drop_file").wait_for()
    assert violations(page) == {}
    file = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"x"}
    page.locator("#drop_file").set_input_files(file)
    page.locator("#drop_result h2").wait_for()
    page.locator('button[value="compare"]').click()
    page.get_by_text("ei ole PDF").wait_for()
    assert violations(page) == {}
    for login in (COORDINATOR, "partner"):  # with a licence, and without
        page = browser.page(login)
        page.goto("/my/brand")
        page.locator("h1").wait_for()
        assert violations(page) == {}, login
    found = server.shell(LINK)
    page = browser.page()
    page.goto(re.search(r"LINK (\S+)", found)[1])
    page.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    assert violations(page) == {}


LINK = """
use = env["seutuyp.brand.use"].search([("state", "=", "asked")], limit=1)
token = env["seutuyp.token"]._issue(use, "brand", use.contact_id, "a@example.com")[0]
env.cr.commit()
print(f"LINK /fi/seutuyp/brand-use/{use.id}?token={token}")
"""


# ---------------------------------------------------------------------- concurrency
SETUP = """
from datetime import timedelta
Command = odoo.fields.Command
licence = env["seutuyp.licence"].browse(%s)
group = licence.region_id.group_ids.filtered(lambda item: item.kind == "steering")
chair = group.member_ids._with_role("chair")._on(env["seutuyp.dated.mixin"]._today())
person = chair.partner_id
chair.unlink()
env.cr.commit()
case = licence.case_ids.filtered(lambda item: item.state == "open")
case.with_user(env["res.users"].search([("login", "=", "coordinator6")])
    ).action_answer("Soon")
env.cr.commit()
print("MADE", case.id, group.id, person.id)
"""


def test_decided_while_it_is_put_right(server, rpc, region):
    """Whoever comes second acts on what the first left; nothing is half done."""
    printed = server.shell(SETUP % region["licence"])
    case, group, person = map(
        int, re.search(r"MADE (\d+) (\d+) (\d+)", printed).groups()
    )
    reviewer, coordinator = rpc(REVIEWER), rpc(COORDINATOR)
    seat = {"group_id": group, "partner_id": person, "role": "chair"}
    decided, seated = at_once(
        lambda: reviewer("seutuyp.licence.case", "action_suspend", [case], "No chair"),
        lambda: coordinator("seutuyp.group.member", "create", [seat]),
    )
    assert not isinstance(seated, RpcError)
    admin = rpc("admin")
    state, again = (
        admin("seutuyp.licence.case", "read", [case], ["state", "holds_again"])[0],
        None,
    )
    licence = admin("seutuyp.licence", "read", [region["licence"]], ["state"])[0]
    if isinstance(decided, RpcError):
        assert "UserError" in decided.name
        assert (state["state"], licence["state"]) == ("put_right", "active")
    else:
        assert (state["state"], licence["state"]) == ("suspended", "suspended")
        assert state["holds_again"]
        reviewer("seutuyp.licence.case", "action_restore", [case], "All is well")
        again = admin("seutuyp.licence", "read", [region["licence"]], ["state"])[0]
        assert again["state"] == "active"


def test_two_reviewers_decide_at_once(server, rpc, region):
    printed = server.shell(SETUP % region["licence"])
    case, group, person = map(
        int, re.search(r"MADE (\d+) (\d+) (\d+)", printed).groups()
    )
    first, second = at_once(
        lambda: rpc(REVIEWER)("seutuyp.licence.case", "action_suspend", [case], "One"),
        lambda: rpc("ministry2")(
            "seutuyp.licence.case", "action_revoke", [case], "Two"
        ),
    )
    admin = rpc("admin")
    state = admin("seutuyp.licence.case", "read", [case], ["state"])[0]["state"]
    licence = admin("seutuyp.licence", "read", [region["licence"]], ["state"])[0]
    assert licence["state"] == state
    assert state in ("suspended", "revoked")
    assert not (isinstance(first, RpcError) and isinstance(second, RpcError))
    del group, person
