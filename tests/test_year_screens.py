"""The screens of a year: entered, dragged, filtered, shown to everybody.

The coordinator of Suupohja makes a year on the screen, drags its meetings in the month,
filters the wheel, and announces a training that companies find on the public page.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from lib.accessibility import violations
from lib.client import Client
from lxml import etree
from playwright.sync_api import expect

HELSINKI = ZoneInfo("Europe/Helsinki")
YEAR = datetime.now(HELSINKI).year + 3
PHONE = {"width": 390, "height": 844}
TEAM = "Näyttöjen prosessitiimi"
TALK = "Koordinaattorin ja alueen yhdyshenkilön keskustelu"
MOVE = 25  # steps of the mouse: a hand does not jump


@pytest.fixture(scope="module")
def story(rpc):
    """A process team that the coordinator is the secretary of, and its template."""
    admin = rpc("admin")

    def ref(module, name):
        domain = [("module", "=", module), ("name", "=", name)]
        return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]

    region = ref("seutuyp_network", "region_epo_04")
    (coordinator,) = admin(
        "res.users", "search_read", [("login", "=", "coordinator")], ["partner_id"]
    )
    seat = {"partner_id": coordinator["partner_id"][0], "role": "secretary"}
    group = {
        "name": TEAM,
        "kind": "process",
        "region_ids": [(6, 0, [region])],
        "member_ids": [(0, 0, seat)],
    }
    line = {
        "forum": "process",
        "month_ids": [(6, 0, [ref("seutuyp_planning", "month_03")])],
        "ordinal": "2",
        "weekday": "2",
        "hour": 9.0,
        "duration": 2.0,
        "theme_id": ref("seutuyp_planning", "theme_work"),
    }
    talk = {
        **line,
        "forum": "talk",
        "weekday": "3",
        "theme_id": ref("seutuyp_planning", "theme_talk"),
    }
    template = {
        "name": "Näyttöjen vuosi",
        "scope": "region",
        "region_id": region,
        "line_ids": [(0, 0, line), (0, 0, talk)],
    }
    admin("seutuyp.group", "create", group)
    admin("seutuyp.calendar.template", "create", template)
    return {"region": region}


@pytest.fixture(scope="module")
def year(chromium, server, rpc, story):
    """The year, as the coordinator makes it on the screen."""
    from lib.browser import Browser

    browser = Browser(chromium, server, "")
    client = Client(browser, "coordinator")
    client.open("/odoo/seutuyp-years/new")
    client.choose("region_id", "Suupohja")
    client.fill("year", str(YEAR))
    client.choose("template_id", "Näyttöjen vuosi")
    client.save()
    client.press("action_generate")
    number = client.record_id()
    browser.close_pages()
    return number


def meeting_of(rpc, year):
    domain = [("annual_calendar_id", "=", year), ("name", "like", TEAM)]
    fields = ["start", "stop", "meeting_state"]
    return rpc("admin")("calendar.event", "search_read", domain, fields)[0]


def local(text):
    return datetime.fromisoformat(f"{text}+00:00").astimezone(HELSINKI)


def open_month(browser, login, year):
    """The month grid of a year's meetings; it opens where the next meeting is."""
    client = Client(browser, login)
    client.open(f"/odoo/seutuyp-years/{year}")
    client.press("action_open_events")
    client.page.locator("button.o_switch_view.o_calendar").click()
    client.page.locator(".o_event").first.wait_for()
    client.settle()
    return client


def drag(client, number, day):
    """Take a meeting with the mouse and drop it on another day."""
    mouse = client.page.mouse
    event = client.page.locator(f'.o_event[data-event-id="{number}"]').first
    cell = client.page.locator(f'td.fc-day[data-date="{day}"]')
    start, end = event.bounding_box(), cell.bounding_box()
    mouse.move(start["x"] + 20, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=MOVE)
    mouse.up()
    client.settle()


def stands_on(client, number, day):
    where = f'td.fc-day[data-date="{day}"] .o_event[data-event-id="{number}"]'
    client.page.locator(where).wait_for()


