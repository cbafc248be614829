# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from .common import MeetingCommon

SCALES = (1, 2, 3, 4, 5, 6, 7, 9, 11)
OPEN = (8, 10, 12)


class EvaluationCommon(MeetingCommon):
    """Region A's steering group: chair, secretary, three members and a deputy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steering.member_ids.partner_id.lang = "en_US"
        for role in ("member", "member", "deputy"):
            cls._create_member(cls.steering, role=role, date_from="2019-01-01")
        cls.people = cls.steering.member_ids.partner_id

    @classmethod
    def _plan_round(cls, group=None, **kw):
        group = group or cls.steering
        keeper = group.region_ids[:1].coordinator_id.user_ids
        rounds = cls.env["seutuyp.evaluation"].with_user(keeper)
        vals = {"group_id": group.id, **kw}
        return rounds.create(vals).with_user(cls.env.user)

    def _open_round(self, evaluation=None, **kw):
        """Return (round that its keeper has opened, mails it sent)."""
        evaluation = evaluation or self._plan_round(**kw)
        keeper = evaluation.group_id.region_ids[:1].coordinator_id.user_ids
        _result, mails = self._new_mails(evaluation.with_user(keeper).action_open)
        return evaluation, mails

    def _secrets(self, mails):
        """Return {address: text of the personal link}."""
        return {
            re.search(r"[\w.]+@example.com", mail.email_to)[0]: re.search(
                r"/seutuyp/evaluate/([\w-]+)", mail.body_html
            )[1]
            for mail in mails
        }

    def _told_round(self, numbers, texts=(), **kw):
        """Return a closed round: each of ``numbers`` is one answer to all scales.

        :param texts: answers to the open items, of the first who answer
        """
        evaluation, _mails = self._open_round(**kw)
        answers = [dict.fromkeys(SCALES, number) for number in numbers]
        for answer, text in zip(answers, texts, strict=False):
            answer.update(dict.fromkeys(OPEN, text))
        evaluation._receive(answers)
        evaluation._close()
        return evaluation

    def _item(self, evaluation, code):
        return evaluation.item_ids.filtered(lambda item: item.code == code)
