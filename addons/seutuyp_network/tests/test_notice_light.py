# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo.tests import tagged

from .common_later import LaterCase


@tagged("post_install", "-at_install")
class TestNoticeLight(LaterCase):
    """What the region's light and the home screens say of running notices."""

    def _light(self, user):
        duties = self.region_a.with_user(user)._duties()[self.region_a.id]
        return next(duty for duty in duties if duty["code"] == "agreement")

    def _following(self, user):
        home = self.env["seutuyp.home"].with_user(user)
        return [item["text"] for item in home._waiting()[1]]

    def test_one_party_leaves(self):
        self.assertEqual(self._light(self.coordinator)["light"], "green")
        notice = self.agreement._give_notice(
            date(2026, 11, 20), self.org_c, party=self._party(self.org_c)
        )
        last = self.agreement._day(notice.date_end)
        for user in (self.coordinator, self.area_contact, self.partner_user):
            light = self._light(user)
            with self.subTest(user=user.login):
                self.assertEqual(light["light"], "amber")
                self.assertIn(self.org_c.name, light["reason"])
                self.assertIn(last, light["reason"])
        self.assertEqual(
            self._light(self.coordinator)["action_label"], "See who leaves"
        )
        for user in (self.coordinator, self.area_contact):
            self.assertTrue(
                [text for text in self._following(user) if last in text], user.login
            )
        for user in (self.coordinator_b, self.outsider):
            self.assertFalse(
                [text for text in self._following(user) if last in text], user.login
            )

    def test_a_renewal_does_not_hide_it(self):
        self.agreement._give_notice(
            date(2026, 11, 20), self.org_c, party=self._party(self.org_c)
        )
        self.agreement.with_user(self.coordinator).action_renew()
        light = self._light(self.area_contact)
        self.assertEqual(light["light"], "amber")
        self.assertIn("The next version is being prepared.", light["reason"])
        self.assertIn(self.org_c.name, light["reason"])

    def test_several_parties_leave(self):
        for day, organisation in (
            (date(2026, 10, 20), self.org_b),
            (date(2026, 11, 20), self.org_c),
        ):
            self.agreement._give_notice(
                day, organisation, party=self._party(organisation)
            )
        ends = self.agreement.sudo().notice_ids.sorted("date_end").mapped("date_end")
        reason = self._light(self.area_contact)["reason"]
        self.assertIn("2 parties have given notice", reason)
        for day in ends:
            self.assertIn(self.agreement._day(day), reason)

    def test_the_whole_agreement_ends(self):
        self.agreement._give_notice(date(2026, 11, 20), self.org_b)
        light = self._light(self.area_contact)
        self.assertEqual(light["light"], "amber")
        self.assertIn(
            f"It ends on {self.agreement._day(self.agreement.notice_end)}",
            light["reason"],
        )

    def test_taken_back(self):
        notice = self.agreement._give_notice(
            date(2026, 11, 20), self.org_c, party=self._party(self.org_c)
        )
        notice.with_user(self.coordinator).action_take_back("We stay")
        self.assertEqual(self._light(self.coordinator)["light"], "green")
        self.assertFalse(
            [text for text in self._following(self.coordinator) if "leaves" in text]
        )