def test_a_meeting_is_dragged(browser, rpc, year):
    meeting = meeting_of(rpc, year)
    before = local(meeting["start"])
    target = (before + timedelta(days=1)).date()
    client = open_month(browser, "coordinator", year)
    assert client.page.locator(".o_calendar_filter_item").count() == 2  # the legend
    drag(client, meeting["id"], target)
    after = local(meeting_of(rpc, year)["start"])
    assert (after.date(), after.hour) == (target, 9), "another day, the same time"
    browser.picture(client.page, "month-dragged")

    # in the week the same meeting stands at nine in Finland
    client.page.locator(".scale_button_selection").click()
    client.page.locator(".o_scale_button_week").click()
    client.settle()
    days = client.page.locator(".o_date_item_cell:not(.o_out_of_range)")
    days.nth(target.day - 1).click()
    client.settle()
    shown = client.page.locator(f'.o_event[data-event-id="{meeting["id"]}"]').first
    assert re.search(r"0?9[.:]00", shown.inner_text())
    browser.picture(client.page, "week")


def test_a_partner_cannot_drag(browser, rpc, year):
    meeting = meeting_of(rpc, year)
    day = local(meeting["start"]).date()
    client = open_month(browser, "partner", year)
    assert not client.page.locator(".o_calendar_button_new, .o_list_button_add").count()
    drag(client, meeting["id"], day + timedelta(days=1))
    client.shows("Tämä kokous ei ole sinun muutettavissasi")
    browser.picture(client.page, "month-refused")
    client.page.locator(".modal .btn-primary").click()
    stands_on(client, meeting["id"], day)
    assert meeting_of(rpc, year)["start"] == meeting["start"]


def test_the_wheel_by_role_theme_and_key(browser, year):
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-years/{year}")
    client.press("action_open_wheel")
    page = client.page
    rows, dots = (
        page.locator(".o_seutuyp_wheel_list li"),
        page.locator(".o_seutuyp_dot"),
    )
    everything = rows.count()
    assert everything > 1
    page.locator(".o_seutuyp_choose_role").select_option("secretary")
    # other tests plan meetings of their own groups in this year
    expect(rows.filter(has_text=TEAM)).to_have_count(1)
    expect(rows.filter(has_text=TALK)).to_have_count(0)
    expect(dots).to_have_count(rows.count())
    page.locator(".o_seutuyp_choose_role").select_option("any")
    expect(rows.filter(has_text=TALK)).to_have_count(1)  # it is mine as well
    page.locator(".o_seutuyp_choose_role").select_option("")
    expect(rows).to_have_count(everything)
    page.locator(".o_seutuyp_choose_theme").select_option(label=TALK)
    expect(rows).to_have_count(1)
    page.locator(".o_seutuyp_choose_theme").select_option("0")
    expect(rows).to_have_count(everything)

    page.locator('.o_seutuyp_dot[tabindex="0"]').focus()
    said = page.locator(".o_seutuyp_wheel_said")
    first = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(first)
    assert not violations(page, ".o_seutuyp_wheel_page")
    browser.picture(page, "wheel")
    previous = page.get_by_role("button", name="Edellinen vuosi").inner_text()
    earlier = re.search(r"\d{4}", previous)[0]
    page.keyboard.press("PageUp")
    page.get_by_role("heading", name=f"Suupohja {earlier}").wait_for()


def test_the_wheel_as_a_picture(browser, year):
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-years/{year}")
    client.press("action_open_wheel")
    client.page.get_by_role("button", name="Tulosta").click()
    with client.page.expect_download() as waiting:
        client.page.get_by_text("SVG").click()
    root = etree.parse(waiting.value.path()).getroot()
    assert root.get("width") == "210mm"
    words = " ".join(item.text for item in root.iter("{*}text")).split()
    assert TEAM in " ".join(words)


