# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PlanningCommon

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
# What each role may do with a record of region A: r w c d. Roles that are missing may
# do nothing; "coordinator_b" and "outsider" belong elsewhere.
OWN = {
    "manager": "r",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "partner_user": "r",
}
STAFF = {**OWN, "coordinator_b": "r", "outsider": "r"}
KEPT = {
    **OWN,
    "manager": "rwcd",
    "area_contact": "rwcd",
    "coordinator": "rwcd",
}
KEPT_BY_COORDINATOR = {**OWN, "manager": "rwcd", "coordinator": "rwcd"}
ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "partner_user",
    "coordinator_b",
    "outsider",
    "portal_user",
)
EXPECTED = {
    "seutuyp.annual.calendar": KEPT,
    "seutuyp.annual.calendar.note": OWN,
    "seutuyp.calendar.template": {
        **STAFF,
        "manager": "rwcd",
        "area_contact": "rwcd",
        "coordinator": "rwcd",
    },
    "seutuyp.calendar.template.line": {
        **STAFF,
        "manager": "rwcd",
        "area_contact": "rwcd",
        "coordinator": "rwcd",
    },
    "seutuyp.meeting.theme": {**STAFF, "manager": "rwcd"},
    "seutuyp.meeting.theme.item": {**STAFF, "manager": "rwcd"},
    "seutuyp.mission": {**STAFF, "manager": "rwcd"},
    "seutuyp.month": {**STAFF, "manager": "rw"},
    "seutuyp.invitation": {
        "manager": "r",
        "area_contact": "r",
        "coordinator": "r",
    },
    "seutuyp.calendar.reply": {"manager": "r"},
    "seutuyp.calendar.feed": {"coordinator": "rwcd"},
    "seutuyp.agenda.item": KEPT,
    "seutuyp.agenda.document": KEPT,
    "seutuyp.decision": KEPT,
    # asked by the region; test_joint_item.py has the other sides
    "seutuyp.joint.item": {**OWN, "manager": "rwc", "coordinator": "rwc"},
    "seutuyp.plan": KEPT_BY_COORDINATOR,
    "seutuyp.plan.goal": KEPT_BY_COORDINATOR,
    "seutuyp.plan.budget.line": KEPT_BY_COORDINATOR,
    "seutuyp.plan.communication": KEPT_BY_COORDINATOR,
    # partner staff writes what concerns its own organisation's action or comment
    "seutuyp.plan.comment": {**KEPT_BY_COORDINATOR, "partner_user": "rwcd"},
    "seutuyp.plan.checkpoint": KEPT_BY_COORDINATOR,
    "seutuyp.plan.update": OWN,
    "seutuyp.plan.resource": {**KEPT_BY_COORDINATOR, "partner_user": "rw"},
    "seutuyp.plan.version": OWN,
    "seutuyp.plan.matrix.line": KEPT_BY_COORDINATOR,
    "seutuyp.plan.content.area": {**STAFF, "manager": "rwcd"},
    # read by all staff; partner staff owns it; test_development_project.py has more
    "seutuyp.development.project": {
        **STAFF,
        "manager": "rwcd",
        "coordinator": "rwcd",
        "partner_user": "rwcd",
    },
    # what partner staff's own organisation has said
    "seutuyp.development.interest": {
        **STAFF,
        "manager": "rwcd",
        "partner_user": "rwcd",
    },
    # made by preparing the meeting; the coordinator and the chair write how goals stand
    "seutuyp.plan.followup": {**OWN, "manager": "rw", "coordinator": "rw"},
    "seutuyp.plan.goal.reading": {**OWN, "manager": "rw", "coordinator": "rw"},
    "project.task": {**KEPT_BY_COORDINATOR, "partner_user": "rw"},
    "seutuyp.evaluation": KEPT_BY_COORDINATOR,
    "seutuyp.evaluation.item": OWN,
    "seutuyp.evaluation.text": OWN,
    "seutuyp.evaluation.invitee": {},
    # meetings last: deleting one takes others along
    "calendar.event": KEPT,
    "calendar.attendee": KEPT,
}


