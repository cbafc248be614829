# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from .seutuyp_workflow_mixin import Transition

# Act 306/2019, section 8: an answer within fourteen days.
DAYS_TO_ANSWER = 14
# More than any service gets in a day: somebody plays with the form.
MOST_A_DAY = 100
PAGE_MAX = 300
TEXT_MAX = 4000
EMAIL_MAX = 254
KEPT_MONTHS = 12
TOPICS = [
    ("barrier", "Something cannot be used or perceived"),
    ("content", "I need the content in another form"),
    ("statement", "The accessibility statement itself"),
    ("other", "Something else about accessibility"),
]


class SeutuypAccessibilityFeedback(models.Model):
    """What somebody told about accessibility on the public page, and the answer."""

    _name = "seutuyp.accessibility.feedback"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Accessibility feedback"
    _order = "deadline, id"

    # What came in stays as it came; the answer is written until it is given.
    _guarded_fields = frozenset(
        {
            "state",
            "topic",
            "page",
            "text",
            "email",
            "lang",
            "received_on",
            "deadline",
            "answered_on",
            "answered_by_id",
            "erase_on",
            "erased_on",
        }
    )
    _transitions = {
        "take": Transition(
            _lt("Taken into work"), "state", "in_work", ("new",), "manager"
        ),
        "answer": Transition(
            _lt("Answered"), "state", "answered", ("new", "in_work"), "manager"
        ),
    }

    topic = fields.Selection(TOPICS, required=True, readonly=True)
    page = fields.Char(string="Which page", readonly=True)
    text = fields.Text(string="Feedback", readonly=True)
    email = fields.Char(string="Email of the sender", readonly=True)
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language of the sender",
        readonly=True,
    )
    received_on = fields.Date(required=True, readonly=True, index=True)
    deadline = fields.Date(
        string="Answer by", required=True, readonly=True, help="14 days by law."
    )
    state = fields.Selection(
        [("new", "New"), ("in_work", "In work"), ("answered", "Answered")],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    answer = fields.Text(
        help="Mailed to the sender, if an address was given, by “Send the answer”."
    )
    answered_on = fields.Date(readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    erase_on = fields.Date(
        string="Erased after", required=True, readonly=True, copy=False, index=True
    )
    erased_on = fields.Date(readonly=True, copy=False, index=True)

    @api.depends("topic", "received_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["topic"]._description_selection(self.env))
        for row in self:
            row.display_name = labels.get(row.topic, "")

    def _has_role(self, role):
        return self.env.user.has_group("seutuyp_network.group_manager")

    def write(self, vals):
        if "answer" in vals and not self._guard_is_open():
            given = self.filtered(lambda row: row.state == "answered")
            if given:
                raise UserError(
                    self.env._(
                        "The answer has been given and stays as it was. Write to the "
                        "sender by mail if there is more to tell."
                    )
                )
        return super().write(vals)

    # ------------------------------------------------------------------- receiving
    @api.ondelete(at_uninstall=False)
    def _unlink_except_guarded(self):
        """That something came stays, also when its words are erased."""
        self._guard_check(self._guarded_fields)

    @api.model
    def _receive(self, topic, page, text, email):
        """Keep what somebody sent from the public page.

        :param str topic: a key of ``TOPICS``, anything else becomes “other”
        :param str page: which page it is about, cut to ``PAGE_MAX``
        :param str text: what is wrong; refused when empty or over ``TEXT_MAX``
        :param str email: where the answer goes; may be empty
        :return: dict of problems {field: sentence}; empty when it was kept
        """
        problems = self._problems(text, email)
        if problems:
            return problems
        today = self.env["seutuyp.dated.mixin"]._today()
        if self.sudo().search_count([("received_on", "=", today)]) >= MOST_A_DAY:
            return {
                "": self.env._(
                    "A lot of feedback has come in today. Please send yours tomorrow, "
                    "or write to the address on this page."
                )
            }
        self.sudo()._create_guarded(
            {
                "topic": topic if topic in dict(TOPICS) else "other",
                "page": page[:PAGE_MAX],
                "text": text,
                "email": email_normalize(email) if email else False,
                "lang": self.env.lang,
                "received_on": today,
                "deadline": today + timedelta(days=DAYS_TO_ANSWER),
                "erase_on": self._kept_until(today),
            }
        )
        return {}

    @api.model
    def _problems(self, text, email):
        problems = {}
        if not text:
            problems["text"] = self.env._("Write what is wrong or what you need.")
        elif len(text) > TEXT_MAX:
            problems["text"] = self.env._(
                "The text is too long: at most %(max)s characters.", max=TEXT_MAX
            )
        if email and (len(email) > EMAIL_MAX or not email_normalize(email)):
            problems["email"] = self.env._(
                "This is not an email address. Write it like name@example.fi, or "
                "leave it empty."
            )
        return problems

    @api.model
    def _kept_until(self, day):
        """Return the last day on which feedback that came on ``day`` is kept."""
        months = self.env["seutuyp.retention"]._months(
            "seutuyp_network.accessibility_months", KEPT_MONTHS
        )
        return day + relativedelta(months=months)

    # --------------------------------------------------------------------- buttons
    def action_take(self):
        """Tell the others that this is being looked into. Role: administrator."""
        self._transition("take")
        return True

    def action_answer(self):
        """Give the answer, by mail if there is an address. Role: administrator.

        :raise UserError: no answer has been written
        """
        for row in self:
            if not (row.answer or "").strip():
                raise UserError(
                    self.env._(
                        "Write the answer first: it goes to the sender as it is."
                    )
                )
        today = self.env["seutuyp.dated.mixin"]._today()
        self._transition(
            "answer", values={"answered_on": today, "answered_by_id": self.env.uid}
        )
        for row in self.filtered("email"):
            row._mail_answer()
        return True

    def _mail_answer(self):
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_network.mail_template_accessibility_answer",
            self.env["res.partner"],
            self.sudo(),
            sender=self.env.user.partner_id.sudo(),
            address=self.email,
            lang=self.lang,
        )

    # --------------------------------------------------------------------- erasing
    def _erase(self):
        """Erase what the sender wrote and the answer; topic and days stay."""
        today = self.env["seutuyp.dated.mixin"]._today()
        empty = dict.fromkeys(("page", "text", "email", "answer"), False)
        self.sudo()._guarded().write({**empty, "erased_on": today})

    @api.model
    def _cron_erase(self):
        """Erase what has been kept long enough."""
        today = self.env["seutuyp.dated.mixin"]._today()
        due = [("erase_on", "<", today), ("erased_on", "=", False)]
        self.sudo().search(due)._erase()
