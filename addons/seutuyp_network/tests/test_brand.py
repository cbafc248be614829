# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import re
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon
from .counting import queries

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
AUTUMN = "2026-10-05 09:00:00"


class BrandCase(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        with freeze_time("2026-03-01 09:00:00"):
            cls.agreement = self._create_licensed().sudo()
        cls.licence = cls.agreement.licence_ids
        cls.file = (
            cls.env["seutuyp.brand.file"]
            .with_user(cls.reviewer)
            .create(
                {
                    "name": "Mark",
                    "file": base64.b64encode(SVG),
                    "filename": "mark.svg",
                }
            )
            .sudo()
        )
        cls.env.flush_all()

    def _ask(self, day=AUTUMN):
        with freeze_time(day), self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_ask_brand_use").method_direct_trigger()
        return self.env["seutuyp.brand.use"].search(
            [("region_id", "=", self.region_a.id)]
        )

    def _links(self):
        """Return {address: link} of the mails that wait."""
        found = {}
        for mail in self.env["mail.mail"].search([("subject", "like", "mark used")]):
            link = re.search(r"/seutuyp/brand-use/\d+\?token=[\w-]+", mail.body_html)
            found[mail.email_to.rpartition("<")[2].rstrip(">")] = link[0]
        return found


@tagged("post_install", "-at_install")
class TestBrand(BrandCase):
    # ------------------------------------------------------------------ who may use it
    def _may(self, user):
        return self.env["seutuyp.licence"].with_user(user)._may_use_brand()

    def test_who_may_download(self):
        signatory = new_test_user(self.env, "signatory", groups="base.group_portal")
        self.agreement.party_ids[1]._guarded().signatory_id = signatory.partner_id
        colleague = new_test_user(self.env, "colleague", groups="base.group_portal")
        colleague.partner_id.parent_id = self.agreement.party_ids[2].partner_id
        for user in (
            self.coordinator,
            self.partner_user,
            self.reviewer,
            self.manager,
            signatory,
            colleague,
        ):
            self.assertTrue(self._may(user), user.name)
        for user in (
            self.coordinator_b,
            self.outsider,
            self.portal_user,
            self.env.ref("base.public_user"),
        ):
            self.assertFalse(self._may(user), user.name)

    def test_only_while_the_licence_is_valid(self):
        licence = self.licence.with_user(self.reviewer)
        licences = self.env["seutuyp.licence"].with_user(self.partner_user)
        licence.action_suspend("Why")
        self.assertFalse(self._may(self.partner_user))
        self.assertIn("is suspended", licences._why_no_brand()[0])
        licence.action_restore("Put right")
        self.assertTrue(self._may(self.partner_user))
        licence.action_revoke("Why")
        self.assertFalse(self._may(self.partner_user))
        self.assertIn("has been revoked", licences._why_no_brand()[0])
        outsider = self.env["seutuyp.licence"].with_user(self.outsider)
        self.assertIn("parties of regions", outsider._why_no_brand()[0])

    def test_ended_before_the_nightly_job(self):
        yesterday = self.env["seutuyp.dated.mixin"]._today() - timedelta(days=1)
        self.licence._guarded().date_end = yesterday
        self.assertEqual(self.licence.state, "active")
        self.assertFalse(self._may(self.partner_user))

    def test_who_left_may_not(self):
        party = self.agreement.party_ids.filtered(
            lambda item: item.partner_id == self.organisation_a
        )
        party._guarded().state = "left"
        self.assertFalse(self._may(self.partner_user))

    def test_the_file_does_not_come_by_another_door(self):
        """Neither field nor attachment give it to those who see the list."""
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "seutuyp.brand.file"),
                    ("res_field", "=", "file"),
                    ("res_id", "=", self.file.id),
                ]
            )
        )
        self.assertTrue(attachment)
        for user in (self.coordinator, self.outsider):
            mine = self.file.with_user(user)
            self.assertEqual(mine.read(["name"])[0]["name"], "Mark")
            with self.assertRaises(AccessError):
                mine.read(["file"])
            with (
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(AccessError),
            ):
                attachment.with_user(user).read(["datas"])
        self.assertTrue(self.file.with_user(self.reviewer).read(["file"]))

    def test_only_the_ministry_adds_files(self):
        for user in (self.coordinator, self.area_contact, self.partner_user):
            files = self.env["seutuyp.brand.file"].with_user(user)
            with self.assertRaises(AccessError):
                files.create({"name": "x", "filename": "x"})
            with self.assertRaises(AccessError):
                self.file.with_user(user).write({"active": False})

    def test_what_is_no_material_is_refused(self):
        with self.assertRefused(UserError, "no picture"):
            self.file.with_user(self.reviewer).write(
                {"file": base64.b64encode(b"MZ\x90\x00"), "filename": "setup.exe"}
            )

    # -------------------------------------------------------------------- yearly round
    def test_asked_once_a_year(self):
        self.assertFalse(self._ask("2026-09-30 09:00:00"), "Not before October")
        uses = self._ask()
        self.assertEqual(uses.partner_id, self.agreement.party_ids.partner_id)
        self.assertEqual(set(uses.mapped("year")), {2026})
        mails = self._links()
        self.assertEqual(
            set(mails), set(self.agreement.party_ids.signatory_id.mapped("email"))
        )
        self.assertEqual(self._ask("2026-12-30 09:00:00"), uses, "Nobody twice")
        self.assertEqual(self._links(), mails)

    def test_last_years_places_come_along(self):
        use = self._ask()[0]
        use.place_ids = [Command.create({"name": "Front page", "kind": "web"})]
        later = self._ask("2027-11-20 09:00:00") - self._ask(
            "2027-11-21 09:00:00"
        ).filtered(lambda item: item.year == 2026)
        again = later.filtered(lambda item: item.partner_id == use.partner_id)
        self.assertEqual(again.place_ids.mapped("name"), ["Front page"])
        self.assertEqual((again.year, again.state), (2027, "asked"))

    def test_only_where_the_licence_is_valid(self):
        self.licence.with_user(self.reviewer).action_suspend("Why")
        self.assertFalse(self._ask())

    def test_one_mail_for_several_regions(self):
        region = self._create_region(
            name="Region C",
            area=self.area_a,
            coordinator_id=self.coordinator.partner_id.id,
            coordinating_partner_id=self.organisation_a.id,
        )
        self._create_steering_group(region_ids=[Command.set(region.ids)])
        with freeze_time("2026-03-01 09:00:00"):
            other = self._create_licensed(
                region_ids=[Command.set(region.ids)],
                party_ids=[
                    Command.create(
                        {
                            "partner_id": party.partner_id.id,
                            "signatory_id": party.signatory_id.id,
                            "capacity": "Director",
                        }
                    )
                    for party in self.agreement.party_ids
                ],
            )
        self.assertTrue(other.sudo().licence_ids)
        self._ask()
        uses = self.env["seutuyp.brand.use"].search([])
        self.assertEqual(len(uses), 6)
        self.assertEqual(len(self._links()), 3)
        first = uses.filtered(lambda item: item.partner_id == self.organisation_a)
        self.assertEqual(len(first), 2)
        self.assertEqual(first[0]._of_same_contact(), first.sorted("id"))

    # ----------------------------------------------------------------------- answering
    def test_answer_in_the_web_client(self):
        uses = self._ask()
        own = uses.filtered(lambda item: item.partner_id == self.organisation_a)
        mine = own.with_user(self.partner_user)
        mine.write({"place_ids": [Command.create({"name": "Door", "kind": "sign"})]})
        mine.action_confirm()
        self.assertRecordValues(
            own,
            [
                {
                    "state": "confirmed",
                    "confirmed_by_id": self.partner_user.partner_id.id,
                    "place_count": 1,
                }
            ],
        )
        other = (uses - own)[0]
        with self.assertRefused(AccessError, "organisation itself"):
            other.with_user(self.partner_user).action_confirm()
        other.with_user(self.coordinator).action_confirm()
        with self.assertRefused(UserError, "has answered"):
            other.with_user(self.coordinator).action_ask_again()

    def test_asked_again(self):
        use = self._ask()[0]
        before = self._links()
        self.env["mail.mail"].search([("subject", "like", "mark used")]).unlink()
        use.with_user(self.coordinator).action_ask_again()
        (address,) = self._links()
        self.assertNotEqual(self._links()[address], before[address])
        with self.assertRaises(UserError):
            use.with_user(self.area_contact).action_ask_again()

    def test_addresses(self):
        use = self._ask()[0]
        for url in ("javascript:alert(1)", "ftp://example.fi", "www.example.fi"):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                use.place_ids = [Command.create({"name": "x", "url": url})]

    # ------------------------------------------------------------------------- access
    def test_table(self):
        uses = self._ask()
        use = uses.filtered(lambda item: item.partner_id != self.organisation_a)[0]
        own = uses - uses.filtered(lambda item: item.partner_id != self.organisation_a)
        for item in use | own:
            item.place_ids = [Command.create({"name": "Somewhere"})]
        expected = {
            "manager": ("r", "r", "r", "r"),
            "reviewer": ("r", "r", "r", "r"),
            "area_contact": ("r", "r", "r", "r"),
            "coordinator": ("rw", "rwcd", "rw", "rwcd"),
            "partner_user": ("rw", "rwcd", "r", "r"),
            "coordinator_b": ("", "", "", ""),
            "outsider": ("", "", "", ""),
            "portal_user": ("", "", "", ""),
        }
        for role, allowed in expected.items():
            records = (own, own.place_ids, use, use.place_ids)
            found = tuple(
                "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if item.with_user(getattr(self, role))
                    .sudo(False)
                    .has_access(operation)
                )
                for item in records
            )
            self.assertEqual(found, allowed, role)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_places_are_not_moved_to_others(self):
        uses = self._ask()
        own = uses.filtered(lambda item: item.partner_id == self.organisation_a)
        own.place_ids = [Command.create({"name": "Somewhere"})]
        place = own.place_ids.with_user(self.partner_user)
        with self.assertRaises(AccessError):
            place.write({"use_id": (uses - own)[0].id})

    def test_nobody_forges_an_answer(self):
        use = self._ask()[0]
        for user in (self.coordinator, self.manager):
            for record in (use.with_user(user), use.with_user(user).sudo()):
                for name, value in (
                    ("state", "confirmed"),
                    ("year", 2020),
                    ("confirmed_on", "2020-01-01"),
                ):
                    with self.assertRaises(AccessError):
                        record.write({name: value})

    # --------------------------------------------------------------------------- home
    def test_home(self):
        with freeze_time(AUTUMN):
            uses = self._ask()
            home = self.env["seutuyp.home"]
            mine = home.with_user(self.partner_user).get_home()
            self.assertIn(
                "Tell where Organisation A uses the mark in Region A.",
                [item["text"] for item in mine["waiting"]],
            )
            theirs = home.with_user(self.coordinator).get_home()
            self.assertIn(
                "0 of 3 organisations have told where they use the mark in Region A.",
                [item["text"] for item in theirs["following"]],
            )
            uses.with_user(self.coordinator).action_confirm()
            theirs = home.with_user(self.coordinator).get_home()
            self.assertNotIn("brand", [item["kind"] for item in theirs["following"]])

    def test_many_cost_what_one_costs(self):
        """The nation's missing rows are found with the queries of one region."""
        uses = self.env["seutuyp.brand.use"]
        today = self.env["seutuyp.dated.mixin"]._today()

        def count():
            found = uses._missing_rows(today)
            cost = queries(self.env, uses._missing_rows, today)
            return cost, sum(map(len, found.values()))

        one, rows = count()
        for number in range(4):
            region = self._create_region(
                name=f"Many {number}",
                area=self.area_a,
                coordinator_id=self.coordinator.partner_id.id,
                coordinating_partner_id=self.organisation_a.id,
            )
            self._create_steering_group(region_ids=[Command.set(region.ids)])
            self._create_licensed(region_ids=[Command.set(region.ids)])
        many, more = count()
        self.assertGreater(more, rows)
        self.assertLessEqual(many, one)


