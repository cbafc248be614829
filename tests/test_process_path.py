"""A process's life in the browser, in Finnish: from an empty form to the next version.

Its owner describes, somebody of the network answers by mail, the steering group's chair
approves, another organisation works by it, and the coordinator writes the decisions of
its review down.
"""

import re
import time
from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.cast import add_users, reference
from lib.chart import Chart, read_bpmn
from lib.client import Client
from lib.mail import html_of, links_in

REGION = "SAT-02"
TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()
PHONE = {"width": 390, "height": 844}
COORDINATOR, OWNER, PARTNER, CHAIR = (
    f"prosessi_{role}"
    for role in ("koordinaattori", "omistaja", "kumppani", "puheenjohtaja")
)
USERS = {
    COORDINATOR: ("Kaisa Elomaa", "group_coordinator"),
    OWNER: ("Oili Omala", "group_user"),
    PARTNER: ("Kirsti Kumpula", "group_user"),
    CHAIR: ("Paavo Johtola", "group_user"),
}
INVITEE = "Virpi Verkola"  # without an account
ORGANISATIONS = ("Polkulan kehitys", "Polkulan uusyrityskeskus")
PROCESS = "Uuden yrittäjän neuvonta"
CUSTOMER, ADVISER = "Asiakas", "Yritysneuvoja"
CONTACT, MAPPING, ADVICE, AFTER = (
    "Yhteydenotto",
    "Tarpeen kartoitus",
    "Neuvonta",
    "Jälkiseuranta",
)
CONTACT_ANEW = "Yhteydenotto ja ajanvaraus"
PURPOSE, ADDED = "Yrittäjä saa neuvon yhdestä paikasta", "kahden viikon kuluessa"
PRAISE, WISH = "Hyvä, että reitti on yksi.", "Kartoitukseen myös pankki."
ANSWER, REFUSAL = "Kiitos, näin pidetään.", "Pankki tulee mukaan vasta rahoituksessa."
APPROVALS = ("Neuvonnan kuvaus hyväksytään", "Neuvonnan toinen versio hyväksytään")
FINDING, PROPOSAL = "Aikaa odotetaan liian kauan", "Otetaan käyttöön ajanvaraus"
REASON = "Ajanvaraus ja jälkiseuranta puuttuvat"
# Odoo's own lists and editors stand around these.
OURS = ".o_seutuyp_chart, .o_seutuyp_process_guide"


def address(name):
    return f"{name.split()[0].lower()}@polku.example"


@pytest.fixture(scope="module")
def cast(rpc):
    """The people of a region that has no process yet, and two meetings held."""
    admin = rpc("admin")

    (region,) = admin(
        "seutuyp.region", "search_read", [("code", "=", REGION)], ["name"]
    )
    organisations = admin(
        "res.partner",
        "create",
        [{"name": name, "is_company": True, "lang": "fi_FI"} for name in ORGANISATIONS],
    )
    employers = dict(zip((OWNER, PARTNER), organisations, strict=True))
    people = add_users(admin, USERS, address)
    for login, employer in employers.items():
        admin("res.partner", "write", [people[login]], {"parent_id": employer})
    admin("res.partner", "write", [people[CHAIR]], {"is_entrepreneur": True})
    admin(
        "res.partner",
        "create",
        {"name": INVITEE, "email": address(INVITEE), "lang": "fi_FI"},
    )
    admin(
        "seutuyp.region",
        "write",
        [region["id"]],
        {"coordinator_id": people[COORDINATOR]},
    )

    def group(kind, name, roles):
        return admin(
            "seutuyp.group",
            "create",
            {
                "name": name,
                "kind": kind,
                "region_ids": [(4, region["id"])],
                "member_ids": [
                    (
                        0,
                        0,
                        {
                            "partner_id": people[login],
                            "role": role,
                            "date_from": "2020-01-01",
                        },
                    )
                    for login, role in roles.items()
                ],
            },
        )

    steering = group(
        "steering", "Polkulan ohjausryhmä", {CHAIR: "chair", COORDINATOR: "secretary"}
    )
    group("working", "Polkulan neuvojat", {OWNER: "member", PARTNER: "member"})

    def meeting(name, days):
        day = TODAY - timedelta(days=days)
        return rpc(COORDINATOR)(
            "calendar.event",
            "create",
            {
                "name": f"Polkulan ohjausryhmä: {name}",
                "start": f"{day} 07:00:00",
                "stop": f"{day} 09:00:00",
                "seutuyp_group_id": steering,
                "theme_id": reference(admin, "theme_approval"),
                "partner_ids": [(6, 0, [people[CHAIR], people[COORDINATOR]])],
            },
        )

    return SimpleNamespace(
        region=region, first=meeting("ensimmäinen", 9), second=meeting("toinen", 2)
    )


