"""A plan's year in the browser, in Finnish: from priorities to next year's plan.

A coordinator, a partner's adviser, the steering group's chair, the area contact and the
ministry each do their part; three members answer without an account.
"""

import re
import time
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.cast import add_users, reference
from lib.client import Client
from lib.mail import html_of, links_in
from lib.server import sql
from lib.workbook import filled, upload

REGION = "PIR-05"
TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()
YEAR = TODAY.year
PHONE = {"width": 390, "height": 844}
COORDINATOR, PARTNER, CHAIR, AREA = (
    f"kierto_{role}" for role in ("koordinaattori", "kumppani", "puheenjohtaja", "alue")
)
USERS = {
    COORDINATOR: ("Kirsi Kiertola", "group_coordinator"),
    PARTNER: ("Pauli Pöntinen", "group_user"),
    CHAIR: ("Pirjo Pajari", "group_user"),
    AREA: ("Antero Aapala", "group_area"),
}
MEMBERS = ("Esa Esala", "Mia Malmi")  # without an account
ORGANISATIONS = ("Kiertokunnan kehitys", "Kiertokunnan uusyrityskeskus")
PRIORITIES = "Ensi vuonna omistajanvaihdokset tulevat ensin"
GOAL = "Jatkaja löytyy ajoissa"
COMMON = "Neuvojat tuntevat toistensa palvelut"
INTERVIEWS, HANDBOOK, FAIR, VISITS = (
    "Haastatellaan yrityksiä jatkajasta",
    "Kootaan neuvojien käsikirja",
    "Pidetään rekrytointimessut",
    "Käydään yrityksissä yhdessä",
)
COMMENT = "Lisätään tavoitteeseen myös maatilat."
ANSWER = "Maatilat otetaan mukaan haastatteluihin."
APPROVED = "Suunnitelma ja sen resurssit hyväksytään"
CHANGED = "Messujen sijaan käydään yrityksissä"
# Odoo's own lists and editors stand around these.
OURS = ".o_seutuyp_plan, .o_seutuyp_timeline, .o_seutuyp_home"


def address(name):
    return f"{name.split()[0].lower()}@kierto.example"


@pytest.fixture(scope="module")
def cast(rpc):
    """The people of a region that has no plan yet, and three meetings already held."""
    admin = rpc("admin")

    region = admin(
        "seutuyp.region", "search_read", [("code", "=", REGION)], ["name", "area_id"]
    )[0]
    organisations = admin(
        "res.partner",
        "create",
        [
            {
                "name": name,
                "is_company": True,
                "lang": "fi_FI",  # its people follow it
                "seutuyp_region_ids": [(4, region["id"])],
            }
            for name in ORGANISATIONS
        ],
    )
    people = add_users(admin, USERS, address)
    for name in MEMBERS:
        people[name] = admin(
            "res.partner",
            "create",
            {"name": name, "email": address(name), "lang": "fi_FI"},
        )
    admin("res.partner", "write", [people[PARTNER]], {"parent_id": organisations[1]})
    admin("res.partner", "write", [people[CHAIR]], {"is_entrepreneur": True})
    admin(
        "seutuyp.region",
        "write",
        [region["id"]],
        {
            "coordinator_id": people[COORDINATOR],
            "coordinating_partner_id": organisations[0],
        },
    )
    admin("seutuyp.area", "write", [region["area_id"][0]], {"contact_id": people[AREA]})
    roles = {CHAIR: "chair", COORDINATOR: "secretary"}
    seats = [CHAIR, COORDINATOR, *MEMBERS]
    group = admin(
        "seutuyp.group",
        "create",
        {
            "name": "Kiertokunnan ohjausryhmä",
            "kind": "steering",
            "region_ids": [(4, region["id"])],
            "member_ids": [
                (
                    0,
                    0,
                    {
                        "partner_id": people[seat],
                        "role": roles.get(seat, "member"),
                        "date_from": f"{YEAR - 1}-01-01",
                    },
                )
                for seat in seats
            ],
        },
    )

    admin(
        "seutuyp.group",
        "create",
        {
            "name": "Kiertokunnan työryhmä",
            "kind": "working",
            "region_ids": [(4, region["id"])],
            "member_ids": [
                (
                    0,
                    0,
                    {"partner_id": people[PARTNER], "date_from": f"{YEAR - 1}-01-01"},
                )
            ],
        },
    )

    def meeting(name, day, theme):
        return rpc(COORDINATOR)(
            "calendar.event",
            "create",
            {
                "name": f"Kiertokunnan ohjausryhmä: {name}",
                "start": f"{day} 07:00:00",
                "stop": f"{day} 09:00:00",
                "seutuyp_group_id": group,
                "theme_id": reference(admin, theme),
                "partner_ids": [(6, 0, [people[seat] for seat in seats])],
            },
        )

    return SimpleNamespace(
        region=region,
        organisations=organisations,
        people=people,
        autumn=meeting(
            "painopisteet", f"{YEAR - 1}-10-15", "theme_priorities_followup"
        ),
        winter=meeting("hyväksyminen", f"{YEAR - 1}-12-10", "theme_approval"),
        spring=meeting("seuranta", f"{YEAR - 1}-12-20", "theme_followup"),
    )


