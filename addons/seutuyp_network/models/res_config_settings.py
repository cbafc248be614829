# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seutuyp_public_url = fields.Char(
        string="Public address",
        config_parameter="seutuyp_network.public_url",
        help="What links in mails, on paper and in QR codes begin with.",
    )
    seutuyp_link_days = fields.Integer(
        string="Personal links work for (days)",
        config_parameter="seutuyp_network.link_days",
        default=30,
    )
    seutuyp_risk_days = fields.Integer(
        string="Time to answer about a licence at risk (days)",
        config_parameter="seutuyp_network.risk_days",
        default=60,
    )

    seutuyp_brand_month = fields.Integer(
        string="Month in which the use of the mark is asked",
        config_parameter="seutuyp_network.brand_month",
        default=10,
    )

    seutuyp_offer_month = fields.Integer(
        string="Month in which services are confirmed first",
        config_parameter="seutuyp_network.offer_month",
        default=3,
    )

    seutuyp_followup_month = fields.Integer(
        string="Month in which commitments are asked about",
        config_parameter="seutuyp_network.followup_month",
        default=12,
    )

    seutuyp_accessibility_months = fields.Integer(
        string="Accessibility feedback is kept for (months)",
        config_parameter="seutuyp_network.accessibility_months",
        default=12,
    )

    seutuyp_token_months = fields.Integer(
        string="Personal links that have ended are kept for (months)",
        config_parameter="seutuyp_network.token_months",
        default=24,
    )

    @api.constrains("seutuyp_accessibility_months", "seutuyp_token_months")
    def _check_seutuyp_retention(self):
        for settings in self:
            for months in (
                settings.seutuyp_accessibility_months,
                settings.seutuyp_token_months,
            ):
                if not 1 <= months <= 120:
                    raise ValidationError(
                        self.env._(
                            "Personal data are kept for 1 to 120 months. Choose a "
                            "number between."
                        )
                    )

    @api.constrains("seutuyp_followup_month")
    def _check_seutuyp_followup_month(self):
        for settings in self:
            if not 1 <= settings.seutuyp_followup_month <= 12:
                raise ValidationError(
                    self.env._("The months are numbered from 1 to 12. Choose one.")
                )

    @api.constrains("seutuyp_offer_month")
    def _check_seutuyp_offer_month(self):
        for settings in self:
            if not 1 <= settings.seutuyp_offer_month <= 6:
                raise ValidationError(
                    self.env._(
                        "Services are confirmed twice a year, six months apart. "
                        "Choose the first month, from 1 to 6."
                    )
                )

    @api.constrains("seutuyp_brand_month")
    def _check_seutuyp_brand_month(self):
        for settings in self:
            if not 1 <= settings.seutuyp_brand_month <= 12:
                raise ValidationError(
                    self.env._("The months are numbered from 1 to 12. Choose one.")
                )

    @api.constrains("seutuyp_risk_days")
    def _check_seutuyp_risk_days(self):
        for settings in self:
            if not 14 <= settings.seutuyp_risk_days <= 365:
                raise ValidationError(
                    self.env._(
                        "A region has 14 to 365 days to answer about its licence. "
                        "Choose a number between."
                    )
                )

    @api.constrains("seutuyp_public_url")
    def _check_seutuyp_public_url(self):
        for settings in self:
            url = settings.seutuyp_public_url
            if not url:
                continue
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValidationError(
                    self.env._(
                        "“%(url)s” is not a web address. Write it like "
                        "https://palvelut.example.fi.",
                        url=url,
                    )
                )

    @api.constrains("seutuyp_link_days")
    def _check_seutuyp_link_days(self):
        for settings in self:
            if not 1 <= settings.seutuyp_link_days <= 365:
                raise ValidationError(
                    self.env._(
                        "Personal links work for 1 to 365 days. Choose a number "
                        "between."
                    )
                )
