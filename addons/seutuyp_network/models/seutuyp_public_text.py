# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date

from .html_by_language import HtmlByLanguage


class SeutuypPublicText(models.Model):
    """A section of a page that the law asks for, kept by the administrator.

    Accessibility statement: act 306/2019, section 9, and Commission decision (EU)
    2018/1523. Privacy notice: GDPR, articles 13 and 14.
    """

    _name = "seutuyp.public.text"
    _description = "Section of a public page"
    _order = "page, sequence, id"
    _rec_name = "title"

    page = fields.Selection(
        [("accessibility", "Accessibility statement"), ("privacy", "Privacy notice")],
        required=True,
        index=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    title = fields.Char(required=True, translate=True)
    body = HtmlByLanguage(string="Text", translate=True)

    @api.model
    def _sections(self, page):
        """Return what a public page shows, in the reader's language.

        :param str page: a key of ``page``
        :return: dict with ``sections``, a list of dict(id, title, body, times), and
            ``updated``, the day of the last change in words
        """
        rows = self.sudo().search([("page", "=", page)])
        last = max(rows.mapped("write_date"), default=None)
        about_times = self._about_times()
        return {
            "sections": [
                {
                    "id": row.id,
                    "title": row.title,
                    "body": row.body or "",
                    "times": self._times() if row == about_times else [],
                }
                for row in rows
            ],
            "updated": format_date(self.env, last) if last else "",
        }

    @api.model
    def _about_times(self):
        """Return the section that says how long data are kept, if it is there."""
        name = "seutuyp_network.public_text_privacy_retention"
        return self.env.ref(name, raise_if_not_found=False)

    @api.model
    def _times(self):
        """Return what is kept and how long, as the settings say now: sentences."""
        told = self.env["seutuyp.retention"].sudo()._told()
        return [line for lines in told.values() for line in lines]

    @api.model
    def _provider(self):
        """Return who answers for the service: the company of the settings."""
        company = self.env.company.sudo()
        return {
            "name": company.name,
            "email": company.email or "",
            "phone": company.phone or "",
            "address": company.partner_id._display_address(without_company=True)
            .strip()
            .replace("\n", ", "),
        }

    def action_open_page(self):
        """Open the page as everybody sees it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/seutuyp/{self.page}",
            "target": "new",
        }
