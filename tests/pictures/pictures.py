"""The pictures of README.md and docs/: what each role sees, in three languages.

Run by tests/pictures/take, not by CI. A screen that logs an error, or breaks a rule of
accessibility in what is ours, fails; the picture is taken all the same.
"""

import io
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from lib.accessibility import violations
from lib.browser import Browser
from lib.client import Client
from lib.mail import links_in
from openpyxl import load_workbook
from PIL import Image

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
MAX_BYTES = 150_000
MAX_TOTAL = 7_000_000
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
TALL = {"width": 1280, "height": 1000}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ".o_seutuyp_agreement, .o_seutuyp_round, .o_seutuyp_plan_form"
OURS = f"[class*=o_seutuyp]:not({FORMS})"
THURSDAY = 3
LANGUAGES = {
    "fi": SimpleNamespace(
        code="fi_FI",
        agreement="suupohja",
        coordinator="coordinator",
        region="region_epo_04",
    ),
    "sv": SimpleNamespace(
        code="sv_SE",
        agreement="pietarsaari",
        coordinator="coordinator5",
        region="region_poh_02",
    ),
    "en": SimpleNamespace(
        code="en_US",
        agreement="suupohja",
        coordinator="coordinator",
        region="region_epo_04",
    ),
}


class Gallery:
    """Pictures in one language, and what was wrong while they were taken."""

    def __init__(self, lang, browser, server, mailbox):
        self.lang, self.browser = lang, browser
        self.server, self.mailbox = server, mailbox
        self.cast = LANGUAGES[lang]
        self.problems = []

    def rpc(self, login="admin"):
        return self.server.rpc(login)

    def ref(self, name, module="seutuyp_network"):
        domain = [("module", "=", module), ("name", "=", name)]
        return self.rpc()("ir.model.data", "search_read", domain, ["res_id"])[0][
            "res_id"
        ]

    def speak(self):
        """Everybody reads the screens in this language."""
        users = self.rpc()("res.users", "search", [("share", "=", False)])
        self.rpc()("res.users", "write", users, {"lang": self.cast.code})

    def client(self, login, path, **size):
        client = Client(self.browser, login, lang=self.lang, **(size or DESKTOP))
        client.open(path)
        return client

    def visitor(self, address, login=None, **size):
        page = self.browser.page(login, lang=self.lang, **(size or DESKTOP))
        page.goto(re.sub(r"^https?://[^/]+", self.server.url, address))
        page.locator("h1").first.wait_for()
        return page

    def take(self, page, name, *, ours=None):
        """Save a picture; `ours` limits the look at accessibility to these elements."""
        page.mouse.move(0, 0)
        page.evaluate("() => document.fonts.ready")
        data = page.screenshot(animations="disabled", caret="hide")
        self.save(data, name)
        here = [ours] if ours else []
        if not here or page.locator(ours).count():
            self.note(name, violations(page, *here))
        self.note(name, page.errors)
        page.errors.clear()

    def save(self, data, name):
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        for colours in (128, 64, 32):
            out = io.BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(
                out, "PNG", optimize=True
            )
            if out.tell() <= MAX_BYTES:
                break
        else:
            self.note(name, f"{out.tell()} bytes")
        folder = IMAGES / self.lang
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(out.getvalue())

    def note(self, name, problem):
        if problem:
            self.problems.append(f"{self.lang}/{name}: {problem}")

    # ------------------------------------------------------------------- chapters
    def coordinator(self):
        login = self.cast.coordinator
        home = self.client(login, "/odoo/regional-services")
        self.take(home.page, "home-coordinator", ours=OURS)
        phone = self.client(login, "/odoo/regional-services", **PHONE)
        self.take(phone.page, "home-coordinator-phone", ours=OURS)
        agreement = self.ref(f"agreement_{self.cast.agreement}")
        form = self.client(login, f"/odoo/agreements/{agreement}")
        self.take(form.page, "agreement", ours=OURS)
        form.tab("parties")
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "parties", ours=OURS)
        form.tab("evidence")
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "evidence", ours=OURS)
        draft = self.client(
            "coordinator", f"/odoo/agreements/{self.ref('agreement_kuusiokunnat')}"
        )
        self.take(draft.page, "draft", ours=OURS)
        draft.tab("comments")
        self.scroll_to(draft, ".o_notebook")
        self.take(draft.page, "comments", ours=OURS)
        draft.press("action_open_send")
        self.take(draft.page, "send", ours=".modal " + OURS)
        region = self.rpc()("seutuyp.agreement", "read", [agreement], ["region_ids"])
        domain = [
            ("kind", "=", "steering"),
            ("region_ids", "in", region[0]["region_ids"]),
        ]
        (group,) = self.rpc()("seutuyp.group", "search", domain)
        steering = self.client(login, f"/odoo/groups/{group}")
        self.take(steering.page, "group", ours=OURS)

    def network(self):
        """The service matrix, an amendment, an import, a licence at risk."""
        region = self.ref("region_epo_04")
        matrix = self.client("coordinator", f"/odoo/regions/{region}")
        matrix.press("action_open_matrix")
        matrix.page.locator(".o_seutuyp_matrix table").wait_for()
        self.take(matrix.page, "matrix", ours=".o_seutuyp_matrix_page")
        amendment = self.ref("amendment_kouvola")
        form = self.client("coordinator6", f"/odoo/amendments/{amendment}")
        self.take(form.page, "amendment", ours=OURS)
        form = self.client("coordinator", "/odoo/seutuyp-import")
        self.take(form.page, "import", ours=OURS)
        (case,) = self.rpc()("seutuyp.licence.case", "search", [])
        form = self.client("ministry", f"/odoo/licence-cases/{case}")
        self.take(form.page, "licence-case", ours=OURS)

    def scroll_to(self, client, selector):
        client.settle()
        client.page.locator(selector).first.evaluate(
            """box => {
                box.style.scrollMarginTop = "4rem"; // the header stays in sight
                box.scrollIntoView();
            }"""
        )

    def signatory(self):
        agreement = self.ref(f"agreement_{self.cast.agreement}")
        address, name = self.personal_link(agreement)
        page = self.visitor(address)
        self.take(page, "signing")
        page.locator("#sign").evaluate("box => box.scrollIntoView()")
        page.locator('#sign input[name="name"]').fill(name)
        self.take(page, "sign-form")
        phone = self.visitor(address, **PHONE)
        self.take(phone, "signing-phone")
        page.locator("#sign button[type=submit]").click()
        page.locator(".o_seutuyp_done").wait_for()
        self.take(page, "signed")

    def personal_link(self, agreement):
        """A link from the mail of somebody who has not signed, and the name."""
        coordinator = self.rpc(self.cast.coordinator)
        domain = [("agreement_id", "=", agreement), ("state", "=", "pending")]
        fields = ["signatory_id", "signatory_email"]
        party = coordinator("seutuyp.agreement.party", "search_read", domain, fields)[
            -1
        ]
        self.mailbox.clear()
        coordinator("seutuyp.agreement", "action_remind", [agreement])
        self.server.send_mail()
        message = self.mailbox.wait_for(party["signatory_email"])[-1]
        (link,) = [link for link in links_in(message) if "token=" in link]
        person = coordinator(
            "res.partner", "read", [party["signatory_id"][0]], ["name"]
        )
        return link, person[0]["name"]

    def partner(self):
        home = self.client("partner", "/odoo/regional-services")
        self.take(home.page, "home-partner", ours=OURS)
        draft = self.ref("agreement_kuusiokunnat")
        page = self.visitor(f"/my/agreements/{draft}/comment", "coordinator")
        page.locator("textarea").first.evaluate(
            "box => box.scrollIntoView({block: 'center'})"
        )
        self.take(page, "comment")

    def area_contact(self):
        home = self.client("area", "/odoo/regional-services")
        self.take(home.page, "home-area", ours=OURS)
        form = self.client(
            "area", f"/odoo/agreements/{self.ref('agreement_jarviseutu')}"
        )
        form.press("action_open_statement")
        self.take(form.page, "statement", ours=".modal " + OURS)

    def reviewer(self):
        home = self.client("ministry", "/odoo/regional-services")
        self.take(home.page, "home-reviewer", ours=OURS)
        fields = ["round_id"]
        (kainuu,) = self.rpc()(
            "seutuyp.agreement", "read", [self.ref("agreement_kainuu")], fields
        )
        criteria = self.client(
            "ministry", f"/odoo/review-queue/{kainuu['round_id'][0]}"
        )
        self.take(criteria.page, "criteria", ours=OURS)
        meeting = self.ref("review_meeting_next")
        table = self.client("ministry", f"/odoo/review-meetings/{meeting}")
        self.take(table.page, "meeting", ours=OURS)

    def public(self):
        fields = ["verify_url", "on_paper"]
        licences = self.rpc()(
            "seutuyp.licence", "search_read", [("on_paper", "=", False)], fields
        )
        self.take(self.visitor(licences[0]["verify_url"]), "licence")
        phone = self.visitor(licences[0]["verify_url"], **PHONE)
        self.take(phone, "licence-phone")
        lang = "" if self.lang == "fi" else f"/{self.lang}"
        self.take(self.visitor(f"{lang}/seutuyp/help/EPO-04"), "help")
        self.take(self.visitor(f"{lang}/seutuyp/document"), "document")
        self.take(self.visitor(f"{lang}/seutuyp/events/POH-02"), "events")

    def manager(self):
        draft = self.client(
            "admin", f"/odoo/agreements/{self.ref('agreement_kuusiokunnat')}"
        )
        draft.press("action_open_paper")
        self.take(draft.page, "paper", ours=".modal " + OURS)

    def meetings(self):
        """A steering group's next meeting and its last one; minutes and invitation."""
        coming = self.ref("meeting_steering_next", "seutuyp_planning")
        held = self.ref("meeting_steering_held", "seutuyp_planning")
        self.take_tab(coming, "agenda")
        for tab in ("attendance", "decisions", "minutes"):
            self.take_tab(held, tab)
        coordinator = self.rpc("coordinator")
        self.mailbox.clear()
        coordinator("calendar.event", "action_open_minutes", [held])
        coordinator("calendar.event", "action_send_minutes", [held])
        link = self.mailed_link("person_suupohja_chair", "/seutuyp/minutes/")
        self.take(self.visitor(link, **PHONE), "confirm-phone")
        # A member who has a deputy is asked who comes instead.
        self.mailbox.clear()
        place = {"location": "Alavus, kaupungintalo, 2. krs"}
        coordinator("calendar.event", "write", [coming], place)
        link = self.mailed_link("person_epo_unit", "/seutuyp/meeting/")
        self.take(self.visitor(link, **PHONE), "answer-phone")

    def take_tab(self, event, tab):
        form = self.client("coordinator", f"/odoo/seutuyp-meetings/{event}")
        form.tab(tab)
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, tab, ours=OURS)

    def mailed_link(self, person, path):
        """The personal link in the newest mail to somebody of the demo data."""
        ids = [self.ref(person)]
        (row,) = self.rpc()("res.partner", "read", ids, ["email"])
        self.server.run_cron("seutuyp_planning.ir_cron_invitations")
        self.server.send_mail()
        message = self.mailbox.wait_for(row["email"])[-1]
        return next(link for link in links_in(message) if path in link)

    def planning(self):
        """A region's year: planned, published, as a wheel."""
        login = self.cast.coordinator
        form = self.client(login, f"/odoo/seutuyp-years/{self.planned_year()}")
        self.take(form.page, "year", ours=OURS)
        form.press("action_preview_publish")
        self.take(form.page, "publish", ours=".modal " + OURS)
        form.press("action_confirm")
        form.press("action_open_wheel")
        form.page.locator(".o_seutuyp_wheel_picture svg").wait_for()
        self.take(form.page, "wheel", ours=".o_seutuyp_wheel_page")

    def planned_year(self):
        """Next year of the region, planned around a day its coordinator is taken."""
        coordinator = self.rpc(self.cast.coordinator)
        domain = [("region_id", "=", self.ref(self.cast.region))]
        (year,) = coordinator(
            "seutuyp.annual.calendar", "search_read", domain, ["year"], limit=1
        )
        ids = [year["id"]]
        coordinator("seutuyp.annual.calendar", "action_clear", ids)
        day = third_thursday(year["year"], 2)  # when area and region talk
        taken = {
            "name": "–",
            "start": f"{day} 10:00:00",
            "stop": f"{day} 13:00:00",
        }
        coordinator("calendar.event", "create", taken)
        coordinator("seutuyp.annual.calendar", "action_generate", ids)
        return year["id"]

    def questions(self):
        items = self.client("coordinator", "/odoo/questions-and-promises")
        self.take(items.page, "questions", ours=OURS)

    def plan(self):
        """Suupohja's plan of this year, page by page; on paper; on a phone."""
        now = self.ref("plan_now", "seutuyp_planning")
        form = self.plan_form(now, **TALL)
        self.take(form.page, "plan", ours=OURS)
        form.page.locator(".o_seutuyp_plan_switch input[value=changed]").check()
        form.settle()
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "plan-compare", ours=OURS)
        for tab, name in (("timeline", "plan-timeline"), ("basic_page", "plan-basic")):
            form = self.plan_form(now)
            form.tab(tab)
            self.scroll_to(form, ".o_notebook")
            self.take(form.page, name, ours=OURS)
        self.save(self.paper(f"seutuyp_planning.report_plan/{now}", 2), "plan-print")
        phone = self.plan_form(now, **PHONE)
        self.scroll_to(phone, ".o_seutuyp_plan")
        self.take(phone.page, "plan-phone", ours=OURS)
        coming = self.ref("plan_next", "seutuyp_planning")
        form = self.client("coordinator", f"/odoo/seutuyp-plans/{coming}", **DESKTOP)
        form.tab("matrix")
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "plan-matrix", ours=OURS)

    def plan_form(self, plan, **size):
        form = self.client("coordinator", f"/odoo/seutuyp-plans/{plan}", **size)
        form.page.locator(".o_seutuyp_plan table").first.wait_for()
        return form

    def paper(self, report, number):
        """One page of a printed report as a picture."""
        session = self.server.session("coordinator")
        pdf = session.get(f"{self.server.url}/report/pdf/{report}").content
        page = str(number)
        command = ["pdftoppm", "-r", "80", "-f", page, "-l", page, "-png", "-"]
        return subprocess.run(
            command, input=pdf, capture_output=True, check=True
        ).stdout

    def processes(self):
        """A region's map, a process in use, what was asked, reviewed and compared."""
        process_map = self.client("coordinator", "/odoo/process-map")
        self.take(process_map.page, "process-map", ours=OURS)
        activation = self.ref("process_activation", "seutuyp_process")
        form = self.client(
            "coordinator", f"/odoo/seutuyp-processes/{activation}", **TALL
        )
        form.page.locator(".o_seutuyp_chart svg").first.wait_for()
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "process", ours=OURS)
        service = self.ref("process_service", "seutuyp_process")
        form = self.client("coordinator4", f"/odoo/seutuyp-processes/{service}")
        form.tab("feedback")
        self.scroll_to(form, ".o_notebook")
        self.take(form.page, "process-feedback", ours=OURS)
        review = self.ref("process_review", "seutuyp_process")
        form = self.client("coordinator", f"/odoo/seutuyp-process-reviews/{review}")
        self.take(form.page, "process-review", ours=OURS)
        form = self.client(
            "coordinator", f"/odoo/seutuyp-processes/{activation}", **TALL
        )
        form.tab("versions")
        form.press("action_open_compare")
        self.take(form.page, "process-compare", ours=OURS)

    def figures(self):
        """Trends, a round of collection, a referral, the map."""
        trends = self.client("coordinator", "/odoo/seutuyp-trends")
        self.take(trends.page, "trends", ours=OURS)
        trends.page.locator(".o_data_row").first.click()
        trends.page.locator(".o_form_view").wait_for()
        trends.settle()
        self.take(trends.page, "trend", ours=OURS)
        rounds = self.client("coordinator", "/odoo/collections")
        rounds.page.locator(".o_data_row").first.click()
        rounds.page.locator(".o_form_view").wait_for()
        rounds.settle()
        self.take(rounds.page, "collection", ours=OURS)
        referrals = self.client("coordinator", "/odoo/referrals")
        referrals.page.locator(".o_data_row").first.click()
        referrals.page.locator(".o_form_view").wait_for()
        referrals.settle()
        self.take(referrals.page, "referral", ours=OURS)
        regions = self.client("ministry", "/odoo/region-map")
        self.take(regions.page, "region-map", ours=OURS)

    def following(self):
        """Who tells how actions go, from the mail too; how the whole is followed up."""
        mine = self.client("coordinator", "/odoo/mine")
        self.take(mine.page, "mine", ours=OURS)
        phone = self.client("coordinator", "/odoo/mine", **PHONE)
        self.take(phone.page, "mine-phone", ours=OURS)
        self.mailbox.clear()
        action = self.ref("action_brochure", "seutuyp_planning")
        self.rpc("coordinator")("project.task", "action_ask", [action])
        link = self.mailed_link("person_coordinator", "/seutuyp/update/")
        self.take(self.visitor(link), "update")
        now = self.ref("plan_now", "seutuyp_planning")
        form = self.plan_form(now)
        form.tab("followup")
        form.press("action_open_chain", within='[name="followup_ids"]', nth=1)
        self.take(form.page, "followup", ours=OURS)
        action = self.ref("action_interviews", "seutuyp_planning")
        form = self.client("coordinator", f"/odoo/seutuyp-actions/{action}")
        self.scroll_to(form, '[name="chain"]')
        self.take(form.page, "chain", ours=OURS)
        projects = self.client("coordinator", "/odoo/seutuyp-projects")
        self.take(projects.page, "projects", ours=OURS)

    def evaluation(self):
        """The steering group is asked about its work; what it answered last year."""
        planned = self.ref("evaluation_now", "seutuyp_planning")
        form = self.client("coordinator", f"/odoo/seutuyp-evaluations/{planned}")
        self.take(form.page, "evaluation", ours=OURS)
        chair = self.ref("person_suupohja_chair")
        self.rpc()("res.partner", "write", [chair], {"lang": self.cast.code})
        self.mailbox.clear()
        self.rpc("coordinator")("seutuyp.evaluation", "action_open", [planned])
        link = self.mailed_link("person_suupohja_chair", "/seutuyp/evaluate/")
        self.take(self.visitor(link), "evaluate")
        last = self.ref("evaluation_last", "seutuyp_planning")
        form = self.client("coordinator", f"/odoo/seutuyp-evaluations/{last}", **TALL)
        self.take(form.page, "evaluation-results", ours=OURS)

    def plan_excel(self):
        """A plan's Excel comes back with two cells filled in."""
        now = self.ref("plan_now", "seutuyp_planning")
        session = self.server.session("coordinator")
        content = session.get(f"{self.server.url}/seutuyp/plan/excel/{now}").content
        action = self.rpc("coordinator")("seutuyp.plan", "action_bring_excel", [now])
        form = self.client(
            "coordinator", f"/odoo/seutuyp-plan-excel/{action['res_id']}"
        )
        form.page.locator('[name="file"] input[type="file"]').set_input_files(
            {"name": "suunnitelma.xlsx", "mimeType": EXCEL, "buffer": told(content)}
        )
        form.settle()
        form.press("action_preview")
        self.take(form.page, "plan-import", ours=OURS)


