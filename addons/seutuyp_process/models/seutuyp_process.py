# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# While a process is in one of these, its description is written freely.
OPEN = ("draft", "feedback")


class SeutuypProcess(models.Model):
    """How the network does something together, in six parts (domain chapter 5).

    Purpose, responsibilities, chart, phases, metrics, improvement.
    """

    _name = "seutuyp.process"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin", "mail.thread"]
    _description = "Process"
    _order = "region_id, category, sequence, name, id"
    _rec_names_search = ["name", "purpose"]

    _guarded_fields = frozenset(
        {"state", "version", "version_ids", "approval_decision_id", "retired_reason"}
    )

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    region_id = fields.Many2one(
        "seutuyp.region",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_region_id(),
    )
    category = fields.Selection(
        [("core", "Core process"), ("support", "Support process")],
        required=True,
        default="core",
        help="The customer takes part in a core process; a support one is internal.",
    )
    is_key = fields.Boolean(
        string="Key process", help="Strategic: on it the region's goals depend most."
    )
    describes = fields.Selection(
        [("present", "The present"), ("target", "The target")],
        required=True,
        default="present",
        help="How it is done now, or how it is meant to be done.",
    )
    inputs = fields.Html(
        string="Where it comes from",
        help="What strategies, agreement and customers ask of this process (step 0).",
    )
    purpose = fields.Html(string="Basic task", help="What it is for, and for whom.")
    scope_out = fields.Text(
        string="Left out", help="What does not belong to this process."
    )
    start_event = fields.Char(string="Begins when")
    end_event = fields.Char(string="Ends when")
    approving_body = fields.Many2one(
        "seutuyp.group",
        string="Approved by",
        ondelete="restrict",
        help="The group that approves the description, most often the steering group.",
    )
    owner_partner_id = fields.Many2one(
        "res.partner",
        string="Owning organisation",
        domain=[("is_company", "=", True)],
        ondelete="restrict",
        tracking=True,
    )
    owner_id = fields.Many2one(
        "res.partner",
        domain=[("is_company", "=", False)],
        ondelete="restrict",
        tracking=True,
        help="The person who answers for the process and decides on its changes.",
    )
    improvement = fields.Html(
        string="Continuous improvement",
        help="Who keeps the description up to date and in use, and how.",
    )
    lane_ids = fields.One2many("seutuyp.process.lane", "process_id", copy=True)
    phase_ids = fields.One2many("seutuyp.process.phase", "process_id")
    flow_ids = fields.One2many("seutuyp.process.flow", "process_id")
    responsibility_ids = fields.One2many(
        "seutuyp.process.responsibility", "process_id", copy=True
    )
    member_ids = fields.One2many(
        "seutuyp.process.member", "process_id", string="Development team"
    )
    state = fields.Selection(
        [
            ("draft", "Being described"),
            ("feedback", "Out for feedback"),
            ("approved", "Approved"),
            ("in_use", "In use"),
            ("retired", "Retired"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )
    version = fields.Integer(readonly=True, copy=False, aggregator=False)
    next_review_date = fields.Date(copy=False)
    may_edit = fields.Boolean(compute="_compute_may_edit")
    content_locked = fields.Boolean(compute="_compute_content_locked")

    @api.model
    def _default_region_id(self):
        return self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid), ("successor_id", "=", False)],
            limit=1,
        )

    @api.depends("region_id", "state", "owner_id", "member_ids.partner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for process in self:
            process.may_edit = process.state in OPEN and process._has_role("editor")

    @api.depends("state")
    def _compute_content_locked(self):
        for process in self:
            process.content_locked = process.state not in OPEN

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        """Return whether the user is ``editor``, ``owner`` or ``decider``.

        The region's coordinator, the owner and the development team describe; owner and
        coordinator take into use and retire; the coordinator, and whoever keeps the
        meetings of the approving body, record its decision.
        """
        self.ensure_one()
        user, process = self.env.user, self.sudo()
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        person = user.partner_id
        if user in process.region_id.editor_user_ids:
            return True
        if role == "decider":
            return person in process.approving_body.chair_id | (
                process.approving_body.secretary_id
            )
        if person == process.owner_id:
            return True
        return role == "editor" and person in process.member_ids.partner_id

    @api.model
    def _role_label(self, role):
        return {
            "editor": self.env._("the owner, the development team and the coordinator"),
            "owner": self.env._("the owner and the coordinator"),
            "decider": self.env._("the approving body's chair and the coordinator"),
        }.get(role) or super()._role_label(role)

    def _may_change(self, operation):
        self.ensure_one()
        return self._has_role("owner" if operation == "unlink" else "editor")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A process is written by its owner, its development team and the "
                "region's coordinator. Give feedback instead, or tell the owner."
            )
        )

    def _check_open(self):
        """Refuse changes of what has been approved.

        :raise UserError: telling how an approved description changes
        """
        if self._guard_is_open():
            return
        for process in self.filtered("content_locked"):
            raise UserError(
                self.env._(
                    "“%(process)s” has been approved as it stands. Press “Revise” to "
                    "write its next version; this one stays kept.",
                    process=process.name,
                )
            )

    @api.model
    def _content_fields(self):
        """Return the fields that an approved version fixes."""
        return frozenset(
            {
                "name",
                "region_id",
                "category",
                "is_key",
                "describes",
                "inputs",
                "purpose",
                "scope_out",
                "start_event",
                "end_event",
                "improvement",
                "approving_body",
            }
        )

    def write(self, vals):
        if self._content_fields() & set(vals):
            self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        for process in self.filtered("version"):
            raise UserError(
                self.env._(
                    "“%(process)s” has approved versions, so it is kept. Retire it "
                    "instead.",
                    process=process.name,
                )
            )
