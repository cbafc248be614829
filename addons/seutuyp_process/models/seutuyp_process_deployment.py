# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError


class SeutuypProcessDeployment(models.Model):
    """One thing to do so that what was approved is what people work by (step 9)."""

    _name = "seutuyp.process.deployment"
    _inherit = [
        "seutuyp.process.part.mixin",
        "seutuyp.guard.mixin",
        "seutuyp.process.mark.mixin",
    ]
    _description = "Task of taking a process into use"
    _order = "process_id, is_done, deadline, sequence, id"

    _guarded_fields = frozenset({"is_done", "done_on", "done_by_id", "version"})

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What is done", required=True)
    responsible_id = fields.Many2one(
        "res.partner",
        domain=[("is_company", "=", False)],
        ondelete="set null",
    )
    deadline = fields.Date()
    version = fields.Integer(readonly=True, aggregator=False)
    is_done = fields.Boolean(string="Done", readonly=True, copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    done_by_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, ondelete="restrict"
    )
    may_tick = fields.Boolean(compute="_compute_may_tick")

    @api.depends("deadline", "is_done")
    def _compute_mark(self):
        return super()._compute_mark()

    def _mark(self, today):
        is_late = self.deadline and self.deadline < today and not self.is_done
        return is_late and "late"

    @api.depends("responsible_id", "process_id")
    @api.depends_context("uid")
    def _compute_may_tick(self):
        for task in self:
            task.may_tick = task._may_tick()

    def _may_tick(self):
        own = self.responsible_id == self.env.user.partner_id
        return own or self.process_id._has_role("editor")

    def _check_process_open(self):
        """Taking into use follows approval: its list is written then."""

    def action_tick(self):
        """Mark the task as done, or take that back. Role: responsible or editor."""
        for task in self:
            task.check_access("read")
            if not task._may_tick():
                raise AccessError(
                    self.env._(
                        "“%(task)s” is marked by whoever is responsible for it, or by "
                        "%(others)s.",
                        task=task.name,
                        others=task.process_id._role_label("editor"),
                    )
                )
            done = not task.is_done
            task.sudo()._guarded().write(
                {
                    "is_done": done,
                    "done_on": done and self.env["seutuyp.dated.mixin"]._today(),
                    "done_by_id": done and self.env.user.partner_id.id,
                }
            )
        return True


class SeutuypProcess(models.Model):
    """What follows approval: a list of tasks, which the owner completes."""

    _inherit = "seutuyp.process"

    deployment_ids = fields.One2many(
        "seutuyp.process.deployment", "process_id", string="Taking into use"
    )

    def _keep_version(self, decision, note=None):
        result = super()._keep_version(decision, note)
        self._plan_deployment()
        return result

    def _plan_deployment(self):
        """Add the usual tasks for the version just approved.

        What still waits from the version before goes on, and is not asked for twice.
        """
        tasks = self.env["seutuyp.process.deployment"].sudo()
        waiting = self.sudo().deployment_ids.filtered(lambda task: not task.is_done)
        waiting._guarded().version = self.version
        known = set(waiting.mapped("name"))
        tasks._create_guarded(
            [
                {
                    "process_id": self.id,
                    "sequence": sequence,
                    "name": name,
                    "version": self.version,
                    "responsible_id": self.owner_id.id,
                }
                for sequence, name in enumerate(self._usual_tasks(), 1)
                if name not in known
            ]
        )

    @api.model
    def _usual_tasks(self):
        """Return what is done whenever a process is taken into use (step 9)."""
        return (
            self.env._("Tell the staff of each organisation"),
            self.env._("Train those who work by it"),
            self.env._("Put tools and documents in place"),
            self.env._("Begin to work by it"),
        )
