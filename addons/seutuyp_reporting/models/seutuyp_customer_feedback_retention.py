# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

PARAMETER = "seutuyp_reporting.feedback_months"
MONTHS = 24
BATCH = 500


class SeutuypCustomerFeedback(models.Model):
    """Words are kept for a time: a customer may have written what tells who it is."""

    _inherit = "seutuyp.customer.feedback"

    @api.model
    def _words_months(self):
        """Return for how many months words are kept."""
        return self.env["seutuyp.retention"]._months(PARAMETER, MONTHS)

    @api.model
    def _domain_old_words(self):
        """Return the domain of answers whose words are to be erased."""
        today = self.env["seutuyp.dated.mixin"]._today()
        since = today.replace(day=1) - relativedelta(months=self._words_months())
        return Domain("month", "<", since) & Domain("word", "not in", (False, ""))

    @api.model
    def _cron_erase_words(self):
        """Erase old words in batches that are each committed; grades stay and count."""
        cron = self.env["ir.cron"]
        rows = self.sudo().search(self._domain_old_words(), order="id")
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
