# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError

from ..tools import threshold
from .seutuyp_survey_round import TEMPLATES

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}
# One reminder, so long before the deadline.
BEFORE = timedelta(days=5)
TEXT_MAX = 2000
LARGEST_ID = 2**31 - 1


class SeutuypSurveyRound(models.Model):
    """Who is asked, and how answers come in without anybody's name."""

    _inherit = "seutuyp.survey.round"

    def _people_to_ask(self):
        """Return whom a network survey asks: the regions' people with an address.

        :raise UserError: too few for anything to be told later
        """
        self.ensure_one()
        people = self.env["res.partner"].sudo()
        if self.kind == "customer":
            return people
        for region in self._regions():
            people |= region._reader_partners(self._today())
        people = people.filtered("email_normalized")
        if len(people) < threshold.LEAST:
            raise UserError(
                self.env._(
                    "At least %(least)s people of the network need an e-mail address: "
                    "of fewer answers nothing is told. Add the addresses first.",
                    least=threshold.LEAST,
                )
            )
        return people

    def _copy_survey(self):
        self.ensure_one()
        template = self.env.ref(TEMPLATES[self.kind]).sudo().with_context(**QUIET)
        return template._seutuyp_copy("seutuyp_round")

    def _invite(self, people):
        """Mail everybody a link of their own; customers get none by mail."""
        self.env["seutuyp.survey.invitee"].create(
            [{"round_id": self.id, "partner_id": person.id} for person in people]
        )
        self._mail_links(people)

    def _mail_links(self, people, again=False):
        self.ensure_one()
        midnight = datetime.combine(self.deadline + timedelta(days=2), time())
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for person in people:
            text, _token = self.env["seutuyp.token"]._issue(
                self, "survey", person, person.email, midnight
            )
            prefix = self.env["res.lang"]._get_data(code=person.lang).url_code
            path = [base, prefix, "seutuyp/survey", text]
            self.env["seutuyp.mailer"]._mail(
                "seutuyp_reporting.mail_template_survey",
                person,
                self.with_context(lang=person.lang),
                sender=self.region_id.coordinator_id or self.area_id.contact_id,
                seutuyp_link="/".join(part for part in path if part),
                seutuyp_again=again,
                seutuyp_place=self._scope_name(),
            )

    @api.model
    def _cron_follow(self):
        """Close what is past its deadline; remind once where it is near.

        All in one transaction: run twice, nobody is mailed twice.
        """
        today = self._today()
        running = self.sudo().search([("state", "=", "open")])
        for survey in running.filtered(lambda item: item.deadline < today):
            survey._close()
        for survey in running.filtered(
            lambda item: (
                item.state == "open"
                and item.kind == "network"
                and not item.reminded_on
                and item.opened_on < today
                and item.deadline <= today + BEFORE
            )
        ):
            survey._lock()
            survey._guarded().reminded_on = today
            survey._mail_links(survey._waiting().partner_id, again=True)

    def _waiting(self):
        return (
            self.env["seutuyp.survey.invitee"]
            .sudo()
            .search([("round_id", "=", self.id), ("has_answered", "=", False)])
        )

    # ------------------------------------------------------------------ answering
    @api.model
    def _door(self, text):
        """Tell what the text of an address opens; changes nothing.

        :param str text: a personal link's, or the code of an open one; not trusted
        :return: (round of superuser or empty, person or empty, problem); problem is
            None, ``wrong``, ``expired``, ``revoked``, ``closed`` or ``answered``
        """
        people = self.env["res.partner"].sudo()
        survey = self.sudo().search([("code", "=", str(text))], limit=1)
        problem = None
        if not survey:
            survey, token, problem = self.env["seutuyp.token"]._find_by_text(
                self._name, "survey", text
            )
            people = token.partner_id
        if problem == "wrong":
            return survey, people, problem
        return survey, people, survey._closed_to(people) or problem

    @api.model
    def _own_door(self, survey_id):
        """Tell whether the user is asked in a survey; changes nothing.

        :param int survey_id: not to be trusted
        :return: as :meth:`_door`; ``wrong`` for whoever is not asked
        """
        person = self.env.user.partner_id.sudo()
        survey = self.sudo().browse(survey_id if survey_id <= LARGEST_ID else [])
        asked = self.env["seutuyp.survey.invitee"].sudo()
        if not asked.search_count(
            [("round_id", "in", survey.ids), ("partner_id", "=", person.id)]
        ):
            return survey.browse(), person.browse(), "wrong"
        return survey, person, survey._closed_to(person)

    def _closed_to(self, person):
        """Return why no answer is taken from a person: ``closed``, ``answered``, None.

        :param person: empty where anybody may answer
        """
        self.ensure_one()
        if self.state != "open" or self.deadline < self._today():
            return "closed"
        if person and person not in self._waiting().partner_id:
            return "answered"
        return None

    def _asks_segment(self):
        """Return whether it asks for the segment: that of customers only."""
        return self.by_segment and self.kind == "customer"

    def _questions(self):
        """Return the questions that our page knows how to ask."""
        return self.sudo().survey_id.question_ids.filtered(
            lambda item: item.question_type in ("scale", "text_box")
        )

    def _receive(self, answers, segment=None, person=None):
        """Keep one person's answers, without whose they are or when they came.

        :param dict answers: {question id: text of a grade, or words}
        :param segment: ``seutuyp.segment`` or None
        :param person: who answers by a personal link, so that nobody answers twice
        :return: whether they were kept; not those of a second time
        """
        self.ensure_one()
        self._lock()
        if person:
            waiting = self._waiting().filtered(lambda row: row.partner_id == person)
            if not waiting:
                return False
            waiting.has_answered = True
        inputs = self.env["survey.user_input"].with_user(SUPERUSER_ID)
        answer = inputs.with_context(**QUIET).create(
            {
                "survey_id": self.survey_id.id,
                "state": "done",
                "seutuyp_segment_id": segment.id if segment else False,
            }
        )
        # What is skipped has a line as well: answers that change places are alike.
        for question in self._questions().with_env(answer.env):
            answer._save_lines(question, answers.get(question.id))
        self._mix(answer)
        # As the system: whoever answers while logged in leaves no trace either.
        self.with_user(SUPERUSER_ID)._guarded().answer_count += 1
        self._level()
        return True

    def _receive_all(self, rows):
        """Take whole answers at once: demo data.

        :param rows: one tuple for each person, in the order of the questions
        """
        waiting = self._waiting() if self.kind == "network" else [None] * len(rows)
        for asked, row in zip(waiting, rows, strict=False):
            answers = zip(self._questions().ids, map(str, row), strict=True)
            self.sudo()._receive(dict(answers), person=asked and asked.partner_id)
