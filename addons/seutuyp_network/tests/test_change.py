# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon


class ChangeCommon(SeutuypCommon):
    def _wizard(self, user=None, **values):
        wizard = self.env["seutuyp.change.wizard"].with_user(user or self.manager)
        return wizard.create(values)

    def _do(self, user=None, **values):
        action = self._wizard(user, **values).action_change()
        return self.env["seutuyp.change"].browse(action["res_id"])

    def _merge_regions(self, source, target, **values):
        return self._do(
            kind="merge",
            res_model="seutuyp.region",
            source_region_ids=[Command.set(source.ids)],
            target_region_id=target.id,
            **values,
        )


@tagged("post_install", "-at_install")
class TestRegionMerger(ChangeCommon):
    def test_what_lives_moves(self):
        group = self._create_group(region_ids=[Command.set(self.region_a.ids)])
        contact = self._create_organisation(
            seutuyp_region_ids=[Command.set(self.region_a.ids)]
        )
        change = self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(change.state, "done")
        self.assertEqual(group.region_ids, self.region_b)
        self.assertEqual(contact.seutuyp_region_ids, self.region_b)
        self.assertEqual(self.region_a.successor_id, self.region_b)
        self.assertIn(change, self.region_a.change_ids)

    def test_the_past_stays(self):
        agreement, licence = self._licensed()
        region, history = agreement.region_ids, agreement.region_ids.area_history_ids
        area = region.area_id
        self._merge_regions(region, self.region_b)
        self.assertEqual(agreement.region_ids, region)
        self.assertEqual(agreement.state, "in_force")
        self.assertEqual(licence.state, "expired")
        self.assertEqual(licence.region_id, region)
        self.assertEqual(region.area_on("2026-01-01"), area)
        self.assertTrue(history.exists())
        page = licence._public_values()
        self.assertEqual(page["region"], region.name)
        self.assertEqual(page["status"], "expired")

    def _licensed(self):
        agreement = self._create_licensed()
        return agreement, agreement.licence_ids

    def test_preview_says_what_is_done(self):
        self._create_group(region_ids=[Command.set(self.region_a.ids)], name="Ryhmä X")
        wizard = self._wizard(
            kind="merge",
            res_model="seutuyp.region",
            source_region_ids=[Command.set(self.region_a.ids)],
            target_region_id=self.region_b.id,
        )
        self.assertFalse(wizard.problems)
        self.assertIn("Ryhmä X", wizard.preview)
        self.assertIn("Groups: 1, moves", wizard.preview)
        self.assertFalse(self.region_a.successor_id)
        change = self.env["seutuyp.change"].browse(wizard.action_change()["res_id"])
        self.assertIn("Groups: 1, moves", change.summary)

    def test_impossible_mergers_are_explained(self):
        third = self._create_region(name="Region C", area=self.area_a)
        with self.assertRefused(UserError, "into itself"):
            self._merge_regions(self.region_a, self.region_a)
        self._merge_regions(self.region_a, self.region_b)
        with self.assertRefused(UserError, "ring"):
            self._merge_regions(self.region_b, self.region_a)
        with self.assertRefused(UserError, "Choose that one"):
            self._merge_regions(third, self.region_a)
        with self.assertRefused(UserError, "already been merged"):
            self._merge_regions(self.region_a, third)
        with self.assertRefused(UserError, "Choose what it is merged into"):
            self._do(
                kind="merge",
                res_model="seutuyp.region",
                source_region_ids=[Command.set(third.ids)],
            )
        self.assertFalse(third.successor_id)

    def test_an_open_review_comes_first(self):
        agreement = self._create_agreement()
        agreement.with_user(self.coordinator).action_submit()
        with self.assertRefused(UserError, "under review"):
            self._merge_regions(agreement.region_ids, self.region_b)
        self.assertFalse(agreement.region_ids.successor_id)

    def test_signatures_being_collected_come_first(self):
        agreement = self._create_agreement()
        agreement.with_user(self.coordinator).action_send()
        with self.assertRefused(UserError, "Signatures are being collected"):
            self._merge_regions(agreement.region_ids, self.region_b)

    def test_a_day_to_come_is_waited_for(self):
        cron = self.env.ref("seutuyp_network.cron_carry_out_changes")
        with freeze_time("2027-03-01"):
            change = self._merge_regions(
                self.region_a, self.region_b, effective_on="2027-05-01"
            )
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(change.state, "planned")
            self.assertFalse(self.region_a.successor_id)
        with freeze_time("2027-06-20"), self.enter_registry_test_mode():
            # the server stood still for weeks; then twice in a night
            self.env.ref(
                "seutuyp_network.cron_carry_out_changes"
            ).method_direct_trigger()
            self.env.ref(
                "seutuyp_network.cron_carry_out_changes"
            ).method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(change.state, "done")
        self.assertEqual(self.region_a.successor_id, self.region_b)

    def test_a_planned_change_can_be_cancelled(self):
        change = self._merge_regions(
            self.region_a, self.region_b, effective_on="2099-01-01"
        )
        with self.assertRefused(UserError, "reason"):
            change.with_user(self.manager).action_cancel("")
        change.with_user(self.manager).action_cancel("The councils voted no.")
        self.assertEqual(change.state, "cancelled")

    def test_split_moves_what_is_named(self):
        new = self._create_region(name="New region", area=self.area_a)
        moving, staying = (
            self._create_organisation(
                seutuyp_region_ids=[Command.set(self.region_a.ids)]
            )
            for _i in range(2)
        )
        self._do(
            kind="split",
            res_model="seutuyp.region",
            source_region_ids=[Command.set(self.region_a.ids)],
            target_region_id=new.id,
            moved_partner_ids=[Command.set(moving.ids)],
        )
        self.assertEqual(moving.seutuyp_region_ids, new)
        self.assertEqual(staying.seutuyp_region_ids, self.region_a)
        self.assertFalse(self.region_a.successor_id)

    def test_only_administrators_change_things(self):
        for user in (
            self.coordinator,
            self.area_contact,
            self.reviewer,
            self.partner_user,
            self.portal_user,
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.env["seutuyp.change.wizard"].with_user(user).create({})
                for model in ("seutuyp.change", "seutuyp.change.line"):
                    records = self.env[model].with_user(user)
                    with self.assertRaises(AccessError):
                        records.create({})
                with self.assertRaises(AccessError):
                    self.env["seutuyp.change"].with_user(user)._plan(
                        {"kind": "rename"}, []
                    )

    def test_history_cannot_be_forged(self):
        change = self._merge_regions(self.region_a, self.region_b)
        change = change.with_user(self.manager)
        with self.assertRaises(AccessError):
            change.write({"reason": "x"})
        with self.assertRaises(AccessError):
            change.line_ids.write({"name": "x"})
        with self.assertRaises(AccessError):
            change.unlink()

    def test_cost_does_not_grow_with_contacts(self):
        def cost(count):
            source = self._create_region(name=f"S{count}", area=self.area_a)
            target = self._create_region(name=f"T{count}", area=self.area_a)
            for _i in range(count):
                self._create_organisation(seutuyp_region_ids=[Command.set(source.ids)])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._merge_regions(source, target)
            self.env.flush_all()
            return self.cr.sql_log_count - before

        cost(1)
        few, many = cost(2), cost(12)
        self.assertLess(many - few, 12)


@tagged("post_install", "-at_install")
class TestRename(ChangeCommon):
    def test_a_new_name_and_the_old_one_on_its_day(self):
        with freeze_time("2027-02-01"):
            self._do(
                kind="rename",
                res_model="seutuyp.region",
                source_region_ids=[Command.set(self.region_a.ids)],
                effective_on="2027-01-01",
                name_fi="Uusi seutu",
                name_sv="Nya regionen",
            )
        fi = self.region_a.with_context(lang="fi_FI")
        self.assertEqual(fi.name, "Uusi seutu")
        self.assertEqual(self.region_a.with_context(lang="sv_SE").name, "Nya regionen")
        self.assertEqual(fi.name_on("2027-01-01"), "Uusi seutu")
        self.assertEqual(fi.name_on("2026-12-31"), "Region A")

    def test_an_organisation_is_renamed(self):
        self._do(
            kind="rename",
            res_model="res.partner",
            source_partner_ids=[Command.set(self.organisation_a.ids)],
            name_fi="Uusi Oy",
        )
        self.assertEqual(self.organisation_a.name, "Uusi Oy")
        self.assertEqual(self.organisation_a.name_on("2020-01-01"), "Organisation A")

    def test_a_name_is_needed(self):
        with self.assertRefused(UserError, "Write the new name"):
            self._do(
                kind="rename",
                res_model="seutuyp.region",
                source_region_ids=[Command.set(self.region_a.ids)],
            )


@tagged("post_install", "-at_install")
class TestOrganisationMerger(ChangeCommon):
    def _merge(self, source, target, **values):
        return self._do(
            kind="merge",
            res_model="res.partner",
            source_partner_ids=[Command.set(source.ids)],
            target_partner_id=target.id,
            **values,
        )

    def _in_force(self):
        agreement = self._create_licensed()
        party = agreement.party_ids.filtered(
            lambda item: item.partner_id != agreement.coordinating_partner_id
        )[:1]
        return agreement, party

    def test_a_merger_keeps_what_was_signed(self):
        agreement, party = self._in_force()
        old, signature = party.partner_id, party.signature_id
        name = old.name
        worker = self._create_person(parent_id=old.id)
        target = self._create_organisation(
            name="Merged Oy", actor_type_id=old.actor_type_id.id
        )
        self._merge(old, target)
        self.assertEqual(worker.parent_id, target)
        self.assertEqual(party.partner_id, old)
        self.assertEqual(party.state, "signed")
        self.assertEqual(signature.organisation_name, name)
        self.assertIn(target, agreement.region_ids.partner_ids)
        self.assertNotIn(old, agreement.region_ids.partner_ids)
        self.assertFalse(agreement.licence_ids.at_risk)

    def test_staff_still_read_after_the_merger(self):
        agreement, party = self._in_force()
        user = self._create_user("moved", "group_user")
        user.partner_id.parent_id = party.partner_id
        target = self._create_organisation(
            name="Merged Oy", actor_type_id=party.partner_id.actor_type_id.id
        )
        self._merge(party.partner_id, target)
        self.env.flush_all()
        self.assertIn(user, agreement.region_ids.user_ids)

    def test_a_double_entry_moves_with_its_history(self):
        _agreement, party = self._in_force()
        old, name = party.partner_id, party.signature_id.organisation_name
        kept = self._create_organisation(
            name="Kept Oy", actor_type_id=old.actor_type_id.id
        )
        self._merge(old, kept, duplicate=True)
        self.assertFalse(old.exists())
        self.assertEqual(party.partner_id, kept)
        self.assertEqual(party.state, "signed")
        self.assertEqual(party.signature_id.organisation_name, name)
        self.assertEqual(len(kept.change_ids), 1)

    def test_two_parties_of_one_agreement_are_no_double_entry(self):
        agreement, party = self._in_force()
        other = (agreement.party_ids - party)[:1]
        with self.assertRefused(UserError, "both parties"):
            self._merge(party.partner_id, other.partner_id, duplicate=True)
        self.assertTrue(party.exists())

    def test_people_are_not_merged_as_organisations(self):
        person = self._create_person()
        with self.assertRefused(UserError, "is a person"):
            self._merge(person, self.organisation_a)


@tagged("post_install", "-at_install")
class TestReform(ChangeCommon):
    """The real case: fifteen areas become ten on 2026-01-01, and Häme goes to two."""

    def test_fifteen_areas_become_ten(self):
        history = self.env["seutuyp.region.area"].search(
            [
                ("date_from", "=", "2026-01-01"),
                ("region_id.area_history_ids", "!=", False),
            ]
        )
        mapping = {line.region_id: line.area_id for line in history}
        self.assertEqual(len(mapping), 68)
        history.unlink()
        old = self.env["seutuyp.region.area"].search(
            [("region_id", "in", [region.id for region in mapping])]
        )
        old.date_to = False
        areas = old.area_id
        areas.write({"date_to": False, "successor_ids": [Command.clear()]})
        self.assertEqual(len(areas), 15)
        self.env.flush_all()
        change = self._reform(areas, mapping)
        self.assertEqual(change.state, "done")
        for region, area in mapping.items():
            self.assertEqual(region.area_on("2026-01-01"), area)
            self.assertIn(region.area_on("2025-12-31"), areas)
        before = {region.area_on("2025-12-31") for region in mapping}
        after = {region.area_on("2026-01-01") for region in mapping}
        self.assertEqual((len(before), len(after)), (15, 10))
        self.assertEqual(set(areas.mapped("date_to")), {date(2025, 12, 31)})
        hame = self.env.ref("seutuyp_network.area_ham")
        self.assertEqual(len(hame.successor_ids), 2)

    def _reform(self, areas, mapping):
        wizard = self._wizard(
            kind="split",
            res_model="seutuyp.area",
            effective_on="2026-01-01",
            source_area_ids=[Command.set(areas.ids)],
        )
        self.assertEqual(len(wizard.line_ids), 68)
        for line in wizard.line_ids:
            line.area_id = mapping[line.region_id]
        self.assertFalse(wizard.problems)
        return self.env["seutuyp.change"].browse(wizard.action_change()["res_id"])


@tagged("post_install", "-at_install")
class TestSituation(ChangeCommon):
    def _rows(self, day, borders="then", user=None):
        wizard = self.env["seutuyp.situation.wizard"].with_user(user or self.reviewer)
        return wizard.create({"date": day, "borders": borders})._rows()

    def test_last_year_has_fifteen_areas_and_today_ten(self):
        shipped = self.env["seutuyp.area"].search([("code", "like", "Area%")])
        (self.region_a | self.region_b).area_history_ids.unlink()
        shipped.membership_ids.unlink()
        then = self._rows("2025-12-31")
        self.assertEqual(len(then), 15)
        self.assertEqual(sum(row["regions"] for row in then), 68)
        now = self._rows("2026-01-01")
        self.assertEqual(len(now), 10)
        old_day_new_borders = self._rows("2025-12-31", "today")
        self.assertEqual(
            {row["area"] for row in old_day_new_borders}, {row["area"] for row in now}
        )

    def _row_of(self, region, day):
        rows = self._rows(day)
        return next(row for row in rows if region.name in row["names"])

    def test_agreements_and_licences_of_the_day(self):
        agreement = self._create_licensed()
        region = agreement.region_ids
        today = self.env["seutuyp.dated.mixin"]._today()
        row = self._row_of(region, today)
        self.assertEqual((row["agreements"], row["licences"]), (1, 1))
        agreement.licence_ids.with_user(self.reviewer).action_revoke("Misuse")
        self.assertEqual(self._row_of(region, today)["licences"], 0)
        before = agreement.date_start.replace(year=agreement.date_start.year - 1)
        row = self._row_of(region, before)
        self.assertEqual((row["agreements"], row["licences"]), (0, 0))

    def test_cost_is_that_of_a_nation(self):
        self._rows("2025-12-31")
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            self._rows("2025-12-31")

    def test_portal_sees_nothing(self):
        with self.assertRaises(AccessError):
            self._rows("2026-01-01", user=self.portal_user)
