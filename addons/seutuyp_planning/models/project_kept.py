# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# Who sees a project of the network follows from its regions, and from nothing else.
KEPT = frozenset(
    {
        "active",
        "alias_id",
        "alias_name",
        "collaborator_ids",
        "company_id",
        "is_template",
        "partner_id",
        "privacy_visibility",
    }
)


class ProjectProject(models.Model):
    """A project that carries the network's work is kept by what it carries."""

    _name = "project.project"
    _inherit = ["project.project", "seutuyp.judged.mixin"]

    plan_ids = fields.One2many("seutuyp.plan", "project_id", string="Action plan")

    def _plan(self):
        """Return the plan that this project carries, if it carries one.

        Nearly all projects are none of ours: they are told by a field of their own.
        """
        if self.seutuyp_scope != "region":
            return self.env["seutuyp.plan"]
        return self.plan_ids

    def _may_change(self, operation):
        self.ensure_one()
        plan = self.sudo()._plan()
        if operation != "write":
            return operation == "create" or not plan
        return not plan or plan.with_env(self.env)._has_role("editor")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "This project carries an action plan. Open the plan and change it "
                "there."
            )
        )

    def write(self, vals):
        kept = KEPT & set(vals)
        if kept and not self.env.su:
            self._check_not_kept()
        return super().write(vals)

    def _check_not_kept(self):
        """Refuse to open, close or hand on a project of the network.

        :raise AccessError: naming it
        """
        self.check_access("write")
        for project in self.sudo().filtered("seutuyp_scope"):
            raise AccessError(
                self.env._(
                    "“%(project)s” belongs to the network: its readers follow from the "
                    "region, and it lasts as long as what it carries.",
                    project=project.name,
                )
            )

    def copy(self, default=None):
        """Copy; what carries an action plan is carried over instead.

        :raise UserError: telling so
        """
        if self.sudo().filtered(lambda project: project._plan()):
            raise UserError(
                self.env._(
                    "This project carries an action plan. Open the plan and press "
                    "“Carry over to next year”."
                )
            )
        return super().copy(default)

    def _portal_ensure_token(self):
        """No link opens the network's projects to whoever has it."""
        return "" if self.sudo().seutuyp_scope else super()._portal_ensure_token()


class ProjectPartMixin(models.AbstractModel):
    """What hangs on a project: in a plan's project it is the coordinator's."""

    _name = "seutuyp.project.part.mixin"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Part of a project"

    def _may_change(self, operation):
        plan = self.sudo().project_id._plan()
        return not plan or plan.with_env(self.env)._has_role("editor")

    @api.model
    def _may_not_change(self):
        return self.env["project.project"]._may_not_change()

    def write(self, vals):
        result = super().write(vals)
        if "project_id" in vals:
            self.check_access("write")
        return result


class ProjectMilestone(models.Model):
    _name = "project.milestone"
    _inherit = ["project.milestone", "seutuyp.project.part.mixin"]


class ProjectUpdate(models.Model):
    _name = "project.update"
    _inherit = ["project.update", "seutuyp.project.part.mixin"]


class ProjectCollaborator(models.Model):
    """Nobody from outside is let into the network's projects."""

    _name = "project.collaborator"
    _inherit = ["project.collaborator", "seutuyp.project.part.mixin"]

    def _may_change(self, operation):
        return not self.sudo().project_id.seutuyp_scope
