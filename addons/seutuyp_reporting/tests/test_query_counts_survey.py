# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from ..tools import mixing
from .common_survey import SurveyCommon

COLUMNS = ["name", "next_step", "answer_count", "may_edit", "url", "state"]
LINK_COLUMNS = ["name", "next_step", "told_count", "told_mean", "url", "may_edit"]


@tagged("post_install", "-at_install")
class TestQueryCountsSurvey(QueryCounts, SurveyCommon):
    """What surveys and feedback cost must not grow with answers, rounds and links."""

    def _answered(self, count, **kw):
        survey = self._open_survey(**kw)
        self._grade(survey, *([4] * count))
        return survey

    def _link_with(self, count):
        link = self._create_link().sudo()
        for _number in range(count):
            link._take_feedback(4, None, "Word")
        return link

    def setUp(self):
        super().setUp()
        # Chance must not decide what a call costs: every answer changes places.
        self.patch(mixing, "place", lambda count: 0)

    def test_answering(self):
        few, many = self._answered(3), self._answered(20)
        self.assertSameCost(lambda survey: self._grade(survey, 5), few, many)

    def test_closing(self):
        few, many = self._answered(3), self._answered(20)
        self.assertSameCost(lambda survey: survey._close(), few, many)

    def test_the_screens(self):
        """The list of one survey and of many; results of few answers and of many."""
        surveys = self.env["seutuyp.survey.round"]
        for _number in range(8):
            surveys |= self._answered(3)

        def read(rows):
            self._plain(rows, self.coordinator).read(COLUMNS)

        self.assertSameCost(read, surveys[:1], surveys)
        few, many = self._answered(3), self._answered(20)
        (few | many).action_close()

        def results(survey):
            rows = self._plain(survey.result_ids, self.coordinator)
            rows.read(["name", "mean", "answer_count", "texts"])

        self.assertSameCost(results, few, many)

    def test_home(self):
        """The home screen of who keeps one survey, then eight; and of who is asked."""
        self.region_a.substitute_id = self._create_person()
        for user in (self.coordinator, self.partner_user):
            home = self.env(user=user.id, context={}, su=False)["seutuyp.home"]
            self._open_survey(kind="network")
            before = self._count(home._waiting_followups)
            for _number in range(7):
                self._open_survey(kind="network")
            self.assertLessEqual(self._count(home._waiting_followups), before)

    def test_feedback(self):
        few, many = self._link_with(3), self._link_with(20)
        self.assertSameCost(lambda link: link._take_feedback(3), few, many)
        links = few | many
        for _number in range(8):
            links |= self._link_with(3)

        def read(rows):
            self._plain(rows, self.partner_user).read(LINK_COLUMNS)

        self.assertSameCost(read, links[:1], links)

    def test_erasing_words(self):
        """A night with nothing to erase costs the same however much there is."""
        rows = self.env["seutuyp.customer.feedback"]
        cron = type(self.env["ir.cron"])
        self.patch(cron, "_commit_progress", lambda *args, **kw: 60)
        self._link_with(3)
        before = self._count(rows._cron_erase_words)
        self._link_with(20)
        self.assertLessEqual(self._count(rows._cron_erase_words), before)
