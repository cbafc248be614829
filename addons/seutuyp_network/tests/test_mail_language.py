# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from unittest.mock import patch

from dateutil.relativedelta import relativedelta
from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .common import NETWORK
from .test_licence_risk import RiskCase

# The mails of the first agreement, and the answer to whoever finds a barrier, have
# their language tested where they are sent.
TESTED_THERE = {
    "accessibility_answer",
    "sign",
    "remind",
    "comment",
    "signed",
    "complete",
    "signatory_changed",
    "withdrawn",
    "declined",
    "statement",
    "return",
    "approve",
    "reject",
    "approval_void",
    "licence",
}


@tagged("post_install", "-at_install")
class TestMailLanguage(RiskCase):
    """Whoever reads Swedish gets Swedish, whatever the one who acts reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        data = cls.env["ir.model.data"].search(
            [("module", "=", "seutuyp_network"), ("model", "=", "mail.template")]
        )
        cls.templates = {
            row.name.removeprefix("mail_template_"): cls.env[row.model].browse(
                row.res_id
            )
            for row in data
        }
        for name, template in cls.templates.items():
            template.with_context(lang="sv_SE").subject = f"På svenska: {name}"
        cls.helper = cls._create_user("helper", "group_user")
        cls.newcomer = cls._create_organisation(name="Newcomer")
        cls.signatory = cls._create_person(parent_id=cls.newcomer.id)
        cls.organisation_a.email = "office@example.com"
        people = cls.env["res.partner"].search([("email", "like", "@example.com")])
        people.lang = "sv_SE"
        cls.env.user.lang = "en_US"

    def _subjects(self, function):
        told = self._told(function)
        self.env.flush_all()
        return {subject for subjects in told.values() for subject in subjects}

    def _amendment(self):
        amendment = (
            self.env["seutuyp.agreement.amendment"]
            .with_user(self.coordinator)
            .create(
                {
                    "agreement_id": self.agreement.id,
                    "kind": "accession",
                    "partner_id": self.newcomer.id,
                    "signatory_id": self.signatory.id,
                    "date_effective": "2026-11-01",
                    "decision_date": "2026-10-01",
                }
            )
        )
        return amendment.sudo()

    def _sent(self):
        amendment = self._amendment()
        amendment.with_user(self.coordinator).action_send()
        return amendment

    def _sign_amendment(self, amendment):
        for signer in amendment.signer_ids:
            signer._sign(
                "Maija Exempel",
                "Direktör",
                "typed",
                evidence={"content_hash": amendment.content_hash},
            )

    def _issue(self, amendment):
        model = type(self.env["ir.actions.report"])
        with patch.object(model, "_render_tagged_pdf", lambda *_a, **_kw: b"%PDF"):
            self.env["ir.config_parameter"].set_param(
                "seutuyp_network.public_url", "https://seutu.example.org"
            )
            for signer in amendment.signer_ids:
                signer._mail_copy(signer.signature_id)
            amendment._issue_document()

    def _cron(self, xmlid, day=None):
        with freeze_time(day or self.today), self.enter_registry_test_mode():
            self.env.ref(NETWORK + xmlid).method_direct_trigger()

    def test_every_template_is_known(self):
        tests = {name.removeprefix("test_mail_") for name in dir(self)}
        covered = {name for group in tests for name in group.split("__")}
        self.assertFalse(set(self.templates) - TESTED_THERE - covered)

    def _check(self, names, function):
        subjects = self._subjects(function)
        self.assertLessEqual({f"På svenska: {name}" for name in names}, subjects)
        stray = [item for item in subjects if not item.startswith("På svenska")]
        self.assertFalse(stray)

    # ------------------------------------------------------------------ amendments
    def test_mail_amend(self):
        self._check(["amend"], self._sent)

    def test_mail_amend_remind(self):
        amendment = self._sent()
        self._check(
            ["amend_remind"], amendment.with_user(self.coordinator).action_remind
        )

    def test_mail_amend_stopped(self):
        amendment = self._sent().with_user(self.coordinator)
        self._check(["amend_stopped"], lambda: amendment.action_cancel("Nej"))

    def test_mail_amend_signatory(self):
        signer = self._sent().signer_ids[0]
        self._check(
            ["amend_signatory", "amend"],
            lambda: signer._delegate("Kalle Vikarie", "kalle@example.com", "Ledig"),
        )

    def test_mail_amend_signed__amend_complete__later(self):
        amendment = self._sent()

        def finish():
            self._sign_amendment(amendment)
            self._issue(amendment)

        self._check(["amend_signed", "amend_complete", "later"], finish)

    # --------------------------------------------------------------------- people
    def test_mail_handover__handover_cancelled(self):
        handover = self.env["seutuyp.handover"].create(
            {
                "kind": "coordinator",
                "region_id": self.region_a.id,
                "date_last": self.today + timedelta(days=10),
                "person_to_id": self.helper.partner_id.id,
            }
        )
        manager = handover.with_user(self.manager)
        self._check(["handover"], manager.action_start)
        self._check(["handover_cancelled"], manager.action_cancel)

    def test_mail_stand_in(self):
        vals = {
            "kind": "coordinator",
            "region_id": self.region_a.id,
            "person_id": self.helper.partner_id.id,
            "date_to": self.today + timedelta(days=3),
        }
        items = self.env["seutuyp.stand.in"].with_user(self.manager)
        self._check(["stand_in"], lambda: items.create(vals))

    def test_mail_vacancy(self):
        self.region_a.coordinator_id = False
        self._check(["vacancy"], self.env["seutuyp.vacancy"]._cron_watch)

    def test_mail_commitments(self):
        self.env.cr.execute(  # the text is fixed
            "UPDATE seutuyp_agreement_commitment SET partner_id = %s WHERE id IN %s",
            (self.organisation_a.id, tuple(self.agreement.commitment_ids.ids)),
        )
        self.env.invalidate_all()
        self._check(
            ["commitments"],
            lambda: self._cron("cron_ask_commitments", "2026-12-05"),
        )

    # -------------------------------------------------------------------- licence
    def test_mail_case_opened__case_put_right(self):
        self._check(["case_opened"], self._chair_leaves)
        self._check(["case_put_right"], self._new_chair)

    def test_mail_case_answered__case_decided__case_holds_again(self):
        case = self._chair_leaves()
        own = case.with_user(self.coordinator)
        self._check(["case_answered"], lambda: own.action_answer("I mars"))
        decided = case.with_user(self.reviewer)
        self._check(["case_decided"], lambda: decided.action_suspend("Ingen ledare"))
        self._check(["case_holds_again"], self._new_chair)

    def test_mail_case_late(self):
        self._chair_leaves()
        day = self.today + timedelta(days=90)
        self._check(["case_late"], lambda: self._cron("cron_recheck_licences", day))

    def test_mail_licence_ends(self):
        self.licence._guarded().date_end = self.today + relativedelta(months=5)
        self._check(["licence_ends"], lambda: self._cron("cron_expire_licences"))

    def test_mail_brand_use(self):
        self._check(
            ["brand_use"], lambda: self._cron("cron_ask_brand_use", "2027-10-05")
        )

    # ------------------------------------------------------------------- services
    def _offer(self):
        return self.env["seutuyp.service.offer"].create(
            {
                "region_id": self.region_a.id,
                "service_id": self.env.ref(NETWORK + "service_start_founding").id,
                "partner_id": self.organisation_a.id,
                "responsible_id": self._create_person(
                    parent_id=self.organisation_a.id, lang="sv_SE"
                ).id,
                "segment_ids": [Command.clear()],
            }
        )

    def test_mail_offers_ask__offers_remind(self):
        self._offer()
        self._check(
            ["offers_ask"], lambda: self._cron("cron_confirm_offers", self._day)
        )
        later = "2028-03-20"
        self._check(["offers_remind"], lambda: self._cron("cron_confirm_offers", later))

    _day = "2028-03-02"

    def test_mail_service_digest(self):
        self._offer()
        self._check(["service_digest"], lambda: self._cron("cron_tell_services"))
