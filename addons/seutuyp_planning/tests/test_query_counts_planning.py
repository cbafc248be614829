# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import gc
from unittest.mock import patch

from lxml import etree

from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

from odoo.addons.seutuyp_network.tests.counting import as_in_a_request

from .common import PlanningCommon

MONTHS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)
REGIONS = 5


class QueryCounts(TransactionCase):
    """Counts what a call costs."""

    def _plain(self, records, user):
        """Return the records as in a request: no context keeps anything quiet."""
        return records.with_env(self.env(user=user.id, context={}, su=False))

    def _count(self, function, *args):
        """Return the queries of one call, with all it leaves to do, and undo it."""
        for _turn in ("warms what a server has in memory: views, rules", "counts"):
            with as_in_a_request(self.env):
                savepoint = self.cr.savepoint()
                start = self.cr.sql_log_count
                function(*args)
                self.cr.flush()
                count = self.cr.sql_log_count - start
                savepoint.close(rollback=True)
        return count

    def _specification(self, model, kind, xmlid=None):
        """Return what a web client asks for to show a view, in the view's order.

        The order decides what is read together: any other would be another count.
        """
        number = self.env.ref(xmlid).id if xmlid else None
        arch = etree.fromstring(model.get_view(number, kind)["arch"])
        names = dict.fromkeys(node.get("name") for node in arch.iterfind(".//field"))
        return {
            name: {"fields": {"display_name": {}}}
            if model._fields[name].relational
            else {}
            for name in names
            if name in model._fields
        }

    def assertSameForm(self, model, user, few, many):
        """Check that a form costs a user the same for these two records."""
        model = self._plain(self.env[model], user)
        wanted = self._specification(model, "form")

        def read(record):
            model.browse(record.id).web_read(wanted)

        self.assertSameCost(read, few, many)

    def assertSameCost(self, function, few, many):
        """Check that ``function`` costs the same for few records as for many."""
        self.assertLessEqual(self._count(function, many), self._count(function, few))