@tagged("post_install", "-at_install")
class TestBrandPages(BrandCase, HttpCase):
    def setUp(self):
        super().setUp()
        uses = self.env["seutuyp.brand.use"]
        today = uses.env["seutuyp.dated.mixin"]._today()
        for contact, rows in uses._missing_rows(today).items():
            if self.region_a in [region for region, _partner in rows]:
                uses._ask(contact, rows, today)
        self.uses = uses.search([("region_id", "=", self.region_a.id)])
        self.own = self.uses.filtered(
            lambda item: item.partner_id == self.organisation_a
        )
        self.own.place_ids = [
            Command.create({"name": "Front page", "url": "https://a.example"}),
            Command.create({"name": "Old sign", "kind": "sign"}),
        ]
        self.link = self._links()[self.own.contact_id.email]
        self.env.flush_all()

    # ---------------------------------------------------------------------- brand kit
    def test_kit_of_a_licensed_region(self):
        self.authenticate(self.partner_user.login, self.partner_user.login)
        answer = self.url_open("/my/brand")
        self.assertIn("Mark", answer.text)
        self.assertIn("Terms", answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        answer = self.url_open(f"/my/brand/{self.file.id}")
        self.assertIn("Download", answer.text)
        self.assertIn("Terms", answer.text)
        answer = self.url_open(f"/my/brand/{self.file.id}/file")
        self.assertEqual(answer.content, SVG)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_kit_of_a_portal_signatory(self):
        user = new_test_user(self.env, "seutuyp_signs", groups="base.group_portal")
        self.agreement.party_ids[1]._guarded().signatory_id = user.partner_id
        self.authenticate("seutuyp_signs", "seutuyp_signs")
        answer = self.url_open(f"/my/brand/{self.file.id}/file")
        self.assertEqual(answer.content, SVG)

    def test_suspended(self):
        self.licence.with_user(self.reviewer).action_suspend("Secret reason")
        self.authenticate(self.partner_user.login, self.partner_user.login)
        for tail in ("", f"/{self.file.id}", f"/{self.file.id}/file"):
            answer = self.url_open(f"/my/brand{tail}")
            self.assertIn("is suspended", answer.text)
            self.assertNotIn("Secret", answer.text)
            self.assertNotEqual(answer.content, SVG)
            self.assertEqual(answer.status_code, 403 if tail else 200)

    def test_strangers(self):
        answer = self.url_open("/my/brand")
        self.assertIn("/web/login", answer.url, "Nobody is logged in")
        self.authenticate(self.portal_user.login, self.portal_user.login)
        answer = self.url_open(f"/my/brand/{self.file.id}/file")
        self.assertEqual(answer.status_code, 403)
        self.authenticate(self.partner_user.login, self.partner_user.login)
        self.file.active = False
        for tail in (self.file.id, f"{self.file.id}/file", 999999):
            self.assertEqual(self.url_open(f"/my/brand/{tail}").status_code, 404)

    # ---------------------------------------------------------------------- the link
    def _form(self, answer, **kw):
        token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
        kept = re.findall(r'name="(keep_\d+)"', answer.text)
        values = dict.fromkeys(kept, "1")
        return {
            "csrf_token": token,
            "token": self.link.partition("token=")[2],
            **values,
            **kw,
        }

    def test_one_click(self):
        answer = self.url_open(self.link)
        for text in ("Front page", "Old sign", "Organisation A", "Region A"):
            self.assertIn(text, answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(self.own.state, "asked", "Looking changes nothing")
        form = self._form(answer)
        done = self.url_open(self.link.partition("?")[0], data=form)
        self.assertIn("Thank you", done.text)
        self.assertEqual(self.own.state, "confirmed")
        self.assertEqual(self.own.confirmed_by_id, self.own.contact_id)
        self.assertEqual(len(self.own.place_ids), 2)
        self.assertIn("has been used", self.url_open(self.link).text)

    def test_places_go_and_come(self):
        answer = self.url_open(self.link)
        gone = self.own.place_ids.filtered(lambda item: item.kind == "sign")
        form = self._form(answer)
        form.pop(f"keep_{gone.id}")
        form[f"kind_{self.own.id}_0"] = "event"
        form[f"name_{self.own.id}_0"] = "Spring fair\0"
        form["kind_999_0"] = "event"
        form["name_999_0"] = "Not mine"
        self.url_open(self.link.partition("?")[0], data=form)
        self.assertEqual(
            set(self.own.place_ids.mapped("name")), {"Front page", "Spring fair"}
        )

    def test_a_wrong_address_is_said(self):
        form = self._form(self.url_open(self.link))
        form[f"url_{self.own.id}_0"] = "javascript:alert(1)"
        answer = self.url_open(self.link.partition("?")[0], data=form)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("is not a web address", answer.text)
        self.assertEqual(self.own.state, "asked")

    def test_wrong_links(self):
        path, _sep, token = self.link.partition("?token=")
        foreign = (self.uses - self.own)[0]
        for address, status in (
            (path, 404),
            (f"{path}?token=x", 404),
            (f"/seutuyp/brand-use/{foreign.id}?token={token}", 404),
            (f"/seutuyp/brand-use/999999?token={token}", 404),
        ):
            answer = self.url_open(address)
            self.assertEqual(answer.status_code, status, address)
            self.assertNotIn("Front page", answer.text)
        found, _problem = self.env["seutuyp.token"]._find(self.own, "brand", token)
        found._guarded().expires_on = "2020-01-01 00:00:00"
        answer = self.url_open(self.link)
        self.assertEqual(answer.status_code, 410)
        self.assertIn("has expired", answer.text)

    def test_no_post_without_a_token(self):
        answer = self.url_open(self.link)
        form = self._form(answer, token="x")
        answer = self.url_open(self.link.partition("?")[0], data=form)
        self.assertEqual(answer.status_code, 404)
        with mute_logger("odoo.http"):
            answer = self.url_open(self.link, data={"keep_1": "1"})
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.own.state, "asked")
