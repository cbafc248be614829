# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import json

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_access_agreement import EXPECTED as of_agreements
from .test_forging import ForgingCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
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
# What each role may do with a record of region A: r w c d. A role that is missing may
# do nothing; "coordinator_b" and "outsider" belong elsewhere. Guarded fields are
# closed to all of them besides.
OWN = {
    "manager": "r",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "partner_user": "r",
}
STAFF = {**OWN, "coordinator_b": "r", "outsider": "r"}
EXPECTED = {
    "seutuyp.stand.in": {**OWN, "manager": "rwc", "coordinator": "rwc"},
    "seutuyp.service.offer": {
        **STAFF,
        "manager": "rwcd",
        "coordinator": "rwcd",
        "partner_user": "rwcd",
    },
    "seutuyp.service.confirmation": OWN,
    "seutuyp.service.change": STAFF,
    "seutuyp.service.coverage.count": STAFF,
    "seutuyp.change": STAFF,
    "seutuyp.change.line": STAFF,
    # published; a draft stands in the tests of practices
    "seutuyp.practice": {**STAFF, "manager": "rwcd", "coordinator": "rwcd"},
    # adopted by region B
    "seutuyp.practice.adoption": {
        **STAFF,
        "manager": "rwcd",
        "coordinator_b": "rwcd",
    },
    "seutuyp.material": {**OWN, "manager": "rwcd", "coordinator": "rwcd"},
    "seutuyp.handover": {**OWN, "manager": "rwcd", "coordinator": "rwc"},
    "seutuyp.handover.line": {**OWN, "manager": "rwcd", "coordinator": "rwcd"},
    "seutuyp.handover.template.line": {**STAFF, "manager": "rwcd"},
    "seutuyp.vacancy": OWN,
    "seutuyp.commitment.followup": {
        **OWN,
        "manager": "rw",
        "coordinator": "rw",
        "partner_user": "rw",
    },
    "seutuyp.brand.file": {**STAFF, "manager": "rwcd", "reviewer": "rwc"},
    "seutuyp.brand.place": {**OWN, "coordinator": "rwcd", "partner_user": "rwcd"},
    "seutuyp.duplicate": {"manager": "r"},
    "seutuyp.accessibility.feedback": {"manager": "rw"},
    "seutuyp.public.text": {**STAFF, "manager": "rwcd"},
    "seutuyp.processing.activity": {**STAFF, "manager": "rwcd"},
}
# Forms that are filled in and forgotten: who may open one. Nobody sees another's.
COORDINATORS = {"area_contact", "coordinator", "coordinator_b"}
WIZARDS = {
    "seutuyp.import.wizard": {"manager", *COORDINATORS},
    "seutuyp.change.wizard": {"manager"},
    "seutuyp.person.request": {"manager"},
    "seutuyp.notice.wizard": COORDINATORS,
    "seutuyp.signatory.wizard": COORDINATORS,
    "seutuyp.compare.wizard": set(ROLES) - {"portal_user"},
    "seutuyp.situation.wizard": set(ROLES) - {"portal_user"},
    "seutuyp.commitment.wizard": set(ROLES) - {"portal_user"},
}
WIZARD_PARTS = {
    "seutuyp.import.wizard.line": WIZARDS["seutuyp.import.wizard"],
    "seutuyp.change.wizard.line": WIZARDS["seutuyp.change.wizard"],
    "seutuyp.person.request.line": WIZARDS["seutuyp.person.request"],
}


