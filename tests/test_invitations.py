"""Invitations by real mail: deputies, answers by the alias, crashes and refusals."""

import os
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from lib.accessibility import violations
from lib.browser import Browser
from lib.client import Client
from lib.mail import links_in
from lib.server import ROOT, sql
from lib.together import at_once

YEAR = datetime.now(ZoneInfo("Europe/Helsinki")).year + 2
PEOPLE = {
    "Aatu Aikainen": "aatu@kutsu.example",
    "Beata Bergåsen": "beata@kutsu.example",
    "Ville Varajäsen": "ville@kutsu.example",
}
AATU, BEATA, VILLE = PEOPLE.values()
JOB = "seutuyp_planning.ir_cron_invitations"

# As Exchange sends it.
REPLY = """From: {sender}
To: kutsut@seutu.example
Subject: Ja
Message-Id: <{id}@kutsu.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_"

--_000_
Content-Type: text/plain; charset="utf-8"

--_000_
Content-Type: text/calendar; charset="utf-8"; method=REPLY

BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN="":mailto:{sender}
COMMENT;LANGUAGE=fi-FI:
UID:{uid}
DTSTAMP:20260101T000000Z
SEQUENCE:{sequence}
END:VEVENT
END:VCALENDAR
--_000_--
"""

# Dies like a machine that loses power, after some have been mailed and committed.
CRASH = """
import os, signal
queue = type(env["seutuyp.invitation"])
mail_one, done = queue._mail_one, []
def until_the_power_fails(line):
    done.append(line.id)
    if len(done) == 25:
        os.kill(os.getpid(), signal.SIGKILL)
    return mail_one(line)
queue._mail_one = until_the_power_fails
env["seutuyp.invitation"]._cron_mail()
"""


@pytest.fixture(scope="module")
def server(make_server):
    """A server whose address of invitations has a domain, so that answers arrive."""
    own = make_server("invitations")
    own.rpc()("mail.alias.domain", "create", {"name": "seutu.example"})
    return own


@pytest.fixture
def browser(chromium, server):
    pictures = os.environ.get("PICTURES", ROOT / ".local" / "test" / "pictures")
    browser = Browser(chromium, server, pictures)
    yield browser
    browser.close_pages()


@pytest.fixture(scope="module")
def admin(server):
    return server.rpc("admin")


def ref(admin, module, name):
    domain = [("module", "=", module), ("name", "=", name)]
    return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


def partner_of(admin, login):
    (user,) = admin("res.users", "search_read", [("login", "=", login)], ["partner_id"])
    return user["partner_id"][0]


class Case:
    """A region with a group and a year of its own, kept by the demo's coordinator."""

    def __init__(self, server, admin, number, people, months=(3,)):
        self.server, self.admin = server, admin
        (area,) = admin(
            "seutuyp.area",
            "search",
            [("contact_id", "=", partner_of(admin, "area"))],
            limit=1,
        )
        self.region = admin(
            "seutuyp.region",
            "create",
            {
                "code": f"KUTSU{number}",
                "name": f"Kutsula {number}",
                "coordinator_id": partner_of(admin, "coordinator"),
                "area_history_ids": [(0, 0, {"area_id": area})],
            },
        )
        self.people = {
            email: admin("res.partner", "create", {"name": name, "email": email, **kw})
            for name, email, kw in people
        }
        self.group = admin(
            "seutuyp.group",
            "create",
            {
                "name": f"Kutsuttavat {number}",
                "kind": "working",
                "region_ids": [(6, 0, [self.region])],
                "video_url": "https://video.example.org/kutsu",
            },
        )
        self.year = self.plan(months)

    def seat(self, email, **kw):
        vals = {"group_id": self.group, "partner_id": self.people[email], **kw}
        return self.admin("seutuyp.group.member", "create", vals)

    def plan(self, months):
        month_ids = [
            ref(self.admin, "seutuyp_planning", f"month_{n:02}") for n in months
        ]
        line = {
            "forum": "working",
            "month_ids": [(6, 0, month_ids)],
            "ordinal": "2",
            "weekday": "2",
            "hour": 9.0,
            "duration": 2.0,
            "theme_id": ref(self.admin, "seutuyp_planning", "theme_work"),
        }
        template = self.admin(
            "seutuyp.calendar.template",
            "create",
            {
                "name": f"Kutsulan vuosi {self.region}",
                "scope": "region",
                "region_id": self.region,
                "line_ids": [(0, 0, line)],
            },
        )
        return self.admin(
            "seutuyp.annual.calendar",
            "create",
            {
                "scope": "region",
                "region_id": self.region,
                "year": YEAR,
                "template_id": template,
            },
        )

    def publish(self):
        rpc = self.server.rpc("coordinator")
        rpc("seutuyp.annual.calendar", "action_generate", [self.year])
        rpc("seutuyp.annual.calendar", "action_publish", [self.year])

    def event(self, *names):
        domain = [("annual_calendar_id", "=", self.year)]
        return self.admin("calendar.event", "search_read", domain, list(names))[0]

    def attendees(self):
        """{address: attendee} of the one meeting."""
        rows = self.admin(
            "calendar.attendee",
            "search_read",
            [("event_id.annual_calendar_id", "=", self.year)],
            ["email", "state", "deputy_id", "invitation_state"],
        )
        return {row["email"]: row for row in rows}


