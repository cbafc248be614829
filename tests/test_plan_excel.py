"""A plan's Excel in the browser, in Finnish: taken, filled in, brought back, once only.

And two people who confirm the same file at the same moment.
"""

import base64

import pytest
from lib.accessibility import violations
from lib.client import Client
from lib.server import RpcError
from lib.together import at_once
from lib.workbook import filled, upload

PHONE = {"width": 390, "height": 844}
ACTION = "Kootaan jatkajien rekisteri"


@pytest.fixture
def plan(rpc):
    """This year's plan of Suupohja, which is being carried out."""
    domain = [("module", "=", "seutuyp_planning"), ("name", "=", "plan_now")]
    return rpc("admin")("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


def taken(server, plan):
    session = server.session("coordinator")
    return session.get(f"{server.url}/seutuyp/plan/excel/{plan}").content


def opened(client, rpc, plan):
    """Let the client open the import of a plan's Excel."""
    action = rpc("coordinator")("seutuyp.plan", "action_bring_excel", [plan])
    client.open(f"/odoo/seutuyp-plan-excel/{action['res_id']}")


def test_by_the_buttons(browser, plan):
    """The plan's own buttons take it, and lead to where it is brought back."""
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-plans/{plan}")
    with client.page.expect_download() as info:
        client.press("action_take_excel")
    client.press("action_bring_excel")
    upload(client, info.value.path().read_bytes())
    assert not client.page.locator('button[name="action_apply"]:visible').count()
    assert client.page.locator('[name="message"]:visible').count() == 1
    client.press("action_open_plan")
    client.page.locator(".o_seutuyp_plan").wait_for()
    assert not client.page.errors


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_there_and_back(browser, server, rpc, plan, size):
    """The coordinator tells in Excel how an action goes, after a slip."""
    client = Client(browser, "coordinator", **size)
    page, told = client.page, f"Kerrottu Excelissä {len(size)}"
    content = taken(server, plan)

    opened(client, rpc, plan)
    browser.picture(page, f"plan-excel-1-upload-{len(size)}")
    assert not violations(page, ".o_form_view")
    wrong, cells = filled(content, ACTION, action_end="1.1.2040", actual=told)
    upload(client, wrong)
    browser.picture(page, f"plan-excel-2-error-{len(size)}", full_page=True)
    assert not violations(page, ".o_form_view")
    finding = page.locator('[name="line_ids"]').inner_text()
    assert cells["action_end"] in finding, "the error names its cell"
    assert not page.locator('button[name="action_apply"]:visible').count()

    opened(client, rpc, plan)
    right, cells = filled(content, ACTION, actual=told)
    upload(client, right)
    browser.picture(page, f"plan-excel-3-preview-{len(size)}", full_page=True)
    assert cells["actual"] in page.locator('[name="line_ids"]').inner_text()
    client.press("action_apply")
    browser.picture(page, f"plan-excel-4-done-{len(size)}", full_page=True)
    domain = [("plan_id", "=", plan), ("actual", "=", told)]
    assert rpc("coordinator")("project.task", "search_count", domain) == 1
    if size:
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"]
    assert not page.errors


def test_two_confirm_the_same_file(server, rpc, plan):
    """Two previews of one file, both confirmed at once: one new row, nobody crashes."""
    keeper = rpc("coordinator")
    (kept,) = keeper("seutuyp.plan", "read", [plan], ["region_id"])
    draft = keeper(
        "seutuyp.plan", "create", {"region_id": kept["region_id"][0], "year": 2077}
    )
    goal = {"plan_id": draft, "name": "Tavoite"}
    goal = keeper("seutuyp.plan.goal", "create", goal)
    keeper("project.task", "create", {"goal_id": goal, "name": ACTION})
    content, _cells = filled(
        taken(server, draft), ACTION, key=None, name="Uusi toimenpide"
    )

    def prepare():
        window = keeper("seutuyp.plan", "action_bring_excel", [draft])
        model, id_ = window["res_model"], window["res_id"]
        keeper(model, "write", [id_], {"file": base64.b64encode(content).decode()})
        keeper(model, "action_preview", [id_])
        return lambda: rpc("coordinator")(model, "action_apply", [id_])

    answers = at_once(prepare(), prepare(), prepare())
    assert not [answer for answer in answers if isinstance(answer, RpcError)]
    domain = [("plan_id", "=", draft), ("name", "=", "Uusi toimenpide")]
    assert rpc("coordinator")("project.task", "search_count", domain) == 1
