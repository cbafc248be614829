# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypPlanMatrixMixin(models.AbstractModel):
    """What has a plan matrix: per content area present state, assessment and plan."""

    _name = "seutuyp.plan.matrix.mixin"
    _description = "With a plan matrix"

    matrix_count = fields.Integer(
        string="Areas of the plan matrix", compute="_compute_matrix_progress"
    )
    matrix_missing = fields.Integer(
        string="Areas not in the matrix", compute="_compute_matrix_missing"
    )
    matrix_progress = fields.Char(
        string="Plan matrix filled", compute="_compute_matrix_progress"
    )
    may_write_matrix = fields.Boolean(compute="_compute_may_write_matrix")

    @api.depends("matrix_line_ids.is_filled")
    @api.depends_context("lang")
    def _compute_matrix_progress(self):
        for owner in self:
            lines = owner.matrix_line_ids
            owner.matrix_count = len(lines)
            owner.matrix_progress = self.env._(
                "%(filled)s of %(all)s filled",
                filled=len(lines.filtered("is_filled")),
                all=len(lines),
            )

    @api.depends("matrix_line_ids.content_area_id")
    def _compute_matrix_missing(self):
        areas = self.env["seutuyp.plan.content.area"]._to_fill()
        for owner in self:
            owner.matrix_missing = len(areas - owner.matrix_line_ids.content_area_id)

    def _compute_may_write_matrix(self):
        raise NotImplementedError

    def _may_edit_matrix(self):
        """Return whether the user is one of those who write the matrix."""
        raise NotImplementedError

    def _check_matrix_open(self):
        """Refuse changes while the matrix is not being written.

        :raise UserError: saying what it waits for
        """
        raise NotImplementedError

    def _matrix_before(self):
        """Return the rows of the matrix that this one starts from."""
        raise NotImplementedError

    # -------------------------------------------------------------------- writing
    def action_make_matrix(self):
        """Give the matrix a row for every content area that it lacks.

        :raise AccessError: the user does not write this matrix
        :raise UserError: the matrix is not being written now
        """
        self.ensure_one()
        self._check_matrix_open()
        self._lock()
        self._make_matrix()
        return True

    def _make_matrix(self):
        areas = self.env["seutuyp.plan.content.area"]._to_fill()
        owner = "plan_id" if self._name == "seutuyp.plan" else "agreement_id"
        return self.env["seutuyp.plan.matrix.line"].create(
            [
                {owner: self.id, "content_area_id": area.id}
                for area in areas - self.matrix_line_ids.content_area_id
            ]
        )

    def action_carry_matrix(self):
        """Carry the text of the matrix before into the rows that are empty.

        Pressed again, nothing changes: a row is carried into once.

        :raise UserError: there is no matrix before
        """
        self.ensure_one()
        self._check_matrix_open()
        self._lock()
        before = self._matrix_before().grouped("content_area_id")
        if not before:
            raise UserError(
                self.env._(
                    "There is no earlier plan matrix of the region to carry over. "
                    "Fill this one in area by area."
                )
            )
        self._make_matrix()
        carried = 0
        for line in self.matrix_line_ids:
            source = before.get(line.content_area_id)
            done = line.carried_from_id or not line._is_blank()
            if source and not done and not source._is_blank():
                line._guarded().write(source._prepare_carry_vals())
                carried += 1
        return self._matrix_notice(
            self.env._(
                "Areas carried over: %(count)s. Assess each anew.", count=carried
            )
            if carried
            else self.env._("Nothing to carry over: no empty area has earlier text.")
        )

    @api.model
    def _matrix_notice(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # -------------------------------------------------------------------- windows
    def action_fill_matrix(self):
        """Open the first area that is not filled, to fill one after another."""
        self.ensure_one()
        lines = self.matrix_line_ids
        wanted = lines.filtered(lambda line: not line.is_filled)[:1] or lines[:1]
        if not wanted:
            raise UserError(self.env._("Start the plan matrix first."))
        return wanted._open_alone()

    def action_open_matrix_lines(self):
        """Open the matrix as a list by heading."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_planning.seutuyp_plan_matrix_line_action"
        )
        return {
            **action,
            "name": self.env._("Plan matrix: %(name)s", name=self.display_name),
            "domain": [("id", "in", self.matrix_line_ids.ids)],
        }

    def _matrix_headings(self):
        """Return [(heading, rows)] for paper, in the order of the areas."""
        return list(self.matrix_line_ids.grouped("heading_id").items())


class SeutuypPlan(models.Model):
    """The plan's matrix: written while the plan is open."""

    _name = "seutuyp.plan"
    _inherit = ["seutuyp.plan", "seutuyp.plan.matrix.mixin"]

    matrix_line_ids = fields.One2many(
        "seutuyp.plan.matrix.line", "plan_id", string="Plan matrix"
    )

    @api.depends("may_edit")
    def _compute_may_write_matrix(self):
        for plan in self:
            plan.may_write_matrix = plan.may_edit

    def _may_edit_matrix(self):
        return self._has_role("editor")

    def _check_matrix_open(self):
        if not self.env.su:
            self._check_editor()
        for plan in self:
            if plan.content_locked:
                raise UserError(
                    self.env._(
                        "%(plan)s is “%(state)s”: its plan matrix is written while "
                        "the plan is drafted or out for comments.",
                        plan=plan.display_name,
                        state=plan._state_label(),
                    )
                )

    def _matrix_before(self):
        return self.search(
            [
                ("region_id", "=", self.region_id.id),
                ("year", "<", self.year),
                ("matrix_line_ids", "!=", False),
            ],
            order="year desc",
            limit=1,
        ).matrix_line_ids