def told(content):
    """A plan's Excel in which two of its actions tell something new."""
    words = {
        "Kootaan jatkajien rekisteri": "Rekisterissä on seitsemän jatkajaa.",
        "Uusitaan esite ja verkkosivu": "Esite on painossa.",
    }
    book = load_workbook(io.BytesIO(content))
    for page in book:
        columns = {
            str(cell.value): cell.column
            for row in page.iter_rows(max_row=10)
            for cell in row
        }
        if "action/actual" in columns:
            for row in range(1, page.max_row + 1):
                name = page.cell(row, columns["action/name"]).value
                if name in words:
                    page.cell(row, columns["action/actual"]).value = words[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def third_thursday(year, month):
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 14)


@pytest.fixture(scope="module", params=LANGUAGES)
def gallery(request, chromium, make_server, smtp):
    """Every language begins with the demo data as they come."""
    server = make_server(f"pictures_{request.param}")
    gallery = Gallery(request.param, Browser(chromium, server, ""), server, smtp)
    gallery.speak()
    yield gallery
    server.stop()


CHAPTERS = [
    "coordinator",
    "network",
    "partner",
    "area_contact",
    "reviewer",
    "public",
    "manager",
    "signatory",
    "meetings",
    "planning",
    "questions",
    "plan",
    "following",
    "evaluation",
    "plan_excel",
    "processes",
    "figures",
]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_take(gallery, chapter):
    gallery.problems.clear()
    getattr(gallery, chapter)()
    gallery.browser.close_pages()
    assert not gallery.problems, "\n".join(gallery.problems)


def test_pictures_are_small():
    sizes = {file: file.stat().st_size for file in IMAGES.rglob("*.png")}
    assert [file for file, size in sizes.items() if size > MAX_BYTES] == []
    assert sum(sizes.values()) < MAX_TOTAL
