"""A meeting from its agenda to confirmed minutes; what was decided comes up again.

The coordinator works in the web client in Finnish; the chair, who has no account,
confirms the minutes from the mail, and so does whoever is responsible report back.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.client import Client
from lib.mail import links_in

TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()
CHAIR = "pirkko.puheenjohtaja@kokous.example"
MEMBER = "jere.jasen@kokous.example"
DECISION = "Hankitaan yhteinen messuteltta"


@pytest.fixture(scope="module")
def story(rpc):
    """A process team of Suupohja that met yesterday and meets again in two weeks."""
    admin = rpc("admin")

    def ref(module, name):
        domain = [("module", "=", module), ("name", "=", name)]
        return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]

    def person(name, email):
        vals = {"name": name, "email": email, "lang": "fi_FI"}
        return admin("res.partner", "create", vals)

    chair = person("Pirkko Puheenjohtaja", CHAIR)
    member = person("Jere Jäsen", MEMBER)
    secretary = admin(
        "res.users", "search_read", [("login", "=", "coordinator")], ["partner_id"]
    )[0]["partner_id"][0]
    since = str(TODAY - timedelta(days=30))
    group = admin(
        "seutuyp.group",
        "create",
        {
            "name": "Messutiimi",
            "kind": "process",
            "region_ids": [(6, 0, [ref("seutuyp_network", "region_epo_04")])],
            "member_ids": [
                (0, 0, {"partner_id": id_, "role": role, "date_from": since})
                for id_, role in (
                    (chair, "chair"),
                    (secretary, "secretary"),
                    (member, "member"),
                )
            ],
        },
    )

    def meeting(name, day):
        return rpc("coordinator")(
            "calendar.event",
            "create",
            {
                "name": name,
                "start": f"{day} 07:00:00",
                "stop": f"{day} 08:00:00",
                "seutuyp_group_id": group,
                "theme_id": ref("seutuyp_planning", "theme_work"),
                "partner_ids": [(6, 0, [chair, secretary, member])],
            },
        )

    return {
        "past": meeting("Messutiimi: edellinen", TODAY - timedelta(days=1)),
        "next": meeting("Messutiimi: seuraava", TODAY + timedelta(days=14)),
    }


def add_line(client, field):
    client.page.locator(f'[name="{field}"] .o_field_x2many_list_row_add a').click()
    client.settle()


def visit(browser, server, link):
    page = browser.page(width=390, height=844)
    page.goto(re.sub(r"^https?://[^/]+", server.url, link))
    assert not violations(page, "#wrap")
    return page


def test_from_agenda_to_confirmed_minutes(browser, server, mailbox, rpc, story):
    server.send_mail()
    mailbox.clear()
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-meetings/{story['past']}")
    client.press("action_prepare_agenda")
    assert client.page.locator('[name="agenda_item_ids"] .o_data_row').count()

    client.press("action_hold")
    client.tab("attendance")
    client.page.locator('[name="attendee_ids"] .o_data_row', has_text="Pirkko").locator(
        '[name="presence"]'
    ).click()
    client.page.locator('.o_selected_row [name="presence"] input').click()
    client.page.locator(".o_select_menu_item").nth(1).click()  # present by video
    client.tab("decisions")
    add_line(client, "decision_ids")
    within = '[name="decision_ids"] .o_selected_row'
    client.fill("name", DECISION, within=within)
    client.choose("responsible_ids", "Jere Jäsen", within=within)
    # no Tab after the last field: it would begin another line
    deadline = client.page.locator(f'{within} [name="deadline"] input')
    deadline.fill((TODAY + timedelta(days=10)).strftime("%d.%m.%Y"))
    client.tab("minutes")
    client.save()
    client.press("action_draft_minutes")
    client.shows(DECISION)
    browser.picture(client.page, "meeting-01-minutes", full_page=True)
    client.press("action_send_minutes")
    client.confirm()

    server.send_mail()
    (chairs,) = mailbox.wait_for(CHAIR)
    (members,) = mailbox.wait_for(MEMBER)
    assert any(
        part.get_content_type() == "application/pdf" for part in chairs.walk()
    ), "the minutes go along"
    assert DECISION in members.get_body(("html",)).get_content()
    (link,) = {item for item in links_in(chairs) if "/seutuyp/minutes/" in item}
    assert not [item for item in links_in(members) if "/seutuyp/minutes/" in item]
    page = visit(browser, server, link)
    browser.picture(page, "meeting-02-confirm", full_page=True)
    page.locator('button[value="confirm"]').click()
    page.wait_for_load_state()
    page.get_by_text("Maarit Lehtola").wait_for()  # the secretary is waited for

    client.open(f"/odoo/seutuyp-meetings/{story['past']}")
    client.press("action_confirm_minutes")
    state = rpc("coordinator")(
        "calendar.event", "read", [story["past"]], ["minutes_state"]
    )
    assert state[0]["minutes_state"] == "confirmed"

    # it comes up at the next meeting, until Jere tells that it is done
    client.open(f"/odoo/seutuyp-meetings/{story['next']}")
    client.shows(DECISION)
    browser.picture(client.page, "meeting-03-next", full_page=True)
    mailbox.clear()
    server.run_cron("seutuyp_planning.ir_cron_remind_decisions")
    rpc("coordinator")(
        "seutuyp.decision",
        "write",
        rpc("coordinator")("seutuyp.decision", "search", [("name", "=", DECISION)]),
        {"deadline": str(TODAY + timedelta(days=5))},
    )
    server.run_cron("seutuyp_planning.ir_cron_remind_decisions")
    server.send_mail()
    (reminder,) = mailbox.wait_for(MEMBER)
    (link,) = {item for item in links_in(reminder) if "/seutuyp/decision/" in item}
    page = visit(browser, server, link)
    page.locator("textarea").fill("Teltta on ostettu")
    browser.picture(page, "meeting-04-decision", full_page=True)
    page.locator("button.o_seutuyp_button").click()
    page.get_by_text("Teltta on ostettu").wait_for()
    client.open(f"/odoo/seutuyp-meetings/{story['next']}")
    assert not client.page.get_by_text(DECISION).count()
