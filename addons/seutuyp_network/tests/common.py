# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
from contextlib import contextmanager

from odoo.fields import Command
from odoo.tests import TransactionCase

NETWORK = "seutuyp_network."
# Who acts in most tests, and the group that makes somebody this.
ACTORS = {
    "manager": "group_manager",
    "reviewer": "group_reviewer",
    "reviewer2": "group_reviewer",
    "area_contact": "group_area",
    "coordinator": "group_coordinator",
    "coordinator_b": "group_coordinator",
    "partner_user": "group_user",
    "outsider": "group_user",
    "portal": "base.group_portal",
}


class SeutuypCommon(TransactionCase):
    """Two areas with a region each, and one user of every kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={
                **cls.env.context,
                "tracking_disable": True,
                "mail_create_nolog": True,
                "mail_create_nosubscribe": True,
                "no_reset_password": True,
            }
        )
        users = cls._create_users(ACTORS)
        cls.portal_user = users.pop("portal")
        for name, user in users.items():
            setattr(cls, name, user)
        cls.type_municipality = cls.env.ref("seutuyp_network.actor_type_municipality")
        cls.area_a = cls._create_area(
            name="Area A", contact_id=cls.area_contact.partner_id.id
        )
        cls.area_b = cls._create_area(name="Area B")
        cls.organisation_a = cls._create_organisation(name="Organisation A")
        cls.organisation_b = cls._create_organisation(name="Organisation B")
        cls.partner_user.partner_id.parent_id = cls.organisation_a
        cls.region_a = cls._create_region(
            name="Region A",
            area=cls.area_a,
            coordinator_id=cls.coordinator.partner_id.id,
            coordinating_partner_id=cls.organisation_a.id,
        )
        cls.region_b = cls._create_region(
            name="Region B",
            area=cls.area_b,
            coordinator_id=cls.coordinator_b.partner_id.id,
            coordinating_partner_id=cls.organisation_b.id,
        )
        cls.organisation_a.seutuyp_region_ids = cls.region_a
        cls.organisation_b.seutuyp_region_ids = cls.region_b

    @contextmanager
    def assertRefused(self, exception, text="."):
        """Like ``assertRaisesRegex``, with the savepoint of ``assertRaises``."""
        with self.assertRaises(exception) as caught:
            yield
        self.assertRegex(str(caught.exception), text)

    @contextmanager
    def as_rpc(self, user):
        """Make ``user`` the one who opened the transaction, as a request does.

        Core falls back on that user in commands on contacts, and in a test it is
        the superuser.
        """
        transaction = self.env.transaction
        before = transaction.default_env
        transaction.default_env = self.env(user=user.id, su=False)
        try:
            yield
        finally:
            transaction.default_env = before

    @classmethod
    def _create_users(cls, groups):
        """Create a user for each name and its group, all at once: that is quicker."""
        vals_list = [
            {
                "name": name.replace("_", " ").capitalize(),
                "login": f"seutuyp_{name}",
                "password": f"seutuyp_{name}",
                "email": f"{name}@example.com",
                "group_ids": [
                    Command.set(
                        cls.env.ref(group if "." in group else NETWORK + group).ids
                    )
                ],
            }
            for name, group in groups.items()
        ]
        return dict(zip(groups, cls.env["res.users"].create(vals_list), strict=True))

    @classmethod
    def _create_user(cls, name, group):
        return cls._create_users({name: group})[name]

    @classmethod
    def _next_code(cls, prefix):
        cls._counter = getattr(cls, "_counter", 0) + 1
        return f"{prefix}{cls._counter}"

    @classmethod
    def _create_area(cls, **kw):
        vals = {"code": cls._next_code("TA"), "name": "Test area", **kw}
        return cls.env["seutuyp.area"].create(vals)

    @classmethod
    def _create_region(cls, area=None, **kw):
        vals = {"code": cls._next_code("TR"), "name": "Test region", **kw}
        if area:
            vals["area_history_ids"] = [Command.create({"area_id": area.id})]
        return cls.env["seutuyp.region"].create(vals)

    @classmethod
    def _create_organisation(cls, **kw):
        vals = {
            "name": "Test organisation",
            "is_company": True,
            "actor_type_id": cls.type_municipality.id,
            **kw,
        }
        return cls.env["res.partner"].create(vals)

    @classmethod
    def _create_person(cls, **kw):
        vals = {"name": cls._next_code("Person "), **kw}
        vals.setdefault(
            "email", vals["name"].lower().replace(" ", ".") + "@example.com"
        )
        return cls.env["res.partner"].create(vals)

    @classmethod
    def _create_group(cls, **kw):
        vals = {"name": cls._next_code("Group "), "kind": "working", **kw}
        if vals["kind"] not in ("area", "national"):
            vals.setdefault("region_ids", [Command.set(cls.region_a.ids)])
        return cls.env["seutuyp.group"].create(vals)

    @classmethod
    def _create_member(cls, group, **kw):
        vals = {"group_id": group.id, **kw}
        if "partner_id" not in vals:
            vals["partner_id"] = cls._create_person().id
        return cls.env["seutuyp.group.member"].create(vals)

    @classmethod
    def _create_steering_group(cls, members=0, **kw):
        """Return a steering group that meets the rule, with ``members`` more."""
        group = cls._create_group(kind="steering", **kw)
        chair = cls._create_person(is_entrepreneur=True)
        cls._create_member(group, partner_id=chair.id, role="chair")
        cls._create_member(
            group, partner_id=group.region_ids[:1].coordinator_id.id, role="secretary"
        )
        for _number in range(members):
            cls._create_member(group)
        return group

    # --------------------------------------------------------------- agreements
    @classmethod
    def _create_parties(cls):
        """Return the vals of three parties, one a side, each with its signatory."""
        cls.party_organisations = cls.organisation_a
        vals_list = [{"partner_id": cls.organisation_a.id}]
        for xmlid in ("actor_type_employment_area", "actor_type_vitality_centre"):
            actor_type = cls.env.ref(NETWORK + xmlid)
            organisation = cls._create_organisation(
                name=cls._next_code("Party "),
                actor_type_id=actor_type.id,
                seutuyp_region_ids=[Command.set(cls.region_a.ids)],
            )
            cls.party_organisations |= organisation
            vals_list.append({"partner_id": organisation.id})
        for vals in vals_list:
            signatory = cls._create_person(parent_id=vals["partner_id"], lang="en_US")
            vals.update(signatory_id=signatory.id, capacity="Managing director")
        return vals_list

    @classmethod
    def _create_agreement(cls, **kw):
        """Return an agreement of region A that may be sent and submitted as it is.

        It has three parties, one a side, each with a signatory and a named person, a
        cost line, a commitment, the annexes that a review needs and the steering
        group of the region.

        :param kw: values that replace the ones given here
        """
        parties = kw.pop("party_ids", None) or [
            Command.create(vals) for vals in cls._create_parties()
        ]
        if not cls.region_a.group_ids.filtered(lambda item: item.kind == "steering"):
            cls._create_steering_group(region_ids=[Command.set(cls.region_a.ids)])
        people = [
            Command.create(
                {
                    "organisation_id": command[2]["partner_id"],
                    "partner_id": cls._create_person(
                        parent_id=command[2]["partner_id"]
                    ).id,
                    "role": "Advises companies",
                }
            )
            for command in parties
        ]
        vals = {
            "region_ids": [Command.set(cls.region_a.ids)],
            "coordinating_partner_id": cls.organisation_a.id,
            "lang": "en_US",
            "date_start": "2026-01-01",
            "party_ids": parties,
            "person_ids": people,
            "cost_line_ids": [Command.create({"what": "Everyday work"})],
            "commitment_ids": [Command.create({"name": "Meet once a month"})],
            "annex_ids": [
                Command.create(cls._annex_vals(kind)) for kind in ("plan", "matrix")
            ],
            **kw,
        }
        agreement = cls.env["seutuyp.agreement"].with_user(cls.coordinator).create(vals)
        cls.env.flush_all()
        return agreement

    @classmethod
    def _annex_vals(cls, kind, content=None):
        return {
            "name": kind.capitalize(),
            "kind": kind,
            "file": base64.b64encode(content or f"The {kind}".encode()),
            "filename": f"{kind}.txt",
        }

    def _sign(self, party, name="Maija Example", **kw):
        """Sign as the portal does: with superuser records and the text shown."""
        evidence = {"content_hash": party.agreement_id.content_hash}
        evidence.update(kw.pop("evidence", {}))
        values = {"capacity": "Managing director", "method": "typed", **kw}
        return party.sudo()._sign(name, evidence=evidence, **values)

    def _sign_all(self, agreement):
        for party in agreement.party_ids:
            self._sign(party)

    def _approve(self, agreement, reason="Fine"):
        """Give the verdict “met” on everything and approve, as the reviewer."""
        review_round = agreement.with_user(self.reviewer).round_id
        review_round.assessment_ids.action_met()
        review_round.action_approve(reason)

    def _create_licensed(self, **kw):
        """Return an agreement that is signed, approved and licensed."""
        agreement = self._create_agreement(**kw)
        agreement.action_send()
        self._sign_all(agreement)
        agreement.action_submit()
        self._approve(agreement)
        return agreement
