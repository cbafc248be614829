# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_referral import ReferralCommon
from .common_rpc import RpcCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
ROLES = (
    *("manager", "reviewer", "area_contact", "coordinator", "partner_user"),
    *("receiver_user", "third_user", "coordinator_b", "outsider", "portal_user"),
)
# The partner user's organisation sends to the receiver's; the third one is a party of
# the region, too. What is missing may do nothing.
TWO = {"partner_user": "r", "receiver_user": "r"}
REGION = {
    **dict.fromkeys(
        ("area_contact", "partner_user", "receiver_user", "third_user"), "r"
    ),
    "coordinator": "rwcd",
}
EXPECTED = {
    "seutuyp.referral": TWO,
    "seutuyp.referral.look": TWO,
    "seutuyp.referral.customer": {},
    "seutuyp.referral.count": {**TWO, "coordinator": "r"},
    "seutuyp.referral.tally": {
        "coordinator": "rwcd",
        "partner_user": "rwcd",
        "receiver_user": "r",
    },
    "seutuyp.referral.reception": {**REGION, "receiver_user": "rwcd"},
    "seutuyp.referral.outcome": {
        **dict.fromkeys(ROLES[:-1], "r"),
        "manager": "rwcd",
    },
    "seutuyp.company.contact": {"partner_user": "rwcd"},
    "seutuyp.company.need": {"partner_user": "rwcd", "receiver_user": "r"},
}
# Tried over RPC here, role by role.
MODELS = {
    *EXPECTED,
    *("seutuyp.referral.wizard", "seutuyp.referral.wizard.line"),
    "seutuyp.referral.close.wizard",
}


