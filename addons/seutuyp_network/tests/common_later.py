# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from .common import NETWORK, SeutuypCommon


class LaterCase(SeutuypCommon):
    """A signed and licensed agreement in force since 2026-01-01."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.agreement = self._create_licensed(**cls.agreement_values())
        cls.org_a, cls.org_b, cls.org_c = cls.agreement.party_ids.partner_id
        cls.newcomer = cls._create_organisation(name="Newcomer")
        cls.signatory = cls._create_person(parent_id=cls.newcomer.id, lang="en_US")

    @classmethod
    def agreement_values(cls):
        return {}

    def _party(self, partner, agreement=None):
        parties = (agreement or self.agreement).sudo().party_ids
        return parties.filtered(lambda item: item.partner_id == partner)

    def _create_amendment(self, user=None, **kw):
        vals = {
            "agreement_id": self.agreement.id,
            "kind": "accession",
            "partner_id": self.newcomer.id,
            "signatory_id": self.signatory.id,
            "capacity": "Mayor",
            "date_effective": "2026-11-01",
            "decision_date": "2026-10-01",
            **kw,
        }
        amendments = self.env["seutuyp.agreement.amendment"]
        return amendments.with_user(user or self.coordinator).create(vals)

    def _withdrawal(self, partner=None, **kw):
        vals = {"kind": "withdrawal", "signatory_id": False, **kw}
        return self._create_amendment(partner_id=(partner or self.org_c).id, **vals)

    def _sign_amendment(self, signer, name="Maija Example", **kw):
        evidence = {"content_hash": signer.amendment_id.sudo().content_hash}
        values = {"capacity": "Mayor", "method": "typed", "evidence": evidence, **kw}
        return signer.sudo()._sign(name, **values)

    def _complete(self, amendment):
        if amendment.state == "draft":
            amendment.action_send()
        for signer in amendment.sudo().signer_ids:
            self._sign_amendment(signer)
        return amendment

    def _cron(self, day=None):
        """Run the job of the dates as the scheduler does."""
        with freeze_time(f"{day or '2026-11-24'} 02:00:00"):
            with self.enter_registry_test_mode():
                cron = self.env.ref(NETWORK + "cron_refresh_states")
                cron.method_direct_trigger()
        self.env.invalidate_all()

    def _mails_to(self, partner):
        mails = self.env["mail.mail"].sudo().search([])
        return mails.filtered(lambda mail: partner.email in (mail.email_to or ""))

    def _snapshot(self):
        """Return everything that a second run of a job must not change."""
        agreements = self.env["seutuyp.agreement"].sudo().search([])
        return {
            "states": agreements.mapped(lambda a: (a.id, a.state, a.followed_state)),
            "parties": agreements.party_ids.mapped(
                lambda p: (p.id, p.state, str(p.date_joined), str(p.date_left))
            ),
            "mails": self.env["mail.mail"].sudo().search_count([]),
            "logs": self.env["seutuyp.workflow.log"].sudo().search_count([]),
            "todos": len(agreements.activity_ids),
        }