class Allowed(Exception):
    """Nothing was refused."""


class AccessCase(PlanningCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation_a.seutuyp_region_ids = cls.region_a
        cls.template.region_id = cls.region_a
        cls.theme.item_ids = [Command.create({"name": "Item"})]
        # a holiday, so that there is a note
        cls.template.line_ids.write(
            {"month_ids": cls._month(12), "ordinal": "1", "weekday": "0"}
        )
        cls.year = cls._create_year()
        cls.year._generate()
        # invited people read their own meetings; here nobody of the roles is invited
        cls.year.event_ids.sudo().with_context(dont_notify=True).write(
            {"partner_ids": [Command.set(cls._create_person().ids)]}
        )
        invitation = cls.env["seutuyp.invitation"]._create_guarded(
            {
                "event_id": cls.year.event_ids.id,
                "uid": "test",
                "sequence": 0,
                "method": "REQUEST",
                "partner_id": cls._create_person().id,
            }
        )
        reply = cls.env["seutuyp.calendar.reply"]._create_guarded(
            {"event_id": cls.year.event_ids.id, "result": "unknown"}
        )
        item = cls.env["seutuyp.agenda.item"].create(
            {
                "event_id": cls.year.event_ids.id,
                "name": "Matter",
                "document_ids": [Command.create({"url": "https://example.org/paper"})],
            }
        )
        meeting = cls._create_event(
            cls._create_person(),
            "2027-09-01 07:00",
            "2027-09-01 08:00",
            seutuyp_group_id=cls.steering.id,
        )
        decision = cls.env["seutuyp.decision"].create(
            {"event_id": meeting.id, "name": "Decision"}
        )
        feed = cls.env["seutuyp.calendar.feed"].with_user(cls.coordinator).create({})
        joint_item = (
            cls.env["seutuyp.joint.item"]
            .with_user(cls.coordinator)
            .create({"name": "Who pays?", "region_id": cls.region_a.id})
        )
        plan = cls.env["seutuyp.plan"].create({"region_id": cls.region_a.id})
        goal = cls.env["seutuyp.plan.goal"].create({"plan_id": plan.id, "name": "Goal"})
        action = cls.env["project.task"].create(
            {
                "goal_id": goal.id,
                "name": "Action",
                "responsible_partner_ids": [Command.set(cls.organisation_a.ids)],
                "checkpoint_ids": [Command.create({"date": f"{plan.year}-03-01"})],
                "resource_ids": [Command.create({"partner_id": cls.organisation_a.id})],
            }
        )
        evaluation = cls.env["seutuyp.evaluation"].create({"group_id": cls.steering.id})
        evaluation._guarded().survey_id = evaluation._make_survey()
        evaluation._make_items()
        text = cls.env["seutuyp.evaluation.text"]._create_guarded(
            {"item_id": evaluation.item_ids[:1].id, "text": "More visits"}
        )
        invitee = cls.env["seutuyp.evaluation.invitee"].create(
            {"evaluation_id": evaluation.id, "partner_id": cls._create_person().id}
        )
        rows = {
            name: cls.env[f"seutuyp.plan.{name}"].create({"plan_id": plan.id, **vals})
            for name, vals in (
                ("budget.line", {"partner_id": cls.organisation_a.id}),
                ("communication", {"name": "Letter"}),
            )
        }
        matrix_line = cls.env["seutuyp.plan.matrix.line"].create(
            {
                "plan_id": plan.id,
                "content_area_id": cls.env.ref(
                    "seutuyp_planning.content_area_roles"
                ).id,
            }
        )
        projects = cls.env["seutuyp.development.project"].create(
            [
                {
                    "name": "Project",
                    "owner_id": organisation.id,
                    "region_ids": [Command.set(cls.region_a.ids)],
                    "contact_id": cls.coordinator.partner_id.id,
                }
                for organisation in (cls.organisation_a, cls.organisation_b)
            ]
        )
        interest = (
            cls.env["seutuyp.development.interest"]
            .with_user(cls.partner_user)
            .create({"project_id": projects[1].id})
        )
        followup = cls.env["seutuyp.plan.followup"]._make([(plan, meeting)])
        cls.records = {
            "seutuyp.plan.matrix.line": matrix_line,
            "seutuyp.plan.content.area": matrix_line.content_area_id,
            "seutuyp.development.project": projects[0],
            "seutuyp.development.interest": interest,
            "seutuyp.plan": plan,
            "seutuyp.plan.followup": followup,
            "seutuyp.plan.goal.reading": followup.reading_ids,
            "seutuyp.plan.goal": goal,
            "seutuyp.plan.budget.line": rows["budget.line"],
            "seutuyp.plan.communication": rows["communication"],
            "seutuyp.plan.comment": cls.env["seutuyp.plan.comment"].create(
                {
                    "goal_id": goal.id,
                    "text": "Well",
                    "author_id": cls.partner_user.partner_id.id,
                }
            ),
            "seutuyp.plan.checkpoint": action.checkpoint_ids,
            "seutuyp.plan.resource": action.resource_ids,
            "seutuyp.plan.version": cls.env["seutuyp.plan.version"]._create_guarded(
                {"plan_id": plan.id, "number": 1, "snapshot": {"goals": []}}
            ),
            "seutuyp.plan.update": action._tell(
                cls.partner_user.partner_id, "Begun", "under_way"
            ),
            "project.task": action,
            "seutuyp.evaluation": evaluation,
            "seutuyp.evaluation.item": evaluation.item_ids[:1],
            "seutuyp.evaluation.text": text,
            "seutuyp.evaluation.invitee": invitee,
            "seutuyp.joint.item": joint_item,
            "seutuyp.calendar.feed": feed,
            "seutuyp.agenda.item": item,
            "seutuyp.agenda.document": item.document_ids,
            "seutuyp.decision": decision,
            "seutuyp.invitation": invitation,
            "seutuyp.calendar.reply": reply,
            "seutuyp.annual.calendar": cls.year,
            "seutuyp.annual.calendar.note": cls.year.note_ids,
            "seutuyp.calendar.template": cls.template,
            "seutuyp.calendar.template.line": cls.template.line_ids,
            "seutuyp.meeting.theme": cls.theme,
            "seutuyp.meeting.theme.item": cls.theme.item_ids,
            "seutuyp.mission": cls.env.ref("seutuyp_planning.mission_national"),
            "seutuyp.month": cls.env.ref("seutuyp_planning.month_01"),
            "calendar.event": cls.year.event_ids,
            "calendar.attendee": cls.year.event_ids.attendee_ids,
        }


@tagged("post_install", "-at_install")
class TestAccess(AccessCase):
    """Each role reads and changes what the design says, own and foreign."""

    def _may(self, user, model, letter):
        record = self.records[model].with_user(user)
        if model in ("calendar.event", "calendar.attendee") and letter in "wcd":
            return self._may_change_meeting(user, letter)
        return record.has_access(OPERATIONS[letter])

    def _may_change_meeting(self, user, letter):
        """Try it: who keeps a meeting is asked when it is changed."""
        event = self.year.event_ids.with_user(user)
        try:
            with self.cr.savepoint():
                if letter == "w":
                    event.write({"location": "Room"})
                elif letter == "c":
                    event.create(
                        {
                            "name": "New",
                            "start": "2027-05-05 08:00",
                            "stop": "2027-05-05 09:00",
                            "seutuyp_group_id": self.steering.id,
                        }
                    )
                else:
                    event.unlink()
                raise Allowed  # the next role finds the meeting as it was
        except AccessError:
            return False
        except Allowed:
            return True
        finally:
            self.env.invalidate_all()

    def test_table(self):
        """Every model, role and operation."""
        for model, expected in EXPECTED.items():
            for role in ROLES:
                user = getattr(self, role)
                found = "".join(
                    letter for letter in "rwcd" if self._may(user, model, letter)
                )
                with self.subTest(model=model, role=role):
                    self.assertEqual(found, expected.get(role, ""))

    def test_every_model_stands_in_the_table(self):
        models = {
            name
            for name, model in self.env.items()
            if model._original_module == "seutuyp_planning"
            and not model._abstract
            and not model._transient
        }
        self.assertFalse(models - set(EXPECTED))

    def test_invited_outsider_reads_the_meeting(self):
        """Somebody of another region who is invited reads this one meeting."""
        event = self.year.event_ids
        event.sudo().with_context(dont_notify=True).write(
            {"partner_ids": [Command.link(self.outsider.partner_id.id)]}
        )
        self.assertTrue(event.with_user(self.outsider).has_access("read"))
        self.assertFalse(self.year.with_user(self.outsider).has_access("read"))

    def test_national_year_is_read_by_all_staff(self):
        nation = self.env["seutuyp.annual.calendar"].create(
            {"scope": "national", "year": 2027}
        )
        nation._generate()
        for user in (self.outsider, self.partner_user, self.coordinator_b):
            self.assertTrue(nation.with_user(user).has_access("read"))
            self.assertTrue(nation.event_ids.with_user(user).has_access("read"))
            with self.assertRefused(AccessError):
                nation.event_ids.with_user(user).write({"name": "Mine"})

    def test_personal_event_stays_as_in_core(self):
        """What has nothing to do with the network follows core's own rules."""
        event = self._create_event(
            self.outsider.partner_id, "2027-03-10 08:00", "2027-03-10 09:00"
        )
        self.assertTrue(event.with_user(self.partner_user).has_access("read"))
        event.with_user(self.partner_user).write({"location": "Here"})
        self.assertEqual(event.location, "Here")

    def test_nobody_draws_a_personal_event_into_a_foreign_year(self):
        event = self._create_event(
            self.outsider.partner_id, "2027-03-10 08:00", "2027-03-10 09:00"
        )
        with self.assertRefused(AccessError):
            event.with_user(self.outsider).write({"seutuyp_group_id": self.steering.id})

    def test_many2one_names(self):
        """A foreign meeting is not found by its name either."""
        events = self.env["calendar.event"].with_user(self.outsider)
        self.assertFalse(events.name_search("Steering A"))
        self.assertFalse(events.search([("name", "ilike", "Steering A")]))
        attendees = self.env["calendar.attendee"].with_user(self.outsider)
        self.assertFalse(
            attendees.search([("event_id", "in", self.year.event_ids.ids)])
        )


@tagged("post_install", "-at_install")
class TestAccessRpc(AccessCase, HttpCase):
    """The same over JSON-RPC, as a script would try it."""

    @mute_logger("odoo.http")
    def test_foreign_meeting_over_rpc(self):
        self.outsider.password = "outsider-password"
        self.authenticate(self.outsider.login, "outsider-password")
        for model, ids in (
            ("calendar.event", self.year.event_ids.ids),
            ("calendar.attendee", self.year.event_ids.attendee_ids.ids),
            ("seutuyp.annual.calendar", self.year.ids),
        ):
            for method, args in (
                ("read", [ids, ["display_name"]]),
                ("write", [ids, {"active": False}]),
                ("unlink", [ids]),
            ):
                with self.subTest(model=model, method=method):
                    response = self.url_open(
                        f"/web/dataset/call_kw/{model}/{method}",
                        data=json.dumps(
                            {
                                "params": {
                                    "model": model,
                                    "method": method,
                                    "args": args,
                                    "kwargs": {},
                                }
                            }
                        ),
                        headers={"Content-Type": "application/json"},
                    ).json()
                    self.assertIn("error", response)
