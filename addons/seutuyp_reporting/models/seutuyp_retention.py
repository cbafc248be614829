# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.seutuyp_network.models.seutuyp_retention import Rule

from .seutuyp_collection_file import KEPT_MONTHS
from .seutuyp_customer_feedback_retention import PARAMETER as FEEDBACK_PARAMETER

ERASE = "seutuyp_reporting.cron_referral_erase"


class SeutuypRetention(models.AbstractModel):
    """What referrals, surveys and rounds of collection keep."""

    _inherit = "seutuyp.retention"

    @api.model
    def _rules(self):
        env = self.env
        today = env["seutuyp.dated.mixin"]._today()
        referrals = self._months("seutuyp_reporting.referral_months", 12)
        looks = self._months("seutuyp_reporting.look_months", 24)
        feedback = env["seutuyp.customer.feedback"]
        now = fields.Datetime.now()
        due = Domain("erase_on", "<", today) & Domain("erased_on", "=", False)
        return [
            *super()._rules(),
            Rule(
                env._("Customers of referrals"),
                "seutuyp.referral",
                due,
                self._month_words(referrals),
                "seutuyp_reporting.referral_months",
                ERASE,
                activity="seutuyp_reporting.processing_activity_referrals",
            ),
            Rule(
                env._("Companies met, with their people"),
                "seutuyp.company.contact",
                due,
                self._month_words(referrals),
                "seutuyp_reporting.referral_months",
                ERASE,
                activity="seutuyp_reporting.processing_activity_referrals",
            ),
            Rule(
                env._("Who looked at a customer’s data"),
                "seutuyp.referral.look",
                Domain("looked_on", "<", now - relativedelta(months=looks)),
                self._month_words(looks),
                "seutuyp_reporting.look_months",
                ERASE,
                activity="seutuyp_reporting.processing_activity_referrals",
            ),
            Rule(
                env._("Words of customer feedback"),
                "seutuyp.customer.feedback",
                feedback._domain_old_words(),
                self._month_words(feedback._words_months()),
                FEEDBACK_PARAMETER,
                "seutuyp_reporting.cron_customer_feedback_erase",
                activity="seutuyp_reporting.processing_activity_surveys",
            ),
            Rule(
                env._("Forms that came back in a round of collection"),
                "seutuyp.collection.file",
                env["seutuyp.collection.file"]._domain_old(),
                self._month_words(KEPT_MONTHS),
                activity="seutuyp_reporting.processing_activity_surveys",
            ),
            Rule(
                env._("Who was asked in a survey"),
                "seutuyp.survey.invitee",
                Domain.FALSE,
                env._("Until the round closes"),
                cron="seutuyp_reporting.ir_cron_survey",
                activity="seutuyp_reporting.processing_activity_surveys",
            ),
        ]
