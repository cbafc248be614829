# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext, is_html_empty


class SeutuypAgreementSection(models.Model):
    _name = "seutuyp.agreement.section"
    _inherit = ["seutuyp.agreement.content.mixin"]
    _description = "Section of an agreement"
    _order = "agreement_id, sequence, id"
    _rec_name = "title"
    _free_fields = frozenset({"comment_ids"})

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    key = fields.Char(
        readonly=True,
        help="Which section of the template this is; criteria look for it.",
    )
    number = fields.Char(string="No.")
    part = fields.Char(help="The part of the agreement the section belongs to.")
    title = fields.Char(required=True)
    body = fields.Html(sanitize=True, sanitize_attributes=True, strip_style=True)
    excerpt = fields.Char(compute="_compute_excerpt")
    is_empty = fields.Boolean(compute="_compute_excerpt")
    translation_ids = fields.One2many(
        "seutuyp.agreement.section.translation",
        "section_id",
        string="Unofficial translations",
    )
    comment_ids = fields.One2many("seutuyp.agreement.comment", "section_id")
    open_comment_count = fields.Integer(compute="_compute_open_comment_count")

    @api.depends("body")
    def _compute_excerpt(self):
        for section in self:
            text = " ".join(html2plaintext(section.body or "").split())
            section.excerpt = text[:140] + "…" if len(text) > 140 else text
            section.is_empty = is_html_empty(section.body)

    @api.depends("comment_ids.state")
    def _compute_open_comment_count(self):
        counts = dict(
            self.env["seutuyp.agreement.comment"]._read_group(
                [("section_id", "in", self.ids), ("state", "=", "open")],
                ["section_id"],
                ["__count"],
            )
        )
        for section in self:
            section.open_comment_count = counts.get(section._origin, 0)

    @api.depends("number", "title")
    def _compute_display_name(self):
        for section in self:
            parts = [section.number, section.title]
            section.display_name = " ".join(part for part in parts if part)

    def write(self, vals):
        if {"title", "body"} & vals.keys():
            self.translation_ids.write({"outdated": True})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_commented(self):
        for section in self:
            if section.sudo().comment_ids and section.agreement_id.exists():
                raise UserError(
                    self.env._(
                        "“%(section)s” has comments of the parties; they are "
                        "kept. Change "
                        "its text instead of deleting it.",
                        section=section.display_name,
                    )
                )


class SeutuypAgreementSectionTranslation(models.Model):
    _name = "seutuyp.agreement.section.translation"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.agreement.content.mixin"]
    _description = "Unofficial translation of a section"
    _order = "section_id, lang"
    _rec_name = "title"
    _guarded_fields = frozenset({"agreement_id"})

    section_id = fields.Many2one(
        "seutuyp.agreement.section", required=True, ondelete="cascade", index=True
    )
    agreement_id = fields.Many2one(
        related="section_id.agreement_id", store=True, index=True
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(), required=True
    )
    title = fields.Char(required=True)
    body = fields.Html(sanitize=True, sanitize_attributes=True, strip_style=True)
    outdated = fields.Boolean(
        help="The official text has changed since this translation was made."
    )

    _section_lang_uniq = models.Constraint(
        "UNIQUE (section_id, lang)",
        "The section already has a translation in this language.",
    )

    def write(self, vals):
        if {"title", "body"} & vals.keys():
            vals = {"outdated": False, **vals}
        return super().write(vals)
