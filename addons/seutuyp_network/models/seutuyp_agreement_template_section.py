# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from .html_by_language import HtmlByLanguage
from .seutuyp_agreement_template import SECTION_KEYS


class SeutuypAgreementTemplateSection(models.Model):
    _name = "seutuyp.agreement.template.section"
    _description = "Section of an agreement template"
    _order = "template_id, sequence, id"
    _rec_name = "title"

    template_id = fields.Many2one(
        "seutuyp.agreement.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    number = fields.Char(required=True, help="Number shown before the title.")
    part = fields.Char(
        translate=True, help="Part of the agreement the section stands in."
    )
    key = fields.Selection(
        SECTION_KEYS,
        string="Subject",
        required=True,
        default="other",
        help="Tells the review which section answers which criterion.",
    )
    title = fields.Char(required=True, translate=True)
    body = HtmlByLanguage(string="Text", translate=True)
    required = fields.Boolean(
        default=True, help="An agreement cannot be sent without this section."
    )
