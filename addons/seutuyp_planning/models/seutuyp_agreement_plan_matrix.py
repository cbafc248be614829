# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.seutuyp_network.tools import canonical


class SeutuypAgreement(models.Model):
    """The agreement's plan matrix, and the annex that is made of it (annex A3)."""

    _name = "seutuyp.agreement"
    _inherit = ["seutuyp.agreement", "seutuyp.plan.matrix.mixin"]

    matrix_line_ids = fields.One2many(
        "seutuyp.plan.matrix.line", "agreement_id", string="Plan matrix"
    )

    @api.depends("content_locked", "region_ids")
    @api.depends_context("uid")
    def _compute_may_write_matrix(self):
        for agreement in self:
            agreement.may_write_matrix = (
                not agreement.content_locked and agreement._may_edit_matrix()
            )

    def _may_edit_matrix(self):
        return self.env.su or self._has_role("coordinator") or self._has_role("manager")

    def _check_matrix_open(self):
        for agreement in self:
            if not agreement._may_edit_matrix():
                raise AccessError(
                    self.env._(
                        "The plan matrix of an agreement is written by the "
                        "coordinator of its region."
                    )
                )
        self._raise_if_locked()

    def _matrix_before(self):
        """Return the newest matrix of the regions' plans, or the earlier version's."""
        plan = self.env["seutuyp.plan"].search(
            [
                ("region_id", "in", self.region_ids.ids),
                ("matrix_line_ids", "!=", False),
            ],
            order="year desc",
            limit=1,
        )
        return plan.matrix_line_ids or self.previous_id.matrix_line_ids

    def action_open_plan_matrix(self):
        """Open the agreement's plan matrix."""
        self.ensure_one()
        view = self.env.ref("seutuyp_planning.seutuyp_agreement_view_form_plan_matrix")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan matrix"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
        }

    def action_annex_plan_matrix(self):
        """Put the plan matrix among the annexes, as a tagged PDF.

        Pressed again, the annex is replaced if the matrix has changed since. It is in
        the agreement's language. Role: coordinator, while the content may be changed.

        :return: notice of what was done
        :raise AccessError: the user does not write the agreement
        :raise UserError: the matrix is empty, or the content is locked
        """
        self.ensure_one()
        self.check_access("write")
        self._check_matrix_open()
        self._lock()
        if all(line._is_blank() for line in self.matrix_line_ids):
            raise UserError(
                self.env._(
                    "The plan matrix is empty. Fill it in first, or carry over the "
                    "text of the region's plan."
                )
            )
        content = self._plan_matrix_pdf()
        annex = self._plan_matrix_annex()
        if annex.sha256 == canonical.digest(content):
            return self._matrix_notice(
                self.env._("Nothing has changed: the annex holds this plan matrix.")
            )
        name = self.with_context(lang=self.lang)._plan_matrix_name()
        values = {
            "kind": "plan_matrix",
            "name": name,
            "file": base64.b64encode(content),
            "filename": f"{name}.pdf",
        }
        command = Command.update(annex.id, values) if annex else Command.create(values)
        self.write({"annex_ids": [command]})
        return self._matrix_notice(
            self.env._("The annex was replaced by the plan matrix of today.")
            if annex
            else self.env._("The plan matrix is now an annex of the agreement.")
        )

    def _plan_matrix_name(self):
        return self.env._("Plan matrix")

    def _plan_matrix_annex(self):
        """Return the annex made earlier, in whatever language; not one of another."""
        names = {
            self.with_context(lang=code)._plan_matrix_name()
            for code, _name in self.env["res.lang"].get_installed()
        }
        return self.annex_ids.filtered(
            lambda annex: annex.kind == "plan_matrix" and annex.name in names
        )[:1]

    def _plan_matrix_pdf(self):
        report = self.env["ir.actions.report"].with_context(lang=self.lang)
        return report._render_qweb_pdf(
            "seutuyp_planning.report_agreement_plan_matrix", self.ids
        )[0]
