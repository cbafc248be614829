"""Areas and regions change; the past stays what it was. In the browser, in Finnish."""

import pytest
from lib.client import Client

LAST_YEAR = "31.12.2025"


@pytest.fixture(scope="module")
def server(make_server):
    """A nation that no other test adds regions to."""
    return make_server("reform")


@pytest.fixture
def admin(browser):
    return Client(browser, "admin")


def situation(client, day=None):
    """Return the sentence over the table of the situation by area."""
    client.open("/odoo/situation")
    if day:
        client.page.locator('[name="date"] button').click()
        client.fill("date", day)
        client.settle()
    table = client.page.locator('[name="table"]')
    table.locator("tbody tr").first.wait_for()
    return table.locator("p").inner_text(), table.locator("tbody tr").count()


def test_fifteen_areas_became_ten_and_last_year_still_has_fifteen(admin):
    now, rows = situation(admin)
    assert rows == 10
    assert now.startswith("10 aluetta, 68 seutua")
    then, rows = situation(admin, LAST_YEAR)
    assert rows == 15
    assert then.startswith("15 aluetta, 68 seutua")
    admin.shows("Häme")


def test_two_regions_merge_and_last_year_keeps_both(admin):
    admin.open("/odoo/changes")
    admin.page.get_by_role("button", name="Kirjaa muutos").click()
    admin.settle()
    admin.choose("source_region_ids", "Sisä-Savo")
    admin.choose("target_region_id", "Kuopio")
    admin.settle()
    dialog = admin.page.locator(".modal")
    dialog.get_by_text("Seudut: 1, päättyy").wait_for()
    admin.press("action_change")
    admin.shows("Toteutettu")
    now, _rows = situation(admin)
    assert now.startswith("10 aluetta, 67 seutua")
    then, _rows = situation(admin, LAST_YEAR)
    assert then.startswith("15 aluetta, 68 seutua")


def test_a_region_does_not_merge_into_itself(admin):
    admin.open("/odoo/changes")
    admin.page.get_by_role("button", name="Kirjaa muutos").click()
    admin.settle()
    admin.choose("source_region_ids", "Keski-Savo")
    admin.choose("target_region_id", "Keski-Savo")
    admin.settle()
    dialog = admin.page.locator(".modal")
    dialog.get_by_text("ei voi yhdistää itseensä").wait_for()
    assert not dialog.locator('button[name="action_change"]:visible').count()
