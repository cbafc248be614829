"""A coordinator asks the area contact, who answers; it comes up at their next talk."""

from datetime import UTC, datetime, timedelta

import pytest
from lib.client import Client

QUESTION = "Kuka vastaa omistajanvaihdospäivän kuluista?"
ANSWER = "Alue maksaa tilan, seudut matkat."
PATH = "/odoo/questions-and-promises"


@pytest.fixture
def talk(rpc):
    """The next talk of Suupohja's coordinator and the area contact."""
    admin = rpc()
    (region,) = admin("seutuyp.region", "search", [("code", "=", "EPO-04")])
    start = datetime.now(UTC).replace(microsecond=0, tzinfo=None) + timedelta(days=3)
    domain = [("region_id", "=", region), ("scope", "=", "region")]
    (year,) = admin("seutuyp.annual.calendar", "search", domain, limit=1)
    event = admin(
        "calendar.event",
        "create",
        {
            "name": "Keskustelu ennen kesää",
            "start": str(start),
            "stop": str(start + timedelta(hours=1)),
            "annual_calendar_id": year,
            "seutuyp_forum": "talk",
        },
    )
    return {"region": region, "event": event}


def waits(rpc, login):
    home = rpc(login)("seutuyp.home", "get_home")
    return any(
        item["action"].get("res_model") == "seutuyp.joint.item"
        for item in home["waiting"]
    )


def test_a_question_is_asked_and_answered(browser, rpc, talk):
    coordinator = Client(browser, "coordinator")
    coordinator.open(f"{PATH}/new")
    coordinator.fill("name", QUESTION)
    coordinator.choose("region_id", "Suupohja")
    coordinator.settle()
    browser.picture(coordinator.page, "joint-01-new")
    coordinator.save()
    item = coordinator.record_id()
    coordinator.shows("Keskustelu ennen kesää")
    browser.picture(coordinator.page, "joint-02-asked")
    assert waits(rpc, "area")

    area = Client(browser, "area", width=390, height=844)
    area.open(PATH)
    browser.picture(area.page, "joint-03-list-phone")
    area.page.get_by_text(QUESTION).click()
    area.settle()
    area.shows("Keskustelu ennen kesää")
    browser.picture(area.page, "joint-04-form-phone")
    assert not area.page.evaluate("document.body.scrollWidth > innerWidth")
    area.press("action_ask_reason")
    area.fill("reason", ANSWER)
    browser.picture(area.page, "joint-05-answer-phone")
    area.press("action_confirm")

    (read,) = rpc("coordinator")("seutuyp.joint.item", "read", [item])
    assert (read["state"], read["answer"]) == ("answered", ANSWER)
    assert not read["next_event_id"]
    coordinator.open(f"{PATH}/{item}")
    coordinator.shows(ANSWER)
    browser.picture(coordinator.page, "joint-06-answered")
    assert not coordinator.page.errors
    assert not area.page.errors


def test_a_talk_brings_up_what_is_between_its_two_sides(rpc, talk):
    """The talk brings up Suupohja's items, to its own people and to nobody else."""
    found = {}
    for login in ("coordinator", "area"):
        (event,) = rpc(login)(
            "calendar.event", "read", [talk["event"]], ["joint_item_ids"]
        )
        found[login] = event["joint_item_ids"]
    assert found["coordinator"] == found["area"] != []
    regions = rpc("area")(
        "seutuyp.joint.item", "read", found["area"], ["region_id", "state"]
    )
    assert {row["region_id"][0] for row in regions} == {talk["region"]}
    assert {row["state"] for row in regions} == {"open"}
