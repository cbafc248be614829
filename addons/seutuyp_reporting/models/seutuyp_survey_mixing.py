# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time

from odoo import models
from odoo.tools import SQL

from ..tools import mixing

# What an answer to one question says.
SAID = ("skipped", "answer_type", "value_scale", "value_text_box")


def swap(one, other, names):
    """Let two records change what some of their fields say."""
    kept, theirs = (
        {name: row[name] for name in names}
        for row in (one + other).read(names, load=None)
    )
    one.write(theirs)
    other.write(kept)


class SeutuypSurveyRound(models.Model):
    """Neither the order of the answers nor a moment tells who has given which.

    Whoever sees one person answer, and later the answers, in a copy of the database
    say, must not find out which is whose. So every new answer changes places with
    another one, and what core notes of moments and people is taken off.
    """

    _inherit = "seutuyp.survey.round"

    def _mix(self, answer):
        """Let a new answer change places with any answer of the round, or with none.

        What the answers say moves and the rows stay, so that not even the numbers of
        their lines keep the order. The rule is in ``tools/mixing.py``.

        :param answer: the newest ``survey.user_input`` of the round
        """
        ids = answer.search([("survey_id", "=", self.survey_id.id)], order="id").ids
        other = answer.browse(ids[mixing.place(len(ids))])
        if other == answer:
            return
        swap(answer, other, ("seutuyp_segment_id",))
        lines = other.user_input_line_ids.grouped("question_id")
        for line in answer.user_input_line_ids:
            swap(line, lines[line.question_id], SAID)

    def _level(self):
        """Take off the round and its answers when one came, and who was logged in.

        Core notes both. All get the first moment of the day on which it opened.
        """
        self.env.flush_all()
        moment = datetime.combine(self.opened_on, time())
        noted = SQL("create_date = %s, write_date = %s", moment, moment)
        inputs = SQL(
            "SELECT id FROM survey_user_input WHERE survey_id = %s", self.survey_id.id
        )
        self.env.cr.execute(
            SQL(
                "UPDATE survey_user_input SET %s, create_uid = 1, write_uid = 1, "
                "start_datetime = NULL, end_datetime = NULL "
                "WHERE survey_id = %s AND write_date != %s",
                noted,
                self.survey_id.id,
                moment,
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE survey_user_input_line SET %s, create_uid = 1, write_uid = 1 "
                "WHERE user_input_id IN (%s) AND write_date != %s",
                noted,
                inputs,
                moment,
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE seutuyp_survey_round SET write_date = %s, write_uid = 1 "
                "WHERE id = %s",
                moment,
                self.id,
            )
        )
        self.env.invalidate_all()