def test_the_life_of_a_process(browser, server, rpc, mailbox, cast):
    life = Life(browser, server, rpc, mailbox, cast)
    life.the_owner_describes_by_the_guide()
    life.the_owner_draws_the_chart()
    life.the_network_is_asked()
    life.an_invitee_answers_by_the_link()
    life.the_giver_sees_the_reply()
    life.the_chair_approves_in_the_meeting()
    life.it_is_taken_into_use()
    life.the_organisation_assesses_it()
    life.a_finding_becomes_a_task()
    life.the_review_begins_the_next_version()
    life.the_next_version_is_approved()
    life.the_versions_are_compared()
    life.the_chart_goes_out_and_comes_back()
    assert [page.errors for page in life.pages if page.errors] == []


class Life:
    """The chapters, one method each; a record of where the process stands."""

    def __init__(self, browser, server, rpc, mailbox, cast):
        self.browser, self.server, self.mailbox = browser, server, mailbox
        self.rpc, self.cast = rpc, cast
        self.pages, self.clients = [], {}
        self.process = self.review = None

    # ---------------------------------------------------------------- helpers
    def client(self, login):
        if login not in self.clients:
            self.clients[login] = Client(self.browser, login)
            self.pages.append(self.clients[login].page)
        return self.clients[login]

    def at_process(self, login, tab=None):
        client = self.client(login)
        client.open(f"/odoo/seutuyp-processes/{self.process}")
        if tab:
            client.tab(tab)
        return client

    def at_review(self, login):
        client = self.client(login)
        client.open(f"/odoo/seutuyp-process-reviews/{self.review}")
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
        self.browser.picture(page, f"process-{name}", full_page=True)
        assert violations(page, *(ours or [OURS])) == {}, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], name

    def read(self, *names, model="seutuyp.process", id_=None):
        (found,) = self.rpc("admin")(model, "read", [id_ or self.process], [*names])
        return found

    def link(self, name, path):
        """The link with this path in the last mail to a person."""
        self.server.send_mail()
        end = time.monotonic() + 30
        while True:
            found = [
                link
                for mail in self.mailbox.to(address(name))
                for link in links_in(mail)
                if path in link
            ]
            if found or time.monotonic() > end:
                assert found, f"no mail to {name} leads to {path}"
                return found[-1]
            time.sleep(0.2)

    def steps_done(self, client):
        client.settle()
        return client.page.locator(".o_seutuyp_step_done").count()

    def tick(self, client, number):
        """Tick a step that only people see done."""
        steps = client.page.locator(".o_seutuyp_process_steps li")
        steps.nth(number).locator("input").check()

    def add_row(self, client, field):
        """Begin a line in a list; where it is written."""
        client.page.locator(f'[name="{field}"] .o_field_x2many_list_row_add a').click()
        client.settle()
        return f'[name="{field}"] .o_selected_row'

    def give_reason(self, client, row, button, reason):
        """Press a button of a row and say in the dialog why."""
        client.page.locator(".o_data_row", has_text=row).locator(
            'button[name="action_ask_reason"]', has_text=button
        ).click()
        client.settle()
        client.fill("reason", reason)
        client.press("action_confirm")

    # --------------------------------------------------------------- chapters
    def the_owner_describes_by_the_guide(self):
        client = self.client(OWNER)
        client.open("/odoo/seutuyp-processes/new")
        client.fill("name", PROCESS)
        client.choose("region_id", self.cast.region["name"])
        client.choose("owner_partner_id", ORGANISATIONS[0])
        client.choose("owner_id", USERS[OWNER][0])
        client.choose("approving_body", "Polkulan ohjausryhmä")
        client.save()
        self.process = client.record_id()
        before = self.steps_done(client)
        client.tab("purpose")
        client.write("inputs", "Seudun strategia: uusia yrityksiä")
        client.write("purpose", PURPOSE)
        client.fill("start_event", "Yrittäjä kysyy neuvoa")
        client.fill("end_event", "Yrittäjä tietää, miten jatkaa")
        client.tab("responsibilities")
        for login in (OWNER, PARTNER):
            within = self.add_row(client, "member_ids")
            client.choose("partner_id", USERS[login][0], within=within)
        client.tab("improvement")
        client.write("improvement", "Omistaja käy kuvauksen läpi vuosittain")
        client.save()
        assert self.steps_done(client) == before + 3  # asked, chosen, team named
        now = client.page.locator('.o_seutuyp_process_steps [aria-current="step"]')
        assert now.inner_text().lstrip("●○✓ \n").startswith("4.")
        self.tick(client, 4)
        client.save()
        assert self.steps_done(client) == before + 4
        self.look(client.page, "1-described")

    def the_owner_draws_the_chart(self):
        client = self.at_process(OWNER, "chart")
        chart = Chart(client)
        chart.add_lane()
        for name in ORGANISATIONS:
            chart.add_lane(organisation=name)
        chart.add_lane(ADVISER)
        first, second = ORGANISATIONS
        assert chart.lanes() == [CUSTOMER, first, second, ADVISER]
        chart.add_phase(CONTACT, CUSTOMER)
        chart.add_phase(MAPPING, first)
        chart.add_phase(ADVICE, second)
        assert chart.rows() == {
            CONTACT: [CUSTOMER],
            MAPPING: [first],
            ADVICE: [second],
        }
        chart.move_by_key(ADVICE, "ArrowDown")
        assert chart.rows()[ADVICE] == [ADVISER]
        chart.drag(MAPPING, second)
        assert chart.rows()[MAPPING] == [second]
        self.look(client.page, "2-drawn")
        done = self.steps_done(self.at_process(OWNER))
        self.tick(client, 6)
        client.save()
        assert self.steps_done(client) == done + 1

    def the_network_is_asked(self):
        client = self.at_process(OWNER)
        self.server.send_mail()
        self.mailbox.clear()
        client.press("action_open_ask")
        client.choose("partner_ids", INVITEE)
        client.fill("message", "Mitä puuttuu?")
        client.settle()
        client.shows(address(INVITEE))
        client.press("action_confirm")
        assert self.read("state")["state"] == "feedback"

    def an_invitee_answers_by_the_link(self):
        page = self.visit(self.link(INVITEE, "/seutuyp/process/feedback/"))
        self.look(page, "3-asked", "#wrap")
        assert not self.read("feedback_ids")["feedback_ids"], "opening tells nothing"
        page.locator('textarea[name="part_"]').fill(PRAISE)
        page.get_by_role("textbox", name=re.compile(MAPPING)).fill(WISH)
        page.locator(".o_seutuyp_send button").click()
        page.locator(".o_seutuyp_done").wait_for()
        self.look(page, "4-told", "#wrap")

    def the_giver_sees_the_reply(self):
        client = self.at_process(OWNER, "feedback")
        self.give_reason(client, PRAISE, "Ota huomioon", ANSWER)
        self.give_reason(client, WISH, "miksi ei", REFUSAL)
        client.press("action_end_feedback")
        self.mailbox.clear()
        self.server.run_cron("seutuyp_process.cron_process_feedback")
        page = self.visit(self.link(INVITEE, "/seutuyp/process/feedback/"))
        (mail,) = self.mailbox.to(address(INVITEE))
        for text in (ANSWER, REFUSAL):
            assert text in html_of(mail)
            page.get_by_text(text).wait_for()
        assert not page.locator("form textarea").count()
        self.look(page, "5-replied", "#wrap")

    def the_chair_approves_in_the_meeting(self):
        client = self.client(CHAIR)
        client.open(f"/odoo/seutuyp-meetings/{self.cast.first}")
        client.press("action_hold")
        client.tab("decisions")
        within = self.add_row(client, "decision_ids")
        # no Tab after it: the next cells would open
        client.page.locator(f'{within} [name="name"] :is(input, textarea)').first.fill(
            APPROVALS[0]
        )
        client.tab("minutes")
        client.save()
        client.tab("decisions")
        client.press("action_open_form", within='[name="decision_ids"]')
        client.press("action_approve_process")
        client.fill("change_note", "Ensimmäinen versio")
        client.press("action_confirm")
        found = self.read("state", "version", "approval_decision_id")
        assert (found["state"], found["version"]) == ("approved", 1)
        assert found["approval_decision_id"][1] == APPROVALS[0]

    def it_is_taken_into_use(self):
        owner = self.at_process(OWNER, "use")
        open_tasks = owner.page.locator(
            '[name="deployment_ids"] .o_data_row:not(.text-muted)'
        )
        number = open_tasks.count()
        owner.press("action_tick", within='[name="deployment_ids"]')
        assert open_tasks.count() == number - 1
        owner.press("action_open_start_message")
        owner.fill("message", "Aloitamme maanantaina.")
        owner.press("action_confirm")
        self.link(USERS[PARTNER][0], "/seutuyp/process/acknowledge/")
        for login in (PARTNER, OWNER):
            self.at_process(login).press(
                "action_acknowledge", within=".o_form_statusbar"
            )
        self.at_process(OWNER).press("action_take_into_use")
        rows = self.rpc("admin")(
            "seutuyp.process.acknowledgement",
            "search_read",
            [("process_id", "=", self.process)],
            ["partner_id", "acknowledged_on"],
        )
        assert {row["partner_id"][1] for row in rows if row["acknowledged_on"]} == {
            *ORGANISATIONS
        }
        assert self.read("state")["state"] == "in_use"
        self.look(self.at_process(PARTNER).page, "6-in-use")

    def the_organisation_assesses_it(self):
        client = self.client(OWNER)
        client.open("/odoo/seutuyp-process-reviews/new")
        client.choose("process_id", PROCESS)
        client.choose("event_id", "Polkulan ohjausryhmä: toinen")
        client.save()
        self.review = client.record_id()
        client.press("action_ask")
        page = self.visit(self.link(USERS[PARTNER][0], "/seutuyp/assess/"))
        self.look(page, "7-assess", "#wrap")
        for question in page.locator("fieldset").all():
            question.locator('input[value="3"]').check()
        page.locator("textarea").fill(FINDING)
        page.locator(".o_seutuyp_send button").click()
        page.locator(".o_seutuyp_done").wait_for()
        self.look(page, "8-assessed", "#wrap")

    def a_finding_becomes_a_task(self):
        owner = self.at_review(OWNER)
        owner.tab("assessments")
        owner.shows(FINDING)
        owner.tab("findings")
        within = self.add_row(owner, "finding_ids")
        owner.fill("name", FINDING, within=within)
        owner.choose("phase_id", CONTACT, within=within)
        owner.page.locator(f'{within} [name="proposal"] textarea').fill(PROPOSAL)
        owner.tab("assessments")
        owner.save()

        client = self.at_review(COORDINATOR)
        client.press("action_decide")
        client.choose("responsible_ids", USERS[OWNER][0])
        client.fill("deadline", (TODAY + timedelta(days=20)).strftime("%d.%m.%Y"))
        client.save_dialog()
        (decision,) = self.rpc("admin")(
            "seutuyp.decision",
            "search_read",
            [("event_id", "=", self.cast.second)],
            ["name", "task_id", "state"],
        )
        assert (decision["name"], decision["state"]) == (PROPOSAL, "open")
        task = self.rpc(OWNER)(
            "project.task", "read", [decision["task_id"][0]], ["name"]
        )
        assert task[0]["name"] == PROPOSAL

    def the_review_begins_the_next_version(self):
        client = self.at_review(OWNER)
        client.shows(PROPOSAL)
        client.page.locator('[name="outcome"] input').first.click()
        client.page.locator(".o_select_menu_item").nth(1).click()
        client.fill("note", REASON)
        client.save()
        client.press("action_finish")
        client.confirm()
        self.browser.picture(client.page, "process-9-review", full_page=True)
        review = self.read(
            "state", "outcome", model="seutuyp.process.review", id_=self.review
        )
        assert (review["state"], review["outcome"]) == ("done", "revise")
        assert self.read("state")["state"] == "draft"

    def the_next_version_is_approved(self):
        client = self.at_process(OWNER, "purpose")
        client.write("purpose", f"{PURPOSE} {ADDED}")
        client.save()
        client.tab("chart")
        chart = Chart(client)
        chart.rename(CONTACT, CONTACT_ANEW)
        chart.add_phase(AFTER, ADVISER)
        assert set(chart.rows()) == {CONTACT_ANEW, MAPPING, ADVICE, AFTER}
        self.rpc(CHAIR)(
            "seutuyp.decision",
            "create",
            {"event_id": self.cast.second, "name": APPROVALS[1]},
        )
        client = self.at_process(CHAIR)
        client.press("action_open_approve")
        client.choose("decision_id", APPROVALS[1])
        client.fill("change_note", REASON)
        client.press("action_confirm")
        found = self.read("state", "version")
        assert (found["state"], found["version"]) == ("approved", 2)
        client.tab("versions")
        client.shows(REASON)

    def the_versions_are_compared(self):
        client = self.at_process(PARTNER, "versions")
        client.press("action_open_compare")
        page = client.page
        page.set_viewport_size({"width": 1600, "height": 900})
        difference = page.locator(".o_seutuyp_difference")
        difference.locator("ins", has_text=ADDED).wait_for()
        headings = difference.locator("h2").all_inner_texts()
        assert headings == ["Versio 1", "Versio 2"]
        charts = difference.locator("svg")
        assert charts.count() == 2
        frames = difference.locator(".o_seutuyp_process_chart").all()
        left, right = (frame.bounding_box() for frame in frames)
        assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
        assert "Uusi" not in charts.first.locator("g.marks").text_content()
        marks = charts.last.locator("g.marks").text_content()
        assert "Uusi" in marks and "Muuttunut" in marks
        added = difference.locator("section", has=page.locator("h3", has_text=AFTER))
        assert "Uusi" in added.locator("h3 .badge").inner_text()
        self.look(page, "10-compared", ".o_seutuyp_difference")

    def the_chart_goes_out_and_comes_back(self):
        client = self.at_process(PARTNER, "chart")
        chart = Chart(client)
        lanes, rows = chart.lanes(), chart.rows()
        path = chart.take_bpmn()
        found = read_bpmn(path)
        assert found["warnings"] == []
        assert found["lanes"] == lanes
        assert set(found["all"]) <= set(found["drawn"])

        client = self.client(COORDINATOR)
        client.open("/odoo/seutuyp-processes/new")
        client.fill("name", f"{PROCESS}, tuotu")
        client.save()
        client.tab("chart")
        copy = Chart(client)
        copy.bring_bpmn(path)
        client.tab("chart")
        assert copy.rows() == rows
        assert copy.lanes() == lanes
        self.look(client.page, "11-brought")