@tagged("post_install", "-at_install")
class TestQueryCountsPlanning(QueryCounts, PlanningCommon):
    """What the year costs must not grow with its meetings, regions and people."""

    def _year(self, number, months, **kw):
        """Return a planned year whose steering group meets in these months."""
        template = self._create_template([{"months": months}])
        year = self._create_year(year=number, template_id=template.id, **kw)
        year._generate()
        self.assertEqual(len(year.event_ids), len(months))
        return year

    def _few_and_many(self):
        return self._year(2050, MONTHS[:1]), self._year(2051, MONTHS)

    # -------------------------------------------------------------------- planning
    def _area_with_regions(self, number, count):
        """Return a year of an area with so many regions, each with a group."""
        area = self._create_area(contact_id=self.area_contact.partner_id.id)
        for place in range(count):
            keeper = self._create_user(f"keeper{count}{place}", "group_coordinator")
            region = self._create_region(area=area, coordinator_id=keeper.partner_id.id)
            self._create_steering_group(region_ids=[Command.set(region.ids)])
        self._create_template([{"months": MONTHS[:2]}], sequence=-1)
        return self.env["seutuyp.annual.calendar"].create(
            {"scope": "area", "area_id": area.id, "year": number}
        )

    def test_planning_regions(self):
        """The years of five regions cost as many searches as one's."""

        def plan(year):
            self._plain(year, self.area_contact).action_generate_regions()

        self.assertSameCost(
            plan,
            self._area_with_regions(2050, 1),
            self._area_with_regions(2051, REGIONS),
        )

    def test_planning_months(self):
        template = self._create_template([{"months": MONTHS}])
        few = self._create_year(year=2050)
        many = self._create_year(year=2051, template_id=template.id)

        def plan(year):
            self._plain(year, self.coordinator).action_generate()

        self.assertSameCost(plan, few, many)

    def _written_again(self, function):
        """Return the updates of events and attendees that a call makes."""
        queries = []
        execute = type(self.cr).execute

        def spy(cursor, query, *args, **kw):
            queries.append(str(getattr(query, "code", query)).strip())
            return execute(cursor, query, *args, **kw)

        self.env.flush_all()
        with patch.object(type(self.cr), "execute", spy):
            function()
            self.env.flush_all()
        tables = ("calendar_event", "calendar_attendee")
        updates = tuple(f'UPDATE "{table}"' for table in tables)
        self.assertTrue([query for query in queries if query.startswith("INSERT")])
        return [query for query in queries if query.startswith(updates)]

    def test_nothing_is_written_twice(self):
        """Planning inserts meetings and invited complete: that makes it quick."""
        year = self._plain(self._create_year(year=2050), self.coordinator)
        self.assertFalse(self._written_again(year.action_generate))
        people = year.event_ids.partner_ids
        names = year.event_ids.attendee_ids.mapped("common_name")
        self.assertEqual(sorted(names), sorted(people.mapped("name")))

    def test_events_of_another_kind_cost_no_write(self):
        """Everybody's own events are not slowed down by what only ours have."""
        events = self._plain(self.env["calendar.event"], self.outsider)
        vals = {
            "name": "Own",
            "start": "2050-01-10 08:00",
            "stop": "2050-01-10 09:00",
            "duration": 1.0,  # core writes it once more otherwise
            "partner_ids": [Command.clear()],
        }
        self.assertFalse(self._written_again(lambda: events.create(vals)))

    # --------------------------------------------------------------------- looking
    def test_wheel(self):
        years = self._few_and_many()
        for user in (self.coordinator, self.area_contact, self.reviewer):

            def read(year, user=user):
                self._plain(year.browse(), user).get_wheel(year.id)

            with self.subTest(user=user.name):
                self.assertSameCost(read, *years)

    def test_wheel_of_many_years(self):
        """The calendars to choose from are read at once."""
        year = self._year(2050, MONTHS[:1])

        def read(year):
            self._plain(year.browse(), self.reviewer).get_wheel(year.id)

        few = self._count(read, year)
        for _number in range(8):
            self._create_year(self._create_region(area=self.area_a), year=2050)
        self.assertLessEqual(self._count(read, year), few)

    def test_list_of_years(self):
        model = self._plain(self.env["seutuyp.annual.calendar"], self.reviewer)
        years = [self._year(2040 + number, MONTHS[: 1 + number]) for number in range(8)]
        ids = [year.id for year in years]
        arch = etree.fromstring(model.get_view(view_type="form")["arch"])
        names = dict.fromkeys(node.get("name") for node in arch.iterfind(".//field"))
        wanted = {name: {} for name in names if name in model._fields}

        def read(ids):
            model.browse(ids).web_read(wanted)

        self.assertSameCost(read, ids[:2], ids)

    def test_feed(self):
        def read(feed):
            feed.sudo()._calendar_text()

        feeds = self.env["seutuyp.calendar.feed"].with_user(self.coordinator)
        self._year(2050, MONTHS[:1]).with_user(self.coordinator).action_publish()
        few = feeds.create({"kind": "group", "group_id": self.steering.id})
        many_group = self._create_steering_group()
        self.steering.active = False
        self._year(2051, MONTHS).with_user(self.coordinator).action_publish()
        many = feeds.create({"kind": "group", "group_id": many_group.id})
        self.assertSameCost(read, few, many)

    def test_find_time(self):
        few, many = self._few_and_many()
        for _number in range(8):
            self._create_member(self.steering)

        def find(year):
            self._plain(year.event_ids[:1], self.coordinator).action_find_time()

        self.assertSameCost(find, few, many)

    # ------------------------------------------------------------------- inviting
    def test_preview(self):
        """Whom publishing mails is counted at once."""

        def preview(year):
            wizards = self._plain(self.env["seutuyp.publish.wizard"], self.coordinator)
            wizard = wizards.create({"calendar_id": year.id})
            wizard.web_read(
                {
                    "mail_count": {},
                    "line_ids": {"fields": {"email": {}, "event_count": {}}},
                }
            )

        self.assertSameCost(preview, *self._few_and_many())

    def test_publishing(self):
        def publish(year):
            self._plain(year, self.coordinator).action_publish()

        self.assertSameCost(publish, *self._few_and_many())

    def test_publishing_with_rooms(self):
        self.steering.video_url = False

        def publish(year):
            self._plain(year, self.coordinator).action_publish()

        self.assertSameCost(publish, *self._few_and_many())

    def _published(self):
        years = self._few_and_many()
        for year in years:
            year.with_user(self.coordinator).action_publish()
        self._mailed()
        return years

    def _mailed(self):
        """Take what is queued for mailed."""
        for line in self.env["seutuyp.invitation"].search([("state", "=", "queued")]):
            address = line.partner_id.email_normalized
            line._guarded().write({"state": "mailed", "address": address})

    def test_cancelling(self):
        def cancel(year):
            self._plain(year.event_ids, self.coordinator).action_cancel_meeting()

        self.assertSameCost(cancel, *self._published())

    def test_deleting(self):
        def delete(year):
            self._plain(year.event_ids, self.coordinator).unlink()

        self.assertSameCost(delete, *self._published())

    def test_counts_stay_what_they_are(self):
        """Counted again, and while unused objects are collected all the time."""
        few, _many = self._published()

        def delete(year):
            self._plain(year.event_ids, self.coordinator).unlink()

        count = self._count(delete, few)
        self.assertEqual(self._count(delete, few), count)
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(50, 1, 1)
        self.assertEqual(self._count(delete, few), count)

    # ----------------------------------------------------------------- membership
    def _groups_with_meetings(self):
        """Return groups of equal size that have one meeting to come, and ten."""
        groups = []
        for number, months in enumerate((MONTHS[:1], MONTHS)):
            region = self._create_region(
                area=self.area_a, coordinator_id=self.coordinator.partner_id.id
            )
            groups.append(
                self._create_steering_group(region_ids=[Command.set(region.ids)])
            )
            year = self._year(2060 + number, months, region=region)
            year.with_user(self.coordinator).action_publish()
        self._mailed()
        return groups

    def test_joining(self):
        """A new member joins ten meetings at the cost of one."""
        person = self._create_person()

        def join(group):
            seats = self._plain(self.env["seutuyp.group.member"], self.coordinator)
            seats.create({"group_id": group.id, "partner_id": person.id})
            self.assertIn(person, group.event_ids.partner_ids)

        self.assertSameCost(join, *self._groups_with_meetings())

    def test_leaving(self):
        def leave(group):
            seat = group.member_ids.filtered(lambda seat: seat.role == "chair")
            person = seat.partner_id
            self._plain(seat, self.coordinator).date_to = "2055-01-01"
            self.assertNotIn(person, group.event_ids.partner_ids)

        self.assertSameCost(leave, *self._groups_with_meetings())

    def test_changing_several(self):
        """Ten meetings are changed, and everybody told, at the cost of one."""

        def change(year):
            events = self._plain(year.event_ids, self.coordinator)
            events.description = "Read the plan first"
            self.assertEqual(set(events.mapped("ics_sequence")), {1})

        self.assertSameCost(change, *self._published())
