# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ReportingCommon


@tagged("post_install", "-at_install")
class TestMeasurement(ReportingCommon):
    """A value has one place, one period, and the readers its region chose."""

    def _readers(self, row):
        roles = ("manager", "reviewer", "area_contact", "coordinator", "partner_user")
        roles += ("coordinator_b", "outsider")
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            role
            for role in roles
            if row.with_user(getattr(self, role)).has_access("read")
        }

    @mute_logger("odoo.sql_db")
    def test_once_a_period(self):
        self._measure(5)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self._measure(6)

    def test_sharing_follows_the_choice(self):
        row = self._measure(5)
        inner = {"manager", "coordinator", "partner_user"}
        expected = {
            "region": inner,
            "area": inner | {"area_contact"},
            "nation": inner | {"area_contact", "reviewer"},
            "public": inner | {"area_contact", "reviewer", "coordinator_b", "outsider"},
        }
        for sharing, readers in expected.items():
            with self.subTest(sharing=sharing):
                self.choice.with_user(self.coordinator).sharing = sharing
                self.assertEqual(self._readers(row), readers)

    def test_sharing_is_not_forged(self):
        row = self._measure(5).with_user(self.coordinator)
        with self.assertRaises(AccessError):
            row.sharing = "public"

    def test_value_within_the_scale(self):
        mean = self._create_indicator(value_kind="mean", scale=4)
        with self.assertRaises(ValidationError):
            self._measure(5, indicator=mean)
