"""The whole path in the browser, in Finnish: from draft to public licence page.

A coordinator, five signatories (one hands over to a colleague), the area contact
and two reviewers each do their part as they would.
"""

import base64
import io
import re
import subprocess
from types import SimpleNamespace

import pytest
import zxingcpp
from lib.client import Client
from lib.mail import links_in
from PIL import Image, ImageDraw

PASSWORD = "Polku-2026-testi"
REGION = "KES-07"
PARTIES = [
    # organisation, actor type, signatory, capacity, language
    ("Joutsan kunta (testi)", "municipality", "Aino Alku", "kunnanjohtaja", "fi_FI"),
    (
        "Keskisen työllisyysalue (testi)",
        "employment_area",
        "Bertta Bord",
        "direktör",
        "sv_SE",
    ),
    (
        "Keskinen elinvoimakeskus (testi)",
        "vitality_centre",
        "Ceci Cedern",
        "johtaja",
        "fi_FI",
    ),
    (
        "Leivonmäen kehitys (testi)",
        "development_company",
        "Daavid Dal",
        "toimitusjohtaja",
        "fi_FI",
    ),
    (
        "Joutsan yrittäjät (testi)",
        "entrepreneurs",
        "Eeva Eskola",
        "puheenjohtaja",
        "fi_FI",
    ),
]


def address(name):
    return f"{name.split()[0].lower()}@polku.example"


@pytest.fixture(scope="module")
def cast(rpc):
    """The people and organisations of a region that has no agreement yet."""
    admin = rpc("admin")

    def ref(name):
        found = admin(
            "ir.model.data",
            "search_read",
            [("module", "in", ("base", "seutuyp_network")), ("name", "=", name)],
            ["res_id"],
        )
        return found[0]["res_id"]

    def user(login, name, group):
        return admin(
            "res.users",
            "create",
            {
                "name": name,
                "login": login,
                "email": f"{login}@polku.example",
                "password": PASSWORD,
                "lang": "fi_FI",
                "tz": "Europe/Helsinki",
                "group_ids": [(4, ref(group))],
            },
        )

    def person_of(user_id):
        return admin("res.users", "read", [user_id], ["partner_id"])[0]["partner_id"][0]

    region = admin(
        "seutuyp.region", "search_read", [("code", "=", REGION)], ["name", "area_id"]
    )[0]
    coordinator = user(
        "polku_koordinaattori", "Kaisa Koordinaattori", "group_coordinator"
    )
    area = user("polku_alue", "Antti Alue", "group_area")
    for login, name in (
        ("polku_esittelija", "Elli Esittelijä"),
        ("polku_paattaja", "Pekka Päättäjä"),
    ):
        user(login, name, "group_reviewer")
    admin(
        "seutuyp.area", "write", [region["area_id"][0]], {"contact_id": person_of(area)}
    )
    organisations = [
        admin(
            "res.partner",
            "create",
            {
                "name": name,
                "is_company": True,
                "actor_type_id": ref(f"actor_type_{kind}"),
                "seutuyp_region_ids": [(4, region["id"])],
            },
        )
        for name, kind, *_rest in PARTIES
    ]
    people = [
        admin(
            "res.partner",
            "create",
            {
                "name": name,
                "email": address(name),
                "parent_id": organisation,
                "function": capacity,
                "lang": lang,
            },
        )
        for (_org, _kind, name, capacity, lang), organisation in zip(
            PARTIES, organisations, strict=True
        )
    ]
    admin(
        "seutuyp.region",
        "write",
        [region["id"]],
        {
            "coordinator_id": person_of(coordinator),
            "coordinating_partner_id": organisations[3],
        },
    )
    admin("res.partner", "write", [people[4]], {"is_entrepreneur": True})
    admin(
        "seutuyp.group",
        "create",
        {
            "name": "Joutsan ohjausryhmä (testi)",
            "kind": "steering",
            "region_ids": [(4, region["id"])],
            "member_ids": [
                (
                    0,
                    0,
                    {
                        "partner_id": people[4],
                        "role": "chair",
                        "date_from": "2026-01-01",
                    },
                ),
                (
                    0,
                    0,
                    {
                        "partner_id": people[0],
                        "role": "member",
                        "date_from": "2026-01-01",
                    },
                ),
                (
                    0,
                    0,
                    {
                        "partner_id": person_of(coordinator),
                        "role": "secretary",
                        "date_from": "2026-01-01",
                    },
                ),
            ],
        },
    )
    return SimpleNamespace(region=region, organisations=organisations, people=people)