@pytest.fixture
def number(admin):
    return len(admin("seutuyp.region", "search", [("code", "like", "KUTSU")]))


@pytest.fixture
def make_case(server, admin, number):
    return lambda people, **kw: Case(server, admin, number, people, **kw)


@pytest.fixture
def case(make_case, number):
    """Aatu and Beata are members, Ville is Beata's deputy."""
    languages = {BEATA: "sv_SE"}
    case = make_case(
        [
            (f"{name} {number}", email, {"lang": languages.get(email, "fi_FI")})
            for name, email in PEOPLE.items()
        ]
    )
    case.seat(AATU)
    seat = case.seat(BEATA)
    case.seat(VILLE, role="deputy", deputy_for_id=seat)
    return case


def deliver(server):
    server.run_cron(JOB)
    server.send_mail()


def calendar_of(message):
    """The method and the event of an invitation as it was received."""
    body, file = message.iter_parts()
    assert message.get_content_type() == "multipart/mixed"
    assert body.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in body.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    part = list(body.iter_parts())[-1]
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["method"]
    assert file.get_content_type() == "application/ics"
    assert Calendar.from_ical(file.get_content()) == calendar
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def answer_page(browser, server, message, lang):
    """The page behind the link of a mail, on a telephone."""
    (link,) = {item for item in links_in(message) if "/seutuyp/meeting/" in item}
    page = browser.page(width=390, height=844, lang=lang)
    page.goto(re.sub(r"^https?://[^/]+", server.url, link))
    return page


def test_a_deputy_stands_in(browser, server, mailbox, case):
    """Beata cannot come and names Ville; later she comes after all."""
    case.publish()
    deliver(server)
    (to_beata,) = mailbox.wait_for(BEATA)
    method, event = calendar_of(to_beata)
    assert method == "REQUEST"
    sender = to_beata["From"].addresses[0].addr_spec
    assert sender == "kutsut@seutu.example"
    assert event["organizer"] == f"mailto:{sender}"
    assert not mailbox.to(VILLE), "a deputy is invited when standing in only"

    page = answer_page(browser, server, to_beata, "sv")
    page.locator("select#deputy option:checked", has_text="Ville").wait_for(
        state="attached"
    )
    assert not violations(page, "#wrap")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    browser.picture(page, "deputy-01-choice", full_page=True)
    page.locator('button[value="declined"]').click()
    page.locator('button[value="declined"][aria-pressed="true"]').wait_for()
    page.get_by_role("status").get_by_text("Ville Varajäsen").wait_for()
    browser.picture(page, "deputy-02-answered", full_page=True)
    deliver(server)
    (to_ville,) = mailbox.wait_for(VILLE)
    method, event = calendar_of(to_ville)
    assert method == "REQUEST"
    assert "Beata Bergåsen" in event["description"]
    assert case.attendees()[BEATA]["deputy_id"][0] == case.people[VILLE]

    deputy_page = answer_page(browser, server, to_ville, "fi")
    deputy_page.get_by_text("Beata Bergåsen").wait_for()
    assert not deputy_page.locator("select").count()
    assert not violations(deputy_page, "#wrap")

    page.locator('button[value="accepted"]').click()
    page.locator('button[value="accepted"][aria-pressed="true"]').wait_for()
    deliver(server)
    method, off = calendar_of(mailbox.wait_for(VILLE, count=2)[1])
    assert (method, off["uid"]) == ("CANCEL", event["uid"])
    assert off["sequence"] > event["sequence"]
    assert len(mailbox.to(AATU)) == 1, "the others hear nothing of it"
    assert not page.errors + deputy_page.errors


