# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command

from .common import ReportingCommon

CUSTOMER = {
    "name": "Matti Asiakas",
    "phone": "040 123 4567",
    "email": "matti@asiakas.example",
    "need": "Wants to found a bakery",
}


class ReferralCommon(ReportingCommon):
    """Organisation A sends customers to the receiver; both are of region A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.org"
        )
        cls.receiver = cls._create_organisation(name="Receiver")
        cls.third = cls._create_organisation(name="Third")
        cls.receiver_user = cls._staff_of(cls.receiver, "receiver")
        cls.third_user = cls._staff_of(cls.third, "third")
        cls._join(cls.organisation_a | cls.receiver | cls.third)
        cls.service = cls.env["seutuyp.service"].search([], limit=1)
        cls.segment = cls.env["seutuyp.segment"].search(
            [("parent_id", "=", False)], limit=1
        )
        cls.adviser = cls._create_person(name="Adviser", parent_id=cls.receiver.id)
        cls.offer = cls._offer(cls.receiver, is_lead=True)
        cls.referral = cls._send()
        cls.outcome = cls.env.ref("seutuyp_reporting.referral_outcome_helped")

    @classmethod
    def _staff_of(cls, organisation, name):
        user = cls._create_user(name, "group_user")
        user.partner_id.parent_id = organisation
        return user

    @classmethod
    def _join(cls, organisations, region=None):
        region = region or cls.region_a
        region.sudo()._guarded().write(
            {"partner_ids": [Command.set(organisations.ids)]}
        )
        cls.env.flush_all()

    @classmethod
    def _offer(cls, organisation, **kw):
        return cls.env["seutuyp.service.offer"].create(
            {
                "region_id": cls.region_a.id,
                "service_id": cls.service.id,
                "partner_id": organisation.id,
                **kw,
            }
        )

    @classmethod
    def _values(cls, **kw):
        return {
            "region_id": cls.region_a.id,
            "to_partner_id": cls.receiver.id,
            "service_id": cls.service.id,
            "segment_id": cls.segment.id,
            "consent_date": "2026-01-01",
            "consent_scope": "need",
            "customer": dict(CUSTOMER),
            **kw,
        }

    @classmethod
    def _send(cls, user=None, **kw):
        referrals = cls.env["seutuyp.referral"].with_user(user or cls.partner_user)
        id_ = referrals.action_send(cls._values(**kw))
        cls.env.flush_all()
        return cls.env["seutuyp.referral"].browse(id_)

    def _customer(self, referral=None):
        self.env.invalidate_all()
        return (referral or self.referral)._customers()

    def _mails(self, function, *args):
        """Return the mails that a call queues."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([]).ids
        function(*args)
        return mails.search([("id", "not in", before)])

    def _run(self, cron):
        with self.enter_registry_test_mode():
            self.env.ref(f"seutuyp_reporting.{cron}").method_direct_trigger()
        self.env.invalidate_all()

    @classmethod
    def _meet(cls, user=None, needs=None, **kw):
        """Return a contact of organisation A with a company and its needs."""
        needs = [{}] if needs is None else needs
        return (
            cls.env["seutuyp.company.contact"]
            .with_user(user or cls.partner_user)
            .create(
                {
                    "region_id": cls.region_a.id,
                    "segment_id": cls.segment.id,
                    "date": "2026-01-10",
                    "has_consent": True,
                    "company_name": "Leipomo Oy",
                    "phone": "040 765 4321",
                    "need_ids": [
                        Command.create({"service_id": cls.service.id, **need})
                        for need in needs
                    ],
                    **kw,
                }
            )
        )
