# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_rpc import RpcCase
from .common_survey import SurveyCommon

FEEDBACK = "seutuyp.customer.feedback"
LINK = "seutuyp.customer.feedback.link"
# Tried over RPC here, role by role.
MODELS = {
    *(FEEDBACK, LINK, "seutuyp.survey.round", "seutuyp.survey.result"),
    *("seutuyp.survey.text", "seutuyp.survey.invitee"),
}
KEEPERS = ("manager", "coordinator", "partner_user")
ROLES = (*KEEPERS, "reviewer", "area_contact", "reader", "coordinator_b", "outsider")


@tagged("post_install", "-at_install")
class TestCustomerFeedbackAccess(RpcCase, SurveyCommon):
    """Who asked reads single answers; the region reads means and counts, of enough."""

    def setUp(self):
        super().setUp()
        self.reader = self._create_user("reader", "group_user")
        group = self._create_steering_group(members=2)
        self._create_member(group, partner_id=self.reader.partner_id.id)
        self.link = self._create_link()
        self._give(self.link, 4, 3, 2)

    def _give(self, link, *grades):
        for grade in grades:
            link.sudo()._take_feedback(grade, None, "Warm coffee")

    def _told(self, link, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        link = link.with_user(user or self.reader)
        return link.told_count, link.told_mean

    def test_from_three_answers_on(self):
        link = self._create_link(name="Second desk")
        self.assertEqual(self._told(link), ("0", False))
        self.assertEqual(self._told(self.link), ("3", "3.0 of 4"))
        self._give(link, 1, 1)
        self.assertEqual(self._told(link), ("Too few to tell", False))
        self._give(link, 1)
        self.assertEqual(self._told(link), ("3", "1.0 of 4"))

    def test_few_are_not_to_be_subtracted(self):
        """Beside the region's mean, the other link's would tell those of the few."""
        self._give(self._create_link(name="Second desk"), 1, 1)
        self.assertEqual(self._told(self.link), ("Too few to tell", False))

    def test_a_month_of_few_adds_nothing(self):
        """Read before and after, the sums must not tell one customer's grade."""
        before = self._told(self.link)
        with freeze_time("2050-01-15"):
            self._give(self.link, 1)
            self.assertEqual(self._told(self.link), before)
            self._give(self.link, 1, 1)
            self.assertEqual(self._told(self.link), ("6", "2.0 of 4"))

    # ------------------------------------------------------------------- over RPC
    @mute_logger("odoo.http")
    def test_each_role(self):
        """Role by role, by every way that leads to single answers."""
        ids = self.link.sudo().feedback_ids.ids
        words = [["feedback_ids.word", "ilike", "coffee"]]
        for role, reads_link, reads_rows in (
            ("manager", True, True),
            ("reviewer", False, False),
            ("area_contact", False, False),
            ("coordinator", True, True),
            ("partner_user", True, True),
            ("reader", True, False),
            ("coordinator_b", False, False),
            ("outsider", False, False),
        ):
            user = getattr(self, role)
            self._log_in(user)
            with self.subTest(role=role):
                told = self._call(LINK, "read", self.link.ids, ["told_count"])
                self.assertEqual("result" in told, reads_link)
                row = self._call(FEEDBACK, "read", ids, ["word"])
                self.assertEqual("result" in row, reads_rows)
                count = self._call(FEEDBACK, "search_count", [])
                self.assertEqual(count["result"], len(ids) if reads_rows else 0)
                groups = self._call(
                    FEEDBACK, "formatted_read_group", [], ["month:month"], ["grade:avg"]
                )
                self.assertEqual(bool(groups["result"]), reads_rows)
                found = self._call(LINK, "search", words)
                self.assertEqual(self.link.id in found["result"], reads_rows)
                lines = self._call(LINK, "search_read", [], ["feedback_ids"])
                seen = any(line["feedback_ids"] for line in lines["result"])
                self.assertEqual(seen, reads_rows)
                for method, *args in (
                    ("write", ids, {"word": "Mine"}),
                    ("unlink", ids),
                    ("create", [{"link_id": self.link.id, "grade": 4}]),
                ):
                    self.assertIn("error", self._call(FEEDBACK, method, *args))

    def test_who_keeps_a_link(self):
        for role in ROLES:
            own = self.link.with_user(getattr(self, role))
            for operation in ("write", "create", "unlink"):
                with self.subTest(role=role, operation=operation):
                    self.assertEqual(own.has_access(operation), role in KEEPERS)

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_over_rpc(self):
        survey = self._open_survey()
        self._grade(survey, 3, 4, 5)
        survey.with_user(self.coordinator).action_close()
        invitee = self.env["seutuyp.survey.invitee"].create(
            {"round_id": survey.id, "partner_id": self.reader.partner_id.id}
        )
        region = {"region_id": self.region_a.id}
        link = {**region, "partner_id": self.organisation_a.id, "name": "Door"}
        result = survey.result_ids.filtered("text_ids")
        cases = [
            (self.link.sudo(), link),
            (self.link.sudo().feedback_ids, {"link_id": self.link.id, "grade": 4}),
            (survey, {**region, "kind": "customer", "level": "region"}),
            (survey.result_ids, {"round_id": survey.id}),
            (result.text_ids, {"result_id": result[0].id, "text": "x"}),
            (invitee, {"round_id": survey.id}),
        ]
        self.assertEqual({record._name for record, _vals in cases}, MODELS)
        self.assertSameOverRpc(ROLES, cases)

    def test_who_leaves_the_organisation(self):
        """The same person elsewhere reads no more, without a restart."""
        row = self.link.sudo().feedback_ids[:1]
        own = row.with_user(self.partner_user)
        self.assertTrue(own.has_access("read"))
        self.partner_user.partner_id.parent_id = self.organisation_b
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(own.has_access("read"))
