# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

PARAMETER = "seutuyp_reporting.feedback_months"
MONTHS = 24
BATCH = 500


class SeutuypCustomerFeedback(models.Model):
    """Words are kept for a time: a customer may have written what tells who it is."""

    _inherit = "seutuyp.customer.feedback"

    @api.model
    def _words_since(self):
        """Return the first month whose words are still kept."""
        text = self.env["ir.config_parameter"].sudo().get_param(PARAMETER, "")
        months = max(1, int(text)) if text.isdigit() else MONTHS
        today = self.env["seutuyp.dated.mixin"]._today()
        return today.replace(day=1) - relativedelta(months=months)

    @api.model
    def _cron_erase_words(self):
        """Erase old words in batches that are each committed; grades stay and count."""
        cron = self.env["ir.cron"]
        rows = self.sudo().search(
            [("month", "<", self._words_since()), ("word", "not in", (False, ""))],
            order="id",
        )
        cron._commit_progress(remaining=len(rows))
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            batch._guarded().write({"word": False})
            if not cron._commit_progress(len(batch)):
                return


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    seutuyp_feedback_months = fields.Integer(
        string="Words of customer feedback are kept for (months)",
        config_parameter=PARAMETER,
        default=MONTHS,
    )

    @api.constrains("seutuyp_feedback_months")
    def _check_seutuyp_feedback_months(self):
        for settings in self:
            if not 1 <= settings.seutuyp_feedback_months <= 120:
                raise ValidationError(
                    self.env._(
                        "Words of customer feedback are kept for 1 to 120 months. "
                        "Choose a number between."
                    )
                )
