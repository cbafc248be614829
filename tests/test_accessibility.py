"""WCAG 2.2 AA on our own screens and pages, by axe-core, at desktop width in Finnish.

Where Odoo draws the frame around ours, only what is ours counts, and the whole screen
may break no rule that Odoo's own contact form does not break.
"""

import re

import pytest
from lib.accessibility import violations
from lib.client import Client

HOME = ".o_seutuyp_home"
OURS = "[class*=o_seutuyp]:not(.o_seutuyp_agreement, .o_seutuyp_round)"


@pytest.fixture(scope="module")
def demo(rpc):
    """`demo("agreement_suupohja")`: the id of a record of the demo data."""

    def record_id(name):
        domain = [("module", "=", "seutuyp_network"), ("name", "=", name)]
        found = rpc()("ir.model.data", "search_read", domain, ["res_id"])
        return found[0]["res_id"]

    return record_id


@pytest.mark.parametrize("login", ["coordinator", "ministry"])
def test_home(browser, login):
    client = Client(browser, login)
    client.open("/odoo/regional-services")
    assert violations(client.page, HOME) == {}


@pytest.fixture(scope="module")
def core_rules(chromium, server):
    """Rules that Odoo's own contact form breaks."""
    from lib.browser import Browser

    browser = Browser(chromium, server, "")
    client = Client(browser, "coordinator")
    client.open("/odoo/contacts/new")
    rules = set(violations(client.page))
    browser.close_pages()
    return rules


def check_screen(page, core_rules):
    # Odoo's lists have unnamed parts: the button that chooses columns, the boxes that
    # choose rows, the icon of a filter; its contact form has no list.
    unnamed = [
        ".o_optional_columns_dropdown",
        ".o_list_record_selector",
        ".o_searchview_facet_label",
    ]
    found = violations(page, exclude=unnamed)
    assert {rule: found[rule] for rule in found.keys() - core_rules} == {}


def test_agreement_form(browser, demo, core_rules):
    client = Client(browser, "coordinator")
    client.open(f"/odoo/agreements/{demo('agreement_suupohja')}")
    for tab in ("parties", "criteria", "text"):
        client.tab(tab)
        client.settle()
        assert violations(client.page, OURS) == {}, tab
    check_screen(client.page, core_rules)


def test_review_screens(browser, rpc, demo, core_rules):
    (kainuu,) = rpc()(
        "seutuyp.agreement", "read", [demo("agreement_kainuu")], ["round_id"]
    )
    client = Client(browser, "ministry")
    for path in (
        f"/odoo/review-queue/{kainuu['round_id'][0]}",
        f"/odoo/review-meetings/{demo('review_meeting_next')}",
    ):
        client.open(path)
        check_screen(client.page, core_rules)


def test_signing_page(browser, demo):
    page = browser.page("partner")
    page.goto(f"/my/agreements/{demo('agreement_suupohja')}")
    page.locator("#sign").wait_for()
    page.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    page.locator('input[name="method"][value="drawn"]').check()
    assert violations(page) == {}
    page.locator("#sign button[type=submit]").click()  # nothing typed: errors
    page.locator("#errors").wait_for()
    assert violations(page) == {}


def test_comment_page(browser, demo):
    page = browser.page("coordinator")
    page.goto(f"/my/agreements/{demo('agreement_kuusiokunnat')}/comment")
    page.locator("textarea").first.wait_for()
    assert violations(page) == {}


def test_list_of_agreements(browser):
    page = browser.page("partner")
    page.goto("/my/agreements")
    page.locator("h1").wait_for()
    assert violations(page) == {}


def test_my_account_of_a_party(browser):
    """Core's page with our frame: on a phone too, nothing is wider than the screen."""
    page = browser.page("partner", lang="sv", width=390, height=844)
    page.goto("/my")
    page.wait_for_load_state("networkidle")
    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_page_of_a_closed_link(browser, demo):
    page = browser.page()
    page.goto(f"/my/agreements/{demo('agreement_suupohja')}?party=1&token=wrong")
    page.locator("h1").wait_for()
    assert violations(page) == {}


