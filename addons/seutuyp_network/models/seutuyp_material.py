# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class SeutuypMaterial(models.Model):
    """A file or a link that others may use: a form, a slide set, a guide."""

    _name = "seutuyp.material"
    _inherit = ["seutuyp.shared.mixin"]
    _description = "Material"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    topic = fields.Char(help="One or two words people search by, such as brochure.")
    file = fields.Binary(attachment=True)
    filename = fields.Char()
    url = fields.Char(string="Link")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(), string="Language"
    )
    segment_ids = fields.Many2many("seutuyp.segment", string="Customer segments")
    date_to = fields.Date(string="Valid until")
    is_valid = fields.Boolean(
        string="Valid today", compute="_compute_is_valid", search="_search_is_valid"
    )
    practice_ids = fields.Many2many(
        "seutuyp.practice",
        "seutuyp_practice_material_rel",
        "material_id",
        "practice_id",
        string="Good practices",
        readonly=True,
    )

    @api.depends("date_to")
    def _compute_is_valid(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for material in self:
            material.is_valid = not material.date_to or material.date_to >= today

    @api.model
    def _search_is_valid(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        today = self.env["seutuyp.dated.mixin"]._today()
        domain = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        return domain if (operator == "in") == (True in value) else ~domain

    @api.constrains("file", "url")
    def _check_source(self):
        for material in self:
            if not material.file and not material.url:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” has neither a file nor a link. Add one of them.",
                        name=material.name,
                    )
                )
            if material.url and not self._is_web_address(material.url):
                raise ValidationError(
                    self.env._(
                        "“%(url)s” is not a web address. Write it like "
                        "https://www.example.fi/guide.",
                        url=material.url,
                    )
                )

    @api.model
    def _is_web_address(self, url):
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and bool(parts.hostname)
