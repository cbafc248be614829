# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
from datetime import date

from odoo.tests import BaseCase, tagged

from ..tools import lights
from ..tools.lights import Agreement, Licence

TODAY = date(2026, 3, 1)
SIGNED = {"state": "in_force", "signing": "complete", "review": "approved"}

# (running, preparing, light, code)
AGREEMENTS = [
    (None, Agreement(), "amber", "drafting"),
    (None, Agreement(declined=True), "red", "declined"),
    (None, Agreement(signing="collecting"), "amber", "collecting"),
    (None, Agreement(signing="collecting", declined=True), "amber", "collecting"),
    (None, Agreement(review="submitted"), "amber", "submitted"),
    (None, Agreement(signing="collecting", review="submitted"), "amber", "collecting"),
    (None, Agreement(review="clarification"), "red", "clarification"),
    (None, Agreement(review="rejected"), "red", "rejected"),
    (None, Agreement(signing="complete"), "amber", "to_submit"),
    (None, Agreement(review="approved"), "amber", "to_sign"),
    (None, Agreement(signing="complete", review="approved"), "green", "starts_later"),
    (Agreement(**SIGNED), None, "green", "in_force"),
    (Agreement(**SIGNED, date_end=date(2026, 9, 1)), None, "amber", "ends_soon"),
    (Agreement(**SIGNED, date_end=date(2026, 9, 2)), None, "green", "in_force"),
    (Agreement(**{**SIGNED, "state": "notice"}), None, "amber", "notice"),
    (Agreement(**SIGNED), Agreement(), "green", "renewing"),
    (Agreement(**SIGNED), Agreement(review="clarification"), "red", "clarification"),
    (Agreement(**SIGNED, date_end=TODAY), Agreement(), "amber", "drafting"),
    (Agreement(**{**SIGNED, "review": "not_submitted"}), None, "amber", "to_submit"),
    (Agreement(**{**SIGNED, "review": "clarification"}), None, "red", "clarification"),
    (Agreement(**{**SIGNED, "review": "submitted"}), None, "amber", "submitted"),
]

# (licence, light, code)
LICENCES = [
    (Licence(), "green", "active"),
    (Licence(date_end=date(2026, 9, 1)), "amber", "ends_soon"),
    (Licence(date_end=date(2027, 9, 1)), "green", "active"),
    (Licence(at_risk=True), "amber", "at_risk"),
    (Licence(at_risk=True, deadline=TODAY), "amber", "at_risk"),
    (Licence(at_risk=True, deadline=date(2026, 2, 28)), "red", "overdue"),
    (Licence(state="suspended"), "red", "suspended"),
    (Licence(state="revoked"), "red", "revoked"),
    (Licence(state="expired"), "red", "expired"),
]


@tagged("seutuyp_unit")
class TestLights(BaseCase):
    def test_examples_in_the_text(self):
        self.assertFalse(doctest.testmod(lights).failed)

    def test_agreement(self):
        for running, preparing, light, code in AGREEMENTS:
            with self.subTest(running=running, preparing=preparing):
                found = lights.agreement(
                    running, preparing, had_one=True, started=True, today=TODAY
                )
                self.assertEqual((found.light, found.code), (light, code))
                self.assertIn(found.about, ("running", "preparing"))

    def test_no_agreement(self):
        for had_one, started, light, code in (
            (True, True, "red", "ended"),
            (False, True, "red", "missing"),
            (False, False, "grey", "not_started"),
        ):
            found = lights.agreement(
                None, None, had_one=had_one, started=started, today=TODAY
            )
            self.assertEqual(found, lights.Finding(light, code))

    def test_licence(self):
        for item, light, code in LICENCES:
            with self.subTest(item=item):
                found = lights.licence(item, agreement_ready=True, today=TODAY)
                self.assertEqual(found, (light, code))

    def test_no_licence(self):
        for ready, found in (
            (True, ("amber", "not_granted")),
            (False, ("grey", "not_yet")),
        ):
            self.assertEqual(
                lights.licence(None, agreement_ready=ready, today=TODAY), found
            )