def picture_of_a_signature():
    image = Image.new("RGB", (400, 120), "white")
    ImageDraw.Draw(image).line([(20, 90), (120, 20), (200, 100), (380, 30)], "black", 6)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def personal_link(mailbox, name, server, count=1):
    """The newest link mailed to this person, as an address of the test server."""
    message = mailbox.wait_for(address(name), count=count)[-1]
    (link,) = [link for link in links_in(message) if "/my/agreements/" in link]
    return re.sub(r"^https?://[^/]+", server.url, link)


def test_from_draft_to_public_licence(browser, server, rpc, mailbox, cast, tmp_path):
    path = Path(browser, server, rpc, mailbox, cast, tmp_path)
    path.coordinator_drafts()
    path.a_party_comments_and_gets_an_answer()
    path.coordinator_sends()
    path.five_sign()
    path.coordinator_submits()
    path.area_contact_gives_statement()
    path.reviewer_gives_verdicts()
    path.two_decide_in_the_meeting()
    path.everyone_gets_the_signed_agreement()
    path.anybody_checks_the_licence()


class Path:
    """The chapters of the path, one method each; a record of where it stands."""

    def __init__(self, browser, server, rpc, mailbox, cast, tmp_path):
        self.browser, self.server, self.mailbox, self.cast = (
            browser,
            server,
            mailbox,
            cast,
        )
        self.admin, self.tmp_path = rpc("admin"), tmp_path
        self.agreement_id = None

    # ---------------------------------------------------------------- helpers
    def client(self, login, **options):
        session = self.server.session(login, PASSWORD).cookies["session_id"]
        client = Client(self.browser, None, **options)
        client.page.context.add_cookies(
            [{"name": "session_id", "value": session, "url": self.server.url}]
        )
        return client

    def as_coordinator(self, model, method, *args, **kwargs):
        return self.server.rpc("polku_koordinaattori", PASSWORD)(
            model, method, *args, **kwargs
        )

    def agreement(self, *names):
        return self.admin(
            "seutuyp.agreement", "read", [self.agreement_id], list(names)
        )[0]

    def visitor(self, **options):
        return self.browser.page(**options)

    def picture(self, page, name):
        self.browser.picture(page, f"path-{name}")

    # --------------------------------------------------------------- chapters
    def coordinator_drafts(self):
        coordinator = self.client("polku_koordinaattori")
        coordinator.open("/odoo/regional-services")
        self.picture(coordinator.page, "01-home")
        coordinator.open("/odoo/agreements/new")
        coordinator.choose("region_ids", self.cast.region["name"])
        coordinator.choose("coordinating_partner_id", PARTIES[3][0])
        coordinator.fill("date_start", "1.1.2026")
        coordinator.save()
        self.agreement_id = coordinator.record_id()
        coordinator.tab("parties")
        coordinator.page.locator(
            '[name="party_ids"] .o_field_x2many_list_row_add a'
        ).click()
        coordinator.choose("partner_id", PARTIES[0][0])
        coordinator.choose("signatory_id", PARTIES[0][2])
        coordinator.fill("capacity", PARTIES[0][3])
        coordinator.save_dialog()
        coordinator.save()
        self.picture(coordinator.page, "02-draft")
        self.the_rest_of_the_draft()

    def the_rest_of_the_draft(self):
        """The same clicks again go through the API, as the coordinator."""
        cast = self.cast
        plan, matrix = (
            (
                0,
                0,
                {"kind": kind, "name": name, "filename": f"{kind}.txt", "file": data},
            )
            for kind, name, data in (
                (
                    "plan",
                    "Toimintasuunnitelma 2026",
                    base64.b64encode(b"suunnitelma").decode(),
                ),
                ("matrix", "Palvelumatriisi", base64.b64encode(b"matriisi").decode()),
            )
        )
        self.as_coordinator(
            "seutuyp.agreement",
            "write",
            [self.agreement_id],
            {
                "party_ids": [
                    (
                        0,
                        0,
                        {"partner_id": org, "signatory_id": person, "capacity": row[3]},
                    )
                    for row, org, person in list(
                        zip(PARTIES, cast.organisations, cast.people, strict=True)
                    )[1:]
                ],
                "person_ids": [
                    (
                        0,
                        0,
                        {
                            "organisation_id": org,
                            "partner_id": person,
                            "role": "yritysneuvonta",
                        },
                    )
                    for org, person in zip(cast.organisations, cast.people, strict=True)
                ],
                "cost_line_ids": [(0, 0, {"kind": "own_work", "what": "Oma työ"})],
                "annex_ids": [plan, matrix],
            },
        )

    def a_party_comments_and_gets_an_answer(self):
        coordinator = self.client("polku_koordinaattori")
        coordinator.open(f"/odoo/agreements/{self.agreement_id}")
        coordinator.press("action_request_comments")
        coordinator.confirm()
        self.server.send_mail()
        page = self.visitor()
        page.goto(personal_link(self.mailbox, "Aino Alku", self.server))
        page.locator('textarea[name^="comment_"]').first.fill(
            "Lisätään sijaisjärjestely."
        )
        page.locator(
            "form.o_seutuyp_comment button[type=submit], form button[type=submit]"
        ).last.click()
        page.wait_for_load_state("networkidle")
        self.picture(page, "03-comment")
        coordinator.open(f"/odoo/agreements/{self.agreement_id}")
        coordinator.tab("comments")
        coordinator.page.locator('[name="comment_ids"] td[name="answer"]').first.click()
        coordinator.page.locator('[name="comment_ids"] [name="answer"] textarea').fill(
            "Lisätty kohtaan 1."
        )
        coordinator.press("action_resolve")
        assert self.agreement("open_comment_count")["open_comment_count"] == 0

    def coordinator_sends(self):
        self.mailbox.clear()
        coordinator = self.client("polku_koordinaattori")
        coordinator.open(f"/odoo/agreements/{self.agreement_id}")
        coordinator.press("action_open_send")
        self.picture(coordinator.page, "04-send")
        coordinator.press("action_send")
        assert self.agreement("signing_state")["signing_state"] == "collecting"
        self.server.send_mail()
        subjects = {
            row[2]: self.mailbox.wait_for(address(row[2]))[0]["subject"]
            for row in PARTIES
        }
        assert subjects["Aino Alku"].startswith("Allekirjoitettavaksesi:")
        assert subjects["Bertta Bord"].startswith("För din underskrift:")

    def open_own_page(self, name, count=1, **options):
        page = self.visitor(**options)
        page.goto(personal_link(self.mailbox, name, self.server, count))
        page.wait_for_load_state("networkidle")  # who is quicker draws on nothing
        return page

    def sign(self, page, name, capacity=None):
        form = page.locator('form[action$="/sign"]')
        form.locator('input[name="name"]').fill(name)
        if capacity:
            form.locator('input[name="capacity"]').fill(capacity)
        form.locator('button[type="submit"]').last.click()
        page.wait_for_load_state("networkidle")
        assert "done=sign" in page.url, page.locator("main").inner_text()[:2000]

    def five_sign(self):
        # typed
        page = self.open_own_page("Aino Alku")
        self.picture(page, "05-signing-page")
        self.sign(page, "Aino Alku")
        self.picture(page, "06-signed")
        # drawn, in Swedish
        page = self.open_own_page("Bertta Bord", lang="sv")
        page.locator('input[name="method"][value="drawn"]').check()
        canvas = page.locator("canvas").first
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2)
        page.mouse.down()
        for step in range(1, 12):
            page.mouse.move(
                box["x"] + 30 + 15 * step,
                box["y"] + box["height"] / 2 + (20 if step % 2 else -20),
            )
        page.mouse.up()
        self.sign(page, "Bertta Bord")
        # uploaded
        page = self.open_own_page("Ceci Cedern")
        page.locator('input[name="method"][value="uploaded"]').check()
        page.locator('input[name="image"]').set_input_files(
            {
                "name": "nimi.png",
                "mimeType": "image/png",
                "buffer": picture_of_a_signature(),
            }
        )
        self.sign(page, "Ceci Cedern")
        # handed over to a colleague, who signs
        page = self.open_own_page("Daavid Dal")
        form = page.locator('form[action$="/delegate"]')
        form.evaluate("form => form.closest('details').open = true")
        form.locator('input[name="name"]').fill("Frans Franzén")
        form.locator('input[name="email"]').fill(address("Frans Franzén"))
        form.locator('[name="reason"]').fill("Lomalla kuun loppuun.")
        form.locator('button[type="submit"]').click()
        page.wait_for_load_state("networkidle")
        self.server.send_mail()
        page = self.open_own_page("Frans Franzén")
        self.sign(page, "Frans Franzén", "talouspäällikkö, valtakirjalla")
        # on the phone
        page = self.open_own_page("Eeva Eskola", width=390, height=844)
        self.picture(page, "07-phone")
        self.sign(page, "Eeva Eskola")
        agreement = self.agreement("signing_state", "signed_count", "state")
        assert agreement["signing_state"] == "complete"
        assert agreement["signed_count"] == 5

    def coordinator_submits(self):
        coordinator = self.client("polku_koordinaattori")
        coordinator.open(f"/odoo/agreements/{self.agreement_id}")
        coordinator.press("action_open_submit")
        self.picture(coordinator.page, "08-submit")
        coordinator.fill("answer", "Ensimmäinen sopimuksemme.")
        coordinator.press("action_submit")
        assert self.agreement("review_state")["review_state"] == "submitted"

    def area_contact_gives_statement(self):
        area = self.client("polku_alue")
        area.open("/odoo/regional-services")
        self.picture(area.page, "09-area-home")
        area.open(f"/odoo/agreements/{self.agreement_id}")
        area.press("action_open_statement")
        area.fill("statement", "Seutu toimii hyvin yhdessä. Puollan.")
        area.press("action_save")
        rounds = self.admin(
            "seutuyp.review.round",
            "search_read",
            [("agreement_id", "=", self.agreement_id)],
            ["statement"],
        )
        assert rounds[0]["statement"] == "Seutu toimii hyvin yhdessä. Puollan."

    def reviewer_gives_verdicts(self):
        reviewer = self.client("polku_esittelija")
        reviewer.open("/odoo/regional-services")
        self.picture(reviewer.page, "10-reviewer-home")
        reviewer.open(f"/odoo/agreements/{self.agreement_id}")
        reviewer.press("action_open_round")
        self.picture(reviewer.page, "11-criteria")
        cards = reviewer.page.locator('[name="assessment_ids"] .o_kanban_record')
        for index in range(7):
            cards.nth(index).locator('button[name="action_met"]').click()
            cards.nth(index).locator(".badge").wait_for()
            reviewer.settle()
        cards.nth(7).locator('button[name="action_open_verdict"]').first.click()
        reviewer.settle()
        reviewer.fill("condition", "Viestinnän vuosisuunnitelma toimitetaan.")
        reviewer.fill("condition_date", "31.3.2027")
        reviewer.press("action_save")
        verdicts = self.admin(
            "seutuyp.agreement.assessment",
            "search_read",
            [("agreement_id", "=", self.agreement_id)],
            ["verdict"],
        )
        assert sorted(v["verdict"] for v in verdicts) == ["conditional"] + ["met"] * 7

    def two_decide_in_the_meeting(self):
        """One reviewer calls the meeting, the other decides; the first is then told."""
        first = self.client("polku_esittelija")
        first.open("/odoo/review-meetings/new")
        name = self.agreement("display_name")["display_name"]
        first.pick_day_of_next_month("date", 15)
        first.page.locator('[name="body_id"] input').click()
        first.settle()  # a list that comes late would cover what follows
        first.page.locator(".o-autocomplete--dropdown-item").first.click()
        first.choose("agreement_ids", name)
        first.save()
        meeting_id = first.record_id()
        second = self.client("polku_paattaja")
        second.open(f"/odoo/review-meetings/{meeting_id}")
        self.picture(second.page, "12-meeting")
        second.press("action_approve")
        assert self.agreement("review_state")["review_state"] == "approved"
        first.press("action_approve")
        first.page.locator(".modal, .o_notification").filter(
            has_text="Pekka Päättäjä"
        ).wait_for()
        self.picture(first.page, "13-already-decided")

    def everyone_gets_the_signed_agreement(self):
        """A copy after one's own signature, the whole when all have signed."""
        self.server.run_cron("seutuyp_network.cron_issue_documents")
        self.server.send_mail()
        expected = {
            "Aino Alku": ("Olet allekirjoittanut:", "Kaikki ovat allekirjoittaneet:"),
            "Bertta Bord": ("Du har undertecknat:", "Undertecknat av alla:"),
            "Frans Franzén": (
                "Olet allekirjoittanut:",
                "Kaikki ovat allekirjoittaneet:",
            ),
            "Eeva Eskola": ("Olet allekirjoittanut:", "Kaikki ovat allekirjoittaneet:"),
        }
        for name, subjects in expected.items():
            for subject in subjects:
                self.gets_one_pdf(name, subject)

    def gets_one_pdf(self, name, subject):
        found = [
            message
            for message in self.mailbox.wait_for(address(name), count=3)
            if message["subject"].startswith(subject)
        ]
        assert len(found) == 1, [message["subject"] for message in found]
        (attachment,) = found[0].iter_attachments()
        assert attachment.get_content().startswith(b"%PDF")

    def anybody_checks_the_licence(self):
        licences = self.admin(
            "seutuyp.licence",
            "search_read",
            [("agreement_id", "=", self.agreement_id)],
            ["number", "state"],
        )
        assert [licence["state"] for licence in licences] == ["active"]
        session = self.server.session("polku_koordinaattori", PASSWORD)
        certificate = session.get(
            f"{self.server.url}/report/pdf/seutuyp_network.report_licence/{licences[0]['id']}",
            timeout=120,
        ).content
        url = self.read_qr_code(certificate)
        page = self.visitor()
        page.goto(re.sub(r"^https?://[^/]+", self.server.url, url))
        text = page.locator("main").inner_text()
        assert licences[0]["number"] in text
        assert self.cast.region["name"] in text
        assert page.locator(".o_seutuyp_status_word").inner_text() == "Voimassa"
        self.picture(page, "14-licence")

    def read_qr_code(self, pdf):
        """Print the certificate as a picture and read its QR code as a phone would."""
        (self.tmp_path / "certificate.pdf").write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", "150", "-png", "certificate.pdf", "certificate"],
            cwd=self.tmp_path,
            check=True,
        )
        found = [
            code.text
            for file in sorted(self.tmp_path.glob("certificate*.png"))
            for code in zxingcpp.read_barcodes(Image.open(file))
        ]
        assert found, "no QR code on the certificate"
        return found[0]
