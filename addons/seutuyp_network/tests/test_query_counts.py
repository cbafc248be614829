# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon
from .counting import queries

FEW, MANY = 2, 8


@tagged("post_install", "-at_install")
class TestQueryCounts(SeutuypCommon):
    """What home, lists and forms cost must not grow with the records they show."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.regions = cls.env["seutuyp.region"]
        cls.agreements = cls.env["seutuyp.agreement"].with_user(cls.coordinator)
        for number in range(MANY):
            region = cls._create_region(
                name=f"Many {number}",
                area=cls.area_a,
                coordinator_id=cls.coordinator.partner_id.id,
                coordinating_partner_id=cls.organisation_a.id,
            )
            cls._create_steering_group(region_ids=[Command.set(region.ids)])
            cls.regions |= region
            cls.agreements |= cls._create_agreement(
                region_ids=[Command.set(region.ids)],
                party_ids=[Command.create(vals) for vals in cls._create_parties()],
            )
        cls.agreements[1::2].action_submit()
        cls.agreements[0::2].action_send()
        cls.env.flush_all()

    def _count(self, function, *args):
        return queries(self.env, function, *args)

    def assertSameCost(self, function, few, many):
        """Check that ``function`` costs the same for few records as for many."""
        self.assertLessEqual(self._count(function, many), self._count(function, few))

    # ------------------------------------------------------------------------ views
    def _specification(self, model, node):
        """Return what the web client reads for a view: its fields, and theirs."""
        fields = {}
        for field in node.iterfind(".//field"):
            inner = field.xpath("ancestor::field")
            if (inner[-1] if inner else None) is not (
                node if node.tag == "field" else None
            ):
                continue
            name = field.get("name")
            if name not in model._fields:
                continue
            fields[name] = self._field_specification(model._fields[name], field)
        return fields

    def _field_specification(self, definition, node):
        if not definition.relational:
            return {}
        comodel = self.env[definition.comodel_name]
        if definition.type == "many2one":
            return {"fields": {"display_name": {}}}
        inner = self._specification(comodel, node)
        return {"fields": inner or {"display_name": {}}}

    def _view(self, user, model, view_type):
        model = self.env[model].with_user(user)
        arch = etree.fromstring(model.get_view(view_type=view_type)["arch"])
        return model, self._specification(model, arch)

    def _assert_list(self, user, records):
        model, specification = self._view(user, records._name, "list")

        def read(records):
            domain = [("id", "in", records.ids)]
            found = model.web_search_read(domain, specification, limit=80)
            self.assertEqual(len(found["records"]), len(records))

        self.assertSameCost(read, records[:FEW], records)

    def _assert_form(self, user, few, many):
        _model, specification = self._view(user, few._name, "form")

        def read(record):
            record.with_user(user).web_read(specification)

        self.assertSameCost(read, few, many)

    def test_list_of_regions(self):
        for user in (self.coordinator, self.area_contact, self.reviewer, self.outsider):
            with self.subTest(user=user.name):
                self._assert_list(user, self.regions)

    def test_list_of_agreements(self):
        for user in (self.coordinator, self.area_contact, self.reviewer):
            with self.subTest(user=user.name):
                self._assert_list(user, self.agreements)

    def test_list_of_groups(self):
        self._assert_list(self.coordinator, self.regions.group_ids)

    def test_list_of_review_rounds(self):
        self._assert_list(self.reviewer, self.agreements.sudo().round_ids)

    def test_list_of_licences(self):
        for agreement in self.agreements:
            self._license(agreement)
        self._assert_list(self.reviewer, self.agreements.sudo().licence_ids)

    def _license(self, agreement):
        if agreement.signing_state == "draft":
            agreement.action_send()
        self._sign_all(agreement)
        if agreement.review_state != "submitted":
            agreement.action_submit()
        self._approve(agreement)

    def test_form_of_an_agreement_with_many_parties(self):
        many = self._create_agreement(
            region_ids=[Command.set(self.regions[0].ids)],
            party_ids=[
                Command.create(vals)
                for vals in (*self._create_parties(), *self._create_parties()[1:])
            ],
            cost_line_ids=[Command.create({"what": f"Work {i}"}) for i in range(MANY)],
            commitment_ids=[
                Command.create({"name": f"Promise {i}"}) for i in range(MANY)
            ],
        )
        few = self._create_agreement(region_ids=[Command.set(self.regions[1].ids)])
        for user in (self.coordinator, self.area_contact, self.reviewer):
            with self.subTest(user=user.name):
                self._assert_form(user, few, many)

    def test_form_of_a_region_with_many_groups(self):
        few, many = self.regions[:2]
        self._create_group(region_ids=[Command.set(few.ids)])
        for _number in range(MANY):
            self._create_group(region_ids=[Command.set(many.ids)])
        for user in (self.coordinator, self.reviewer):
            with self.subTest(user=user.name):
                self._assert_form(user, few, many)

    # --------------------------------------------------------------------- overview
    def test_duties(self):
        for user in (self.coordinator, self.area_contact, self.reviewer, self.outsider):

            def read(regions, user=user):
                regions.with_user(user)._duties()

            with self.subTest(user=user.name):
                self.assertSameCost(read, self.regions[:FEW], self.regions)

    def test_home(self):
        """The home screen of few regions and agreements costs what many cost."""
        users = (self.coordinator, self.area_contact, self.reviewer, self.outsider)
        home = self.env["seutuyp.home"]
        many = {user: self._count(home.with_user(user).get_home) for user in users}
        self._put_away(self.regions[FEW:], self.agreements[FEW:])
        for user in users:
            with self.subTest(user=user.name):
                few = self._count(home.with_user(user).get_home)
                self.assertLessEqual(many[user], few)

    def _put_away(self, regions, agreements):
        idle = {"signing_state": "draft", "review_state": "not_submitted"}
        agreements.sudo()._guarded().write(idle)
        agreements.sudo().write({"active": False})
        rounds = agreements.sudo().round_ids.filtered(lambda item: not item.decision)
        rounds._guarded().write({"decision": "recalled"})
        regions.write({"active": False})

    # ------------------------------------------------------------- later screens
    def _later_records(self):
        """Return one record per region of each model of the network's later life."""
        env, day = self.env, "2099-01-01"
        service = env["seutuyp.service"].search([], limit=1)
        offers = env["seutuyp.service.offer"].create(
            [
                {
                    "region_id": region.id,
                    "service_id": service.id,
                    "partner_id": self.organisation_a.id,
                }
                for region in self.regions
            ]
        )
        confirmations = env["seutuyp.service.confirmation"]._create_guarded(
            [
                {
                    "region_id": region.id,
                    "partner_id": self.organisation_a.id,
                    "date_round": env["seutuyp.service.confirmation"]._round_today(),
                }
                for region in self.regions
            ]
        )
        handovers = env["seutuyp.handover"].create(
            [
                {
                    "kind": "coordinator",
                    "region_id": region.id,
                    "date_last": day,
                    "person_to_id": self._create_person().id,
                }
                for region in self.regions
            ]
        )
        vacancies = env["seutuyp.vacancy"]._create_guarded(
            [
                {
                    "kind": "coordinator",
                    "region_id": region.id,
                    "region_ids": [Command.set(region.ids)],
                    "reason": "empty",
                    "since": "2026-11-01",
                }
                for region in self.regions
            ]
        )
        practices = env["seutuyp.practice"].create(
            [
                {"name": region.name, "region_id": region.id, "summary": "S"}
                for region in self.regions
            ]
        )
        return [offers, confirmations, handovers, vacancies, practices]

    def test_lists_of_later_life(self):
        for records in self._later_records():
            with self.subTest(model=records._name):
                self._assert_list(self.coordinator, records)

    def test_list_of_amendments(self):
        amendments = self.env["seutuyp.agreement.amendment"]
        for agreement in self.agreements:
            self._license(agreement)
            joining = self._create_organisation(name=f"Joins {agreement.id}")
            amendments |= amendments.with_user(self.coordinator).create(
                {
                    "agreement_id": agreement.id,
                    "kind": "accession",
                    "partner_id": joining.id,
                    "date_effective": "2099-01-01",
                }
            )
        self._assert_list(self.coordinator, amendments)
        home = self.env["seutuyp.home"].with_user(self.coordinator)
        many = self._count(home._coordinator_items)
        amendments[FEW:].sudo().unlink()
        self.assertLessEqual(many, self._count(home._coordinator_items))
