# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools import period

STAGES = [
    ("idea", "Idea"),
    ("preparing", "Being prepared"),
    ("applied", "Applied for"),
    ("running", "Running"),
    ("ended", "Ended"),
    ("dropped", "Dropped"),
]
# While a project is in one of these, others can still influence it.
PLANNED = ("idea", "preparing", "applied")
OPEN = (*PLANNED, "running")


class SeutuypDevelopmentProject(models.Model):
    """A development project, told to the whole network while still planned.

    Domain chapter 4.3. Everyone on the staff reads and comments; the coordinators of
    its regions and the staff of the owner organisation write.
    """

    _name = "seutuyp.development.project"
    _inherit = ["mail.thread", "seutuyp.judged.mixin"]
    _description = "Development project"
    _order = "date_from desc, name, id"
    _mail_post_access = "read"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    stage = fields.Selection(
        STAGES,
        required=True,
        default="idea",
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    owner_id = fields.Many2one(
        "res.partner",
        string="Owner organisation",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
        default=lambda self: self._default_owner_id(),
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_development_project_region_rel",
        "project_id",
        "region_id",
        string="Regions",
        required=True,
        default=lambda self: self._default_region_ids(),
    )
    area_ids = fields.Many2many(
        "seutuyp.area",
        "seutuyp_development_project_area_rel",
        "project_id",
        "area_id",
        string="Areas",
        compute="_compute_area_ids",
        store=True,
        compute_sudo=True,
    )
    funder = fields.Char(help="Who is asked for money or gives it, and its programme.")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until")
    segment_ids = fields.Many2many(
        "seutuyp.segment",
        "seutuyp_development_project_segment_rel",
        "project_id",
        "segment_id",
        string="Customer segments",
    )
    category_ids = fields.Many2many(
        "seutuyp.service.category",
        "seutuyp_development_project_category_rel",
        "project_id",
        "category_id",
        string="Service themes",
    )
    aims = fields.Text(help="What will be different when the project has ended.")
    taking_part = fields.Text(
        string="How others can take part",
        help="What the owner hopes for from other organisations, and until when.",
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.ref("base.EUR")
    )
    budget = fields.Monetary(string="Budget in all")
    own_share = fields.Monetary(
        string="Own share", help="What the owner and the partners pay of the budget."
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact person",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        default=lambda self: self.env.user.partner_id,
        help="Is told by mail who would join.",
    )
    website = fields.Char(string="Web address")
    goal_ids = fields.Many2many(
        "seutuyp.plan.goal",
        "seutuyp_development_project_goal_rel",
        "project_id",
        "goal_id",
        string="Goals of plans",
        domain="[('region_id', 'in', region_ids)]",
        help="Goals of action plans that the project serves.",
    )
    interest_ids = fields.One2many(
        "seutuyp.development.interest", "project_id", string="Who would join"
    )
    interest_count = fields.Integer(
        string="Would join", compute="_compute_interest_count"
    )
    my_interest_id = fields.Many2one(
        "seutuyp.development.interest",
        string="Our interest",
        compute="_compute_my_interest_id",
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")
    may_join = fields.Boolean(compute="_compute_my_interest_id")

    _in_order = models.Constraint(
        "CHECK(date_to >= date_from)", "A project ends after it begins."
    )
    _not_negative = models.Constraint(
        "CHECK(COALESCE(budget, 0) >= 0 AND COALESCE(own_share, 0) >= 0)",
        "The budget and the own share cannot be negative.",
    )

    @api.constrains("region_ids")
    def _check_regions(self):
        for project in self:
            if not project.region_ids:
                raise ValidationError(
                    self.env._(
                        "“%(project)s”: choose at least one region.",
                        project=project.name,
                    )
                )

    @api.constrains("budget", "own_share")
    def _check_own_share(self):
        for project in self:
            if project.own_share > project.budget > 0:
                raise ValidationError(
                    self.env._(
                        "“%(project)s”: the own share is larger than the budget.",
                        project=project.name,
                    )
                )

    @api.model
    def _default_owner_id(self):
        employer = self.env.user.partner_id.commercial_partner_id
        return employer if employer.is_company else False

    @api.model
    def _default_region_ids(self):
        regions = self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid), ("successor_id", "=", False)],
            limit=2,
        )
        return regions if len(regions) == 1 else False

    @api.depends("region_ids.area_id")
    def _compute_area_ids(self):
        for project in self:
            project.area_ids = project.region_ids.area_id

    @api.depends("interest_ids")
    def _compute_interest_count(self):
        for project in self:
            project.interest_count = len(project.interest_ids)

    @api.depends("interest_ids.partner_id", "stage", "owner_id")
    @api.depends_context("uid")
    def _compute_my_interest_id(self):
        employer = self.env.user.partner_id.commercial_partner_id
        for project in self:
            own = project.interest_ids.filtered(
                lambda interest: interest.partner_id == employer
            )
            project.my_interest_id = own[:1]
            project.may_join = (
                not own
                and project.stage in OPEN
                and employer.is_company
                and employer != project.owner_id.commercial_partner_id
            )

    @api.depends("region_ids", "owner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for project in self:
            project.may_edit = not project._origin or project._may_change("write")

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """Coordinators of its regions and staff of the owner write."""
        self.ensure_one()
        user, project = self.env.user, self.sudo()
        return (
            user.has_group("seutuyp_network.group_manager")
            or user in project.region_ids.editor_user_ids
            or user.partner_id.commercial_partner_id
            == project.owner_id.commercial_partner_id
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A development project is written by the coordinators of its regions "
                "and the staff of the owner organisation. Comment on it, or press "
                "“We would join”."
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        projects = super().create(vals_list)
        projects._subscribe_contacts()
        return projects

    def write(self, vals):
        result = super().write(vals)
        if "contact_id" in vals:
            self._subscribe_contacts()
        return result

    def _subscribe_contacts(self):
        """The contact person reads the comments."""
        for project in self.sudo():
            project.message_subscribe(project.contact_id.ids)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_told(self):
        for project in self:
            if project.stage != "idea" or project.interest_ids:
                raise UserError(
                    self.env._(
                        "“%(project)s” is more than an idea or others would join it. "
                        "Move it to “Dropped” instead.",
                        project=project.name,
                    )
                )

    # ------------------------------------------------------------------- interest
    def action_join(self):
        """Open the form in which an organisation says that it would join.

        :raise UserError: it is too late, one's own, or said already
        """
        self.ensure_one()
        interest = self.env["seutuyp.development.interest"]
        interest._check_joining(self, self.env.user.partner_id.commercial_partner_id)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("We would join"),
            "res_model": interest._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_project_id": self.id},
        }

    def action_withdraw(self):
        """Take one's own organisation's interest back."""
        self.ensure_one()
        self.my_interest_id.unlink()
        return True

    def _touches(self, year):
        """Return those of the projects that have a day in the year."""
        return self.filtered(
            lambda project: period.touches_year(
                project.date_from, project.date_to, year
            )
        )


class SeutuypPlan(models.Model):
    """The region's development projects of the plan's year."""

    _inherit = "seutuyp.plan"

    development_project_ids = fields.Many2many(
        "seutuyp.development.project",
        string="Development projects",
        compute="_compute_development_project_ids",
    )

    @api.depends("region_id", "year")
    def _compute_development_project_ids(self):
        projects = self.env["seutuyp.development.project"].search(
            [("region_ids", "in", self.region_id.ids), ("stage", "!=", "dropped")]
        )
        for plan in self:
            plan.development_project_ids = projects.filtered(
                lambda project, region=plan.region_id: (
                    region._origin in project.region_ids
                )
            )._touches(plan.year)

    def _development_projects(self):
        """Return the region's projects that touch the plan's year, for paper."""
        self.ensure_one()
        return self.development_project_ids
