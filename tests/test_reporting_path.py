"""A region's figures in the browser, in Finnish: from choosing them to the ministry.

The coordinator chooses what is followed and asks two collectors, one with an account
and one without. What is exceptional comes before the steering group. A customer goes
from one organisation to another. The ministry takes the whole country as Excel.
"""

import io
import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from lib.accessibility import violations
from lib.cast import add_users
from lib.client import Client
from lib.mail import html_of, links_in
from lib.workbook import filled, upload
from openpyxl import load_workbook

REGION = "HAM-04"
TODAY = datetime.now(ZoneInfo("Europe/Helsinki")).date()
YEAR = TODAY.year - 1  # of which a round asks
PHONE = {"width": 390, "height": 844}
COORDINATOR, ADVISER, RECEIVER, MINISTRY = (
    *(f"luvut_{role}" for role in ("koordinaattori", "neuvoja", "vastaanottaja")),
    "ministry",
)
USERS = {
    COORDINATOR: ("Lauri Lukkola", "group_coordinator"),
    ADVISER: ("Nina Neuvola", "group_user"),
    RECEIVER: ("Veikko Vastola", "group_user"),
}
COLLECTOR = "Kerttu Keruu"  # without an account
ORGANISATIONS = ("Lukulan kehitys", "Lukulan uusyrityskeskus")
GROWTH, INVENTIONS = "Kasvuyritykset", "Arvioidut keksinnöt"
STEADY, FALLEN, ASSESSED = (20, 24, 22, 25, 21, 23, 26, 22, 24), 3, 6
SOURCE, COVERAGE = "Yritysrekisteri", "5 kunnasta 5"
COMMENT = "Yksi suuri työnantaja lopetti. Mitä teemme yhdessä?"
CUSTOMER, NEED = "Asiakas Aaltonen", "Haluaa perustaa kahvilan"
OUTCOME = "Sai tarvitsemansa avun"
STATES = {"draft": "Alustava", "confirmed": "Vahvistettu"}
# Odoo's own lists and editors stand around these.
OURS = ".o_seutuyp_trend, .o_seutuyp_chain"


def address(name):
    return f"{name.split()[0].lower()}@luvut.example"


@pytest.fixture(scope="module")
def cast(rpc):
    """The people of a region that follows nothing yet, and its next meeting."""
    admin = rpc("admin")

    finnish = {"lang": "fi_FI"}
    (region,) = admin(
        "seutuyp.region",
        "search_read",
        [("code", "=", REGION)],
        ["name"],
        context=finnish,
    )
    organisations = admin(
        "res.partner",
        "create",
        [{"name": name, "is_company": True, "lang": "fi_FI"} for name in ORGANISATIONS],
    )
    people = add_users(admin, USERS, address)
    people[COLLECTOR] = admin(
        "res.partner",
        "create",
        {"name": COLLECTOR, "email": address(COLLECTOR), "lang": "fi_FI"},
    )
    for person, employer in ((ADVISER, 0), (RECEIVER, 1), (COLLECTOR, 1)):
        values = {"parent_id": organisations[employer]}
        admin("res.partner", "write", [people[person]], values)
    admin(
        "seutuyp.region",
        "write",
        [region["id"]],
        {
            "coordinator_id": people[COORDINATOR],
            "coordinating_partner_id": organisations[0],
        },
    )
    coordinator = rpc(COORDINATOR)
    coordinator(
        "seutuyp.agreement",
        "create",
        {
            "region_ids": [(6, 0, [region["id"]])],
            "coordinating_partner_id": organisations[0],
            "party_ids": [(0, 0, {"partner_id": item}) for item in organisations],
        },
    )
    steering = admin(
        "seutuyp.group",
        "create",
        {
            "name": "Lukulan ohjausryhmä",
            "kind": "steering",
            "region_ids": [(4, region["id"])],
            "member_ids": [
                (
                    0,
                    0,
                    {
                        "partner_id": people[COORDINATOR],
                        "role": "secretary",
                        "date_from": "2020-01-01",
                    },
                )
            ],
        },
    )
    day = TODAY + timedelta(days=20)
    meeting = coordinator(
        "calendar.event",
        "create",
        {
            "name": "Lukulan ohjausryhmä: luvut",
            "start": f"{day} 07:00:00",
            "stop": f"{day} 09:00:00",
            "seutuyp_group_id": steering,
            "partner_ids": [(6, 0, [people[COORDINATOR]])],
        },
    )
    (service,) = admin(
        "seutuyp.service", "search_read", [], ["name"], limit=1, context=finnish
    )
    coordinator(
        "seutuyp.service.offer",
        "create",
        {
            "region_id": region["id"],
            "service_id": service["id"],
            "partner_id": organisations[1],
            "is_lead": True,
        },
    )
    return SimpleNamespace(
        region=region, meeting=meeting, service=service, people=people
    )