def test_public_licence_page(browser, server, rpc):
    (licence, *_more) = rpc()("seutuyp.licence", "search_read", [], ["verify_url"])
    page = browser.page()
    page.goto(re.sub(r"^https?://[^/]+", server.url, licence["verify_url"]))
    page.locator("h1").wait_for()
    assert violations(page) == {}


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("coordinator", "/odoo/service-matrix"),
        ("coordinator", "/odoo/service-comparison"),
        ("coordinator", "/odoo/offer-confirmations"),
        ("coordinator", "/odoo/seutuyp-import"),
        ("coordinator", "/odoo/practices"),
        ("coordinator", "/odoo/questions-and-promises"),
        ("coordinator", "/odoo/questions-and-promises/new"),
        ("admin", "/odoo/changes"),
        ("admin", "/odoo/accessibility-feedback"),
        ("admin", "/odoo/public-texts"),
        ("admin", "/odoo/personal-data"),
        ("partner", "/odoo/record-of-processing"),
        ("ministry", "/odoo/licence-cases"),
        ("coordinator", "/odoo/seutuyp-decisions"),
        ("coordinator", "/odoo/seutuyp-backlog"),
        ("coordinator", "/odoo/annual-wheel"),
        ("coordinator", "/odoo/seutuyp-years"),
        ("coordinator", "/odoo/seutuyp-meetings"),
        ("partner", "/odoo/seutuyp-meetings"),
        ("coordinator", "/odoo/seutuyp-meetings/new"),
        ("partner", "/odoo/seutuyp-feeds/new"),
    ],
)
def test_screens_of_the_network(browser, core_rules, login, path):
    client = Client(browser, login)
    client.open(path)
    if client.page.locator(OURS.split(":", maxsplit=1)[0]).count():
        assert violations(client.page, OURS) == {}
    check_screen(client.page, core_rules)


@pytest.mark.parametrize(
    ("login", "paths"),
    [
        ("coordinator", ("seutuyp-trends", "collections/new", "feedback-links/1")),
        ("ministry", ("region-status", "region-map")),
    ],
)
def test_screens_of_the_figures(browser, core_rules, login, paths):
    client = Client(browser, login)
    for path in paths:
        client.open(f"/odoo/{path}")
        if client.page.locator(OURS.split(":", maxsplit=1)[0]).count():
            assert violations(client.page, OURS) == {}, path
        check_screen(client.page, core_rules)


@pytest.mark.parametrize("login", ["coordinator", "ministry", "admin"])
def test_no_menu_is_folded(browser, login):
    """At this width every menu stands in the bar by its name."""
    client = Client(browser, login)
    client.open("/odoo/regional-services")
    client.page.wait_for_timeout(300)  # the bar measures itself a little later
    assert not client.page.locator(".o_menu_sections_more:visible").count()


@pytest.mark.parametrize(
    "path",
    [
        "/fi/seutuyp/help",
        "/fi/seutuyp/help/EPO-04",
        "/fi/seutuyp/accessibility",
        "/sv/seutuyp/accessibility",
        "/fi/seutuyp/privacy",
        "/fi/seutuyp/document",
        "/fi/seutuyp/events",
        "/fi/seutuyp/events/POH-02",
        "/fi/seutuyp/events/EPO-04",
    ],
)
def test_public_pages(browser, path):
    page = browser.page()
    page.goto(path)
    page.locator("h1").wait_for()
    assert violations(page) == {}
    assert page.evaluate("document.body.scrollWidth") <= 1280


def test_accessibility_form(browser):
    """What is wrong is read out and found from the field; then it is sent."""
    page = browser.page(width=390, height=844)
    page.goto("/fi/seutuyp/accessibility")
    page.locator("#feedback_text").fill(" ")
    page.locator("#feedback button[type=submit]").click()
    page.locator("#errors").wait_for()
    assert violations(page) == {}
    assert page.evaluate("document.body.scrollWidth") <= 390
    page.locator("#feedback_text").fill("Vuosikello ei kerro, mikä kokous on seuraava.")
    page.locator("#feedback button[type=submit]").click()
    page.locator(".o_seutuyp_done").wait_for()
    assert violations(page) == {}


def test_page_to_confirm_services(browser, server):
    printed = server.shell(
        """
row = env["seutuyp.service.confirmation"].search(
    [("state", "=", "asked"), ("contact_id", "!=", False)], limit=1)
print("LINK", row.id, env["seutuyp.token"]._issue(
    row, "offers", row.contact_id, row.contact_id.email_normalized)[0])
env.cr.commit()
"""
    )
    _word, number, token = re.search(r"LINK .*", printed)[0].split()
    page = browser.page(width=390, height=844)
    page.goto(f"/fi/seutuyp/offers/{number}?token={token}")
    page.get_by_role("button", name="Vahvista palvelut").wait_for()
    browser.picture(page, "offers-phone", full_page=True)
    assert violations(page) == {}
    page.get_by_role("button", name="Vahvista palvelut").click()
    page.get_by_text("Palvelut on vahvistettu").wait_for()
    assert violations(page) == {}


@pytest.mark.parametrize("tab", ["agenda", "attendance", "decisions", "minutes"])
def test_meeting(browser, rpc, core_rules, tab):
    (meeting, *_more) = rpc("coordinator")(
        "calendar.event", "search", [("meeting_state", "=", "held")]
    )
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-meetings/{meeting}")
    client.tab(tab)
    check_screen(client.page, core_rules)
