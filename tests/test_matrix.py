"""The service matrix in the browser, in Finnish: an overlap removed, a gap closed."""

import re

import pytest
from lib.accessibility import violations
from lib.client import Client

REGION = "EPO-04"  # the demo coordinator's


@pytest.fixture
def matrix(rpc):
    """Two leads for one service, nobody for another, in a region of the coordinator."""
    admin = rpc("admin")
    region = admin("seutuyp.region", "search", [("code", "=", REGION)])[0]
    coordinator = rpc("coordinator")
    data = coordinator("seutuyp.region", "service_matrix", [region])
    first, second = [item["id"] for item in data["organisations"]][:2]
    services = {
        item["code"]: item["id"]
        for item in admin("seutuyp.service", "search_read", [], ["code"])
    }
    doubled, missing = services["start_founding"], services["develop_needs"]
    offers = coordinator(
        "seutuyp.service.offer",
        "search",
        [("region_id", "=", region), ("service_id", "in", [doubled, missing])],
    )
    if offers:
        coordinator("seutuyp.service.offer", "unlink", offers)
    for partner in (first, second):
        coordinator(
            "seutuyp.service.offer",
            "create",
            [
                {
                    "region_id": region,
                    "service_id": doubled,
                    "partner_id": partner,
                    "is_lead": True,
                }
            ],
        )
    return {"region": region, "doubled": doubled, "missing": missing}


def counts(client):
    text = client.page.locator(".o_seutuyp_matrix_summary").inner_text()
    return tuple(int(number) for number in re.findall(r"\d+", text)[:2])


def row(client, service):
    return client.page.locator(f'tr[data-service="{service}"]')


def test_an_overlap_is_removed_and_a_gap_closed(browser, matrix):
    client = Client(browser, "coordinator", width=1400)
    client.open(f"/odoo/regions/{matrix['region']}")
    client.press("action_open_matrix")
    client.page.locator(".o_seutuyp_matrix table").wait_for()
    gaps, overlaps = counts(client)
    doubled, missing = row(client, matrix["doubled"]), row(client, matrix["missing"])
    assert "Päällekkäisyys" in doubled.inner_text()
    assert "Puute" in missing.inner_text()

    doubled.locator(".o_seutuyp_offer_lead").nth(1).click()
    client.settle()
    client.page.locator('.modal [name="is_lead"] input').click()
    client.save_dialog()
    doubled.get_by_text("Katettu").wait_for()

    missing.locator("button").first.click()
    client.settle()
    client.save_dialog()
    missing.get_by_text("Katettu").wait_for()
    client.settle()
    assert counts(client) == (gaps - 1, overlaps - 1)
    assert not violations(client.page, ".o_seutuyp_matrix_page")


def test_the_matrix_on_a_phone(browser):
    client = Client(browser, "coordinator", width=390)
    client.open("/odoo/service-matrix")
    client.page.locator(".o_seutuyp_matrix_item").first.wait_for()
    assert not client.page.locator(".o_seutuyp_matrix table").count()
    assert client.page.evaluate("document.body.scrollWidth") <= 390


def test_an_entrepreneur_finds_who_helps(browser, matrix):
    page = browser.page()
    page.goto(f"{browser.server.url}/fi/seutuyp/help")
    page.get_by_label("Seudun tai alueen nimi").fill("suupoh")
    page.get_by_role("button", name="Hae").click()
    page.wait_for_url("**search=suupoh*")  # the page before has this link as well
    page.get_by_role("link", name="Suupohja", exact=True).click()
    page.get_by_role("heading", name="Olen perustamassa yritystä").wait_for()
    page.get_by_role("heading", name="Perustamisneuvonta").wait_for()
    assert not violations(page, "#wrap")
