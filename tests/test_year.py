"""A year is planned and published, and reaches people's own calendars, by real mail.

The coordinator plans in Finnish, a busy member moves a meeting, the invited answer from
the mail and by their mail program, a meeting is moved and cancelled.
"""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from lib.accessibility import violations
from lib.client import Client
from lib.mail import links_in

HELSINKI = ZoneInfo("Europe/Helsinki")
YEAR = datetime.now(HELSINKI).year + 2
PEOPLE = {
    "Aatu Aikainen": "aatu.aikainen@vuosi.example",
    "Beata Bergåsen": "beata.bergasen@vuosi.example",
    "Cecilia Ceder": "cecilia.ceder@vuosi.example",
}
AATU, BEATA, CECILIA = PEOPLE.values()

REPLY = """From: {sender}
To: kutsut@example.com
Subject: Ja
Message-Id: <ja-{sequence}@vuosi.example>
MIME-Version: 1.0
Content-Type: text/calendar; charset="utf-8"; method=REPLY

BEGIN:VCALENDAR
PRODID:-//Test//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:20260101T000000Z
ATTENDEE;PARTSTAT=ACCEPTED:mailto:{sender}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def story(rpc):
    """A process team of Suupohja with three people, one of whom is busy in March."""
    admin = rpc("admin")

    def ref(module, name):
        domain = [("module", "=", module), ("name", "=", name)]
        return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]

    region = ref("seutuyp_network", "region_epo_04")
    people = {
        email: admin(
            "res.partner",
            "create",
            {
                "name": name,
                "email": email,
                "lang": "sv_SE" if email == BEATA else "fi_FI",
            },
        )
        for name, email in PEOPLE.items()
    }
    group = admin(
        "seutuyp.group",
        "create",
        {
            "name": "Vuosikellon prosessitiimi",
            "kind": "process",
            "region_ids": [(6, 0, [region])],
            "video_url": "https://video.example.org/tiimi",
            "member_ids": [(0, 0, {"partner_id": id_}) for id_ in people.values()],
        },
    )
    template = admin(
        "seutuyp.calendar.template",
        "create",
        {
            "name": "Prosessitiimin vuosi",
            "scope": "region",
            "region_id": region,
            "line_ids": [
                (
                    0,
                    0,
                    {
                        "forum": "process",
                        "month_ids": [
                            (
                                6,
                                0,
                                [
                                    ref("seutuyp_planning", "month_03"),
                                    ref("seutuyp_planning", "month_04"),
                                ],
                            )
                        ],
                        "ordinal": "2",
                        "weekday": "2",
                        "hour": 9.0,
                        "duration": 2.0,
                        "theme_id": ref("seutuyp_planning", "theme_work"),
                    },
                )
            ],
        },
    )
    return {"region": region, "people": people, "group": group, "template": template}


def second_wednesday(month):
    first = datetime(YEAR, month, 1, tzinfo=HELSINKI)
    return first.replace(day=1 + (2 - first.weekday()) % 7 + 7).date()


def calendar_of(message):
    """The method and event of an invitation, and its MIME part."""
    body = next(iter(message.iter_parts()))
    assert body.get_content_type() == "multipart/alternative"
    (part,) = [
        item for item in body.iter_parts() if item.get_content_type() == "text/calendar"
    ]
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == calendar["method"]
    return str(calendar["method"]), calendar.walk("VEVENT")[0], calendar


def deliver(server):
    server.run_cron("seutuyp_planning.ir_cron_invitations")
    server.send_mail()


def test_a_year_reaches_peoples_calendars(browser, server, mailbox, rpc, story):
    coordinator_rpc = rpc("coordinator")
    busy = second_wednesday(3)
    rpc("admin")(
        "calendar.event",
        "create",
        {
            "name": "Muu meno",
            "start": f"{busy} 05:00:00",
            "stop": f"{busy} 15:00:00",
            "partner_ids": [(6, 0, [story["people"][CECILIA]])],
        },
    )
    year = coordinator_rpc(
        "seutuyp.annual.calendar",
        "create",
        {
            "scope": "region",
            "region_id": story["region"],
            "year": YEAR,
            "template_id": story["template"],
        },
    )
    server.send_mail()
    mailbox.clear()

    coordinator = Client(browser, "coordinator")
    coordinator.open(f"/odoo/seutuyp-years/{year}")
    coordinator.press("action_generate")
    coordinator.shows("Cecilia Ceder")  # who was taken; by what is not told
    assert not coordinator.page.get_by_text("Muu meno").count()
    browser.picture(coordinator.page, "year-01-planned")
    deliver(server)
    assert not mailbox.messages, "planning mails nobody"

    coordinator.press("action_preview_publish")
    coordinator.shows(BEATA)
    browser.picture(coordinator.page, "year-02-receivers")
    coordinator.press("action_confirm")
    deliver(server)
    invitations = {
        address: mailbox.wait_for(address, count=2) for address in PEOPLE.values()
    }
    assert "Kallelse" in invitations[BEATA][0]["Subject"]
    assert "Kutsu" in invitations[AATU][0]["Subject"]
    method, event, calendar = calendar_of(invitations[AATU][0])
    assert method == "REQUEST"
    assert event["sequence"] == 0
    assert event["dtstart"].dt.hour == 9
    assert event["dtstart"].params["TZID"] == "Europe/Helsinki"
    assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Helsinki"
    assert "https://video.example.org/tiimi" in event["description"]
    assert event["attendee"].params["RSVP"] == "TRUE"
    days = sorted(
        calendar_of(message)[1]["dtstart"].dt.date() for message in invitations[AATU]
    )
    assert busy not in days
    assert abs((days[0] - busy).days) == 1
    deliver(server)
    assert len(mailbox.to(AATU)) == 2, "nothing is sent twice"

    # Beata answers from the mail, Aatu by his mail program
    april = next(
        message
        for message in invitations[BEATA]
        if calendar_of(message)[1]["dtstart"].dt.month == 4
    )
    uid = str(calendar_of(april)[1]["uid"])
    (link,) = {item for item in links_in(april) if "/seutuyp/meeting/" in item}
    page = browser.page(width=390, height=844, lang="sv")
    page.goto(re.sub(r"^https?://[^/]+", server.url, link))
    assert not violations(page, "#wrap")
    browser.picture(page, "year-03-answer", full_page=True)
    page.locator('button[value="declined"]').click()
    page.locator('button[value="declined"][aria-pressed="true"]').wait_for()
    rpc("admin")(
        "mail.thread",
        "message_process",
        "seutuyp.calendar.reply",
        REPLY.format(sender=AATU, uid=uid, sequence=0),
    )
    meeting = coordinator_rpc(
        "calendar.event", "search_read", [("ics_uid", "=", uid)], ["attendee_ids"]
    )[0]
    answers = {
        row["partner_id"][0]: row["state"]
        for row in coordinator_rpc(
            "calendar.attendee",
            "read",
            meeting["attendee_ids"],
            ["partner_id", "state"],
        )
    }
    people = story["people"]
    assert answers == {
        people[AATU]: "accepted",
        people[BEATA]: "declined",
        people[CECILIA]: "needsAction",
    }

    # moved to another common time, then cancelled
    mailbox.clear()
    coordinator.open(f"/odoo/seutuyp-meetings/{meeting['id']}")
    coordinator.press("action_find_time")
    browser.picture(coordinator.page, "year-04-times")
    coordinator.press("action_take")
    deliver(server)
    method, event, _calendar = calendar_of(mailbox.wait_for(AATU)[0])
    assert (method, str(event["uid"]), event["sequence"]) == ("REQUEST", uid, 1)
    coordinator.open(f"/odoo/seutuyp-meetings/{meeting['id']}")
    coordinator.press("action_ask_reason")
    coordinator.fill("reason", "Asia on siirtynyt kevääseen")
    coordinator.press("action_confirm")
    deliver(server)
    method, event, _calendar = calendar_of(mailbox.wait_for(AATU, count=2)[1])
    assert (method, str(event["uid"]), event["sequence"]) == ("CANCEL", uid, 2)
    assert len(mailbox.to(CECILIA)) == 2
