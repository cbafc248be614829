# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# A reminder so long before a checkpoint; the link in it works a little past it.
BEFORE = timedelta(days=7)
LINK_DAYS = timedelta(days=21)
# Who has told nothing this long after a checkpoint is brought to the coordinator.
PATIENCE = timedelta(days=7)


class SeutuypPlanCheckpoint(models.Model):
    """Nobody has to remember: reminders before checkpoints, then the coordinator."""

    _inherit = "seutuyp.plan.checkpoint"

    @api.model
    def _cron_remind(self):
        """Remind whoever is responsible, and later tell the coordinator.

        All in one transaction: run twice, or after a crash, nobody is told twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        self.sudo()._to_remind(today)._remind(today)
        self.sudo()._to_escalate(today)._escalate(today)

    @api.model
    def _waiting(self):
        return (
            Domain("plan_id.state", "=", "approved")
            & Domain("task_id.is_dropped", "=", False)
            & Domain("task_id.actual_state", "!=", "done")
        )

    @api.model
    def _to_remind(self, today):
        return self.search(
            self._waiting()
            & Domain("reminded_on", "=", False)
            & Domain("date", "<=", today + BEFORE)
            & Domain("date", ">=", today - PATIENCE)
        )

    @api.model
    def _to_escalate(self, today):
        late = self.search(
            self._waiting()
            & Domain("escalated_on", "=", False)
            & Domain("date", "<", today - PATIENCE)
        )
        return late.filtered(
            lambda row: (
                not row.task_id.actual_updated_on
                or row.task_id.actual_updated_on.date() < row.date
            )
        )

    def _remind(self, today):
        """Queue one mail a person with a link for each action."""
        people = {}
        for row in self:
            for person in row.task_id._people_to_tell():
                people.setdefault(person, self.browse())
                people[person] |= row
        for person, rows in people.items():
            self.env["seutuyp.mailer"]._mail(
                "seutuyp_planning.mail_template_actions",
                person,
                person,
                sender=rows[:1].plan_id.region_id.coordinator_id,
                seutuyp_actions=[row._reminder_line(person) for row in rows],
            )
        self.write({"reminded_on": today})

    def _reminder_line(self, person):
        self.ensure_one()
        day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
        return {
            "name": self.task_id.name,
            "goal": self.task_id.goal_id.name,
            "day": day(self.date),
            "url": self.task_id._update_link(person),
        }

    def _escalate(self, today):
        """Tell coordinators which actions are silent, one mail a person."""
        for coordinator, rows in self.grouped(
            lambda row: row.plan_id.region_id.coordinator_id
        ).items():
            if coordinator.email_normalized:
                self.env["seutuyp.mailer"]._mail(
                    "seutuyp_planning.mail_template_silent",
                    coordinator,
                    coordinator,
                    seutuyp_actions=[
                        {
                            "name": row.task_id.name,
                            "who": ", ".join(
                                row.task_id.responsible_partner_ids.mapped("name")
                            ),
                        }
                        for row in rows
                    ],
                )
        self.write({"escalated_on": today})


class ProjectTask(models.Model):
    _inherit = "project.task"

    people_ids = fields.Many2many(
        "res.partner",
        "seutuyp_task_people_rel",
        "task_id",
        "partner_id",
        domain=[("is_company", "=", False)],
        help="Who tells how the action goes. Those with an account are its assignees "
        "as well.",
    )

    def _people_to_tell(self):
        """Return the people who are asked how the action goes."""
        self.ensure_one()
        people = self.people_ids | self.user_ids.partner_id
        return people.filtered("email_normalized")

    def _update_link(self, person):
        """Return the personal address at which ``person`` tells how it goes."""
        self.ensure_one()
        text, _token = self.env["seutuyp.token"]._issue(
            self, "update", person, person.email, fields.Datetime.now() + LINK_DAYS
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/seutuyp/update/{text}"


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("update", "Tell how an action goes")],
        ondelete={"update": "cascade"},
    )

    @api.model
    def _find_update(self, text):
        """Return (task of superuser, token, problem) for the text of an address.

        The address names no record, so the token is looked up by its hash.
        """
        found = self.sudo().search(
            [("purpose", "=", "update"), ("token_hash", "=", self._hash(text))], limit=1
        )
        task = self.env["project.task"].sudo().browse(found.res_id or []).exists()
        token, problem = self._find(task, "update", text) if task else (found, "wrong")
        return task, token, problem
