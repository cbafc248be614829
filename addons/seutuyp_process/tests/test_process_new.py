# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import Form, tagged

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestProcessNew(ProcessCommon):
    """What a person adds by the button “New” begins with an empty form."""

    def test_every_form_opens_empty(self):
        for login in (self.partner_user, self.coordinator):
            for name in ("", ".phase", ".flow", ".feedback", ".review", ".metric"):
                with self.subTest(name, login=login.login):
                    Form(self.env[f"seutuyp.process{name}"].with_user(login))

    def test_owner_adds_a_review(self):
        self.process._guarded().write({"state": "approved", "version": 1})
        form = Form(self.env["seutuyp.process.review"].with_user(self.partner_user))
        form.process_id = self.process
        review = form.save()
        self.assertEqual(review.reviewer_id, self.owner)
        self.assertIn("start", review.available_actions)