def test_a_deputy_named_in_the_client(browser, server, mailbox, case, number):
    """Aatu telephones; the coordinator names Ville for him."""
    case.publish()
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-meetings/{case.event('id')['id']}")
    client.tab("attendance")
    client.page.locator("tr", has_text="Aatu").locator(
        'button[name="action_name_deputy"]'
    ).click()
    client.settle()
    client.choose("deputy_id", f"Ville Varajäsen {number}")
    browser.picture(client.page, "deputy-03-client")
    client.press("action_confirm")
    client.page.locator("td[name=deputy_id]", has_text="Ville").first.wait_for()
    browser.picture(client.page, "deputy-04-meeting")
    deliver(server)
    (to_ville,) = mailbox.wait_for(VILLE)
    assert "Aatu Aikainen" in calendar_of(to_ville)[1]["description"]
    assert case.attendees()[AATU]["state"] == "declined"
    assert not client.page.errors


def test_own_answer_in_the_client(browser, server, mailbox, admin, case, number):
    """Somebody of the staff, who may change nothing else, names a deputy."""
    person = partner_of(admin, "partner")
    values = {"group_id": case.group, "partner_id": person}
    admin("seutuyp.group.member", "create", values)
    admin(
        "seutuyp.group.member",
        "write",
        admin(
            "seutuyp.group.member", "search", [("partner_id", "=", case.people[VILLE])]
        ),
        {"deputy_for_id": False},  # a deputy of nobody in particular
    )
    case.publish()
    client = Client(browser, "partner", lang="fi")
    client.open(f"/odoo/seutuyp-meetings/{case.event('id')['id']}")
    browser.picture(client.page, "deputy-05-own-answer")
    client.press("action_decline")
    client.choose("deputy_id", f"Ville Varajäsen {number}")
    client.press("action_confirm")
    bar = client.page.locator("[name=own_answer]")
    bar.get_by_text("Ville Varajäsen").wait_for()
    browser.picture(client.page, "deputy-06-own-answered")
    assert not violations(client.page, "[name=own_answer]")
    client.press("action_come")
    bar.get_by_text("Ville Varajäsen").wait_for(state="hidden")
    deliver(server)
    methods = [calendar_of(message)[0] for message in mailbox.to(VILLE)]
    # nothing at all, if the job was slower than the two clicks
    assert methods in ([], ["REQUEST", "CANCEL"])
    assert not client.page.errors


