# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

SCORES = [("1", "1 – not at all"), ("2", "2"), ("3", "3"), ("4", "4 – very well")]
QUESTIONS = ("score_fit", "score_known", "score_followed", "score_customer")
LINK_DAYS = timedelta(days=60)


class SeutuypProcessAssessment(models.Model):
    """What one organisation that takes part says: does the process suit daily work?"""

    _name = "seutuyp.process.assessment"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Assessment of a process"
    _order = "review_id, partner_id"
    _rec_name = "partner_id"

    _guarded_fields = frozenset(
        {
            "review_id",
            "partner_id",
            "person_id",
            "asked_on",
            "reminded_on",
            "answered_on",
            "answered_by_id",
        }
    )

    review_id = fields.Many2one(
        "seutuyp.process.review",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    process_id = fields.Many2one(related="review_id.process_id", store=True, index=True)
    review_state = fields.Selection(related="review_id.state")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    person_id = fields.Many2one(
        "res.partner", string="Asked of", readonly=True, ondelete="restrict"
    )
    score_fit = fields.Selection(SCORES, string="It suits our daily work")
    score_known = fields.Selection(SCORES, string="Our people know it")
    score_followed = fields.Selection(SCORES, string="We work as it says")
    score_customer = fields.Selection(SCORES, string="It is of use to customers")
    words = fields.Text(string="In words", help="What works, and what should change.")
    mean = fields.Float(compute="_compute_mean", digits=(3, 1), aggregator=False)
    asked_on = fields.Date(readonly=True)
    reminded_on = fields.Date(readonly=True)
    answered_on = fields.Date(readonly=True)
    answered_by_id = fields.Many2one("res.partner", readonly=True, ondelete="restrict")
    may_answer = fields.Boolean(compute="_compute_may_answer")

    _once = models.UniqueIndex(
        "(review_id, partner_id)", "This organisation has been asked already."
    )

    @api.depends(*QUESTIONS)
    def _compute_mean(self):
        for row in self:
            given = [int(row[name]) for name in QUESTIONS if row[name]]
            row.mean = sum(given) / len(given) if given else 0

    @api.depends_context("uid")
    @api.depends("review_id.state", "partner_id", "person_id")
    def _compute_may_answer(self):
        for row in self:
            row.may_answer = row._may_change("write") and not row._ended()

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """Only the organisation itself answers, for nobody else's work it speaks."""
        self.ensure_one()
        if operation != "write":
            return False
        me = self.env.user.partner_id
        return me == self.person_id or me.commercial_partner_id == self.partner_id

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Each organisation answers for itself. Ask its people to answer."
            )
        )

    def write(self, vals):
        answers = {*QUESTIONS, "words"} & set(vals)
        if answers and not self._guard_is_open():
            self._check_not_ended()
            super().write(vals)
            return self._stamp(self.env.user.partner_id)
        return super().write(vals)

    def _stamp(self, person):
        today = self.env["seutuyp.dated.mixin"]._today()
        rows = self.sudo()._guarded()
        return rows.write({"answered_on": today, "answered_by_id": person.id})

    def _ended(self):
        """Return why no more answers are taken, in a sentence, or False."""
        self.ensure_one()
        if self.sudo().review_id.state == "done":
            return self.env._(
                "The review of “%(process)s” is finished. Thank you all the same; tell "
                "the owner what you have noticed.",
                process=self.sudo().process_id.name,
            )
        return False

    def _check_not_ended(self):
        for row in self:
            if why := row._ended():
                raise UserError(why)

    # ------------------------------------------------------------------ answering
    def _answer(self, person, values):
        """Keep the answer of ``person``, who may have come by a link.

        :param dict values: question → "1" to "4", and ``words``
        :raise UserError: a question is unanswered, or the review is finished
        """
        self.ensure_one()
        self._check_not_ended()
        allowed = dict(SCORES)
        found = {name: values.get(name) for name in QUESTIONS}
        if any(score not in allowed for score in found.values()):
            raise UserError(self.env._("Answer each question from 1 to 4."))
        found["words"] = (values.get("words") or "").strip()[:4000] or False
        self.sudo()._guarded().write(found)
        self._stamp(person)

    # --------------------------------------------------------------------- asking
    def _mail_links(self, template):
        """Queue one mail with a personal link each; nobody without an address."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        expires = fields.Datetime.now() + LINK_DAYS
        day = self.env["seutuyp.report.mixin"]
        for row in self.sudo():
            person = row.person_id
            if not person.email_normalized:
                continue
            text, _token = self.env["seutuyp.token"]._issue(
                row, "assess", person, person.email_normalized, expires
            )
            prefix = self.env["res.lang"]._get_data(code=person.lang).url_code
            parts = (base, prefix, "seutuyp/assess", text)
            self.env["seutuyp.mailer"]._mail(
                template,
                person,
                row,
                sender=row.process_id.owner_id,
                address=person.email_normalized,
                seutuyp_process=row.process_id.name,
                seutuyp_day=day.with_context(lang=person.lang)._day(
                    row.review_id.due_date
                ),
                seutuyp_url="/".join(part for part in parts if part),
            )

    @api.model
    def _remind(self, limit):
        """Remind, once, those asked on ``limit`` or before who have not answered."""
        rows = self.search(
            [
                ("asked_on", "<=", limit),
                ("answered_on", "=", False),
                ("reminded_on", "=", False),
                ("review_id.state", "=", "in_progress"),
            ]
        )
        today = self.env["seutuyp.dated.mixin"]._today()
        rows._guarded().write({"reminded_on": today})
        rows._mail_links("seutuyp_process.mail_template_assess_again")


class SeutuypProcessReview(models.Model):
    _inherit = "seutuyp.process.review"

    asked_count = fields.Integer(compute="_compute_assessed")
    answered_count = fields.Integer(compute="_compute_assessed")
    mean = fields.Float(compute="_compute_assessed", digits=(3, 1), aggregator=False)

    @api.depends("assessment_ids.answered_on", "assessment_ids.mean")
    def _compute_assessed(self):
        for review in self:
            answered = review.assessment_ids.filtered("answered_on")
            review.asked_count = len(review.assessment_ids)
            review.answered_count = len(answered)
            means = answered.mapped("mean")
            review.mean = sum(means) / len(means) if means else 0

    def action_ask(self):
        """Ask the organisations that take part how the process suits daily work.

        Pressed again, those are asked who have come since. Begins the review.

        :raise AccessError: the user does not lead the review
        :raise UserError: it is finished, or there is nobody to ask
        """
        self.ensure_one()
        if self.state == "due":
            self._transition("start")
        self._lock()
        self.check_access("write")
        self._check_open()
        missing = self.process_id._taking_part() - self.assessment_ids.partner_id
        if not missing and not self.assessment_ids:
            raise UserError(
                self.env._(
                    "Nobody takes part yet: name organisations in the lanes or in the "
                    "responsibilities of the process first."
                )
            )
        self._add_assessments(missing)._mail_links(
            "seutuyp_process.mail_template_assess"
        )
        return True

    def _add_assessments(self, organisations):
        """Return a new row for each organisation; nothing is mailed."""
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        rows = self.env["seutuyp.process.assessment"].sudo()
        return rows._create_guarded(
            [
                {
                    "review_id": self.id,
                    "partner_id": organisation.id,
                    "person_id": self._speaker(organisation).id,
                    "asked_on": today,
                }
                for organisation in organisations
            ]
        )

    def _receive(self, answers):
        """Keep answers that were not given on the pages: demo data and imports.

        :param dict answers: organisation id → (four scores, words)
        """
        self.ensure_one()
        partners = self.env["res.partner"].browse(answers)
        for row in self._add_assessments(partners - self.assessment_ids.partner_id):
            scores, words = answers[row.partner_id.id]
            given = dict(zip(QUESTIONS, map(str, scores), strict=True))
            row._answer(row.person_id, {**given, "words": words})

    def _speaker(self, organisation):
        """Return who answers for an organisation: of the team, else itself."""
        team = self.sudo().process_id.member_ids.filtered(
            lambda member: member.organisation_id == organisation
        )
        return team.partner_id.filtered("email_normalized")[:1] or organisation


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("assess", "Assess a process")], ondelete={"assess": "cascade"}
    )
