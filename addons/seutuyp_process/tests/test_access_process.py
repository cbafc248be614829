# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCommon
from .test_process_review_access import EXPECTED as OF_REVIEWS

# What each role may do with a record of a process of region A that is being described:
# r w c d. Partner staff owns it; coordinator_b and outsider belong elsewhere.
READ = {
    "manager": "r",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "partner_user": "r",
}
DESCRIBED = {
    **READ,
    "manager": "rwcd",
    "coordinator": "rwcd",
    "partner_user": "rwcd",
}
STAFF = {**READ, "coordinator_b": "r", "outsider": "r"}
EXPECTED = {
    "seutuyp.process": DESCRIBED,
    "seutuyp.process.lane": DESCRIBED,
    "seutuyp.process.phase": DESCRIBED,
    "seutuyp.process.flow": DESCRIBED,
    "seutuyp.process.tool": DESCRIBED,
    "seutuyp.process.responsibility": DESCRIBED,
    "seutuyp.process.member": DESCRIBED,
    "seutuyp.process.version": STAFF,
    # its giver, an outsider, changes it while the round is open
    "seutuyp.process.feedback": {**READ, "outsider": "rwcd"},
    "seutuyp.process.invitee": READ,
    "seutuyp.process.deployment": DESCRIBED,
    "seutuyp.process.acknowledgement": READ,
}
ROLES = (
    *("manager", "reviewer", "area_contact", "coordinator", "partner_user"),
    *("coordinator_b", "outsider", "portal_user"),
)
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
FORGED = {
    "seutuyp.process": {
        "state": "in_use",
        "version": 9,
        "feedback_round": 9,
        "is_public": True,
        "public_slug": "mine",
        "copied_from_version_id": 1,
    },
    "seutuyp.process.feedback": {
        "state": "accepted",
        "answer": "Yes",
        "partner_id": 1,
        "is_carried": True,
    },
    "seutuyp.process.deployment": {"is_done": True, "version": 9},
}


@tagged("post_install", "-at_install")
class TestAccessProcess(ProcessCommon):
    """Who may do what with everything that belongs to a process."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        cls.giver = cls.outsider.partner_id
        cls.organisation = cls._create_organisation(name="Elsewhere")
        cls.outsider.partner_id.parent_id = cls._create_organisation(name="Outside")
        process = cls.process
        process.action_approve(cls._create_decision().id)
        acknowledgement = env["seutuyp.process.acknowledgement"]._create_guarded(
            {
                "process_id": process.id,
                "version": 1,
                "partner_id": cls.organisation.id,
            }
        )
        process.action_revise("Again")
        # a round that is open for the giver, not for who reads drafts
        invitee = env["seutuyp.process.invitee"]._create_guarded(
            {"process_id": process.id, "round": 1, "partner_id": cls.giver.id}
        )
        feedback = env["seutuyp.process.feedback"]._create_guarded(
            {"process_id": process.id, "text": "Unclear", "partner_id": cls.giver.id}
        )
        tool = env["seutuyp.process.tool"].create(
            {"phase_id": cls.need.id, "name": "Form"}
        )
        arrow = env["seutuyp.process.flow"].create(
            {"source_id": cls.need.id, "target_id": cls.advice.id}
        )
        duty = env["seutuyp.process.responsibility"].create(
            {"process_id": process.id, "duties": "Answers"}
        )
        member = env["seutuyp.process.member"].create(
            {"process_id": process.id, "partner_id": cls._create_person().id}
        )
        cls.records = {
            record._name: record
            for record in (
                *(process, cls.lane, cls.need, arrow, tool, duty, member, feedback),
                *(process.version_ids, invitee, process.deployment_ids[0]),
                acknowledgement,
            )
        }

    def _allowed(self, record, role):
        record = record.with_user(getattr(self, role))
        return "".join(
            letter
            for letter, operation in OPERATIONS.items()
            if record.has_access(operation)
        )

    def test_table(self):
        self.assertEqual(set(self.records), set(EXPECTED))
        for name, expected in EXPECTED.items():
            record = self.records[name]
            state = "feedback" if name.endswith("feedback") else "draft"
            self.process._guarded().state = state
            self.env.flush_all()
            for role in ROLES:
                with self.subTest(model=name, role=role):
                    self.env.invalidate_all()
                    self.assertEqual(
                        self._allowed(record, role), expected.get(role, "")
                    )

    def test_every_model_stands_in_a_table(self):
        """A new model is entered here or in test_process_review_access."""
        models = {
            name
            for name, model in self.env.registry.items()
            if model._original_module == "seutuyp_process"
            and not model._abstract
            and not model._transient
        }
        self.assertFalse(models - set(EXPECTED) - set(OF_REVIEWS))

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_another_region_may_nothing(self):
        """What coordinators and owners may do is for their own region alone."""
        for name, record in self.records.items():
            if name in ("seutuyp.process.version", "seutuyp.process.feedback"):
                continue
            with self.subTest(model=name):
                self.assertEqual(self._allowed(record, "coordinator_b"), "")

    def test_nothing_is_forged(self):
        for name, values in FORGED.items():
            record = self.records[name].with_user(self.coordinator)
            for field, value in values.items():
                with self.subTest(model=name, field=field):
                    with (
                        self.assertRaises(UserError),
                        self.cr.savepoint(),
                    ):
                        record.write({field: value})
                    forged = record.with_context(**{f"default_{field}": value})
                    found = forged.default_get([field])
                    self.assertNotEqual(found.get(field), value)

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_a_part_does_not_name_another_region_s_process(self):
        """Whose a tool or an arrow is follows from its phase, whatever is sent."""
        foreign = self._create_process(name="Other", region_id=self.region_b.id)
        for name in ("tool", "flow"):
            part = self.records[f"seutuyp.process.{name}"].with_user(self.coordinator)
            with self.assertRaises(AccessError), self.cr.savepoint():
                part.process_id = foreign
            values = {"phase_id": self.need.id, "name": "Form"}
            if name == "flow":
                values = {"source_id": self.need.id, "target_id": self.feedback.id}
            with self.assertRaises(AccessError), self.cr.savepoint():
                part.create({**values, "process_id": foreign.id})

    def test_kept_rows_are_nobodys_to_write(self):
        for name in ("version", "invitee", "acknowledgement"):
            record = self.records[f"seutuyp.process.{name}"]
            for user in (self.coordinator, self.manager):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    record.with_user(user).write({"process_id": self.process.id})
                with self.assertRaises(AccessError), self.cr.savepoint():
                    record.with_user(user).unlink()

    def test_feedback_does_not_move_to_another_process(self):
        self.process._guarded().state = "feedback"
        other = self._create_process(name="Other")
        other._guarded().state = "feedback"
        row = self.records["seutuyp.process.feedback"].with_user(self.outsider)
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.process_id = other
        row.process_id = self.process
