# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError

from .seutuyp_workflow_mixin import Transition


class SeutuypSharedMixin(models.AbstractModel):
    """What one region writes for all: a draft of its own, then readable by everyone.

    The region's people propose, its editors publish. Without a region it is national
    and the administrator's.
    """

    _name = "seutuyp.shared.mixin"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Shared with the network"

    _guarded_fields = frozenset({"state", "published_on"})
    _transitions = {
        "publish": Transition(
            _lt("Published"), "state", "published", ("draft", "retired"), "editor"
        ),
        "revise": Transition(
            _lt("Taken back to draft"), "state", "draft", ("published",), "editor"
        ),
        "retire": Transition(
            _lt("Retired"), "state", "retired", ("draft", "published"), "editor"
        ),
    }

    region_id = fields.Many2one(
        "seutuyp.region",
        index=True,
        default=lambda self: self._default_region_id(),
        help="Whose it is. Empty: national, kept by an administrator.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("retired", "Retired")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    published_on = fields.Date(readonly=True, copy=False)

    @api.model
    def _default_region_id(self):
        """Return the user's own region: one to edit, else one to read."""
        regions = self.env["seutuyp.region"]
        return regions.search(
            [("editor_user_ids", "in", self.env.uid)], limit=1
        ) or regions.search([("user_ids", "in", self.env.uid)], limit=1)

    @api.model
    def _role_label(self, role):
        if role == "editor":
            return self.env._("the coordinator of its region, or an administrator")
        return super()._role_label(role)

    def _has_role(self, role):
        self.ensure_one()
        if self.env.user.has_group("seutuyp_network.group_manager"):
            return True
        return self.env.user in self.sudo().region_id.editor_user_ids

    def write(self, vals):
        result = super().write(vals)
        if "region_id" in vals and not self.env.su:
            # Rules looked at the region it came from; look at the new one too.
            self.check_access("write")
            self._check_region_given()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_region_given()
        return records

    def _check_region_given(self):
        if self.env.su or self.env.user.has_group("seutuyp_network.group_manager"):
            return
        if self.filtered(lambda record: not record.region_id):
            raise AccessError(
                self.env._(
                    "What belongs to no region is national and kept by an "
                    "administrator. Choose your region."
                )
            )

    def action_publish(self):
        """Let everyone on the staff read it. Role: editor of its region."""
        today = self.env["seutuyp.dated.mixin"]._today()
        self._transition("publish", values={"published_on": today})
        return True

    def action_revise(self):
        """Take it back to be rewritten. Role: editor of its region."""
        self._transition("revise")
        return True

    def action_retire(self):
        """Put it aside: it stays readable, but out of the way. Role: editor."""
        self._transition("retire")
        return True
