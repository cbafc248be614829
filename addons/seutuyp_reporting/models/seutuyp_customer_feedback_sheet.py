# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypCustomerFeedbackLink(models.Model):
    """The sheet with the QR code: in the customers' language, for wall or counter."""

    _inherit = "seutuyp.customer.feedback.link"

    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "fi_FI",
        help="Of the sheet, and of the page that its code opens. The customer may "
        "change the page to another.",
    )
    paper = fields.Selection(
        [("a4", "A4, for a wall"), ("a5", "A5, for a counter")],
        string="Size of the sheet",
        required=True,
        default="a4",
    )
    url = fields.Char(string="Address", compute="_compute_url")

    @api.depends("code", "lang")
    def _compute_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for link in self:
            prefix = self.env["res.lang"]._get_data(code=link.lang).url_code
            path = (base, prefix, "seutuyp/feedback", link.code)
            link.url = link.code and "/".join(part for part in path if part)

    def _get_report_lang(self):
        """Return the language of the sheet, whoever prints it."""
        self.ensure_one()
        return self.lang
