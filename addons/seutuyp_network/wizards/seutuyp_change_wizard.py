# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Command

from ..models.seutuyp_change import KINDS, MODELS

LANGS = {"name_fi": "fi_FI", "name_sv": "sv_SE", "name_en": "en_US"}


class SeutuypChangeWizard(models.TransientModel):
    """Enter a merger, split or new name; see first what moves and what stays."""

    _name = "seutuyp.change.wizard"
    _description = "Enter a change"

    kind = fields.Selection(
        KINDS, string="What happens", required=True, default="merge"
    )
    res_model = fields.Selection(
        MODELS, string="Of what", required=True, default="seutuyp.region"
    )
    effective_on = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
        help="First day of the new order. A day to come is waited for.",
    )
    reason = fields.Text(string="Why")
    duplicate = fields.Boolean(
        string="The same one was entered twice",
        help="Everything moves to the one that is kept, the history too.",
    )
    source_region_ids = fields.Many2many(
        "seutuyp.region", "seutuyp_change_wizard_region_rel", string="Which regions"
    )
    target_region_id = fields.Many2one(
        "seutuyp.region", string="Into which region", ondelete="cascade"
    )
    source_area_ids = fields.Many2many(
        "seutuyp.area", "seutuyp_change_wizard_area_rel", string="Which areas"
    )
    target_area_id = fields.Many2one(
        "seutuyp.area", string="Into which area", ondelete="cascade"
    )
    line_ids = fields.One2many(
        "seutuyp.change.wizard.line",
        "wizard_id",
        string="Where each region goes",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    source_partner_ids = fields.Many2many(
        "res.partner",
        "seutuyp_change_wizard_partner_rel",
        string="Which organisations",
    )
    target_partner_id = fields.Many2one(
        "res.partner", string="Into which organisation", ondelete="cascade"
    )
    moved_partner_ids = fields.Many2many(
        "res.partner",
        "seutuyp_change_wizard_moved_rel",
        string="Organisations and people that move",
    )
    moved_group_ids = fields.Many2many("seutuyp.group", string="Groups that move")
    name_fi = fields.Char(string="New name in Finnish")
    name_sv = fields.Char(string="New name in Swedish")
    name_en = fields.Char(string="New name in English")
    problems = fields.Text(string="Still in the way", compute="_compute_preview")
    preview = fields.Html(
        string="What happens then", compute="_compute_preview", sanitize=False
    )

    @api.depends("source_area_ids", "target_area_id", "res_model", "kind")
    def _compute_line_ids(self):
        for wizard in self:
            if wizard.res_model != "seutuyp.area" or wizard.kind == "rename":
                wizard.line_ids = [Command.clear()]
                continue
            known = {line.region_id: line.area_id for line in wizard.line_ids}
            regions = wizard.source_area_ids._origin.region_ids
            wizard.line_ids = [
                Command.clear(),
                *(
                    Command.create(
                        {
                            "region_id": region.id,
                            "area_id": (known.get(region) or wizard.target_area_id).id,
                        }
                    )
                    for region in regions
                ),
            ]

    @api.depends(
        "kind",
        "res_model",
        "effective_on",
        "duplicate",
        "source_region_ids",
        "target_region_id",
        "line_ids.area_id",
        "source_partner_ids",
        "target_partner_id",
        "moved_partner_ids",
        "moved_group_ids",
        "name_fi",
        "name_sv",
        "name_en",
    )
    def _compute_preview(self):
        for wizard in self:
            change = wizard._draft()
            wizard.problems = "\n".join(change._obstacles())
            wizard.preview = wizard._preview_list(change._moves())

    def _draft(self):
        """Return the change as it would be, not saved."""
        lines = [
            {
                "role": line["role"],
                "res_model": line["record"]._name,
                "res_id": line["record"].id,
                "to_id": line["to"].id if line.get("to") else False,
                "name": line["record"].display_name,
            }
            for line in self._lines()
        ]
        return (
            self.env["seutuyp.change"]
            .sudo()
            ._guarded()
            .new(
                {**self._values(), "line_ids": [Command.create(line) for line in lines]}
            )
        )

    def _preview_list(self, moves):
        """Return the preview: what, how many, what becomes of it, some names."""
        change = self.env["seutuyp.change"]
        rows = Markup("").join(
            Markup("<li><strong>{}</strong>{}</li>").format(
                change._move_sentence(what, records, fate), self._examples(records)
            )
            for what, records, fate, _function in moves
            if records
        )
        return Markup('<ul class="o_seutuyp_rows mb-0">{}</ul>').format(rows)

    @api.model
    def _examples(self, records):
        names = ", ".join(records[:3].mapped("display_name"))
        more = "…" if len(records) > 3 else ""
        return Markup('<div class="text-muted">{}</div>').format(names + more)

    # ------------------------------------------------------------------- to a change
    def _values(self):
        return {
            "kind": self.kind,
            "res_model": self.res_model,
            "effective_on": self.effective_on,
            "duplicate": self.duplicate and self.res_model == "res.partner",
            "reason": self.reason,
            "names": {lang: self[name] for name, lang in LANGS.items() if self[name]}
            if self.kind == "rename"
            else False,
        }

    def _lines(self):
        collect = {
            "seutuyp.region": self._region_lines,
            "seutuyp.area": self._area_lines,
            "res.partner": self._partner_lines,
        }
        return collect[self.res_model]()

    def _region_lines(self):
        return [
            *self._role("source", self.source_region_ids),
            *self._role("target", self.target_region_id),
            *self._moved(),
        ]

    def _partner_lines(self):
        return [
            *self._role("source", self.source_partner_ids),
            *self._role("target", self.target_partner_id),
            *self._moved(),
        ]

    def _area_lines(self):
        lines = self.line_ids.filtered("area_id")
        return [
            *self._role("source", self.source_area_ids),
            *self._role("target", lines.area_id),
            *(
                {
                    "role": "moved",
                    "record": line.region_id._origin,
                    "to": line.area_id._origin,
                }
                for line in lines
            ),
        ]

    def _moved(self):
        if self.kind != "split":
            return []
        return [
            *self._role("moved", self.moved_partner_ids),
            *self._role("moved", self.moved_group_ids),
        ]

    def _role(self, role, records):
        if self.kind == "rename" and role != "source":
            return []
        return [{"role": role, "record": record} for record in records._origin]

    def action_change(self):
        """Enter the change; it is carried out at once if its day has come.

        :return: action that opens the change
        :raise UserError: lists what stands in the way
        """
        self.ensure_one()
        change = self.env["seutuyp.change"]._plan(self._values(), self._lines())
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.change",
            "res_id": change.id,
            "views": [(False, "form")],
        }


class SeutuypChangeWizardLine(models.TransientModel):
    """Where one region of a dissolving area goes."""

    _name = "seutuyp.change.wizard.line"
    _description = "Where a region goes"

    wizard_id = fields.Many2one(
        "seutuyp.change.wizard", required=True, ondelete="cascade"
    )
    region_id = fields.Many2one("seutuyp.region", required=True, ondelete="cascade")
    area_id = fields.Many2one("seutuyp.area", string="New area", ondelete="cascade")
