"""A trend's page: its button proposes what is exceptional to the steering group."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from lib.client import Client

STEADY = [601, 597, 604, 599, 602, 596, 603, 600, 598, 605, 597, 601]
NIGHT = "ir_cron_indicator_exceptions"


@pytest.fixture
def ref(rpc):
    def find(name):
        domain = [("module", "=", "seutuyp_reporting"), ("name", "=", name)]
        return rpc()("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]

    return find


@pytest.fixture
def no_night(rpc, ref):
    """The job of the night, which proposes too, stays away."""
    rpc()("ir.cron", "write", [ref(NIGHT)], {"active": False})
    yield
    rpc()("ir.cron", "write", [ref(NIGHT)], {"active": True})


def tell_earlier_months(coordinator, choice):
    """A year before what the demo data tell: the three newest months fall out of it."""
    (row,) = coordinator(
        "seutuyp.indicator.choice", "read", [choice], ["indicator_id", "region_id"]
    )
    (earliest,) = coordinator(
        "seutuyp.measurement",
        "search_read",
        [
            ("indicator_id", "=", row["indicator_id"][0]),
            ("region_id", "=", row["region_id"][0]),
        ],
        ["date_from"],
        limit=1,
        order="date_from",
    )
    first = date.fromisoformat(earliest["date_from"])
    months = [first - relativedelta(months=n) for n in range(len(STEADY), 0, -1)]
    ids = coordinator(
        "seutuyp.measurement",
        "create",
        [
            {
                "indicator_id": row["indicator_id"][0],
                "region_id": row["region_id"][0],
                "date_from": str(month),
                "date_to": str(month + relativedelta(months=1, days=-1)),
                "value": value,
                "source": "Työnvälitystilasto",
            }
            for month, value in zip(months, STEADY, strict=True)
        ],
    )
    coordinator("seutuyp.measurement", "action_confirm", ids)


@pytest.mark.usefixtures("no_night")
def test_the_change_is_proposed_once(browser, rpc, ref):
    choice = ref("choice_suupohja_unemployed")
    coordinator = rpc("coordinator")
    client = Client(browser, "coordinator")
    button = client.page.locator('button[name="action_propose_exceptions"]:visible')
    client.open(f"/odoo/seutuyp-trends/{choice}")
    client.page.locator(".o_seutuyp_trend").wait_for()
    assert not button.count(), "three values tell nothing exceptional"
    tell_earlier_months(coordinator, choice)
    client.open(f"/odoo/seutuyp-trends/{choice}")
    client.page.locator(".o_seutuyp_trend svg").wait_for()
    client.press("action_propose_exceptions")
    assert not button.count(), "the same change is proposed once"
    (item,) = coordinator(
        "seutuyp.agenda.item",
        "search_read",
        [("indicator_choice_id", "=", choice)],
        ["event_id"],
    )
    # Two rules see the fall: two rows, one matter; each says in which meeting.
    meetings = client.page.locator('[name="exception_ids"] td[name="event_id"]')
    assert meetings.all_inner_texts() == [item["event_id"][1]] * 2
    partner = Client(browser, "partner")
    partner.open(f"/odoo/seutuyp-trends/{choice}")
    partner.page.locator(".o_seutuyp_trend").wait_for()
    assert not partner.page.locator(
        'button[name="action_propose_exceptions"]:visible'
    ).count()
