# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from .common import SeutuypCommon
from .common_person_request import PersonRequests

NAME, EMAIL, PHONE = "Aino Ainokainen", "aino.ainokainen@example.fi", "+358401237654"
BOX = f'"{NAME}" <{EMAIL}>'
# Evidence of an agreement, as the handlings say.
SIGNED = {
    "seutuyp_agreement_party.signatory_email",
    "seutuyp_signature.email",
    "seutuyp_signature.signer_name",
}
# Told to open screens; core forgets it within a day.
PASSING = {"bus_bus.message"}


@tagged("post_install", "-at_install")
class TestPersonTraces(PersonRequests, SeutuypCommon):
    """Mail and chatter do not tell any more who somebody was."""

    who = (NAME, EMAIL)

    def setUp(self):
        super().setUp()
        self.person = self._create_person(name=NAME, email=EMAIL, phone=PHONE)
        self.tracking = {"tracking_disable": False, "mail_create_nolog": False}

    def _flush(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _coordinate(self):
        """Let the person coordinate a region for a while, as its chatter tells."""
        region = self.region_a.with_context(**self.tracking)
        before = region.coordinator_id
        for person in (self.person, before) * 2:
            region.coordinator_id = person
            self._flush()
        return self.env["mail.tracking.value"].search(
            [("field_id.name", "=", "coordinator_id")], order="id desc", limit=3
        )

    def _write_about(self, record):
        """Write a message, a mail, an activity and a file that name the person."""
        record.message_post(
            body=f"Spoke with {NAME}, {EMAIL}",
            subject=NAME,
            author_id=self.person.id,
            partner_ids=self.person.ids,
            message_type="comment",
        )
        record.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=f"Call {NAME}",
            note=f"<p>{EMAIL}</p>",
            user_id=self.manager.id,
        ).action_feedback(feedback=f"{NAME} agrees")

    def _mail(self, **kw):
        return self.env["mail.mail"].create({"body_html": f"<p>{NAME}</p>", **kw})

    def test_nothing_tells_who_it_was(self):
        values = self._coordinate()
        for side in ("old", "new"):
            self.assertIn(NAME, values.mapped(f"{side}_value_char"))
        for record in (self.organisation_a, self.person):
            self._write_about(record)
        to_her = self._mail(email_to=BOX)
        to_two = self._mail(
            email_to=f"a@example.fi, {BOX}",
            reply_to=BOX,
            state="exception",
            failure_reason=f"{EMAIL} is full",
        )
        values[:1].copy({"new_value_char": f"Bo Muu, {NAME}"})  # as of several people
        self.env["discuss.channel"]._get_or_create_chat(self.person.ids)
        file = self.env["ir.attachment"].create(
            {"name": NAME, "res_model": "res.partner", "res_id": self.person.id}
        )
        before = self._places(NAME, EMAIL, PHONE)
        for place in (
            "mail_message.body",
            "mail_message.reply_to",
            "mail_activity.note",
        ):
            self.assertIn(place, before)
        self._erase(self._found())
        self.assertFalse(to_her.exists() or file.exists())
        self.assertIn("a@example.fi", to_two.email_to)
        self.assertEqual(self._places(NAME, EMAIL, PHONE) - PASSING, set())

    def test_of_an_agreement_only_the_evidence_stays(self):
        agreement = self._create_agreement()
        party = agreement.party_ids[:1]
        party.signatory_id = self.person
        agreement.action_send()
        for each in agreement.party_ids:
            self._sign(each, name=NAME if each == party else "Maija Example")
        self._erase(self._found())
        self.assertEqual(self._places(NAME, EMAIL, PHONE) - PASSING, SIGNED)

    def test_a_namesake_keeps_the_name(self):
        self._create_person(name=NAME.upper(), email="other@example.fi")
        values = self._coordinate()
        self._write_about(self.organisation_a)
        self._erase(self._found())
        message = self.organisation_a.message_ids.filtered("subject")
        self.assertIn(NAME, message.body)
        self.assertNotIn(EMAIL, message.body)
        self.assertNotIn(NAME, f"{values.mapped('old_value_char')}")
        self.assertNotIn(NAME, f"{values.mapped('new_value_char')}")

    def test_whoever_was_never_a_contact(self):
        mail = self._mail(email_to="b@example.fi, nobody@example.fi")
        feedback = self.env["seutuyp.accessibility.feedback"]
        feedback._receive("other", "", "Hi", "nobody@example.fi")
        self._erase(self._found("No Body", "nobody@example.fi"))
        self.assertEqual(mail.email_to, "b@example.fi, erased@invalid")

    def test_whoever_stays_is_still_told_of(self):
        self._create_member(self._create_group(), partner_id=self.person.id)
        mail = self._mail(email_to=BOX)
        self._write_about(self.organisation_a)
        self._erase(self._found())
        self.assertEqual((self.person.name, mail.email_to), (NAME, BOX))
        self.assertIn(NAME, self.organisation_a.message_ids.filtered("subject").body)
