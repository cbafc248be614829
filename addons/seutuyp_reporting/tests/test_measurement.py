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

    def test_sharing_follows_a_value_that_is_moved(self):
        """A value written for one indicator is read as the other's choice lets it."""
        self.choice.sharing = "public"
        inner = self._create_indicator()
        self._choose(indicator=inner, sharing="region")
        row = self._measure(5)
        self.assertIn("outsider", self._readers(row))
        row.with_user(self.coordinator).indicator_id = inner
        self.assertEqual(self._readers(row), {"manager", "coordinator", "partner_user"})

    def test_sharing_follows_a_choice_that_is_turned(self):
        self.choice.sharing = "public"
        self.indicator.sharing = "region"
        row, other = self._measure(5), self._create_indicator(sharing="area")
        self.choice.with_user(self.coordinator).indicator_id = other
        self.assertEqual(row.sharing, "region", "nothing is chosen for it any more")

    def test_sharing_follows_the_indicator_where_nothing_is_chosen(self):
        self.choice.unlink()
        self.indicator.sharing = "public"
        row = self._measure(5)
        self.indicator.with_user(self.manager).sharing = "region"
        self.assertEqual(row.sharing, "region")

    def test_sharing_is_not_forged(self):
        row = self._measure(5).with_user(self.coordinator)
        with self.assertRaises(AccessError):
            row.sharing = "public"

    def test_value_within_the_scale(self):
        mean = self._create_indicator(value_kind="mean", scale=4)
        with self.assertRaises(ValidationError):
            self._measure(5, indicator=mean)
