# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import matrix


class SeutuypPlanMatrixLine(models.Model):
    """One content area of a plan matrix: present state, assessment, plan (annex A3).

    It belongs to a plan or to an agreement; see ``seutuyp_plan_matrix_mixin.py``.
    """

    _name = "seutuyp.plan.matrix.line"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.judged.mixin"]
    _description = "Area of a plan matrix"
    _order = "heading_id, content_area_id, id"
    _rec_name = "content_area_id"

    _guarded_fields = frozenset({"carried_from_id"})

    plan_id = fields.Many2one("seutuyp.plan", index=True, ondelete="cascade")
    agreement_id = fields.Many2one("seutuyp.agreement", index=True, ondelete="cascade")
    content_area_id = fields.Many2one(
        "seutuyp.plan.content.area",
        string="Content area",
        required=True,
        index=True,
        ondelete="restrict",
    )
    heading_id = fields.Many2one(
        "seutuyp.plan.content.area",
        compute="_compute_heading_id",
        store=True,
        compute_sudo=True,
    )
    question = fields.Text(related="content_area_id.question")
    current_state = fields.Text(string="Present state")
    rating = fields.Selection(
        [
            ("well", "Works well"),
            ("partly", "Works partly"),
            ("needs_work", "Needs work"),
        ],
        string="Assessment",
    )
    assessment = fields.Text(string="Assessment in words")
    plan = fields.Text(string="What will be done")
    is_filled = fields.Boolean(
        string="Filled",
        compute="_compute_is_filled",
        store=True,
        help="Present state and assessment are written; what does not work well has "
        "a plan too.",
    )
    carried_from_id = fields.Many2one(
        "seutuyp.plan.matrix.line",
        string="Carried from",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    position = fields.Char(compute="_compute_position")
    may_write = fields.Boolean(compute="_compute_may_write")

    _one_owner = models.Constraint(
        "CHECK((plan_id IS NULL) != (agreement_id IS NULL))",
        "An area of a plan matrix belongs to a plan or to an agreement.",
    )
    _once_a_plan = models.UniqueIndex(
        "(plan_id, content_area_id) WHERE plan_id IS NOT NULL",
        "The plan's matrix has this area already.",
    )
    _once_an_agreement = models.UniqueIndex(
        "(agreement_id, content_area_id) WHERE agreement_id IS NOT NULL",
        "The agreement's matrix has this area already.",
    )

    @api.depends("content_area_id.parent_id")
    def _compute_heading_id(self):
        for line in self:
            area = line.content_area_id
            line.heading_id = area.parent_id or area

    @api.depends("current_state", "rating", "plan")
    def _compute_is_filled(self):
        for line in self:
            line.is_filled = matrix.is_filled(
                line.current_state, line.rating, line.plan
            )

    @api.depends("plan_id", "agreement_id")
    @api.depends_context("lang")
    def _compute_position(self):
        for line in self:
            ids = line._owner().matrix_line_ids.ids
            line.position = line._origin.id in ids and self.env._(
                "Area %(number)s of %(all)s",
                number=ids.index(line._origin.id) + 1,
                all=len(ids),
            )

    @api.depends("plan_id.state", "agreement_id.content_locked")
    @api.depends_context("uid")
    def _compute_may_write(self):
        for line in self:
            line.may_write = line._owner().may_write_matrix

    def _owner(self):
        """Return the plan or the agreement that the row belongs to."""
        self.ensure_one()
        return self.plan_id or self.agreement_id

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        self.ensure_one()
        return self._owner()._may_edit_matrix()

    def _check_owner_open(self):
        self.plan_id._check_matrix_open()
        self.agreement_id._check_matrix_open()
        if not self._guard_is_open():  # carrying over has locked it
            self.plan_id._lock()  # whoever submits it meanwhile begins again

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_owner_open()
        return lines

    def write(self, vals):
        if {"plan_id", "agreement_id", "content_area_id"} & set(vals):
            raise UserError(
                self.env._(
                    "An area stays in its plan matrix. Write into the area you mean."
                )
            )
        self._check_owner_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_owner_open()

    # ------------------------------------------------------------------- carrying
    def _is_blank(self):
        self.ensure_one()
        return not (self.rating or self.current_state or self.assessment or self.plan)

    def _prepare_carry_vals(self):
        """Return the text for next year's row; how it works is judged anew."""
        self.ensure_one()
        return {
            "current_state": self.current_state,
            "assessment": self.assessment,
            "plan": self.plan,
            "carried_from_id": self.id,
        }

    # -------------------------------------------------------------- one at a time
    def action_next(self):
        """Open the next area; after the last one, close."""
        return self._step(1)

    def action_previous(self):
        """Open the area before; before the first one, close."""
        return self._step(-1)

    def _step(self, move):
        self.ensure_one()
        lines = self._owner().matrix_line_ids
        place = lines.ids.index(self.id) + move
        if 0 <= place < len(lines):
            return lines[place]._open_alone()
        return {"type": "ir.actions.act_window_close"}

    def _open_alone(self):
        """Return the window in which one area is filled after another."""
        self.ensure_one()
        view = self.env.ref("seutuyp_planning.seutuyp_plan_matrix_line_view_form_alone")
        return {
            "type": "ir.actions.act_window",
            "name": self._owner().display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }
