# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import PlanningCommon

SIDES = {
    "region": ("region", "area"),
    "area": ("area", "region"),
    "to_ministry": ("region", "ministry"),
    "of_ministry": ("ministry", "region"),
    "above": ("area", "ministry"),
    "from_above": ("ministry", "area"),
}
# Who reads (r) and writes (w) an open item of area A; the others may do nothing.
ABOUT_REGION = {
    "manager": "rw",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "partner_user": "r",
}
ABOVE = {"manager": "rw", "reviewer": "r", "area_contact": "r"}
EXPECTED = {
    "region": {**ABOUT_REGION, "coordinator": "rw"},
    "area": {**ABOUT_REGION, "area_contact": "rw"},
    "to_ministry": {**ABOUT_REGION, "coordinator": "rw"},
    "of_ministry": {**ABOUT_REGION, "reviewer": "rw"},
    "above": {**ABOVE, "area_contact": "rw"},
    "from_above": {**ABOVE, "reviewer": "rw"},
}
ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "partner_user",
    "neighbour",
    "coordinator_b",
    "outsider",
    "portal_user",
)


class JointCommon(PlanningCommon):
    """Area A has a second region with a coordinator of its own, the neighbour."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.neighbour = cls._create_user("neighbour", "group_coordinator")
        cls.region_c = cls._create_region(
            name="Region C",
            area=cls.area_a,
            coordinator_id=cls.neighbour.partner_id.id,
        )
        cls.now = fields.Datetime.now()

    @classmethod
    def _ask(cls, sides="region", user=None, region=None, **kw):
        """Return an item written by the one who speaks for the side that asks."""
        from_level, to_level = SIDES[sides]
        writer = user or {
            "region": cls.coordinator,
            "area": cls.area_contact,
            "ministry": cls.reviewer,
        }.get(from_level)
        vals = {
            "name": "Who pays for the training?",
            "from_level": from_level,
            "to_level": to_level,
            **kw,
        }
        if "region" in SIDES[sides]:
            vals["region_id"] = (region or cls.region_a).id
        else:
            vals.update(region_id=False, area_id=cls.area_a.id)
        return cls.env["seutuyp.joint.item"].with_user(writer).create(vals)

    @classmethod
    def _promise(cls, sides="region", **kw):
        return cls._ask(sides, kind="promise", name="The list will come", **kw)

    @classmethod
    def _meet(cls, forum, days=10, region=None, area=None, **kw):
        """Return a joint meeting of one level, ``days`` from now."""
        scope = {"talk": "region"}.get(forum, forum)
        owner = {"region_id": (region or cls.region_a).id} if scope == "region" else {}
        if scope == "area":
            owner = {"area_id": (area or cls.area_a).id}
        year = (cls.now + timedelta(days=days)).year
        calendars = cls.env["seutuyp.annual.calendar"]
        domain = [(name, "=", id_) for name, id_ in owner.items()]
        calendar = calendars.search(
            [("scope", "=", scope), ("year", "=", year), *domain]
        )
        if not calendar:
            calendar = calendars.create({"scope": scope, "year": year, **owner})
        vals = {
            "annual_calendar_id": calendar.id,
            "seutuyp_forum": forum,
            "name": f"Meeting {forum}",
            **kw,
        }
        start = cls.now + timedelta(days=days)
        nobody = cls.env["res.partner"]
        return cls._create_event(nobody, start, start + timedelta(hours=2), **vals)

    def _items(self, event, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return event.with_user(user).joint_item_ids

    def _next(self, item, user):
        self.env.flush_all()
        self.env.invalidate_all()
        return item.with_user(user).next_event_id


@tagged("post_install", "-at_install")
class TestJointItem(JointCommon):
    """What is asked is answered, what is promised is kept, by the right side."""

    # -------------------------------------------------------------------- writing
    def test_a_question_is_answered(self):
        item = self._ask()
        self.assertEqual(item.area_id, self.area_a)
        self.assertEqual((item.state, item.asked_by_id), ("open", self.coordinator))
        self.assertEqual(item.with_user(self.area_contact).available_actions, "answer")
        self.assertEqual(item.available_actions, "withdraw")
        item.with_user(self.area_contact).action_answer("  The area does.  ")
        self.assertEqual((item.state, item.answer), ("answered", "The area does."))
        self.assertEqual(item.answered_by_id, self.area_contact)
        self.assertTrue(item.answered_on)

    def test_an_insufficient_answer_opens_the_question_again(self):
        item = self._ask()
        item.with_user(self.area_contact).action_answer("Perhaps")
        with self.assertRefused(UserError, "reason"):
            item.action_reopen()
        item.action_reopen("Yes or no?")
        self.assertEqual((item.state, item.answer), ("open", "Perhaps"))
        self.assertEqual(item.reason, "Yes or no?")
        item.with_user(self.area_contact).action_answer("Yes")
        self.assertEqual((item.answer, item.reason), ("Yes", False))
        self.assertEqual(
            item.log_ids.mapped("transition"), ["answer", "reopen", "answer"]
        )

    def test_a_promise_is_kept_or_not(self):
        kept, broken = self._promise(), self._promise()
        kept.with_user(self.area_contact).action_keep("It came")
        # whoever waits sees best that nothing comes
        broken.action_break("Nothing came")
        self.assertEqual((kept.state, broken.state), ("kept", "broken"))
        broken.action_reopen("Still needed")
        self.assertEqual(broken.state, "open")

    def test_the_kind_decides_how_it_ends(self):
        question, promise = self._ask(), self._promise()
        for item, method in (
            (question, "action_keep"),
            (question, "action_break"),
            (promise, "action_answer"),
        ):
            with self.subTest(method=method), self.assertRefused(UserError, "kept"):
                getattr(item.with_user(self.area_contact), method)("Text")
        self.assertNotIn("keep", question.with_user(self.manager).available_actions)
        self.assertNotIn("answer", promise.with_user(self.manager).available_actions)

    def test_nothing_ends_without_words(self):
        item = self._ask().with_user(self.area_contact)
        with self.assertRefused(UserError, "Write the answer first"):
            item.action_answer("  ")
        self.assertEqual(item.state, "open")

    def test_each_move_belongs_to_its_side(self):
        """Answers of those who were asked; withdrawals of those who asked."""
        for sides, asking, asked in (
            ("region", self.coordinator, self.area_contact),
            ("area", self.area_contact, self.coordinator),
            ("to_ministry", self.coordinator, self.reviewer),
            ("of_ministry", self.reviewer, self.coordinator),
            ("above", self.area_contact, self.reviewer),
            ("from_above", self.reviewer, self.area_contact),
        ):
            item = self._ask(sides)
            with self.subTest(sides=sides):
                for user in (asking, self.partner_user, self.coordinator_b):
                    with self.assertRefused(AccessError):
                        item.with_user(user).action_answer("Text")
                for user in (asked, self.partner_user, self.coordinator_b):
                    with self.assertRefused(AccessError):
                        item.with_user(user).action_withdraw("Text")
                item.with_user(asked).action_answer("Text")
                with self.assertRefused(AccessError):
                    item.with_user(asked).action_reopen("Text")
                item.with_user(asking).action_reopen("Text")
                item.with_user(asking).action_withdraw("Text")
                self.assertEqual(item.state, "withdrawn")

    def test_the_administrator_acts_for_all(self):
        item = self._ask()
        item.with_user(self.manager).action_answer("Text")
        item.with_user(self.manager).action_reopen("Text")
        self.assertEqual(item.state, "open")

    def test_the_substitute_and_the_deputy_act(self):
        substitute = self._create_user("substitute", "group_coordinator")
        deputy = self._create_user("deputy", "group_area")
        self.region_a.substitute_id = substitute.partner_id
        self.area_a.deputy_id = deputy.partner_id
        item = self._ask(user=substitute)
        item.with_user(deputy).action_answer("Text")
        self.assertEqual(item.state, "answered")

    def test_what_the_other_side_relies_on_stays(self):
        item = self._ask()
        item.write({"name": "Better put", "description": "Because"})
        for vals in (
            {"kind": "promise"},
            {"region_id": self.region_c.id},
            {"area_id": self.area_b.id},
            {"from_level": "area"},
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, "Withdraw"):
                item.write(vals)
        item.with_user(self.area_contact).action_answer("Text")
        with self.assertRefused(UserError, "Open it again"):
            item.write({"name": "Something else"})

    def test_sides_make_sense(self):
        with self.assertRefused(UserError, "Choose the area"):
            self.env["seutuyp.joint.item"].with_user(self.reviewer).create(
                {"name": "X", "from_level": "ministry", "to_level": "area"}
            )
        with self.assertRefused(UserError, "does not belong to this area"):
            self._ask(user=self.manager, area_id=self.area_b.id)
        for vals in (
            {"to_level": "region"},
            {"region_id": False, "area_id": self.area_a.id},
        ):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self.env["seutuyp.joint.item"].create(
                    {
                        "name": "X",
                        "from_level": "region",
                        "to_level": "area",
                        "region_id": self.region_a.id,
                        **vals,
                    }
                )
                self.env.flush_all()

    def test_a_region_takes_its_items_into_its_new_area(self):
        item = self._ask()
        today = self.env["seutuyp.dated.mixin"]._today()
        self.region_a.area_history_ids.date_to = today - timedelta(days=1)
        self.region_a.area_history_ids = [
            Command.create({"area_id": self.area_b.id, "date_from": today})
        ]
        self.assertEqual(item.area_id, self.area_b)

    def test_open_items_go_to_the_successor(self):
        opened, closed = self._ask(), self._ask()
        closed.with_user(self.area_contact).action_answer("Text")
        wizards = self.env["seutuyp.change.wizard"].with_user(self.manager)
        wizards.create(
            {
                "kind": "merge",
                "res_model": "seutuyp.region",
                "source_region_ids": [Command.set(self.region_a.ids)],
                "target_region_id": self.region_b.id,
            }
        ).action_change()
        self.assertEqual(opened.region_id, self.region_b)
        self.assertEqual(opened.area_id, self.area_b)
        self.assertEqual(closed.region_id, self.region_a)

    def test_open_items_of_an_area_go_where_its_regions_go(self):
        above, below = self._ask("above"), self._ask()
        wizard = (
            self.env["seutuyp.change.wizard"]
            .with_user(self.manager)
            .create(
                {
                    "kind": "merge",
                    "res_model": "seutuyp.area",
                    "source_area_ids": [Command.set(self.area_a.ids)],
                    "target_area_id": self.area_b.id,
                }
            )
        )
        wizard.line_ids.write({"area_id": self.area_b.id})
        wizard.action_change()
        self.assertEqual((above | below).area_id, self.area_b)

    def test_who_reads_the_region_no_more_follows_no_more(self):
        item = self._ask()
        item.sudo().message_subscribe(self.partner_user.partner_id.ids)
        self.partner_user.partner_id.parent_id = self.organisation_b
        self.region_a._unsubscribe_lost_readers()
        self.assertFalse(item.message_partner_ids)

    def test_a_new_item_begins_with_ones_own_side(self):
        for user, from_level, to_level, region in (
            (self.coordinator, "region", "area", self.region_a),
            (self.area_contact, "area", "region", self.region_a.browse()),
            (self.reviewer, "ministry", "area", self.region_a.browse()),
        ):
            item = self.env["seutuyp.joint.item"].with_user(user).new({})
            with self.subTest(user=user.name):
                self.assertEqual(
                    (item.from_level, item.to_level), (from_level, to_level)
                )
                self.assertEqual(item.region_id._origin, region)
        self.assertEqual(
            self.env["seutuyp.joint.item"]
            .with_user(self.area_contact)
            .new({})
            .choice_region_ids._origin,
            self.region_a | self.region_c,
        )

    # ------------------------------------------------------------- who sees what
    def test_it_waits_on_the_home_screen_of_the_side_that_was_asked(self):
        due = self.env["seutuyp.dated.mixin"]._today() + timedelta(days=5)
        self._ask()
        self._promise(date_due=due)
        waiting = self._waiting(self.area_contact)
        self.assertEqual(len(waiting), 2)
        self.assertIn("Keep your promise to Region A: The list", waiting[0]["text"])
        self.assertEqual(waiting[0]["due"], str(due))
        self.assertIn("Answer the question of Region A", waiting[1]["text"])
        for user in (
            self.coordinator,
            self.reviewer,
            self.manager,
            self.partner_user,
            self.neighbour,
        ):
            self.assertFalse(self._waiting(user), user.name)

    def test_many_become_one_line(self):
        for _number in range(4):
            self._ask("area")
        (line,) = self._waiting(self.coordinator)
        self.assertIn("4", line["text"])
        self.assertEqual(line["action"]["res_model"], "seutuyp.joint.item")

    def test_the_home_screen_forgets_what_is_closed(self):
        item = self._ask("to_ministry")
        self.assertTrue(self._waiting(self.reviewer))
        item.with_user(self.reviewer).action_answer("Text")
        self.assertFalse(self._waiting(self.reviewer))

    def _waiting(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        home = self.env["seutuyp.home"].with_user(user).get_home()
        return json.loads(
            json.dumps([item for item in home["waiting"] if item["kind"] == "meeting"])
        )

    def test_nobody_is_mailed(self):
        before = self.env["mail.mail"].search_count([])
        item = self._ask()
        item.with_user(self.area_contact).action_answer("Text")
        item.action_reopen("Text")
        item.action_withdraw("Text")
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertFalse(item.message_partner_ids)

    def test_one_sentence_says_who_is_next(self):
        item = self._ask()
        self.assertEqual(
            item.next_step,
            "Next: area contact Area contact (Area A) answers. "
            "No joint meeting of the two sides is planned yet.",
        )
        self._meet("talk", name="Talk in spring")
        self.env.invalidate_all()
        self.assertIn("at “Talk in spring”", item.next_step)
        item.with_user(self.area_contact).action_answer("Text")
        self.assertIn("coordinator Coordinator (Region A) opens it", item.next_step)
        late = self._promise(date_due="2020-02-01")
        self.assertTrue(late.late)
        self.assertIn("due date 1.2.2020 has passed", late.next_step)

    def test_filters_find_ones_own(self):
        asked, above = self._ask(), self._ask("from_above")
        items = self.env["seutuyp.joint.item"]
        domain = [("id", "in", (asked | above).ids)]
        for user, mine, theirs in (
            (self.area_contact, asked | above, items),
            (self.coordinator, items, asked),
            (self.reviewer, items, above),
            (self.partner_user, items, items),
        ):
            own = items.with_user(user)
            with self.subTest(user=user.name):
                found = own.search([("asked_of_me", "=", True), *domain])
                self.assertEqual(found, mine)
                self.assertEqual(found, own.search(domain).filtered("asked_of_me"))
                self.assertEqual(
                    own.search([("asked_by_me", "=", True), *domain]), theirs
                )

    def test_the_reason_dialog_takes_the_answer(self):
        item = self._ask().with_user(self.area_contact)
        action = item.with_context(seutuyp_method="action_answer").action_ask_reason()
        wizards = self.env[action["res_model"]].with_user(self.area_contact)
        wizard = wizards.with_context(**action["context"]).create({"reason": "Yes"})
        wizard.action_confirm()
        self.assertEqual((item.state, item.answer), ("answered", "Yes"))


@tagged("post_install", "-at_install")
class TestJointMeeting(JointCommon):
    """An open item comes up at every meeting of its two sides until it is closed."""

    def test_a_talk_takes_up_what_is_between_region_and_area(self):
        mine, theirs = self._ask(), self._ask("area")
        self._ask("to_ministry")
        self._ask(user=self.neighbour, region=self.region_c)
        talk = self._meet("talk")
        for user in (self.coordinator, self.area_contact, self.partner_user):
            self.assertEqual(self._items(talk, user), mine | theirs, user.name)

    def test_an_area_day_shows_each_region_its_own(self):
        mine = self._ask()
        neighbours = self._ask(user=self.neighbour, region=self.region_c)
        self._ask(user=self.coordinator_b, region=self.region_b)
        self._ask("above")
        day = self._meet("area")
        self.assertTrue(day.with_user(self.neighbour).has_access("read"))
        self.assertEqual(self._items(day, self.area_contact), mine | neighbours)
        self.assertEqual(self._items(day, self.coordinator), mine)
        self.assertEqual(self._items(day, self.neighbour), neighbours)

    def test_the_nation_takes_up_what_the_ministry_asks_and_is_asked(self):
        expected = self.env["seutuyp.joint.item"]
        for sides in ("to_ministry", "of_ministry", "above", "from_above"):
            expected |= self._ask(sides)
        self._ask()
        meeting = self._meet("national")
        self.assertEqual(self._items(meeting, self.reviewer), expected)
        self.assertEqual(self._items(meeting, self.coordinator), expected[:2])
        self.assertFalse(self._items(meeting, self.coordinator_b))

    def test_what_is_written_later_waits_for_the_next_one(self):
        past, coming = self._meet("talk", days=-2), self._meet("talk")
        item = self._ask()
        self.assertFalse(self._items(past, self.coordinator))
        self.assertEqual(self._items(coming, self.coordinator), item)

    def test_an_open_item_keeps_coming_up(self):
        item = self._ask()
        first, second = self._meet("talk"), self._meet("talk", days=40)
        for event in (first, second):
            self.assertEqual(self._items(event, self.coordinator), item)
        item.with_user(self.area_contact).action_answer("Text")
        self.assertFalse(self._items(second, self.coordinator))
        item.action_reopen("Text")
        self.assertEqual(self._items(second, self.coordinator), item)

    def test_the_next_meeting_is_the_nearest_that_is_held(self):
        item = self._ask()
        self.assertFalse(self._next(item, self.coordinator))
        self._meet("talk", days=-5)
        self._meet("talk", days=3, region=self.region_c)
        day, talk = self._meet("area", days=20), self._meet("talk", days=10)
        self._meet("talk", days=30)
        self.assertEqual(self._next(item, self.coordinator), talk)
        talk.sudo()._guarded().write({"meeting_state": "cancelled"})
        self.assertEqual(self._next(item, self.coordinator), day)
        self.assertFalse(self._items(talk, self.coordinator))
        item.with_user(self.area_contact).action_answer("Text")
        self.assertFalse(self._next(item, self.coordinator))

    def test_only_a_meeting_of_its_level_counts(self):
        """A region that calls its own meeting national gathers nobody's questions."""
        item = self._ask("to_ministry")
        own = self._meet("talk")
        own.with_user(self.coordinator).write({"seutuyp_forum": "national"})
        self.assertFalse(self._items(own, self.reviewer))
        self.assertFalse(self._next(item, self.reviewer))

    def test_a_calendar_without_the_network_stays_readable(self):
        """Staff outside the network opens events; nothing is told to it."""
        self._ask("to_ministry")
        meeting = self._meet("national")
        stranger = self._create_user("stranger", "group_user")
        stranger.group_ids = self.env.ref("base.group_user")
        mine = meeting.with_user(stranger)
        self.assertTrue(mine.read(["name"]))
        self.assertNotIn("joint_item_ids", mine.fields_get())
        with self.assertRefused(AccessError):
            self._items(meeting, stranger)

    def test_queries_do_not_grow(self):
        """Ten meetings and ten items cost as many queries as one of each."""
        self._ask()
        events = self._meet("talk") | self._meet("area") | self._meet("national")
        few = self._count(events), self._count_items()
        for number in range(10):
            self._ask(name=f"Question {number}")
            self._ask("area")
            events |= self._meet("talk", days=20 + number)
            events |= self._meet("area", days=20 + number)
        many = self._count(events), self._count_items()
        self.assertEqual(many, few)

    def _count(self, events):
        own = events.with_user(self.area_contact)
        return queries(self.env, lambda: own.joint_item_ids)

    def _count_items(self):
        items = self.env["seutuyp.joint.item"].with_user(self.area_contact)
        found = items.search([("region_id", "=", self.region_a.id)])
        return queries(self.env, found.mapped, "next_event_id.name")


@tagged("post_install", "-at_install")
class TestJointAccess(JointCommon):
    """Who reads and writes an item, by its two sides."""

    def test_table(self):
        for sides, expected in EXPECTED.items():
            item = self._ask(sides)
            for role in ROLES:
                mine = item.with_user(getattr(self, role))
                found = "".join(
                    letter
                    for letter, operation in (("r", "read"), ("w", "write"))
                    if mine.has_access(operation)
                )
                with self.subTest(sides=sides, role=role):
                    self.assertEqual(found, expected.get(role, ""))
                    self.assertFalse(mine.has_access("unlink"))

    def test_nobody_asks_in_anothers_name(self):
        for sides, users in (
            ("region", ("area_contact", "reviewer", "neighbour", "coordinator_b")),
            ("area", ("coordinator", "reviewer", "neighbour", "coordinator_b")),
            ("of_ministry", ("coordinator", "area_contact")),
            ("above", ("coordinator", "reviewer")),
            ("region", ("partner_user", "outsider", "portal_user")),
        ):
            for name in users:
                with (
                    self.subTest(sides=sides, user=name),
                    self.assertRefused(AccessError),
                ):
                    self._ask(sides, user=getattr(self, name))

    def test_foreign_items_are_not_found(self):
        self._ask(name="A secret of region A")
        for user in (self.outsider, self.coordinator_b, self.neighbour):
            items = self.env["seutuyp.joint.item"].with_user(user)
            self.assertFalse(items.name_search("secret"), user.name)
            self.assertFalse(items.search([("name", "ilike", "secret")]), user.name)

    def test_the_talk_about_an_item_is_its_readers(self):
        item = self._ask("above")
        message = item.sudo().message_post(body="Between us")
        self.assertTrue(message.with_user(self.reviewer).has_access("read"))
        self.assertTrue(message.with_user(self.area_contact).has_access("read"))
        for user in (self.coordinator, self.partner_user, self.outsider):
            self.assertFalse(message.with_user(user).has_access("read"), user.name)

    def test_guarded_fields_are_not_written(self):
        item = self._ask()
        for name in sorted(item._guarded_fields):
            with self.subTest(field=name), self.assertRefused(AccessError):
                item.write({name: item[name]})

    def test_defaults_do_not_forge(self):
        items = self.env["seutuyp.joint.item"].with_user(self.coordinator)
        forged = items.with_context(
            default_state="answered",
            default_asked_by_id=self.area_contact.id,
            default_asked_on="2020-01-01 10:00:00",
        ).create({"name": "X", "region_id": self.region_a.id})
        self.assertEqual(forged.state, "open")
        self.assertEqual(forged.asked_by_id, self.coordinator)
        self.assertGreater(forged.asked_on, self.now - timedelta(days=1))


@tagged("post_install", "-at_install")
class TestJointRpc(JointCommon, HttpCase):
    """The same over JSON-RPC, as a script would try it."""

    @mute_logger("odoo.http")
    def test_foreign_item_over_rpc(self):
        item = self._ask()
        self.coordinator_b.password = "coordinator-b-password"
        self.authenticate(self.coordinator_b.login, "coordinator-b-password")
        for method, args in (
            ("read", [item.ids, ["name"]]),
            ("write", [item.ids, {"name": "Mine"}]),
            ("action_answer", [item.ids, "Text"]),
            ("action_withdraw", [item.ids, "Text"]),
            ("_end", [item.ids, "answer", "Text"]),
            ("unlink", [item.ids]),
        ):
            with self.subTest(method=method):
                self.assertIn("error", self._call(method, args))
        self.assertEqual(item.state, "open")

    @mute_logger("odoo.http")
    def test_own_item_is_not_forged_over_rpc(self):
        item = self._ask()
        self.coordinator.password = "coordinator-password"
        self.authenticate(self.coordinator.login, "coordinator-password")
        for vals in ({"state": "answered"}, {"answer": "Yes"}, {"from_level": "area"}):
            with self.subTest(vals=vals):
                self.assertIn("error", self._call("write", [item.ids, vals]))
        self.assertEqual(item.state, "open")

    def _call(self, method, args):
        model = "seutuyp.joint.item"
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