def test_a_year_of_the_plan(browser, server, rpc, mailbox, cast):
    cycle = Cycle(browser, server, rpc, mailbox, cast)
    cycle.the_priorities_come_from_the_meeting()
    cycle.the_coordinator_drafts_in_the_grid()
    cycle.a_partner_comments_and_gets_an_answer()
    cycle.submitting_says_what_is_missing()
    cycle.the_chair_approves_in_the_meeting()
    cycle.the_organisation_confirms_its_resources()
    cycle.a_reminder_is_answered_by_its_link()
    cycle.the_partner_tells_on_the_own_screen()
    cycle.silence_is_told_on()
    cycle.a_decision_changes_the_plan()
    cycle.the_plan_goes_through_excel()
    cycle.the_group_looks_at_itself()
    cycle.the_year_is_closed_once()
    cycle.what_is_unfinished_is_carried_over_once()
    cycle.the_ministry_reads_next_years_plan()
    assert [page.errors for page in cycle.pages if page.errors] == []


class Cycle:
    """The chapters of the year, one method each; a record of where it stands."""

    def __init__(self, browser, server, rpc, mailbox, cast):
        self.browser, self.server, self.mailbox = browser, server, mailbox
        self.rpc, self.cast = rpc, cast
        self.pages, self.clients = [], {}
        self.plan = self.next_plan = None

    # ---------------------------------------------------------------- helpers
    def client(self, login, **options):
        """The one client of this person at this size."""
        key = (login, *options.values())
        if key not in self.clients:
            self.clients[key] = Client(self.browser, login, **options)
            self.pages.append(self.clients[key].page)
        return self.clients[key]

    def at_plan(self, login, plan=None, **options):
        client = self.client(login, **options)
        client.open(f"/odoo/seutuyp-plans/{plan or self.plan}")
        client.page.locator(".o_seutuyp_plan").wait_for()
        return client

    def visit(self, link):
        """A page that a mail leads to, on a phone, by somebody not logged in."""
        page = self.browser.page(**PHONE)
        self.pages.append(page)
        page.goto(re.sub(r"^https?://[^/]+", self.server.url, link))
        assert page.locator("html").get_attribute("lang").startswith("fi")
        return page

    def look(self, page, name, *ours):
        """No rule of accessibility is broken, nothing is wider than the screen."""
        self.browser.picture(page, f"cycle-{name}", full_page=True)
        assert violations(page, *(ours or [OURS])) == {}, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], name

    def row(self, client, action):
        """The row of an action in the grid; its name may be a field."""
        id_ = self.action(action)["id"]
        return client.page.locator(f'.o_seutuyp_row[data-action="{id_}"]')

    def action(self, name, plan=None):
        domain = [("plan_id", "=", plan or self.plan), ("name", "=", name)]
        names = ["actual_state", "actual", "update_ids", "checkpoint_ids"]
        return self.rpc("admin")("project.task", "search_read", domain, names)[0]

    def state(self):
        return self.rpc("admin")("seutuyp.plan", "read", [self.plan], ["state"])[0][
            "state"
        ]

    def decide(self, login, meeting, words):
        """Write a decision down in the meeting, and open it."""
        client = self.client(login)
        client.open(f"/odoo/seutuyp-meetings/{meeting}")
        client.press("action_hold")
        client.tab("decisions")
        page = client.page
        page.locator('[name="decision_ids"] .o_field_x2many_list_row_add a').click()
        client.settle()
        # no Tab after it: the next cells would open
        page.locator(
            '[name="decision_ids"] .o_selected_row [name="name"] :is(input, textarea)'
        ).first.fill(words)
        client.tab("minutes")
        client.save()
        client.tab("decisions")
        client.press("action_open_form", within='[name="decision_ids"]')
        return client

    def mails(self, name, marker, count=1):
        """Mails to a person that hold these words; the server may be slow to send."""
        end = time.monotonic() + 30
        while True:
            found = [
                mail
                for mail in self.mailbox.to(address(name))
                if marker in html_of(mail)
            ]
            if len(found) >= count or time.monotonic() > end:
                assert len(found) == count, f"{len(found)} mails to {name}: {marker}"
                return found
            time.sleep(0.2)

    def follow_up(self):
        self.server.run_cron("seutuyp_planning.ir_cron_remind_actions")
        self.server.send_mail()

    def remembered_days_ago(self, action, column, days):
        """Let time pass for the checkpoints of an action."""
        ids = tuple(self.action(action)["checkpoint_ids"])
        sql(
            self.server.database,
            f"UPDATE seutuyp_plan_checkpoint SET {column} = {column} - %s"
            " WHERE id IN %s",
            days,
            ids,
        )

    # --------------------------------------------------------------- chapters
    def the_priorities_come_from_the_meeting(self):
        client = self.decide(COORDINATOR, self.cast.autumn, PRIORITIES)
        client.press("action_set_priorities")
        client.press("action_confirm")
        client.page.locator(".o_seutuyp_plan").wait_for()
        self.plan = client.record_id()
        client.tab("priorities")
        client.shows(PRIORITIES)
        (plan,) = self.rpc("admin")(
            "seutuyp.plan", "read", [self.plan], ["year", "state"]
        )
        assert (plan["year"], plan["state"]) == (YEAR, "draft")

    def the_coordinator_drafts_in_the_grid(self):
        client = self.at_plan(COORDINATOR)
        page = client.page
        self.add_goal(client, "segment", GOAL, [INTERVIEWS, FAIR])
        self.add_goal(client, "process", COMMON, [HANDBOOK])
        self.fill_row(client, INTERVIEWS, "20 haastattelua", ORGANISATIONS[1], days=8)
        self.fill_row(client, HANDBOOK, "Tehty / ei tehty", ORGANISATIONS[0])
        self.look(page, "1-draft")
        self.name_teller(client, INTERVIEWS, USERS[PARTNER][0])
        self.rpc(COORDINATOR)(
            "project.task",
            "write",
            [self.action(HANDBOOK)["id"]],
            {"people_ids": [(6, 0, [self.cast.people[MEMBERS[1]]])]},
        )

    def add_goal(self, client, section, goal, actions):
        page = client.page
        part = page.locator(f'.o_seutuyp_section[data-section="{section}"]')
        part.locator("> .o_seutuyp_add button").click()
        form = part.locator("> .o_seutuyp_add form")
        if section == "segment":
            form.locator("select").select_option(index=1)
        form.locator("input").fill(goal)
        form.locator("input").press("Enter")
        client.settle()
        form.locator("input").press("Escape")
        part.locator(".o_seutuyp_plan_more .o_seutuyp_add button").click()
        line = part.locator(".o_seutuyp_plan_more .o_seutuyp_add form input")
        for action in actions:
            line.fill(action)
            line.press("Enter")
            client.settle()
        line.press("Escape")

    def fill_row(self, client, action, metric, organisation, days=0):
        """Metric, responsible, schedule and resources, each where it stands."""
        row = self.row(client, action)

        def cell(column):
            return row.locator(f'td[data-column="{column}"]')

        def change(column):
            cell(column).locator(".o_seutuyp_cell_change").click()
            return cell(column)

        def ready(column):
            client.settle()
            cell(column).locator(".o_seutuyp_cell_ready").click()

        cell("metric").locator("textarea").fill(metric)
        cell("metric").locator("textarea").press("Enter")
        self.pick(client, change("responsible"), organisation)
        ready("responsible")
        dates = change("schedule").locator('input[type="date"]')
        dates.nth(1).fill(f"{YEAR}-12-31")
        dates.nth(2).fill(str(TODAY))
        dates.nth(2).press("Enter")
        ready("schedule")
        if days:
            self.pick(client, change("resources"), organisation)
            client.settle()
            numbers = cell("resources").locator('input[type="number"]')
            numbers.nth(0).fill(str(days))
            numbers.nth(0).press("Enter")
            ready("resources")

    def pick(self, client, place, name):
        box = place.locator("input").first
        box.click()
        box.fill(name)
        client.settle()
        client.page.locator(
            ".o-autocomplete--dropdown-item", has_text=name
        ).first.click()
        client.settle()

    def name_teller(self, client, action, person):
        self.row(client, action).locator(".o_seutuyp_details").click()
        client.page.locator('[name="people_ids"] input').wait_for()
        client.choose("people_ids", person)
        client.save()

    def a_partner_comments_and_gets_an_answer(self):
        coordinator = self.at_plan(COORDINATOR)
        coordinator.press("action_open_comments")
        partner = self.at_plan(PARTNER)
        assert not partner.page.locator(".o_seutuyp_cell_change").count()
        self.comments(partner).locator(".o_seutuyp_add button").click()
        self.comments(partner).locator("form textarea").fill(COMMENT)
        self.comments(partner).locator('form button[type="submit"]').click()
        partner.settle()
        self.look(partner.page, "2-comment")

        coordinator = self.at_plan(COORDINATOR)
        answer = self.comments(coordinator).locator(".o_seutuyp_answer textarea")
        answer.fill(ANSWER)
        answer.press("Control+Enter")
        coordinator.settle()
        partner = self.at_plan(PARTNER)
        self.comments(partner).get_by_text(ANSWER).wait_for()

    def comments(self, client):
        """The opened comments of the first goal with its segment."""
        part = client.page.locator('.o_seutuyp_section[data-section="segment"]')
        toggle = part.locator(".o_seutuyp_comments_toggle")
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()
        return part.locator(".o_seutuyp_comments")

    def submitting_says_what_is_missing(self):
        client = self.at_plan(COORDINATOR)
        client.press("action_submit")
        missing = client.page.locator(".o_error_dialog, .modal").last
        missing.get_by_text(FAIR).wait_for()
        assert INTERVIEWS not in missing.inner_text()
        missing.locator(".modal-footer button").first.click()
        assert self.state() == "comments"
        self.fill_row(client, FAIR, "Messut pidetty", ORGANISATIONS[0])
        client.press("action_submit")
        assert self.state() == "submitted"

    def the_chair_approves_in_the_meeting(self):
        client = self.decide(CHAIR, self.cast.winter, APPROVED)
        client.press("action_approve_plan")
        self.browser.picture(client.page, "cycle-3-approve")
        client.press("action_confirm")
        assert self.state() == "approved"
        client = self.at_plan(CHAIR)
        client.page.locator('.o_seutuyp_plan_switch input[value="approved"]').check()
        client.settle()
        client.page.locator(".o_seutuyp_reading").get_by_text(FAIR).wait_for()
        self.look(client.page, "4-approved")

    def the_organisation_confirms_its_resources(self):
        client = self.at_plan(PARTNER)
        row = self.row(client, INTERVIEWS)
        row.locator(".o_seutuyp_confirm").click()
        row.locator(".o_seutuyp_confirmed").wait_for()
        client.tab("timeline")
        client.page.locator(".o_seutuyp_timeline").wait_for()
        self.look(client.page, "5-timeline")

    def a_reminder_is_answered_by_its_link(self):
        self.follow_up()
        (mail,) = self.mails(USERS[PARTNER][0], INTERVIEWS)
        (link,) = {item for item in links_in(mail) if "/seutuyp/update/" in item}
        page = self.visit(link)
        self.look(page, "6-update", "#wrap")
        assert not self.action(INTERVIEWS)["update_ids"], "opening tells nothing"
        page.locator('input[name="state"][value="done"]').check()
        page.locator('textarea[name="actual"]').fill("Kaikki on haastateltu")
        page.locator(".o_seutuyp_send button").click()
        page.locator('input[name="back"]').wait_for(state="attached")
        assert self.action(INTERVIEWS)["actual_state"] == "done"
        self.look(page, "7-told", "#wrap")
        page.locator('form:has(input[name="back"]) button').click()
        page.locator('input[name="back"]').wait_for(state="detached")
        told = self.action(INTERVIEWS)
        assert (told["actual_state"], told["actual"]) == ("not_begun", "")
        self.follow_up()
        self.mails(USERS[PARTNER][0], INTERVIEWS)  # asked once

    def the_partner_tells_on_the_own_screen(self):
        client = self.client(PARTNER, **PHONE)
        client.open("/odoo/mine")
        form = client.page.locator("form.o_seutuyp_action", has_text=INTERVIEWS)
        self.look(client.page, "8-mine")
        form.locator('input[value="under_way"]').check()
        form.locator("textarea").fill("Kymmenen on haastateltu")
        form.locator('button[type="submit"]').click()
        client.settle()
        told = self.action(INTERVIEWS)
        assert told["actual_state"] == "under_way"
        assert told["actual"] == "Kymmenen on haastateltu"

    def silence_is_told_on(self):
        self.remembered_days_ago(HANDBOOK, "date", 10)
        self.follow_up()
        (mail,) = self.mails(USERS[COORDINATOR][0], HANDBOOK)
        assert INTERVIEWS not in html_of(mail)
        self.mails(USERS[AREA][0], HANDBOOK, count=0)
        self.remembered_days_ago(HANDBOOK, "escalated_on", 14)
        self.follow_up()
        (mail,) = self.mails(USERS[AREA][0], HANDBOOK)
        self.mails(USERS[COORDINATOR][0], HANDBOOK)
        (link,) = {item for item in links_in(mail) if "/odoo/" in item}
        area = self.client(AREA)
        area.open(re.sub(r"^https?://[^/]+", "", link))
        area.shows(HANDBOOK)
        area = self.at_plan(AREA)
        self.row(area, HANDBOOK).locator(".o_seutuyp_mark_silent").wait_for()

    def a_decision_changes_the_plan(self):
        self.rpc(CHAIR)(
            "seutuyp.decision",
            "create",
            {"event_id": self.cast.spring, "name": CHANGED},
        )
        client = self.at_plan(COORDINATOR)
        page = client.page
        part = page.locator('.o_seutuyp_section[data-section="segment"]')
        part.locator(".o_seutuyp_ask_add").click()
        client.settle()
        client.choose("decision_id", CHANGED)
        client.fill("name", VISITS)
        client.fill("metric", "10 käyntiä")
        client.choose("responsible_partner_ids", ORGANISATIONS[0])
        client.settle()
        client.press("action_confirm")
        self.row(client, FAIR).locator(".o_seutuyp_ask_drop").click()
        client.settle()
        client.choose("decision_id", CHANGED)
        client.press("action_confirm")
        self.row(client, FAIR).locator(".o_seutuyp_mark_dropped").wait_for()
        self.look(page, "9-changed-today")

        page.locator('.o_seutuyp_plan_switch input[value="changed"]').check()
        client.settle()
        marks = {VISITS: "added", FAIR: "dropped"}
        for action, mark in marks.items():
            row = page.locator(f'.o_seutuyp_reading [data-mark="{mark}"]')
            row.filter(has_text=action).wait_for()
        self.look(page, "10-what-has-changed")

    def the_plan_goes_through_excel(self):
        client = self.at_plan(COORDINATOR)
        with client.page.expect_download() as info:
            client.press("action_take_excel")
        told = "Käsikirja odottaa kuvia"
        content, cells = filled(info.value.path().read_bytes(), HANDBOOK, actual=told)
        client.press("action_bring_excel")
        upload(client, content)
        assert cells["actual"] in client.page.locator('[name="line_ids"]').inner_text()
        client.press("action_apply")
        assert self.action(HANDBOOK)["actual"] == told
        assert len(self.action(HANDBOOK)["update_ids"]) == 1

    def the_group_looks_at_itself(self):
        client = self.client(COORDINATOR)
        client.open("/odoo/seutuyp-evaluations/new")
        client.choose("group_id", "Kiertokunnan ohjausryhmä")
        client.save()
        client.press("action_open")
        client.confirm()
        self.server.send_mail()
        for number, name in enumerate((USERS[CHAIR][0], *MEMBERS)):
            (mail,) = self.mails(name, "/evaluate/")
            (link,) = {item for item in links_in(mail) if "/evaluate/" in item}
            self.answer(link, number)
        client.press("action_close")
        client.confirm()
        results = client.page.locator(".o_seutuyp_evaluation")
        results.get_by_text(re.compile("Keskiarvo 4[,.]0")).first.wait_for()
        for number in range(3):
            results.get_by_text(f"Odotus {number}").first.wait_for()
        self.look(client.page, "12-results", ".o_seutuyp_evaluation")

    def answer(self, link, number):
        page = self.visit(link)
        if not number:
            self.look(page, "11-door", "#wrap")
        page.locator("#wrap form button").click()
        page.wait_for_url("**/survey/**")
        for last in (False, False, True):
            scale = page.locator('[data-question-type="scale"]').first
            scale.locator(f'label[for$="_{number + 3}"]').click()
            words = page.locator("textarea:visible")
            if words.count():
                words.first.fill(f"Odotus {number}")
            shown = page.locator(f'[data-name="{scale.get_attribute("data-name")}"]')
            page.locator('.o_survey_form button[type="submit"]').last.click()
            if last:
                page.locator(".modal .btn-primary").click()  # sure to send?
                page.locator(".o_survey_finished").wait_for()
            else:
                shown.wait_for(state="detached")

    def the_year_is_closed_once(self):
        client = self.at_plan(COORDINATOR)
        stale = Client(self.browser, COORDINATOR)
        self.pages.append(stale.page)
        stale.open(f"/odoo/seutuyp-plans/{self.plan}")
        client.press("action_close")
        missing = client.page.locator(".modal").last
        missing.get_by_text(GOAL).wait_for()
        missing.locator(".modal-footer button").first.click()
        for section, reached in {"segment": "yes", "process": "partly"}.items():
            part = client.page.locator(f'.o_seutuyp_section[data-section="{section}"]')
            part.locator(".o_seutuyp_reached select").select_option(reached)
            client.settle()
        client.press("action_close")
        assert self.state() == "closed"
        self.look(client.page, "13-closed")
        stale.press("action_close")
        stale.page.locator(".modal .modal-body").wait_for()
        closings = self.rpc("admin")(
            "seutuyp.workflow.log",
            "search_count",
            [
                ("res_model", "=", "seutuyp.plan"),
                ("res_id", "=", self.plan),
                ("transition", "=", "close"),
            ],
        )
        assert closings == 1

    def what_is_unfinished_is_carried_over_once(self):
        for _turn in range(2):
            client = self.at_plan(COORDINATOR)
            client.press("action_carry_over")
            client.page.locator(".o_seutuyp_plan").wait_for()
        self.next_plan = client.record_id()
        found = self.rpc("admin")(
            "project.task", "search_read", [("plan_id", "=", self.next_plan)], ["name"]
        )
        names = sorted(item["name"] for item in found)
        assert names == sorted([INTERVIEWS, HANDBOOK, VISITS])
        assert client.page.locator(".o_seutuyp_row").count() == 3
        self.look(client.page, "14-next-year")

    def the_ministry_reads_next_years_plan(self):
        client = self.at_plan("ministry", self.next_plan, **PHONE)
        page = client.page
        for name in (INTERVIEWS, HANDBOOK, VISITS):
            page.locator(".o_seutuyp_row").get_by_text(name).wait_for()
        assert not page.locator(".o_seutuyp_plan textarea").count()
        assert not page.locator('button[name="action_submit"]:visible').count()
        self.look(page, "15-ministry")
