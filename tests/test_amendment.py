"""A party joins an agreement in force by amendment, in the browser and in Finnish.

Only the joining party and the coordinating organisation sign; nobody else is asked
again. A sending that was a mistake is cancelled first. Later the party leaves.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.client import Client
from lib.mail import links_in

COORDINATOR = "coordinator6"  # of Kouvola, whose agreement is in force
JOINING = "Iitin Yritystalo Oy (testi)"
PERSON, ADDRESS = "Iiris Iittiläinen", "iiris@iitti.example"
DIRECTOR = "jouni.elimakinen@yritysluotsi.example"
TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()


def finnish(day):
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture(scope="module")
def story(rpc):
    """Kouvola's agreement, and an organisation that is not yet a party to it."""
    admin = rpc("admin")

    def ref(name):
        domain = [("module", "=", "seutuyp_network"), ("name", "=", name)]
        return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]

    organisation = admin(
        "res.partner",
        "create",
        {
            "name": JOINING,
            "is_company": True,
            "actor_type_id": ref("actor_type_development_company"),
            "seutuyp_region_ids": [(4, ref("region_kas_02"))],
        },
    )
    admin(
        "res.partner",
        "create",
        {
            "name": PERSON,
            "email": ADDRESS,
            "parent_id": organisation,
            "lang": "fi_FI",
        },
    )
    return {"agreement": ref("agreement_kouvola"), "organisation": organisation}


@pytest.fixture
def parties(rpc, story):
    """Who is in the agreement now: {organisation: state}."""

    def read():
        rows = rpc("admin")(
            "seutuyp.agreement.party",
            "search_read",
            [("agreement_id", "=", story["agreement"])],
            ["partner_id", "state"],
        )
        return {row["partner_id"][1].split(", ")[-1]: row["state"] for row in rows}

    return read


def link_of(mailbox, server, address, count=1):
    messages = mailbox.wait_for(address, count=count)
    # the signed paper of the amendment before may be mailed in between
    links = [item for message in messages for item in links_in(message)]
    link = [item for item in links if "/amendments/" in item][-1]
    return re.sub(r"^https?://[^/]+", server.url, link)


def send(client):
    client.press("action_send")
    client.confirm()


def begin(client, story, kind_label):
    client.open(f"/odoo/agreements/{story['agreement']}")
    client.press("action_amend")
    client.page.locator('[name="kind"]').get_by_text(kind_label).click()
    client.settle()
    client.choose("partner_id", JOINING)
    client.settle()


def sign(page, name):
    form = page.locator('form[action$="/sign"]')
    form.locator('input[name="name"]').fill(name)
    form.locator('input[name="capacity"]').fill("toimitusjohtaja")
    for box in form.locator('input[type="checkbox"]').all():
        box.check()
    form.locator('button[type="submit"]').click()
    page.get_by_role("heading", name="Kiitos").wait_for()


def test_a_party_joins_and_leaves(browser, server, mailbox, story, parties):
    before = parties()
    coordinator = Client(browser, COORDINATOR)
    begin(coordinator, story, "Organisaatio liittyy")
    coordinator.choose("signatory_id", PERSON)
    coordinator.settle()
    coordinator.fill("capacity", "toimitusjohtaja")
    coordinator.fill("decision_date", finnish(TODAY - timedelta(days=7)))
    coordinator.fill("date_effective", finnish(TODAY))
    coordinator.save()
    send(coordinator)

    # sent too early: taken back, and the link says so
    server.send_mail()
    old = link_of(mailbox, server, ADDRESS)
    coordinator.press("action_ask_reason")
    coordinator.fill("reason", "Päätöspöytäkirja puuttuu vielä.")
    coordinator.press("action_confirm")
    page = browser.page()
    page.goto(old)
    assert not page.locator('form[action$="/sign"]').count()
    assert parties() == before

    begin(coordinator, story, "Organisaatio liittyy")
    coordinator.choose("signatory_id", PERSON)
    coordinator.settle()
    coordinator.fill("capacity", "toimitusjohtaja")
    coordinator.fill("decision_date", finnish(TODAY - timedelta(days=7)))
    coordinator.fill("date_effective", finnish(TODAY))
    coordinator.save()
    mailbox.clear()
    send(coordinator)
    browser.picture(coordinator.page, "amendment-01-sent")
    server.send_mail()
    asked = {
        address for item in mailbox.messages for address in item.envelope_recipients
    }
    assert asked == {ADDRESS, DIRECTOR}, "nobody else is asked again"

    for address, name in ((ADDRESS, PERSON), (DIRECTOR, "Jouni Elimäkinen")):
        page = browser.page(width=390, height=844)
        page.goto(link_of(mailbox, server, address))
        assert not violations(page, "#wrap")
        browser.picture(page, f"amendment-02-{name.split()[0].lower()}", full_page=True)
        sign(page, name)
    server.run_cron("seutuyp_network.cron_refresh_states")
    after = parties()
    assert after.pop(JOINING) == "signed"
    assert after == before
    page = browser.page()
    page.goto(link_of(mailbox, server, ADDRESS))
    with page.expect_download() as download:
        page.get_by_role("link", name="Lataa PDF-tiedostona").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    mailbox.clear()
    begin(coordinator, story, "Osapuoli eroaa")
    coordinator.fill("decision_date", finnish(TODAY))
    coordinator.fill("date_effective", finnish(TODAY))
    coordinator.save()
    send(coordinator)
    server.send_mail()
    for address, name in ((ADDRESS, PERSON), (DIRECTOR, "Jouni Elimäkinen")):
        page = browser.page()
        page.goto(link_of(mailbox, server, address))
        sign(page, name)
    server.run_cron("seutuyp_network.cron_refresh_states")
    final = parties()
    assert final.pop(JOINING) in ("signed", "left")
    assert final == before