def test_the_path_of_figures(browser, server, rpc, mailbox, cast):
    path = Figures(browser, server, rpc, mailbox, cast)
    path.the_coordinator_chooses_indicators()
    path.earlier_years_are_known()
    path.a_round_is_sent()
    path.a_collector_answers_by_the_link()
    path.another_answers_in_the_client()
    path.the_coordinator_confirms()
    path.an_exception_comes_onto_the_agenda()
    path.a_customer_is_sent()
    path.the_other_organisation_accepts_and_closes()
    path.the_ministry_takes_the_country_as_excel()
    assert [page.errors for page in path.pages if page.errors] == []


class Figures:
    """The chapters, one method each; a record of where the figures stand."""

    def __init__(self, browser, server, rpc, mailbox, cast):
        self.browser, self.server, self.mailbox = browser, server, mailbox
        self.rpc, self.cast = rpc, cast
        self.pages, self.clients, self.indicators = [], {}, {}
        self.collection = self.referral = None

    # ---------------------------------------------------------------- helpers
    def client(self, login):
        if login not in self.clients:
            self.clients[login] = Client(self.browser, login)
            self.pages.append(self.clients[login].page)
        return self.clients[login]

    def visit(self, link):
        """A page that a mail leads to, on a phone, by somebody not logged in."""
        page = self.browser.page(**PHONE)
        self.pages.append(page)
        page.goto(re.sub(r"^https?://[^/]+", self.server.url, link))
        assert page.locator("html").get_attribute("lang").startswith("fi")
        return page

    def look(self, page, name, *ours):
        """No rule of accessibility is broken, nothing is wider than the screen."""
        self.browser.picture(page, f"reporting-{name}", full_page=True)
        assert violations(page, *(ours or [OURS])) == {}, name
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], name

    def form_of(self, name):
        """The mail with the form to a collector: (its workbook, its link)."""
        mail = self.mailbox.wait_for(address(name))[-1]
        (sheet,) = mail.iter_attachments()
        (link,) = (link for link in links_in(mail) if "/seutuyp/collect/" in link)
        return sheet.get_content(), link

    def fill_in(self, content, indicator, **values):
        return filled(content, indicator, sheet="figure", **values)

    def sheet(self, person):
        domain = [
            ("collection_id", "=", self.collection),
            ("collector_id", "=", self.cast.people[person]),
        ]
        names = ["state", "draft_count"]
        model = "seutuyp.collection.sheet"
        (found,) = self.rpc(COORDINATOR)(model, "search_read", domain, names)
        return found

    def measured(self, indicator):
        domain = [
            ("region_id", "=", self.cast.region["id"]),
            ("indicator_id", "=", self.indicators[indicator]),
            ("date_to", "=", f"{YEAR}-12-31"),
        ]
        names = ["value", "state", "source", "coverage"]
        model = "seutuyp.measurement"
        return self.rpc(COORDINATOR)(model, "search_read", domain, names)

    # --------------------------------------------------------------- chapters
    def the_coordinator_chooses_indicators(self):
        client = self.client(COORDINATOR)
        client.open(
            "/odoo/action-seutuyp_reporting.seutuyp_indicator_action_choose_mine"
        )
        for indicator, collector in (
            (GROWTH, COLLECTOR),
            (INVENTIONS, USERS[ADVISER][0]),
        ):
            row = client.page.locator(".o_data_row", has_text=indicator)
            row.locator('button[name="action_follow"]').click()
            client.settle()
            row.get_by_text("✓ Seurannassa").wait_for()
            row.locator('button[name="action_choice"]').click()
            client.settle()
            client.choose("collector_id", collector)
            client.save_dialog()
        self.browser.picture(client.page, "reporting-1-chosen", full_page=True)
        rows = self.rpc(COORDINATOR)(
            "seutuyp.indicator.choice",
            "search_read",
            [("region_id", "=", self.cast.region["id"])],
            ["indicator_id", "collector_id"],
            context={"lang": "fi_FI"},
        )
        people = self.cast.people
        assert {row["collector_id"][0] for row in rows} == {
            people[COLLECTOR],
            people[ADVISER],
        }
        for row in rows:
            id_, name = row["indicator_id"]
            self.indicators[name.partition(" ")[2]] = id_
        assert set(self.indicators) == {GROWTH, INVENTIONS}

    def earlier_years_are_known(self):
        """Nine quiet years, so that the tenth can be told from them."""
        coordinator = self.rpc(COORDINATOR)
        rows = coordinator(
            "seutuyp.measurement",
            "create",
            [
                {
                    "indicator_id": self.indicators[GROWTH],
                    "region_id": self.cast.region["id"],
                    "date_from": f"{year}-01-01",
                    "date_to": f"{year}-12-31",
                    "value": value,
                }
                for year, value in enumerate(STEADY, YEAR - len(STEADY))
            ],
        )
        coordinator("seutuyp.measurement", "action_confirm", rows)

    def a_round_is_sent(self):
        client = self.client(COORDINATOR)
        client.open("/odoo/collections/new")
        for indicator in (GROWTH, INVENTIONS):
            client.choose("indicator_ids", indicator)
        client.fill("note", "Arviokin riittää.")
        client.save()
        self.collection = client.record_id()
        self.server.send_mail()
        self.mailbox.clear()
        client.press("action_open")
        client.confirm()
        rows = client.page.locator(
            '[name="sheet_ids"] .o_data_row td[name="next_step"]'
        )
        assert rows.count() == 2
        for person in (COLLECTOR, USERS[ADVISER][0]):
            assert rows.filter(has_text=person).count() == 1, "who is waited for"
        self.browser.picture(client.page, "reporting-2-sent", full_page=True)
        self.server.send_mail()

    def a_collector_answers_by_the_link(self):
        content, link = self.form_of(COLLECTOR)
        content, _cells = self.fill_in(
            content, GROWTH, value=FALLEN, source=SOURCE, coverage=COVERAGE
        )
        page = self.visit(link)
        self.look(page, "3-asked", "#wrap")
        assert self.sheet(COLLECTOR)["state"] == "waiting", "opening tells nothing"
        page.locator("#collect_file").set_input_files(
            {
                "name": "luvut.xlsx",
                "mimeType": "application/octet-stream",
                "buffer": content,
            }
        )
        page.locator("form:has(#collect_file) button").click()
        page.locator(".o_seutuyp_findings", has_text=GROWTH).wait_for()
        self.look(page, "4-looked", "#wrap")
        assert not self.measured(GROWTH), "looking saves nothing"
        page.locator('form:has([name="save"]) button').click()
        page.locator(".o_seutuyp_done").wait_for()
        self.look(page, "5-saved", "#wrap")
        (row,) = self.measured(GROWTH)
        told = (row["value"], row["source"], row["coverage"], row["state"])
        assert told == (FALLEN, SOURCE, COVERAGE, "draft")

    def another_answers_in_the_client(self):
        content, _link = self.form_of(USERS[ADVISER][0])
        wrong, cells = self.fill_in(content, INVENTIONS, value="kuutisen")
        right, _cells = self.fill_in(content, INVENTIONS, value=ASSESSED)
        client = self.client(ADVISER)
        client.open(f"/odoo/collection-forms/{self.sheet(ADVISER)['id']}")
        client.press("action_bring_excel")
        upload(client, wrong)
        client.page.locator(".alert-danger:visible").wait_for()
        client.shows(cells["value"])
        assert not client.page.locator('button[name="action_apply"]:visible').count()
        self.browser.picture(client.page, "reporting-6-wrong", full_page=True)
        client.press("action_again")
        upload(client, right)
        client.press("action_apply")
        client.press("action_open_sheet")
        assert self.sheet(ADVISER)["state"] == "applied"
        (row,) = self.measured(INVENTIONS)
        assert (row["value"], row["state"]) == (ASSESSED, "draft")

    def the_coordinator_confirms(self):
        client = self.client(COORDINATOR)
        for person in (COLLECTOR, ADVISER):
            client.open(f"/odoo/collection-forms/{self.sheet(person)['id']}")
            client.press("action_confirm")
            client.confirm()
            assert self.sheet(person)["draft_count"] == 0
        for indicator in self.indicators:
            (row,) = self.measured(indicator)
            assert row["state"] == "confirmed"
        (found,) = self.rpc(COORDINATOR)(
            "seutuyp.collection", "read", [self.collection], ["response_rate"]
        )
        assert found["response_rate"] == 100

    def an_exception_comes_onto_the_agenda(self):
        # The server's own nights come when they like: one more changes nothing.
        self.server.run_cron("seutuyp_reporting.ir_cron_indicator_exceptions")
        client = self.client(COORDINATOR)
        domain = [
            ("region_id", "=", self.cast.region["id"]),
            ("indicator_id", "=", self.indicators[GROWTH]),
        ]
        (choice,) = self.rpc(COORDINATOR)("seutuyp.indicator.choice", "search", domain)
        client.open(f"/odoo/seutuyp-trends/{choice}")
        client.page.locator(".o_seutuyp_trend svg").wait_for()
        self.look(client.page, "7-trend")
        assert not client.page.locator(
            'button[name="action_propose_exceptions"]:visible'
        ).count()
        client.press("action_open_chain", within='[name="exception_ids"]')
        client.fill("comment", COMMENT)
        client.save()
        self.look(client.page, "8-exception")
        client.open(f"/odoo/seutuyp-meetings/{self.cast.meeting}")
        client.tab("agenda")
        client.shows(f"Poikkeama: {GROWTH}, {self.cast.region['name']}")
        self.browser.picture(client.page, "reporting-9-agenda", full_page=True)
        items = self.rpc(COORDINATOR)(
            "seutuyp.agenda.item",
            "search_read",
            [
                ("event_id", "=", self.cast.meeting),
                ("indicator_choice_id", "=", choice),
            ],
            ["note"],
        )
        assert [item["note"] for item in items] == [COMMENT]

    def a_customer_is_sent(self):
        client = self.client(ADVISER)
        self.mailbox.clear()
        client.open("/odoo/referrals-from-us")
        client.page.locator(
            ".o_control_panel button:visible", has_text="Siirrä asiakas"
        ).first.click()
        client.settle()
        client.choose("service_id", self.cast.service["name"])
        client.choose("segment_id", "")
        client.settle()
        receiver = client.page.locator('.modal [name="to_partner_id"] input').first
        assert receiver.input_value() == ORGANISATIONS[1]  # by the service matrix
        client.fill("consent_date", TODAY.strftime("%d.%m.%Y"))
        client.fill("name", CUSTOMER)
        client.fill("phone", "040 000 0000")
        client.fill("need", NEED)
        self.browser.picture(client.page, "reporting-10-referral", full_page=True)
        client.press("action_send")
        (self.referral,) = self.rpc(ADVISER)("seutuyp.referral", "search", [])
        self.server.send_mail()
        mail = self.mailbox.wait_for(address(USERS[RECEIVER][0]))[-1]
        assert CUSTOMER not in html_of(mail) and NEED not in html_of(mail)

    def the_other_organisation_accepts_and_closes(self):
        client = self.client(RECEIVER)
        client.open(f"/odoo/referrals/{self.referral}")
        client.press("action_show_customer")
        client.shows(NEED)
        client.page.locator(".modal .modal-footer .btn-primary:visible").click()
        client.settle()
        client.press("action_accept")
        client.press("action_ask_outcome")
        client.page.locator('.modal [name="outcome_id"]').get_by_label(OUTCOME).check()
        client.press("action_close")
        self.browser.picture(client.page, "reporting-11-closed", full_page=True)
        (found,) = self.rpc(ADVISER)(
            "seutuyp.referral",
            "read",
            [self.referral],
            ["state", "outcome_id", "look_ids"],
            context={"lang": "fi_FI"},
        )
        assert (found["state"], found["outcome_id"][1]) == ("done", OUTCOME)
        assert len(found["look_ids"]) == 1, "the sender sees who looked"
        counts = self.rpc(COORDINATOR)(
            "seutuyp.referral.count",
            "search_read",
            [("region_id", "=", self.cast.region["id"])],
            ["outcome_id", "count"],
            context={"lang": "fi_FI"},
        )
        assert [(row["outcome_id"][1], row["count"]) for row in counts] == [
            (OUTCOME, 1)
        ]

    def the_ministry_takes_the_country_as_excel(self):
        client = self.client(MINISTRY)
        client.open("/odoo/regional-services")
        self.open_menu(client, "Indikaattorit", "Raportit ja tiedostot")
        self.browser.picture(client.page, "reporting-12-export", full_page=True)
        with client.page.expect_download() as info:
            client.press("action_workbook")
        book = load_workbook(io.BytesIO(info.value.path().read_bytes()))
        names = ["name", "code", "area_id", "coordinating_partner_id", "coordinator_id"]
        order = "area_id, name, id"
        self.compare(book["Seudut"], "seutuyp.region", names, order)
        assert "Asiakassiirrot" not in book.sheetnames, "who sent whom is the region's"
        names = ["divided_by", "year", "area_id", "region_id", "outcome_id"]
        names += ["segment_id", "service_id", None, "count"]
        order = "divided_by, year desc, area_id, region_id, count desc, id"
        rows = self.compare(
            book["Asiakassiirtojen luvut"], "seutuyp.referral.total", names, order
        )
        assert min(row[8] for row in rows) >= 3, "small numbers are the region's own"
        names = ["region_id", "area_id", "kind", None, "indicator_id", "segment_id"]
        names += ["partner_id", "date_from", "date_to", "value", None, "state"]
        names += ["source_text", "coverage", "note", "sharing"]
        order = "date_to desc, region_id, indicator_id, segment_id, id"
        rows = self.compare(book["Mittaustiedot"], "seutuyp.measurement", names, order)
        own = [row for row in rows if row[0] == self.cast.region["name"]]
        assert len(own) == len(STEADY) + 1, "the rest is shared with the area only"
        newest = own[0]
        assert newest[4].endswith(GROWTH) and newest[9] == FALLEN
        assert newest[7:9] == (date(YEAR, 1, 1), date(YEAR, 12, 31))
        assert newest[11:14] == (STATES["confirmed"], SOURCE, COVERAGE)

    def open_menu(self, client, section, item):
        page = client.page
        page.set_viewport_size({"width": 1900, "height": 900})
        page.locator(".o_menu_sections button", has_text=section).first.click()
        page.locator(".o-dropdown--menu").get_by_text(item, exact=True).click()
        client.settle()

    def compare(self, page, model, names, order):
        """Hold the cells of a sheet against what the ministry reads over RPC.

        :param names: the fields of the first columns; None for what is not compared
        :return: the rows of the sheet as tuples, days as dates
        """
        ask = self.rpc(MINISTRY)
        context = {"lang": "fi_FI"}
        fields = [name for name in names if name]
        found = ask(model, "fields_get", fields, context=context)
        records = ask(
            model, "search_read", [], fields, order=order, limit=None, context=context
        )
        heads, *rows = page.iter_rows(max_col=len(names), values_only=True)
        rows = [
            tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row)
            for row in rows
        ]
        for place, name in enumerate(names):
            if name:
                shown = _shown(found[name])
                column = [row[place] for row in rows]
                assert column == [shown(row[name]) for row in records], heads[place]
        assert page.freeze_panes and page.auto_filter.ref
        return rows


def _shown(field):
    """How a value of RPC stands in a cell, as a function."""
    labels = dict(field.get("selection", ()))
    return {
        "many2one": lambda value: value[1].rpartition(", ")[2] if value else None,
        "selection": labels.get,
        "date": lambda value: date.fromisoformat(value) if value else None,
        "float": pytest.approx,
        "integer": int,
    }.get(field["type"], lambda value: value or None)