def test_answers_arrive_by_the_alias(server, mailbox, admin, case):
    """As the mail server hands them over, with nothing but the address to go by."""
    case.publish()
    deliver(server)
    event = case.event("ics_uid")

    def receive(**kw):
        values = {"sender": AATU, "partstat": "ACCEPTED", "sequence": 0, **kw}
        message = REPLY.format(uid=event["ics_uid"], **values)
        return admin("mail.thread", "message_process", False, message)

    receive(id="one")
    assert case.attendees()[AATU]["state"] == "accepted"
    receive(id="two", sender=BEATA, partstat="DECLINED")
    # by mail as on the page: the personal deputy is called
    assert case.attendees()[BEATA]["deputy_id"][0] == case.people[VILLE]
    deliver(server)
    mailbox.wait_for(VILLE)
    coordinator = server.rpc("coordinator")
    coordinator("calendar.event", "action_cancel_meeting", [event["id"]])
    receive(id="three", partstat="DECLINED")
    assert case.attendees()[AATU]["state"] == "accepted"
    alias = ref(admin, "seutuyp_planning", "mail_alias_reply")
    status = admin("mail.alias", "read", [alias], ["alias_status"])[0]["alias_status"]
    assert status == "valid"
    deliver(server)
    for address in (AATU, BEATA, VILLE):
        assert calendar_of(mailbox.to(address)[-1])[0] == "CANCEL"


def test_two_people_publish_at_once(server, mailbox, case):
    """The coordinator and the area contact press at the same moment: one set."""
    rpc = {login: server.rpc(login) for login in ("coordinator", "area")}
    rpc["coordinator"]("seutuyp.annual.calendar", "action_generate", [case.year])
    answers = at_once(
        *(
            lambda call=call: call(
                "seutuyp.annual.calendar", "action_publish", [case.year]
            )
            for call in rpc.values()
        )
    )
    assert answers == [True, True]
    deliver(server)
    for address in (AATU, BEATA):
        (message,) = mailbox.wait_for(address)
        assert calendar_of(message)[1]["sequence"] == 0
    counted = sql(
        server.database,
        "SELECT count(*), count(DISTINCT partner_id) FROM seutuyp_invitation "
        "WHERE uid = %s",
        case.event("ics_uid")["ics_uid"],
    )
    assert counted == [(2, 2)]


def test_power_failure_between_mails(server, mailbox, admin, make_case):
    """Nobody is left out and nobody gets two."""
    people = [
        (f"Henkilö {n}", f"henkilo{n}@virta.example", {"lang": "fi_FI"})
        for n in range(20)
    ]
    case = make_case(people, months=(3, 4))
    for _name, email, _kw in people:
        case.seat(email)
    job = ref(admin, *JOB.split("."))
    admin("ir.cron", "write", [job], {"active": False})
    case.publish()
    with pytest.raises(RuntimeError):
        server.shell(CRASH)
    mailed = sql(
        server.database,
        "SELECT count(*) FROM seutuyp_invitation line JOIN calendar_event event "
        "ON event.id = line.event_id WHERE event.annual_calendar_id = %s "
        "AND line.state = 'mailed'",
        case.year,
    )
    assert mailed == [(20,)], "what was committed before the power failed"
    admin("ir.cron", "write", [job], {"active": True})
    deliver(server)
    for _name, email, _kw in people:
        messages = mailbox.wait_for(email, count=2)
        uids = {str(calendar_of(message)[1]["uid"]) for message in messages}
        assert len(messages) == len(uids) == 2


def test_an_address_that_is_refused(browser, server, mailbox, admin, case):
    """The others get theirs; the meeting names the person; corrected, it arrives."""
    mailbox.refused.add(AATU)
    case.publish()
    deliver(server)
    mailbox.wait_for(BEATA)
    assert not mailbox.to(AATU)
    assert case.attendees()[AATU]["invitation_state"] == "failed"
    client = Client(browser, "coordinator")
    client.open(f"/odoo/seutuyp-meetings/{case.event('id')['id']}")
    notice = client.page.locator("[name=undelivered]")
    notice.get_by_text("Aatu Aikainen").wait_for()
    browser.picture(client.page, "refused")

    mailbox.refused.clear()
    client.press("action_mail_again")
    deliver(server)
    (message,) = mailbox.wait_for(AATU)
    assert calendar_of(message)[0] == "REQUEST"
    right = "aatu.aikainen@kutsu.example"
    admin("res.partner", "write", [case.people[AATU]], {"email": right})
    deliver(server)
    (message,) = mailbox.wait_for(right)
    assert calendar_of(message)[1]["attendee"] == f"mailto:{right}"
    assert len(mailbox.to(BEATA)) == 1