@tagged("post_install", "-at_install")
class TestReferralAccess(RpcCase, ReferralCommon):
    """Who does what to each model, in the region and outside."""

    def _records(self):
        self.referral.with_user(self.receiver_user).read_customer()
        region = {"region_id": self.region_a.id}
        tally = self.env["seutuyp.referral.tally"].create(
            {
                **region,
                "from_partner_id": self.organisation_a.id,
                "to_partner_id": self.receiver.id,
            }
        )
        reception = self.env["seutuyp.referral.reception"].create(
            {**region, "partner_id": self.receiver.id}
        )
        contact = self._meet(needs=[{"partner_id": self.receiver.id}])
        self.env.flush_all()
        count = self.env["seutuyp.referral.count"].search(
            [("region_id", "=", self.region_a.id), ("state", "=", "sent")]
        )
        return {
            record._name: record
            for record in (
                *(self.referral, self.referral.look_ids, self._customer(), count),
                *(tally, reception, self.outcome, contact, contact.need_ids),
            )
        }

    def test_table(self):
        records = self._records()
        self.assertEqual(set(records), set(EXPECTED))
        for model, expected in EXPECTED.items():
            for role in ROLES:
                record = records[model].with_user(getattr(self, role))
                found = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if record.has_access(operation)
                )
                with self.subTest(model=model, role=role):
                    self.assertEqual(found, expected.get(role, ""))

    def _new(self, records):
        """Return {model: values of another record in the same region}."""
        region = {"region_id": self.region_a.id}
        referral = {"referral_id": self.referral.id}
        customers = {**region, "from_partner_id": self.organisation_a.id}
        customers["to_partner_id"] = self.third.id
        service = {"service_id": self.service.id}
        return {
            "seutuyp.referral": {**customers, **service},
            "seutuyp.referral.look": referral,
            "seutuyp.referral.customer": {**referral, "name": "x"},
            "seutuyp.referral.count": region,
            "seutuyp.referral.tally": customers,
            "seutuyp.referral.reception": {
                **region,
                "partner_id": self._create_organisation(name="Nobody's").id,
            },
            "seutuyp.referral.outcome": {"code": "RPC", "name": "Over RPC"},
            "seutuyp.company.contact": {
                **region,
                "partner_id": self.organisation_a.id,
                "segment_id": self.segment.id,
            },
            "seutuyp.company.need": {
                **service,
                "contact_id": records["seutuyp.company.contact"].id,
            },
        }

    def _windows(self):
        """Return the windows of the partner user, one of each kind."""
        values = self._values()
        values.update(values.pop("customer"))
        referral = {"referral_id": self.referral.id}
        own = self.env(user=self.partner_user)
        send = own["seutuyp.referral.wizard"].create(values)
        close = own["seutuyp.referral.close.wizard"].create(
            {**referral, "outcome_id": self.outcome.id}
        )
        return send, send.line_ids, close

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_over_rpc(self):
        records = self._records()
        new = self._new(records)
        cases = [
            *((record, new[model]) for model, record in records.items()),
            *((window, {}) for window in self._windows()),
        ]
        self.assertEqual({record._name for record, _vals in cases}, MODELS)
        self.assertSameOverRpc(ROLES, cases)

    def test_the_same_organisation_in_another_region(self):
        """An organisation of both regions: its people read what is of their region."""
        self._join(self.organisation_b | self.receiver | self.third, self.region_b)
        self.assertTrue(self.referral.with_user(self.receiver_user).has_access("read"))
        self._join(self.organisation_a | self.third)
        self.env.invalidate_all()
        self.assertFalse(self.referral.with_user(self.receiver_user).has_access("read"))

    def test_groups_do_not_leak(self):
        for role in (
            "manager",
            "reviewer",
            "area_contact",
            "coordinator",
            "third_user",
        ):
            rows = self.env["seutuyp.referral"].with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertFalse(rows.search([]))
                self.assertEqual(rows.search_count([]), 0)
                self.assertFalse(
                    rows.formatted_read_group([], ["to_partner_id"], ["__count"])
                )

    def test_an_open_need_is_the_regions(self):
        need = self._meet().need_ids
        readers = {
            role
            for role in ROLES
            if need.with_user(getattr(self, role)).has_access("read")
        }
        region = {"area_contact", "coordinator", "third_user"}
        self.assertEqual(readers, region | {"partner_user", "receiver_user"})

    # --------------------------------------------------------------------- windows
    def _window(self, user, **kw):
        values = self._values()
        values.update(values.pop("customer"))
        return self.env["seutuyp.referral.wizard"].with_user(user).new({**values, **kw})

    def test_a_window_is_ones_own(self):
        """A customer written down, but not sent, is read by whoever wrote it."""
        values = self._values()
        values.update(values.pop("customer"))
        windows = self.env["seutuyp.referral.wizard"]
        window = windows.with_user(self.partner_user).create(values)
        self.assertTrue(window.line_ids)
        self.assertTrue(window.has_access("read"))
        for role in ROLES:
            if role == "partner_user":
                continue
            other = window.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertFalse(other.has_access("read"))
                self.assertFalse(other.line_ids.has_access("read"))

    def test_a_window_tells_nothing_of_another_region(self):
        self.env["seutuyp.referral.reception"].create(
            {
                "region_id": self.region_a.id,
                "partner_id": self.receiver.id,
                "capacity": "limited",
                "note": "Call the deputy",
            }
        )
        own = self._window(self.partner_user)
        self.assertIn("Call the deputy", own.receiver_words)
        self.assertIn(self.receiver, own.party_ids._origin)
        self.assertEqual(own.line_ids.partner_id._origin, self.receiver)
        foreign = self._window(self.outsider)
        self.assertFalse(foreign.receiver_words)
        self.assertFalse(foreign.party_ids)
        self.assertFalse(foreign.line_ids)

    def test_a_window_tells_nothing_of_anothers_need(self):
        need = self._meet(needs=[{"partner_id": self.third.id}]).need_ids
        window = {"to_partner_id": False, "need_id": need.id}
        own = self._window(self.partner_user, **window)
        own._compute_to_partner_id()
        self.assertEqual(own.to_partner_id._origin, self.third)
        foreign = self._window(self.receiver_user, **window)
        foreign._compute_to_partner_id()
        self.assertFalse(foreign.to_partner_id & self.third)
