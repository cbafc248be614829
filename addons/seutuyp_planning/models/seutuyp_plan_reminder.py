# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import escalation, punctuality

# The link in a reminder works a little past the checkpoint.
LINK_DAYS = timedelta(days=21)
# So many further actions of the same mail are offered after one has been told.
LINKS_MAX = 10


class SeutuypPlanCheckpoint(models.Model):
    """Nobody has to remember: the steps of ``tools/escalation.py``, one by one."""

    _inherit = "seutuyp.plan.checkpoint"

    _guarded_fields = frozenset(
        {"reminded_on", "escalated_on", "area_told_on", "is_end"}
    )

    area_told_on = fields.Date(string="Area contact told on", copy=False, readonly=True)
    is_end = fields.Boolean(
        string="The end day",
        copy=False,
        readonly=True,
        help="Made by the system: the action had no checkpoints of its own.",
    )

    @api.model
    def _cron_remind(self):
        """Remind whoever is responsible, later tell the coordinator, then the area.

        All in one transaction: run twice, or after a crash, nobody is told twice.
        """
        self.sudo()._follow_up(self.env["seutuyp.dated.mixin"]._today())

    @api.model
    def _follow_up(self, today):
        """Take all steps that are due on ``today``; one mail a person and kind."""
        self._make_end_checkpoints(today)
        digest = escalation.Digest()
        tonight = self.env["project.task"]
        # The furthest step first: who hears it there hears it once.
        for step in reversed(escalation.STEPS):
            rows = self._due(step, today)
            tonight |= rows.task_id
            for row in rows:
                for person in row._receivers(step):
                    digest.add(person, row.task_id, step.to)
            rows._guarded().write({step.field: today})
        for person, tasks in tonight._of_each(digest, "responsible"):
            tasks._mail_reminder(person)
        for person, tasks in tonight._of_each(digest, "coordinator"):
            tasks._mail_silent("seutuyp_planning.mail_template_silent", person)
        for person, tasks in tonight._of_each(digest, "area"):
            tasks._mail_silent("seutuyp_planning.mail_template_silent_area", person)

    @api.model
    def _waiting(self):
        """Return the domain of checkpoints of which nothing has been told."""
        tasks = self.env["project.task"]._carried_out()
        return Domain("told_on", "=", False) & Domain("task_id", "any", tasks)

    @api.model
    def _silent_tasks(self, groupby, domain, day):
        """Return [(group, number of actions silent since ``day`` or before)].

        :param str groupby: ``plan_id`` or ``region_id``
        :param domain: which checkpoints
        """
        return self._read_group(
            domain & self._waiting() & Domain("date", "<=", day),
            [groupby],
            ["task_id:count_distinct"],
        )

    @api.model
    def _due(self, step, today):
        """Return the checkpoints for which a step is due and not yet taken."""
        limit = escalation.limit(step, today)
        due = Domain(step.field, "=", False) & Domain(step.since, "<=", limit)
        asked = Domain("task_id.asked_on", "=", False)
        if step is escalation.REMIND:
            due &= Domain("date", ">=", today - punctuality.PATIENCE)
            due &= asked | Domain("task_id.asked_on", "<", today)
        if step is escalation.AREA:
            due &= asked | Domain("task_id.asked_on", "<=", limit)
        return self.search(self._waiting() & due)

    def _receivers(self, step):
        """Return whom a step tells; nobody without an address."""
        self.ensure_one()
        region = self.plan_id.region_id
        if step is escalation.REMIND:
            return self.task_id._people_to_tell()
        if step is escalation.COORDINATOR:
            people = region.coordinator_id, region.substitute_id
        else:
            people = region.area_id.contact_id, region.area_id._acting_partners()
        # One after the other: together they would forget with whom they are read.
        return self.env["res.partner"].union(
            *(some.filtered("email_normalized") for some in people)
        )[:1]

    @api.model
    def _make_end_checkpoints(self, today):
        """Let the end day stand for a checkpoint of actions that have none."""
        tasks = self.env["project.task"]
        tasks = tasks.search(
            tasks._carried_out()
            & Domain("checkpoint_ids", "=", False)
            & Domain("action_end", "<=", today + punctuality.BEFORE)
            & Domain("action_end", ">=", today - punctuality.PATIENCE)
        )
        self._create_guarded(
            [
                {"task_id": task.id, "date": task.action_end, "is_end": True}
                for task in tasks
                if task.action_end.year == task.plan_id.year
            ]
        )


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
        # One after the other: together they would forget with whom they are read.
        return self.env["res.partner"].union(
            *(
                some.filtered(lambda item: item.active and item.email_normalized)
                for some in (self.people_ids, self.user_ids.partner_id)
            )
        )

    def _waits_for_news(self):
        """Return whether a checkpoint is near or past and nothing has been told."""
        self.ensure_one()
        soon = self.env["seutuyp.dated.mixin"]._today() + punctuality.BEFORE
        return self.actual_state != "done" and any(
            row.date <= soon and not row.told_on for row in self.checkpoint_ids
        )

    # ---------------------------------------------------------------------- mails
    def _of_each(self, digest, kind):
        """Yield (person, actions) of the mails of one kind.

        What they say is read for all of these actions at once, not for each person.
        """
        for person, tasks in digest.of(kind).items():
            own = self.browse().union(*tasks)
            yield person, own.with_prefetch(self._prefetch_ids)

    def _mail_reminder(self, person):
        """Queue one mail with a link for each of these actions."""
        links = self._update_links(person)
        first = next(iter(self))  # a slice would forget with whom it is read
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_planning.mail_template_actions",
            person,
            person,
            sender=first.plan_id.region_id.coordinator_id,
            seutuyp_actions=[
                {**task._mail_line(person), "url": links[task.id]} for task in self
            ],
        )

    def _mail_silent(self, template, person):
        """Queue one mail that lists these silent actions by region."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        regions = self.with_context(lang=person.lang).grouped(
            lambda task: task.plan_id.region_id
        )
        self.env["seutuyp.mailer"]._mail(
            template,
            person,
            person,
            seutuyp_regions=[
                {
                    "name": region.name,
                    "coordinator": region.coordinator_id.name or "",
                    "actions": [task._mail_line(person) for task in tasks],
                }
                for region, tasks in regions.items()
            ],
            seutuyp_link=f"{base}/odoo/silent-actions",
        )

    def _mail_line(self, person):
        """Return what a mail says of one action, in the receiver's language."""
        self.ensure_one()
        day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
        today = self.env["seutuyp.dated.mixin"]._today()
        open_rows = self.checkpoint_ids.filtered(lambda row: not row.told_on)
        near = open_rows.filtered(lambda row: row.date <= today) or open_rows
        return {
            "name": self.name,
            "goal": self.goal_id.name,
            "day": day(near[:1].date),
            "who": ", ".join(self.responsible_partner_ids.mapped("name")),
            "people": ", ".join(self._people_to_tell().mapped("name")),
        }

    def _update_link(self, person):
        """Return the personal address at which ``person`` tells how it goes."""
        self.ensure_one()
        return self._update_links(person)[self.id]

    def _update_links(self, person):
        """Return {task id: address}; each address leads on to the mail's next action.

        The page opens in the language of the mail, whatever the browser prefers.
        """
        expires = fields.Datetime.now() + LINK_DAYS
        issued = self.env["seutuyp.token"]._issue_each(
            self, "update", person, person.email, expires
        )
        texts = [text for text, _token in issued]
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        prefix = self.env["res.lang"]._get_data(code=person.lang).url_code
        start = "/".join(part for part in (base, prefix, "seutuyp/update") if part)
        links = {}
        for place, task in enumerate(self):
            following = (texts[place + 1 :] + texts[:place])[:LINKS_MAX]
            query = f"?next={'.'.join(following)}" if following else ""
            links[task.id] = f"{start}/{texts[place]}{query}"
        return links


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("update", "Tell how an action goes")],
        ondelete={"update": "cascade"},
    )

    @api.model
    def _find_update(self, text):
        """Return (task of superuser, token, problem) for the text of an address.

        Whoever is no longer named for the action tells no more of it.

        :return: problem is None, ``wrong``, ``expired``, ``revoked`` or ``unnamed``
        """
        task, token, problem = self._find_by_text("project.task", "update", text)
        if not problem and token.partner_id not in task._people_to_tell():
            problem = "unnamed"
        return task, token, problem
