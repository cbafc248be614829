# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time

from .common import ProcessCommon, at

DAY = "2050-01-02"


class ReviewCommon(ProcessCommon):
    """The process is in use on 2 January 2050; its owner is the partner user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.org"
        )
        cls.env["seutuyp.process.responsibility"].create(
            [
                {
                    "process_id": cls.process.id,
                    "partner_id": party.id,
                    "duties": "Comes",
                }
                for party in (cls.organisation_a, cls.organisation_b)
            ]
        )
        cls.organisation_b.email = "b@example.com"
        cls.metric = cls.env["seutuyp.process.metric"].create(
            {
                "process_id": cls.process.id,
                "name": "Visits",
                "target": 20,
                "body_ids": [Command.set(cls.steering.ids)],
            }
        )
        cls.decision = cls._create_decision()
        cls.process.action_approve(cls.decision.id)
        with freeze_time(DAY):
            cls.process.with_user(cls.partner_user).action_take_into_use()

    @classmethod
    def _create_meeting(cls, day, group=None, **kw):
        return cls._create_event(
            cls.coordinator.partner_id,
            at(f"{day} 07:00"),
            at(f"{day} 09:00"),
            seutuyp_group_id=(group or cls.steering).id,
            **kw,
        )

    def _cron(self, day, name="_cron_reviews"):
        """Run the job on a day; return the mails it queued."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        with freeze_time(day):
            self.env.invalidate_all()
            getattr(self.env["seutuyp.process"], name)()
        return mails.search([]) - before

    def _review(self, **kw):
        """Return a review of its own that has begun, as the owner."""
        review = self.env["seutuyp.process.review"].with_user(self.partner_user)
        review = review.create(
            {"process_id": self.process.id, "due_date": "2050-02-01", **kw}
        )
        review.action_start()
        return review

    def _receivers(self, mails):
        return sorted(mails.mapped(lambda mail: mail.email_to.split("<")[1][:-1]))