def test_the_wheel_on_a_phone(browser):
    client = Client(browser, "coordinator", **PHONE)
    client.open("/odoo/annual-wheel")
    page = client.page
    boxes = [
        page.locator(name).bounding_box()["y"]
        for name in (".o_seutuyp_wheel_list", ".o_seutuyp_wheel_picture")
    ]
    assert boxes == sorted(boxes), "the list first"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert not violations(page, ".o_seutuyp_wheel_page")


def test_companies_find_a_training(browser, server, rpc, year):
    coordinator = Client(browser, "coordinator")
    coordinator.open(f"/odoo/seutuyp-years/{year}")
    coordinator.press("action_open_events")
    coordinator.page.locator(".o_list_button_add").click()
    coordinator.settle()
    coordinator.fill("name", "Vientikoulutus")
    coordinator.page.locator('[name="seutuyp_forum"] input').click()
    coordinator.page.locator(".o_select_menu_item", has_text="Koulutus").click()
    for field, words in {
        "public_note": "Ilmoittaudu huhtikuun loppuun mennessä.",
        "signup_url": "https://ilmoittaudu.example.org/vienti",
        "location": "Kaupungintalo, Kauhajoki",
    }.items():
        coordinator.settle()
        coordinator.fill(field, words)
    browser.picture(coordinator.page, "training", full_page=True)
    coordinator.save()
    number = coordinator.record_id()
    visitor = browser.page()
    visitor.goto("/seutuyp/events/EPO-04")
    assert not visitor.get_by_text("Vientikoulutus").count(), "not announced yet"

    rpc("coordinator")("seutuyp.annual.calendar", "action_publish", [year])
    rpc("coordinator")(
        "calendar.event",
        "write",
        [number],
        {"start": f"{YEAR}-05-04 06:00:00", "stop": f"{YEAR}-05-04 10:00:00"},
    )
    coordinator.open(f"/odoo/seutuyp-meetings/{number}")
    assert coordinator.page.locator(
        'button[name="action_open_public_page"]'
    ).is_visible()
    for options in ({}, PHONE):
        page = browser.page(**options)
        page.goto("/seutuyp/events/EPO-04")
        page.get_by_role("heading", name="Vientikoulutus").wait_for()
        assert not violations(page)
        width = options.get("width", 1280)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.picture(page, f"events-{width}", full_page=True)
    shown = page.locator(f"#event_{number}").inner_text()
    assert f"4.5.{YEAR} klo 9.00–13.00" in shown
    assert "Kaupungintalo, Kauhajoki" in shown
    assert "Ilmoittaudu huhtikuun" in shown
    assert "/calendar/join_videocall/" not in page.content()
    link = page.locator(f"#event_{number} a.o_seutuyp_button")
    assert link.get_attribute("href") == "https://ilmoittaudu.example.org/vienti"
    with page.expect_download() as waiting:
        page.locator(f'#event_{number} a[href*=".ics"]').click()
    event = Calendar.from_ical(waiting.value.path().read_bytes()).walk("VEVENT")[0]
    assert str(event["summary"]) == "Vientikoulutus"
    assert event["dtstart"].dt.hour == 9


def test_moving_an_invited_meeting_asks_first(browser, rpc, year):
    rpc("coordinator")("seutuyp.annual.calendar", "action_publish", [year])
    meeting = meeting_of(rpc, year)
    assert meeting["meeting_state"] == "invited"
    day = local(meeting["start"]).date()
    client = open_month(browser, "coordinator", year)
    drag(client, meeting["id"], day - timedelta(days=1))
    client.page.locator(".modal .btn-secondary").click()  # leave it
    client.settle()
    stands_on(client, meeting["id"], day)
    drag(client, meeting["id"], day - timedelta(days=1))
    browser.picture(client.page, "month-asked")
    client.confirm()
    stands_on(client, meeting["id"], day - timedelta(days=1))
    queued = rpc("admin")(
        "seutuyp.invitation",
        "search_read",
        [("event_id", "=", meeting["id"])],
        ["sequence", "method", "state"],
        order="id desc",
    )
    assert (queued[0]["method"], queued[0]["sequence"]) == ("REQUEST", 1)
