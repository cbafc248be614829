# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest
import re

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools import digest, rounds
from .counting import queries
from .test_service import ServiceCommon

MARCH, SEPTEMBER = "2027-03-01", "2027-09-01"


class ConfirmationCommon(ServiceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.adviser = cls._create_person(
            name="Aino Adviser", parent_id=cls.organisation_a.id, lang="en_US"
        )
        cls.guidance = cls._create_service("guidance")
        with freeze_time("2026-11-24 08:00"):
            cls.first = cls._create_offer(responsible_id=cls.adviser.id)
            cls.second = cls._create_offer(
                service_id=cls.guidance.id, responsible_id=cls.adviser.id
            )
        cls.env["mail.mail"].search([]).unlink()

    def _run(self, day):
        with (
            freeze_time(f"{day} 08:00"),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("seutuyp_network.cron_confirm_offers").method_direct_trigger()
        return self.env["seutuyp.service.confirmation"].search(
            [("region_id", "=", self.region_a.id)]
        )

    def _links(self):
        mails = self.env["mail.mail"].search([], order="id")
        found = []
        for mail in mails:
            link = re.search(r"/seutuyp/offers/\d+\?token=[\w-]+", mail.body_html)
            if link:
                found.append((mail.email_to, link.group()))
        return found


@tagged("post_install", "-at_install")
class TestOfferConfirmation(ConfirmationCommon):
    def test_tools(self):
        for module in (rounds, digest):
            self.assertFalse(doctest.testmod(module).failed)

    def test_asked_twice_a_year_and_reminded_once(self):
        self.assertFalse(self._run("2027-02-28"), "confirmed after last September")
        row = self._run("2027-03-02")
        self.assertEqual(
            (row.contact_id, row.partner_id, row.state),
            (self.adviser, self.organisation_a, "asked"),
        )
        self.assertEqual(len(self._links()), 1)
        self.assertEqual(self._run("2027-03-03"), row)
        self.assertEqual(len(self._links()), 1, "asked once")
        self._run("2027-03-16")
        self.assertEqual(len(self._links()), 2, "reminded once")
        self._run("2027-03-30")
        self.assertEqual(len(self._links()), 2)
        self.assertEqual(len(self._run("2027-09-20")), 2, "late run asks all the same")

    def test_who_entered_offers_lately_is_not_asked(self):
        with freeze_time("2027-03-05 08:00"):
            (self.first | self.second).with_user(self.coordinator).action_confirm()
        self.assertFalse(self._run("2027-03-06"))

    def test_signatory_or_organisation_is_asked_where_nobody_is_responsible(self):
        (self.first | self.second).responsible_id = False
        self.organisation_a.email = "info@a.example.com"
        self.assertEqual(self._run("2027-03-02").contact_id, self.organisation_a)

    def test_organisation_without_address_shows_to_the_coordinator(self):
        (self.first | self.second).responsible_id = False
        self.organisation_a.email = False
        row = self._run("2027-03-02")
        self.assertFalse(self._links())
        with (
            freeze_time("2027-03-03 08:00"),
            self.assertRefused(UserError, "has no e-mail address"),
        ):
            row.with_user(self.coordinator).action_ask_again()

    def test_merged_region_is_not_asked(self):
        self.region_a.sudo().successor_id = self.region_b
        self.assertFalse(self._run("2027-03-02"))

    def test_mail_is_in_the_receivers_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        self.adviser.lang = "fi_FI"
        self._run("2027-03-02")
        mail = self.env["mail.mail"].search([("email_to", "ilike", "aino.adviser")])
        self.assertIn("ajan tasalla", mail.subject)
        self.assertFalse(mail.res_id, "nobody finds the link on a record")

    def test_partner_confirms_in_the_web_client(self):
        row = self._run("2027-03-02")
        with freeze_time("2027-03-05 08:00"):
            home = self.env["seutuyp.home"].with_user(self.partner_user).get_home()
            self.assertIn(
                "Confirm the services of Organisation A in Region A.",
                [item["text"] for item in home["waiting"]],
            )
            self.second.with_user(self.partner_user).action_end()
            self.assertIs(row.with_user(self.partner_user).action_confirm(), True)
        self.assertEqual(row.state, "confirmed")
        self.assertEqual(str(self.first.confirmed_on), "2027-03-05")
        self.assertEqual(self.first.confirmed_by_id, self.partner_user.partner_id)

    def test_confirming_each_offer_settles_the_question(self):
        row = self._run("2027-03-02")
        with freeze_time("2027-03-05 08:00"):
            self.first.with_user(self.partner_user).action_confirm()
            self.assertEqual(row.state, "asked")
            self.second.with_user(self.partner_user).action_confirm()
        self.assertEqual(row.state, "confirmed")

    def test_coordinator_sees_who_has_confirmed_and_asks_again(self):
        row = self._run("2027-03-02")
        with freeze_time("2027-03-05 08:00"):
            home = self.env["seutuyp.home"].with_user(self.coordinator).get_home()
            self.assertIn(
                "0 of 1 organisations have confirmed their services in Region A.",
                [item["text"] for item in home["following"]],
            )
            row.with_user(self.coordinator).action_ask_again()
            row.with_user(self.coordinator).action_confirm()
            with self.assertRefused(UserError, "has answered"):
                row.with_user(self.coordinator).action_ask_again()
        self.assertEqual(len(self._links()), 2)

    def test_light_of_the_region(self):
        def light(day):
            with freeze_time(f"{day} 08:00"):
                self.env.invalidate_all()
                duties = self.region_a.with_user(self.coordinator)._duties()
            duty = [
                item for item in duties[self.region_a.id] if item["code"] == "services"
            ]
            return duty[0]["light"], duty[0]["reason"]

        self.assertEqual(light("2027-03-01"), ("green", "No gaps and no overlaps."))
        row = self._run("2027-03-02")
        self.assertEqual(light("2027-03-20")[0], "green")
        self.assertEqual(light("2027-04-20")[0], "amber")
        self.assertIn("not confirmed their services: 1", light("2027-04-20")[1])
        row._confirm(self.adviser)
        self.assertEqual(light("2027-04-20")[0], "green")
        self.first.active = False
        self.assertEqual(light("2027-04-20"), ("amber", "Gaps 1, overlaps 0."))
        self.second.active = False
        self.assertIn("not been filled", light("2027-04-20")[1])

    def test_access(self):
        row = self._run("2027-03-02")
        users = (
            ("coordinator", True),
            ("partner_user", True),
            ("area_contact", True),
            ("reviewer", True),
            ("manager", True),
            ("coordinator_b", False),
            ("outsider", False),
            ("portal_user", False),
        )
        for name, reads in users:
            model = row.with_user(getattr(self, name))
            with self.subTest(user=name):
                self.assertEqual(model.has_access("read"), reads)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(model.has_access(operation))
        for name in ("area_contact", "reviewer", "coordinator_b", "outsider"):
            with (
                self.subTest(user=name),
                self.assertRaises(AccessError),
                mute_logger("odoo.addons.base.models.ir_rule"),
            ):
                row.with_user(getattr(self, name)).action_confirm()
        self.assertEqual(row.state, "asked")

    def test_asking_costs_the_same_for_many_regions(self):
        def cost(regions):
            model = self.env["seutuyp.service.confirmation"]
            today = model._round_today()
            found = model._missing_rows(today)
            self.assertEqual(sum(map(len, found.values())), regions)
            return queries(self.env, model._missing_rows, today)

        with freeze_time("2027-03-02 08:00"):
            one = cost(1)
            for number in range(6):
                region = self._create_region(name=f"R{number}", area=self.area_a)
                with freeze_time("2026-11-24 08:00"):
                    self._create_offer(region_id=region.id)
            self.env.flush_all()
            self.assertEqual(cost(7), one)


@tagged("post_install", "-at_install")
class TestServiceDigest(ConfirmationCommon):
    def _tell(self):
        self.env["mail.mail"].search([]).unlink()
        with self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_tell_services").method_direct_trigger()
        return self.env["mail.mail"].search([])

    def test_partners_are_told_once(self):
        mails = self._tell()
        told = " ".join(mails.mapped("email_to"))
        for person in (
            self.adviser,
            self.coordinator.partner_id,
            self.partner_user.partner_id,
        ):
            self.assertIn(person.email, told)
        self.assertNotIn(self.coordinator_b.email, told)
        self.assertIn("Organisation A now offers: Advice.", mails[0].body_html)
        self.assertFalse(self._tell(), "nothing new")

    def test_what_was_taken_back_is_not_told(self):
        self._tell()
        self.first.with_user(self.coordinator).action_end()
        self.first.with_user(self.coordinator).action_resume()
        self.assertFalse(self._tell())
        self.first.with_user(self.coordinator).is_lead = True
        self.assertIn("is now the lead provider of: Advice.", self._tell()[0].body_html)

    def test_who_does_not_want_the_mail_gets_none(self):
        self.adviser.seutuyp_digest = False
        self.assertNotIn(self.adviser.email, self._tell().mapped("email_to"))

    def test_one_mail_for_two_regions_in_ones_own_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.coordinator.lang = "sv_SE"
        self.region_b.substitute_id = self.coordinator.partner_id
        self._create_offer(
            region_id=self.region_b.id, partner_id=self.organisation_b.id
        )
        mails = self._tell().filtered(
            lambda mail: self.coordinator.email in mail.email_to
        )
        self.assertEqual(len(mails), 1)
        self.assertIn("erbjuder", mails.body_html)
        for name in ("Region A", "Region B"):
            self.assertIn(name, mails.body_html)

    def test_staff_open_the_matrix_and_others_the_public_page(self):
        mails = self._tell()
        body = {mail.email_to: mail.body_html for mail in mails}
        adviser = next(text for to, text in body.items() if "aino" in to)
        staff = next(text for to, text in body.items() if self.coordinator.email in to)
        self.assertIn(f"/seutuyp/help/{self.region_a.code}", adviser)
        self.assertIn(f"/odoo/{self.region_a.id}/service-matrix", staff)


@tagged("post_install", "-at_install")
class TestOffersPage(ConfirmationCommon, HttpCase):
    def setUp(self):
        super().setUp()
        self.row = self._run("2027-03-02")
        ((_to, self.link),) = self._links()

    def _post(self, *offers, link=None):
        page = self.url_open(self.link)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        data = {f"offer_{offer.id}": "1" for offer in offers}
        path, query = (link or self.link).split("?token=")
        return self.url_open(path, data={"csrf_token": token, "token": query, **data})

    def test_looking_changes_nothing(self):
        page = self.url_open(self.link)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Advice", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(self.row.state, "asked")

    def test_one_click_confirms(self):
        page = self._post(self.first, self.second)
        self.assertIn("Thank you", page.text)
        self.assertEqual(self.row.state, "confirmed")
        self.assertEqual(self.row.confirmed_by_id, self.adviser)
        self.assertTrue(self.first.active and self.second.active)

    def test_what_is_unticked_ends_and_can_be_taken_back(self):
        self._post(self.first)
        self.assertFalse(self.second.active)
        self.assertIn("Guidance", self.url_open(self.link).text)
        self._post(self.first, self.second)
        self.assertTrue(self.second.active)
        self.assertFalse(self.row.ended_ids)

    def test_another_organisations_offer_is_left_alone(self):
        foreign = self._create_offer(
            partner_id=self.organisation_b.id, service_id=self.guidance.id
        )
        foreign.active = False
        self.env.flush_all()
        self._post(self.first, self.second, foreign)
        self.assertFalse(foreign.active)

    def test_wrong_expired_and_foreign_links(self):
        path, token = self.link.split("?token=")
        for address in (
            path,
            f"{path}?token=wrong",
            f"/seutuyp/offers/0?token={token}",
        ):
            self.assertEqual(self.url_open(address).status_code, 404, address)
        other = self.env["seutuyp.service.confirmation"]._create_guarded(
            {
                "region_id": self.region_b.id,
                "partner_id": self.organisation_b.id,
                "date_round": "2027-03-01",
            }
        )
        self.assertEqual(
            self.url_open(f"/seutuyp/offers/{other.id}?token={token}").status_code, 404
        )
        tokens = self.env["seutuyp.token"].search([("purpose", "=", "offers")])
        tokens._guarded().expires_on = "2020-01-01"
        self.assertEqual(self.url_open(self.link).status_code, 410)
        self.assertIn("has expired", self.url_open(self.link).text)

    def test_a_newer_mail_replaces_the_link(self):
        self.row.with_user(self.coordinator).action_ask_again()
        page = self.url_open(self.link)
        self.assertEqual(page.status_code, 410)
        self.assertIn("has been replaced", page.text)


@tagged("post_install", "-at_install")
class TestServicesCriterion(ConfirmationCommon):
    """Criterion 2 from the living matrix, and the matrix as annex."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.first | cls.second).unlink()
        cls.service.role = "start"
        cls.guidance.role = "existing"

    def _finding(self, agreement):
        criterion = self.env.ref("seutuyp_network.criterion_2")
        self.env.invalidate_all()
        return agreement.sudo()._evaluate_criteria(criterion)[criterion.id]

    def test_computed_from_what_the_parties_offer(self):
        agreement = self._create_agreement()
        self.assertEqual(self._finding(agreement)[0], "manual")
        self._create_offer()
        status, words = self._finding(agreement)
        self.assertEqual(status, "manual")
        self.assertIn("For those starting a company: Advice.", words)
        self.assertIn("neither public finance", words)
        self._create_offer(
            service_id=self.guidance.id, partner_id=self.organisation_b.id
        )
        self.assertEqual(self._finding(agreement)[0], "manual", "no party")
        self._create_offer(service_id=self.guidance.id)
        self.assertEqual(self._finding(agreement)[0], "met")

    def test_lost_service_puts_the_licence_at_risk(self):
        self._create_offer()
        existing = self._create_offer(service_id=self.guidance.id)
        licence = self._create_licensed().sudo().licence_ids
        self.env.cr.flush()
        self.assertFalse(licence.at_risk)
        existing.with_user(self.coordinator).action_end()
        self.env.cr.flush()
        self.assertTrue(licence.at_risk)
        self.assertEqual(licence.case_ids.line_ids.criterion_id.code, "2")
        existing.with_user(self.coordinator).action_resume()
        self.env.cr.flush()
        self.assertEqual(licence.case_ids.line_ids.state, "held")

    def test_filling_the_matrix_later_breaks_nothing(self):
        licence = self._create_licensed().sudo().licence_ids
        self._create_offer()
        self.env.cr.flush()
        self.assertFalse(licence.at_risk)

    def test_matrix_of_today_as_annex(self):
        agreement = self._create_agreement(annex_ids=[])
        agreement = agreement.with_context(force_report_rendering=True)
        with self.assertRefused(UserError, "The service matrix is empty"):
            agreement.action_annex_matrix()
        self._create_offer()
        agreement.action_annex_matrix()
        agreement.action_annex_matrix()
        (annex,) = agreement.annex_ids
        self.assertEqual(annex.kind, "matrix")
        self.assertTrue(annex._content().startswith(b"%PDF"))
        with self.assertRaises(AccessError):
            agreement.with_user(self.outsider).action_annex_matrix()
        agreement.annex_ids = [(0, 0, self._annex_vals("plan"))]
        agreement.action_send()
        with self.assertRaises(UserError):
            agreement.action_annex_matrix()
