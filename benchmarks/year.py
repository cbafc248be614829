"""The nation's year: planned, opened and invited to, beside core's own events."""

from lxml import etree

from odoo.fields import Command

from . import clock, screens

BARE = "core: the same events, bare"
CALENDAR = "core: calendar of the same events"
# What core takes for events that nobody is told of; the year is planned as quietly.
LEAN = {
    "no_mail_to_attendees": True,
    "dont_notify": True,
    "skip_contact_description": True,
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
}
PLAIN = (
    "name",
    "start",
    "stop",
    "duration",
    "allday",
    "privacy",
    "user_id",
    "videocall_location",
    "partner_ids",
)


def measure(nation, repeats):
    """Yield figures of planning, showing and inviting, by the buttons' methods."""
    year = Year(nation)
    year.keep()
    yield from year.plans(repeats)
    yield from year.shows(repeats)
    yield from year.invites(repeats)


def fill(nation):
    """Make what other parts show, and measure nothing."""
    Year(nation).keep()


def facts(nation):
    """Return how much the year that was kept holds, in words and numbers."""
    calendars = nation.env["seutuyp.annual.calendar"].search([])
    events = calendars.event_ids
    notes = calendars.note_ids.grouped("kind")
    return {
        "meetings": len(events),
        "attendances": len(events.attendee_ids),
        "meetings moved": len(notes.get("moved", ())),
        "meetings without a place": len(notes.get("unplaced", ())),
    }


class Year:
    """Next year is kept and shown; the one after is planned again and again.

    :param nation: the data set
    """

    def __init__(self, nation):
        self.nation = nation
        self.env = nation.env(context={"lang": "fi_FI"})
        today = self.env["seutuyp.dated.mixin"]._today()
        self.kept, self.tried = today.year + 1, today.year + 2

    def own(self, role):
        """Return the environment of a person without any special context."""
        return self.env(user=self.nation.users[role].id, su=False)

    def national(self, year):
        calendars = self.own("manager")["seutuyp.annual.calendar"]
        return calendars.create({"scope": "national", "year": year})

    def keep(self):
        """Plan the year that is shown, and let the database know how much there is.

        It would do so itself within a minute; until then it reads whole tables for
        core's second write of each attendee, which would flatter the planning.
        """
        self.national(self.kept).action_generate_regions()
        self.env.cr.execute("ANALYZE")
        self.env.cr.commit()

    def plain_values(self):
        """Return the year to try as values of core's own fields."""
        self.national(self.tried).action_generate_regions()
        events = self.env["calendar.event"]
        domain = [("seutuyp_year", "=", self.tried)]
        rows = events.search_read(domain, PLAIN, order="id", load=None)
        self.env.cr.rollback()
        for row in rows:
            del row["id"]
            row["partner_ids"] = [Command.set(row["partner_ids"])]
        return rows

    # ------------------------------------------------------------------- planning
    def plans(self, repeats):
        """A fresh year of all regions, in turns with core's events of the same year."""
        values = self.plain_values()
        bare = self.env["calendar.event"].with_context(**LEAN)
        planned, created = clock.in_turns(
            self.env,
            [
                (
                    lambda: self.national(self.tried),
                    lambda calendar: calendar.action_generate_regions(),
                ),
                (
                    lambda: [dict(row) for row in values],
                    bare.create,
                ),
            ],
            repeats,
        )
        yield created.figure("year", BARE, count=len(values), against=BARE)
        yield planned.figure(
            "year",
            "plan the nation's year",
            count=len(values),
            against=BARE,
            beside=created,
        )
        nation = self.calendar("scope", "national").with_env(self.own("manager"))
        yield self.alone(
            "plan it again, nothing is missing",
            repeats,
            lambda _nothing: nation.action_generate_regions(),
        )

    def calendar(self, name, value):
        return self.env["seutuyp.annual.calendar"].search(
            [("year", "=", self.kept), (name, "=", value)]
        )

    def alone(self, name, repeats, function, prepare=lambda: None, count=1):
        (taken,) = clock.in_turns(self.env, [(prepare, function)], repeats)
        return taken.figure("year", name, count=count)

    # -------------------------------------------------------------------- showing
    def shows(self, repeats):
        """The wheel beside core's calendar, and the times free for a meeting."""
        region = self.nation.regions[0]
        calendars = {
            "coordinator": self.calendar("region_id", region.id),
            "area": self.calendar("area_id", region.area_id.id),
            "reviewer": self.calendar("scope", "national"),
        }
        yield from clock.compare("year", self.calendars_shown(calendars), repeats)
        steering = calendars["coordinator"].event_ids.filtered(
            lambda event: event.seutuyp_forum == "steering"
        )
        meeting = steering[:1].with_env(self.own("coordinator"))
        yield self.alone(
            "find a time", repeats, lambda _nothing: self.find_time(meeting)
        )

    def calendars_shown(self, calendars):
        domain = calendars["coordinator"]._events_domain()
        own = self.own("coordinator")
        yield clock.Try(CALENDAR, own, opens_calendar(own, domain), CALENDAR)
        for role, calendar in calendars.items():
            own = self.own(role)
            wheels = own["seutuyp.annual.calendar"]
            yield clock.Try(
                f"wheel ({role})",
                own,
                lambda w=wheels, c=calendar: w.get_wheel(c.id),
                CALENDAR,
            )

    @staticmethod
    def find_time(meeting):
        """Let the times be looked for and read them as the window does."""
        wizard = meeting.env["seutuyp.find.time.wizard"].browse(
            meeting.action_find_time()["res_id"]
        )
        screens.opens_form(meeting.env, wizard._name, wizard)()

    # ------------------------------------------------------------------- inviting
    def invites(self, repeats):
        """Publishing one region's year, and handing the invitations to the mail queue.

        The job that mails is the same; it commits after each few.
        """
        own = self.own("coordinator")
        calendar = self.calendar("region_id", self.nation.regions[0].id).with_env(own)
        queue = self.env["seutuyp.invitation"]

        def publish():
            calendar.action_publish()
            return queue.search([("state", "=", "queued")])

        mails = len(publish())
        self.env.cr.rollback()
        yield self.alone(
            "publish a region's year, each invitation queued",
            repeats,
            lambda _nothing: calendar.action_publish(),
            count=mails,
        )
        yield self.alone(
            "mail a region's invitations, each",
            repeats,
            lambda lines: lines._mail(),
            publish,
            count=mails,
        )


def opens_calendar(env, domain):
    """Return a function that reads what core's calendar shows of some events."""
    events = env["calendar.event"]
    number = env.ref("calendar.view_calendar_event_calendar").id
    arch = etree.fromstring(events.get_view(number, "calendar")["arch"])
    names = [node.get("name") for node in arch.iter("field")]
    names += [arch.get(name) for name in ("date_start", "date_stop", "all_day")]
    names = [*dict.fromkeys(name for name in names if name in events._fields)]

    def opens():
        rows = events.search_read(domain, names)
        people = {id_ for row in rows for id_ in row["partner_ids"]}
        partners = env["res.partner"].browse(people)
        partners.get_attendee_detail([row["id"] for row in rows])

    return opens
