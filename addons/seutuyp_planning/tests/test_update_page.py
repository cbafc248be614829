# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from .common import PlanCommon

PUBLIC = "https://seutu.example.org"


@tagged("post_install", "-at_install")
class TestUpdatePage(PlanCommon, HttpCase):
    """One click from the reminder, without a login."""

    def setUp(self):
        super().setUp()
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.action.people_ids = self.member
        self._approve()
        self.path = self._path(self.action)

    def _path(self, action, person=None):
        link = action._update_link(person or self.member)
        self.env.flush_all()
        return link.removeprefix(PUBLIC)

    def _csrf(self, path=None):
        page = self.url_open(path or self.path).text
        return re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)

    def _post(self, path=None, csrf=None, **values):
        path = path or self.path
        data = {"csrf_token": csrf or self._csrf(path), **values}
        response = self.url_open(path, data=data)
        self.env.invalidate_all()
        return response

    def test_tell(self):
        page = self.url_open(self.path)
        for words in ("Interview companies", "More succession", "Done / not done"):
            self.assertIn(words, page.text)
        self.assertEqual(page.text.count('type="radio"'), 3)
        self.assertIn("no-store", page.headers["Cache-Control"])
        self.env.invalidate_all()
        self.assertFalse(self.action.update_ids, "opening tells nothing")
        page = self._post(state="under_way", actual="Seven done")
        self.assertIn("Thank you", page.text)
        self.assertEqual(self.action.actual_state, "under_way")
        self.assertEqual(self.action.actual, "Seven done")
        self.assertEqual(self.action.actual_updated_by_id, self.member)
        row = self.action.update_ids
        self.assertEqual((row.partner_id, row.source), (self.member, "link"))

    def test_scanners_tell_nothing(self):
        """Neither looking at the head nor following links with queries tells."""
        head = self.opener.head(self.base_url() + self.path, allow_redirects=True)
        self.assertEqual(head.status_code, 200)
        self.url_open(f"{self.path}?state=done&actual=Hello&back=1")
        self.opener.post(self.base_url() + self.path, data={"state": "done"})
        self.env.invalidate_all()
        self.assertFalse(self.action.update_ids)

    def test_taken_back(self):
        self.assertNotIn("take back", self.url_open(self.path).text)
        page = self._post(state="done", actual="All of them")
        self.assertIn("take back", page.text)
        row = self.action.update_ids
        page = self._post(back=row.id)
        self.assertIn("Taken back", page.text)
        self.assertEqual(self._post(back=row.id).status_code, 422, "pressed twice")
        self.assertEqual(self.action.actual_state, "not_begun")
        self.assertFalse(self.action.actual)
        self.assertFalse(self.action.actual_updated_on)
        self.assertEqual(len(self.action.update_ids), 2)
        self.assertNotIn("take back", page.text)

    def test_what_another_told_is_not_taken_back(self):
        csrf = self._csrf()
        self.action.with_user(self.partner_user).write({"actual": "Mine"})
        row = self.action.update_ids
        self.env.flush_all()
        self.assertEqual(self._post(csrf=csrf, back=row.id).status_code, 422)
        self.assertEqual(self.action.actual, "Mine")

    def test_bad_input(self):
        """What was written is not lost."""
        page = self._post(state="paid", actual="A long story")
        self.assertEqual(page.status_code, 422)
        self.assertIn("A long story", page.text)
        self.assertEqual(self.action.actual_state, "not_begun")

    def test_wrong_and_expired(self):
        self.assertEqual(self.url_open("/seutuyp/update/wrong").status_code, 404)
        tokens = self.env["seutuyp.token"].search([("purpose", "=", "update")])
        tokens._guarded().write({"expires_on": "2020-01-01"})
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_works_three_weeks(self):
        token = self.env["seutuyp.token"].search([("purpose", "=", "update")])
        self.assertEqual((token.expires_on - token.create_date).days, 21)

    def test_newer_link_ends_the_older(self):
        self._path(self.action)
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_link_of_another_purpose(self):
        text, _token = self.env["seutuyp.token"]._issue(
            self.action, "attend", self.member, self.member.email
        )
        self.env.flush_all()
        page = self.url_open(f"/seutuyp/update/{text}")
        self.assertEqual(page.status_code, 404)

    def test_no_longer_named(self):
        csrf = self._csrf()
        self.action.people_ids = self._create_person()
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)
        self.assertEqual(self._post(csrf=csrf, state="done").status_code, 410)
        self.assertEqual(self.action.actual_state, "not_begun")

    def test_closed_plan(self):
        csrf = self._csrf()
        self.goal.reached = "yes"
        self.plan.with_user(self.coordinator).action_close()
        self.env.flush_all()
        page = self.url_open(self.path)
        self.assertIn("is closed", page.text)
        self.assertNotIn('type="radio"', page.text)
        self.assertEqual(self._post(csrf=csrf, state="done").status_code, 422)
        self.assertEqual(self.action.actual_state, "not_begun")

    def test_dropped_action(self):
        csrf = self._csrf()
        plan = self.plan.with_user(self.coordinator)
        plan._change(self._decide(name="Dropped"), drop=self.action)
        self.env.flush_all()
        self.assertIn("has been dropped", self.url_open(self.path).text)
        self.assertEqual(self._post(csrf=csrf, state="done").status_code, 422)

    def test_in_the_language_of_the_mail(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.member.lang = "sv_SE"
        path = self._path(self.action)
        code = self.env["res.lang"]._get_data(code="sv_SE").url_code
        self.assertTrue(path.startswith(f"/{code}/"))
        self.assertIn('lang="sv', self.url_open(path).text)

    def test_next_action_of_the_mail(self):
        """After one is told the next is offered; nobody else's, and no told one."""
        self.other.sudo().people_ids = self.member
        self.env["seutuyp.plan.checkpoint"].sudo()._create_guarded(
            {"task_id": self.other.id, "date": "2050-03-01"}
        )
        tasks = self.action | self.other
        with freeze_time("2050-02-25"):
            links = tasks._update_links(self.member)
            self.env.flush_all()
            first, second = (links[task.id].removeprefix(PUBLIC) for task in tasks)
            page = self._post(first, state="under_way")
            self.assertIn("Train advisers", page.text)
            offered = re.search(r'Next:\s*<a href="([^"]+)"', page.text).group(1)
            self.assertEqual(offered.split("?")[0], second.split("?")[0])
            page = self._post(second, state="under_way")
            self.assertNotIn("Next:", page.text)

    def test_foreign_link_is_not_offered(self):
        stranger = self._create_person()
        self.other.sudo().people_ids = stranger
        self.env["seutuyp.plan.checkpoint"].sudo()._create_guarded(
            {"task_id": self.other.id, "date": "2050-03-01"}
        )
        with freeze_time("2050-02-25"):
            foreign = self._path(self.other, stranger).rsplit("/", 1)[1]
            path = f"{self._path(self.action)}?next={foreign}"
            page = self._post(path, state="under_way")
        self.assertIn("Thank you", page.text)
        self.assertNotIn("Train advisers", page.text)
