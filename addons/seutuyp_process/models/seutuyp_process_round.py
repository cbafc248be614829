# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

REMIND_DAYS = 3  # before the deadline
READ_DAYS = 60  # so long replies are read by the same link
PATH = "/seutuyp/process/feedback"


class SeutuypProcessInvitee(models.Model):
    """Who was asked for feedback in which round, and whether he was reminded."""

    _name = "seutuyp.process.invitee"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Person asked for feedback"
    _order = "process_id, round desc, id"
    _rec_name = "partner_id"
    _guard_all = True

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    round = fields.Integer(required=True, aggregator=False)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="cascade"
    )
    asked_on = fields.Date()
    reminded_on = fields.Date()
    answered = fields.Boolean(compute="_compute_answered")

    _once = models.UniqueIndex(
        "(process_id, round, partner_id)", "This person has been asked in this round."
    )

    @api.depends("process_id.feedback_ids.partner_id")
    def _compute_answered(self):
        groups = self.env["seutuyp.process.feedback"]._read_group(
            [("process_id", "in", self.process_id.ids)],
            ["process_id", "partner_id"],
            ["given_on:max"],
        )
        last = {(process, person): day for process, person, day in groups}
        for row in self:
            day = last.get((row.process_id, row.partner_id))
            row.answered = bool(day and row.asked_on and day >= row.asked_on)


class SeutuypProcess(models.Model):
    """A feedback round: asked by mail, answered by link or here, ended by its date."""

    _inherit = "seutuyp.process"

    feedback_round = fields.Integer(readonly=True, copy=False, aggregator=False)
    feedback_deadline = fields.Date(
        string="Feedback until", readonly=True, copy=False, tracking=True
    )
    feedback_message = fields.Text(readonly=True, copy=False)
    feedback_asked_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    invitee_ids = fields.One2many(
        "seutuyp.process.invitee", "process_id", string="Asked for feedback"
    )

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {
            "feedback_round",
            "feedback_deadline",
            "feedback_message",
            "feedback_asked_by_id",
            "invitee_ids",
        }

    def action_ask_feedback(self):
        """Open a feedback round, which mails nobody yet. Role: editor."""
        for process in self:
            process._transition(
                "ask",
                values={
                    "feedback_round": process.feedback_round + 1,
                    "feedback_asked_by_id": self.env.user.partner_id.id,
                },
            )
        return True

    def action_open_ask(self):
        """Open the window that chooses whom to ask, and shows whom it mails."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for feedback"),
            "res_model": "seutuyp.process.ask.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_process_id": self.id},
        }

    def _ask_people(self, people, deadline, message=None):
        """Open the round if it is not open, and mail each person a link once.

        :param people: ``res.partner``; who has been asked in this round is not again
        :param deadline: last day of the round
        :param str message: in the asker's own words
        :return: the rows of those who were asked now
        :raise UserError: the day is past
        """
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        if not deadline or deadline < today:
            raise UserError(
                self.env._("Choose a day to come, until which feedback is given.")
            )
        self._lock()
        if self.state != "feedback":
            self.action_ask_feedback()
        elif not self._has_role("editor"):
            raise self._may_not_change()
        process = self.sudo()
        process._guarded().write(
            {
                "feedback_deadline": deadline,
                "feedback_message": (message or "").strip() or False,
            }
        )
        asked = process._invitees_now().partner_id
        rows = process.env["seutuyp.process.invitee"]._create_guarded(
            [
                {
                    "process_id": self.id,
                    "round": process.feedback_round,
                    "partner_id": person.id,
                    "asked_on": today,
                }
                for person in (people - asked)
                if person.sudo().email_normalized
            ]
        )
        for row in rows:
            process._mail_feedback("mail_template_feedback_ask", row.partner_id)
        return rows

    def _invitees_now(self):
        """Return the rows of the round that runs, or ran last."""
        return self.invitee_ids.filtered(
            lambda row: row.round == row.process_id.feedback_round
        )

    def _mail_feedback(self, template, person, **values):
        """Mail one person the link to the page, which replaces the one before."""
        self.ensure_one()
        sender = self.feedback_asked_by_id or self.owner_id
        last = fields.Datetime.to_datetime(
            self.feedback_deadline or self.env["seutuyp.dated.mixin"]._today()
        )
        text, _token = self.env["seutuyp.token"]._issue(
            self,
            "feedback",
            person,
            person.email_normalized,
            last + relativedelta(days=READ_DAYS),
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        self.env["seutuyp.mailer"]._mail(
            f"seutuyp_process.{template}",
            person,
            self,
            sender=sender,
            address=person.email_normalized,
            lang=self.env.user.lang,
            seutuyp_link=f"{base}{PATH}/{self.id}?token={text}",
            **values,
        )

    def _give_feedback(self, person, texts):
        """Record what a person wrote on the page; the same words twice count once.

        :param person: ``res.partner``, known by his link
        :param dict texts: {part's code, id of a phase, or "": text}
        :raise UserError: the round has ended, or nothing was written
        """
        self.ensure_one()
        self._lock()
        self.invalidate_recordset(["state"])
        if self.state != "feedback":
            raise UserError(self.env._("The feedback round has ended. Thank you."))
        given = {key: text.strip() for key, text in texts.items() if text.strip()}
        if not given:
            raise UserError(self.env._("Write something in one of the fields."))
        own = self.feedback_ids.filtered(lambda row: row.partner_id == person)
        known = {(row.phase_id.id or row.part or "", row.text) for row in own}
        return self.env["seutuyp.process.feedback"]._create_guarded(
            [
                {
                    "process_id": self.id,
                    "partner_id": person.id,
                    "part": key if isinstance(key, str) and key else False,
                    "phase_id": key if isinstance(key, int) else False,
                    "text": text,
                }
                for key, text in given.items()
                if (key, text) not in known
            ]
        )

    # ------------------------------------------------------------------- every day
    @api.model
    def _cron_feedback(self):
        """Remind once, end rounds whose day is past, mail replies once a day."""
        today = self.env["seutuyp.dated.mixin"]._today()
        processes = self.sudo()
        ended = processes.search(
            [("state", "=", "feedback"), ("feedback_deadline", "<", today)]
        )
        for process in ended:
            process.action_end_feedback()
        self._remind_feedback(today)
        self._tell_replies(today)

    @api.model
    def _remind_feedback(self, today):
        rows = (
            self.env["seutuyp.process.invitee"]
            .sudo()
            .search(
                [
                    ("process_id.state", "=", "feedback"),
                    (
                        "process_id.feedback_deadline",
                        "<=",
                        today + relativedelta(days=REMIND_DAYS),
                    ),
                    ("reminded_on", "=", False),
                    ("asked_on", "<", today),
                ]
            )
        )
        for row in rows.filtered(lambda row: not row.answered):
            if row.round != row.process_id.feedback_round:
                continue
            row.process_id._mail_feedback(
                "mail_template_feedback_remind", row.partner_id
            )
            row._guarded().reminded_on = today

    @api.model
    def _tell_replies(self, today):
        """Mail each giver the replies of the day before, in one mail a process."""
        rows = (
            self.env["seutuyp.process.feedback"]
            .sudo()
            .search([("state", "!=", "open"), ("told_on", "=", False)])
        )
        pairs = rows.grouped(lambda row: (row.process_id, row.partner_id))
        for (process, person), own in pairs.items():
            if person.email_normalized:
                process._mail_feedback(
                    "mail_template_feedback_reply", person, seutuyp_feedback=own
                )
            own._guarded().told_on = today
