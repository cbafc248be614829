# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_rpc import RpcCase
from .common_trend import TrendAccessCommon

# What each role may do with a record of region A: r w c d. Partner staff are of
# organisation A, a party of A; coordinator_b and outsider belong elsewhere.
ALL = "rwcd"
CATALOGUE = {
    "manager": ALL,
    **dict.fromkeys(("reviewer", "area_contact", "coordinator", "partner_user"), "r"),
    "coordinator_b": "r",
    "outsider": "r",
}
OWN = {**CATALOGUE, "coordinator": ALL}
RETURN = {
    "manager": "rcd",
    "area_contact": "r",
    "coordinator": ALL,
    "partner_user": "rw",
}
ROWS = {**RETURN, "manager": "r", "partner_user": ALL}
EXPECTED = {
    "topic": CATALOGUE,
    "indicator": CATALOGUE,
    "own_indicator": OWN,
    "choice": OWN,
    "target": OWN,
    "measurement": {
        "manager": "r",
        "area_contact": "r",
        "coordinator": ALL,
        "partner_user": "r",
    },
    "exception": {
        **dict.fromkeys(("manager", "coordinator"), "rw"),
        **dict.fromkeys(("area_contact", "partner_user"), "r"),
    },
    "rebase": {
        **dict.fromkeys(("manager", "coordinator"), ALL),
        **dict.fromkeys(("area_contact", "partner_user"), "r"),
    },
    "correction": dict.fromkeys(
        ("manager", "area_contact", "coordinator", "partner_user"), "r"
    ),
    "advice_class": CATALOGUE,
    "return": RETURN,
    "advice": ROWS,
    "feedback": ROWS,
}
ROLES = (
    *("manager", "reviewer", "area_contact", "coordinator", "partner_user"),
    *("coordinator_b", "outsider", "portal_user"),
)
# Tried over RPC here, role by role, of the own region and of another.
MODELS = {
    *("seutuyp.indicator", "seutuyp.indicator.choice", "seutuyp.indicator.exception"),
    *("seutuyp.indicator.rebase", "seutuyp.indicator.target"),
    *("seutuyp.indicator.topic", "seutuyp.advice.class", "seutuyp.measurement"),
    *("seutuyp.measurement.correction", "seutuyp.measurement.correct.wizard"),
    *("seutuyp.return", "seutuyp.return.advice", "seutuyp.return.feedback"),
    *("seutuyp.region.status", "seutuyp.organisation.year", "seutuyp.export.wizard"),
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestAccessReporting(RpcCase, TrendAccessCommon):
    """Who may do what with indicators, values and returns."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        segment = env.ref("seutuyp_network.segment_founders")
        cls.region_a._guarded().partner_ids = cls.organisation_a
        cls.outsider.partner_id.parent_id = cls._create_organisation(name="Outside")
        measured = cls._measure(5)
        corrected = cls._measure(5, 2025)
        corrected._confirm()
        corrected._correct(6, "A slip")
        row = env["seutuyp.return"].create(
            {
                "region_id": cls.region_a.id,
                "partner_id": cls.organisation_a.id,
                "year": 2025,
                "advice_ids": [
                    Command.create(
                        {"class_id": env.ref("seutuyp_reporting.advice_class_start").id}
                    )
                ],
                "feedback_ids": [Command.create({"segment_id": segment.id})],
            }
        )
        cls.records = {
            "topic": cls.topic,
            "indicator": cls.indicator,
            "own_indicator": cls._create_indicator(region_id=cls.region_a.id),
            "choice": cls.choice,
            "target": env["seutuyp.indicator.target"].create(
                {"choice_id": cls.choice.id, "segment_id": segment.id, "target": 1}
            ),
            "measurement": measured,
            "exception": cls._except(cls.choice),
            "rebase": cls._rebase(cls.choice),
            "correction": corrected.correction_ids,
            "advice_class": env.ref("seutuyp_reporting.advice_class_start"),
            "return": row,
            "advice": row.advice_ids,
            "feedback": row.feedback_ids,
        }

    def _allowed(self, record, role):
        record = record.with_user(getattr(self, role))
        return "".join(
            letter
            for letter, operation in OPERATIONS.items()
            if record.has_access(operation)
        )

    def test_table(self):
        self.env.flush_all()
        self.env.invalidate_all()
        for name, record in self.records.items():
            found = {role: self._allowed(record, role) for role in ROLES}
            found = {role: letters for role, letters in found.items() if letters}
            with self.subTest(record=name):
                self.assertEqual(found, EXPECTED[name])

    def test_moving_to_another_region(self):
        """What is one's own is not handed to a region one does not edit."""
        foreign = {"region_id": self.region_b.id}
        for name in ("choice", "own_indicator", "measurement", "return"):
            record = self.records[name].with_user(self.coordinator)
            with (
                self.subTest(record=name),
                self.assertRaises(AccessError),
                self.cr.savepoint(),
            ):
                record.write(foreign)
        target = self.records["target"].with_user(self.coordinator)
        with self.assertRaises(AccessError), self.cr.savepoint():
            target.choice_id = self._choose(self.region_b)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.records["own_indicator"].with_user(self.coordinator).region_id = False

    def test_guarded_fields(self):
        forged = {
            "measurement": {"state": "confirmed", "sharing": "public"},
            "return": {"state": "returned", "returned_on": "2026-01-01"},
        }
        for name, vals in forged.items():
            record = self.records[name].with_user(self.coordinator)
            for field, value in vals.items():
                with self.subTest(field=field), self.assertRaises(AccessError):
                    record.write({field: value})
                with (
                    self.subTest(field=field),
                    self.assertRaises(AccessError),
                    self.cr.savepoint(),
                ):
                    record.with_context(**{f"default_{field}": value}).create(
                        {field: value}
                    )

    # ------------------------------------------------------------------- over RPC
    def _new(self):
        """Return {name of a record: values of another one in the same region}."""
        region = {"region_id": self.region_a.id}
        year = {"date_from": "2031-01-01", "date_to": "2031-12-31"}
        choice = {"choice_id": self.choice.id}
        part = {"return_id": self.records["return"].id}
        segment = self.env.ref("seutuyp_network.segment_growth_track").id
        advice = self.env["seutuyp.advice.class"].search([], limit=2)[1]
        named = {"code": "RPC", "name": "Over RPC"}
        indicator = {**named, "topic_id": self.topic.id}
        other = self._create_indicator()
        return {
            "topic": named,
            "indicator": indicator,
            "own_indicator": {**indicator, **region},
            "choice": {**region, "indicator_id": other.id},
            "target": {**choice, "segment_id": segment, "target": 2},
            "measurement": {
                **region,
                **year,
                "indicator_id": self.indicator.id,
                "value": 1,
            },
            "exception": {**choice, **year, "code": "outside", "direction": "up"},
            "rebase": {**choice, "date": "2031-01-01", "reason": "Borders"},
            "correction": {"measurement_id": self.records["measurement"].id},
            "advice_class": named,
            "return": {**region, "partner_id": self.organisation_a.id, "year": 2031},
            "advice": {**part, "class_id": advice.id},
            "feedback": {**part, "segment_id": segment},
        }

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_over_rpc(self):
        new = self._new()
        windows = [
            self.env[model].with_user(self.coordinator).create(vals).sudo(False)
            for model, vals in (
                (
                    "seutuyp.measurement.correct.wizard",
                    {"measurement_id": self.records["measurement"].id, "reason": "x"},
                ),
                ("seutuyp.export.wizard", {}),
            )
        ]
        status = self.env["seutuyp.region.status"].search(
            [("region_id", "=", self.region_a.id)], limit=1
        )
        year = self.env["seutuyp.organisation.year"].search(
            [("partner_id", "=", self.organisation_a.id)], limit=1
        )
        cases = [
            *((record, new[name]) for name, record in self.records.items()),
            *((record, {}) for record in (*windows, status, year)),
        ]
        self.assertEqual({record._name for record, _vals in cases}, MODELS)
        self.assertSameOverRpc(ROLES, cases)
