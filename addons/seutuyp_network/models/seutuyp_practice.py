# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from .html_by_language import HtmlByLanguage
from .seutuyp_shared_mixin import SeutuypSharedMixin as Shared


class SeutuypPractice(models.Model):
    """A good practice: what a region does well, told so that others can do it too."""

    _name = "seutuyp.practice"
    _inherit = ["seutuyp.shared.mixin"]
    _description = "Good practice"
    _order = "name, id"
    _rec_names_search = ["name", "keywords"]
    _guarded_fields = Shared._guarded_fields | {"area_id"}

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    region_id = fields.Many2one(required=True, ondelete="restrict")
    area_id = fields.Many2one(related="region_id.area_id", store=True, string="Area")
    summary = fields.Text(
        translate=True, help="What it is and what came of it, in two sentences."
    )
    body = HtmlByLanguage(string="How it is done", translate=True)
    keywords = fields.Char(translate=True, help="Words people search by.")
    segment_ids = fields.Many2many("seutuyp.segment", string="Customer segments")
    contact_id = fields.Many2one(
        "res.partner",
        string="Ask more from",
        domain=[("is_company", "=", False)],
        ondelete="restrict",
    )
    material_ids = fields.Many2many(
        "seutuyp.material",
        "seutuyp_practice_material_rel",
        "practice_id",
        "material_id",
    )
    adoption_ids = fields.One2many(
        "seutuyp.practice.adoption", "practice_id", string="Adopted by"
    )
    adoption_count = fields.Integer(
        string="Regions that use it", compute="_compute_adoption_count"
    )
    may_adopt = fields.Boolean(compute="_compute_may_adopt")

    @api.depends("adoption_ids")
    def _compute_adoption_count(self):
        counts = dict(
            self.env["seutuyp.practice.adoption"]
            .sudo()
            ._read_group(
                [("practice_id", "in", self.ids)], ["practice_id"], ["__count"]
            )
        )
        for practice in self:
            practice.adoption_count = counts.get(practice._origin, 0)

    @api.depends("state", "region_id", "adoption_ids.region_id")
    @api.depends_context("uid")
    def _compute_may_adopt(self):
        own = self._own_regions()
        for practice in self:
            free = own - practice.region_id - practice.sudo().adoption_ids.region_id
            practice.may_adopt = practice.state == "published" and bool(free)

    @api.model
    def _own_regions(self):
        """Return the regions that the user edits."""
        return self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid), ("successor_id", "=", False)]
        )

    def action_adopt(self):
        """Take the practice into use in one's own region.

        :return: the window of the new row; with several regions, to choose first
        :raise UserError: it is not published, or no region of one's own is left
        """
        self.ensure_one()
        self.check_access("read")
        self._lock()
        if self.state != "published":
            raise UserError(self.env._("Only a published practice can be adopted."))
        free = self._own_regions() - self.region_id - self.sudo().adoption_ids.region_id
        if not free:
            raise UserError(
                self.env._(
                    "A coordinator adopts a practice for another region than the one "
                    "it comes from, once. No region of yours is left."
                )
            )
        adoption = self.env["seutuyp.practice.adoption"]
        if len(free) == 1:
            adoption = adoption.create({"practice_id": self.id, "region_id": free.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Adopt a good practice"),
            "res_model": adoption._name,
            "res_id": adoption.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_practice_id": self.id, "default_region_id": False},
        }


class SeutuypPracticeAdoption(models.Model):
    """A region that took a good practice into use, and how it went."""

    _name = "seutuyp.practice.adoption"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Adopted good practice"
    _order = "adopted_on desc, id desc"
    _rec_name = "region_id"

    _guarded_fields = frozenset({"user_id"})

    practice_id = fields.Many2one(
        "seutuyp.practice", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="restrict"
    )
    adopted_on = fields.Date(
        string="In use since",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
    )
    note = fields.Text(string="What was changed", help="How it was fitted to us.")
    experience = fields.Text(string="How it went")
    user_id = fields.Many2one(
        "res.users",
        string="Adopted by",
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
    )

    _region_uniq = models.Constraint(
        "UNIQUE (practice_id, region_id)",
        "This region has adopted the practice already. Open its row instead.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        adoptions = super().create(vals_list)
        for adoption in adoptions:
            practice = adoption.practice_id
            practice.check_access("read")
            if practice.state != "published":
                raise UserError(self.env._("Only a published practice can be adopted."))
            if practice.region_id == adoption.region_id:
                raise UserError(
                    self.env._(
                        "“%(practice)s” comes from %(region)s itself.",
                        practice=practice.name,
                        region=adoption.region_id.name,
                    )
                )
        return adoptions

    def write(self, vals):
        if {"practice_id", "region_id"} & set(vals):
            raise UserError(
                self.env._(
                    "Which region adopted which practice does not change. Delete the "
                    "row and adopt the other one."
                )
            )
        return super().write(vals)
