# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from . import (
    test_access_collection,
    test_access_reporting,
    test_customer_feedback_access,
    test_referral_access,
    test_referral_total,
)
from .common import ReportingCommon

# Read by all staff of the network: the catalogue, and what regions follow of it.
WITHOUT_RULES = {
    "seutuyp.advice.class",
    "seutuyp.indicator",
    "seutuyp.indicator.choice",
    "seutuyp.indicator.target",
    "seutuyp.indicator.topic",
    "seutuyp.referral.outcome",
}
# Read by nobody at all.
CLOSED = {"seutuyp.referral.customer", "seutuyp.survey.invitee"}


@tagged("post_install", "-at_install")
class TestAccessModels(ReportingCommon):
    """What holds of every model of the addon, also of those that come later."""

    def _models(self):
        models = [
            model
            for model in self.env.values()
            if model._original_module == "seutuyp_reporting" and not model._abstract
        ]
        self.assertIn(self.env["seutuyp.measurement"], models)
        return models

    def test_every_model_has_its_access(self):
        for model in self._models():
            with self.subTest(model=model._name):
                found = self.env["ir.model.access"].search(
                    [("model_id.model", "=", model._name)]
                )
                self.assertTrue(found)
                self.assertTrue(all(found.mapped("group_id")), "open to all")
                readers = found.filtered("perm_read")
                self.assertEqual(not readers, model._name in CLOSED)

    def test_every_model_is_tried_by_each_role(self):
        """The tables and what is tried over RPC stand in these files."""
        never_saved = "seutuyp.referral.customer.wizard"  # the database refuses it
        tried = {test_referral_total.MODEL, never_saved}
        for module in (
            *(test_access_collection, test_access_reporting),
            *(test_customer_feedback_access, test_referral_access),
        ):
            tried |= module.MODELS
        self.assertEqual({model._name for model in self._models()}, tried)

    def test_every_model_has_its_rules(self):
        for model in self._models():
            rules = self.env["ir.rule"].search([("model_id.model", "=", model._name)])
            with self.subTest(model=model._name):
                if model._transient:
                    self.assertIn("create_uid", "".join(rules.mapped("domain_force")))
                elif model._name in WITHOUT_RULES | CLOSED:
                    self.assertFalse(rules)
                else:
                    self.assertTrue(rules)

    def test_rules_know_who_acts_for_the_area_contact(self):
        """Deputies read as the contact does: no more, and no less."""
        names = [model._name for model in self._models()]
        rules = self.env["ir.rule"].search([("model_id.model", "in", names)])
        alone = rules.filtered(
            lambda rule: "contact_id.user_ids" in (rule.domain_force or "")
        )
        self.assertFalse(alone.mapped("name"))

    def test_nobody_writes_what_is_worked_out(self):
        """Rules follow stored regions and sharing: somebody's word must not be one."""
        for model in self._models():
            worked_out = {
                name
                for name, field in model._fields.items()
                if field.store
                and field.compute
                and field.readonly
                and not field.inverse
                and not model._transient
                and field._modules
                and all(module.startswith("seutuyp_") for module in field._modules)
            }
            if worked_out and model._auto and model._name not in CLOSED:
                with self.subTest(model=model._name):
                    self.assertTrue(hasattr(model, "_guarded_names"), worked_out)
                    self.assertLessEqual(worked_out, model._guarded_names())

    def test_worked_out_values_are_not_forged(self):
        own = self._create_indicator(region_id=self.region_a.id)
        rebase = self.env["seutuyp.indicator.rebase"].create(
            {"choice_id": self.choice.id, "date": "2026-01-01", "reason": "Borders"}
        )
        for record, vals in (
            (own, {"automatic": True}),
            (own, {"kind": "trend"}),
            (self.choice, {"topic_id": self.topic.id}),
            (rebase, {"region_id": self.region_b.id}),
            (rebase, {"sharing": "public"}),
        ):
            with self.subTest(vals=vals), self.assertRefused(AccessError):
                record.with_user(self.coordinator).write(vals)
        foreign = self._choose(self.region_b)
        with self.assertRefused(AccessError), self.cr.savepoint():
            rebase.with_user(self.coordinator).choice_id = foreign