class NetworkAccessCase(ForgingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        env = cls.env
        vacancy = env["seutuyp.vacancy"]._create_guarded(
            {
                "kind": "area",
                "area_id": cls.area_a.id,
                "region_ids": [Command.set(cls.region_a.ids)],
                "reason": "empty",
                "since": "2026-11-01",
            }
        )
        cls.network_records[
            "seutuyp.commitment.followup"
        ]._guarded().region_ids = cls.region_a
        twins = [cls._create_organisation(name="Twin Oy") for _number in range(2)]
        env.flush_all()
        env["seutuyp.duplicate"].action_find()
        cls.of_network = {
            **cls.network_records,
            "seutuyp.vacancy": vacancy,
            "seutuyp.handover.template.line": env[
                "seutuyp.handover.template.line"
            ].search([], limit=1),
            "seutuyp.brand.file": env["seutuyp.brand.file"].create(
                {
                    "name": "Mark",
                    "file": base64.b64encode(b"<svg/>"),
                    "filename": "mark.svg",
                }
            ),
            "seutuyp.brand.place": env["seutuyp.brand.place"].create(
                {"use_id": cls.brand_use.id, "name": "Front page"}
            ),
            "seutuyp.duplicate": env["seutuyp.duplicate"].search([], limit=1),
            "seutuyp.public.text": env["seutuyp.public.text"].search([], limit=1),
            "seutuyp.processing.activity": env["seutuyp.processing.activity"].search(
                [], limit=1
            ),
        }
        cls.twins = twins
        env.flush_all()
        env.invalidate_all()


@tagged("post_install", "-at_install")
class TestAccessNetwork(NetworkAccessCase):
    def _allowed(self, record, user):
        record = record.with_user(user).sudo(False)
        return "".join(
            letter
            for letter, operation in OPERATIONS.items()
            if record.has_access(operation)
        )

    def test_table(self):
        self.assertEqual(set(EXPECTED), set(self.of_network))
        for model, roles in EXPECTED.items():
            record = self.of_network[model]
            self.assertTrue(record, model)
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(
                        self._allowed(record, getattr(self, role)), roles.get(role, "")
                    )

    def test_every_model_has_a_table(self):
        """A new model is entered in one of the tables, or named here with its test."""
        elsewhere = {
            # test_access_who, test_region, test_service: what all staff read
            "seutuyp.area",
            "seutuyp.region",
            "seutuyp.region.area",
            "seutuyp.actor.type",
            "seutuyp.segment",
            "seutuyp.deciding.body",
            "seutuyp.criterion",
            "seutuyp.agreement.template",
            "seutuyp.agreement.template.section",
            "seutuyp.agreement.template.section.translation",
            "seutuyp.group",
            "seutuyp.group.member",
            "seutuyp.service",
            "seutuyp.service.category",
            "seutuyp.service.coverage",
        }
        known = elsewhere | set(EXPECTED) | set(of_agreements)
        missing = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("seutuyp.")
            and model._original_module == "seutuyp_network"
            and not model._abstract
            and not model._transient
            and name not in known
        }
        self.assertFalse(missing)

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_forms(self):
        for model, may in {**WIZARDS, **WIZARD_PARTS}.items():
            for role in ROLES:
                records = self.env[model].with_user(getattr(self, role))
                for operation in OPERATIONS.values():
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertEqual(records.has_access(operation), role in may)

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_nobody_reads_the_form_of_another(self):
        wizard = self.env["seutuyp.import.wizard"].with_user(self.coordinator)
        own = wizard.create({})
        own.check_access("read")
        for role in ("manager", "coordinator_b", "area_contact"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                own.with_user(getattr(self, role)).read(["display_name"])


@tagged("post_install", "-at_install")
class TestAccessNetworkRpc(HttpCase, NetworkAccessCase):
    def _call(self, model, method, args):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": {},
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _may_create_some(self, model, role):
        return self.env[model].with_user(getattr(self, role)).has_access("create")

    def _log_in(self, user):
        user.password = "a-long-password-for-tests"
        self.env.flush_all()
        self.authenticate(user.login, "a-long-password-for-tests")

    @mute_logger(
        "odoo.http",
        "odoo.addons.base.models.ir_model",
        "odoo.addons.base.models.ir_rule",
    )
    def test_over_the_wire(self):
        """What the table refuses is refused to a request too, in each of its words."""
        for role in ROLES:
            self._log_in(getattr(self, role))
            for model, roles in EXPECTED.items():
                allowed = roles.get(role, "")
                ids = self.of_network[model].ids
                calls = {
                    "r": ("read", [ids, ["display_name"]]),
                    "w": ("write", [ids, {"display_name": "x"}]),
                    "c": ("create", [{}]),
                    "d": ("unlink", [ids]),
                }
                for letter, (method, args) in calls.items():
                    if letter in allowed and letter != "r":
                        continue
                    if letter == "c" and self._may_create_some(model, role):
                        continue  # which ones is decided by their values
                    answer = self._call(model, method, args)
                    with self.subTest(role=role, model=model, method=method):
                        if letter in allowed:
                            self.assertEqual(len(answer["result"]), len(ids))
                        else:
                            self.assertIn("error", answer)
                            self.assertEqual(
                                answer["error"]["data"]["name"],
                                "odoo.exceptions.AccessError",
                            )
                if "r" not in allowed:
                    answer = self._call(model, "search_count", [[["id", "in", ids]]])
                    with self.subTest(role=role, model=model, method="search_count"):
                        self.assertFalse(answer.get("result"))
        for records in self.of_network.values():
            self.assertTrue(records.exists())
