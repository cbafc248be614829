# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.seutuyp_network.models.seutuyp_retention import Rule

from .seutuyp_calendar_feed import KEPT_MONTHS as FEED_MONTHS
from .seutuyp_calendar_reply import KEPT_MONTHS as REPLY_MONTHS
from .seutuyp_invitation import KEPT_MONTHS as INVITATION_MONTHS


class SeutuypRetention(models.AbstractModel):
    """What meetings and self-evaluations keep."""

    _inherit = "seutuyp.retention"

    @api.model
    def _rules(self):
        env = self.env
        return [
            *super()._rules(),
            Rule(
                env._("Answers to invitations by mail"),
                "seutuyp.calendar.reply",
                env["seutuyp.calendar.reply"]._domain_old(),
                self._month_words(REPLY_MONTHS),
                activity="seutuyp_planning.processing_activity_meetings",
            ),
            Rule(
                env._("Invitations that were mailed, with their address"),
                "seutuyp.invitation",
                env["seutuyp.invitation"]._domain_old(),
                env._("%(months)s months after the meeting", months=INVITATION_MONTHS),
                activity="seutuyp_planning.processing_activity_meetings",
            ),
            Rule(
                env._("Addresses of people’s calendars that are no longer valid"),
                "seutuyp.calendar.feed",
                env["seutuyp.calendar.feed"]._domain_old(),
                self._month_words(FEED_MONTHS),
                activity="seutuyp_planning.processing_activity_meetings",
            ),
            Rule(
                env._("Who was asked in a self-evaluation"),
                "seutuyp.evaluation.invitee",
                Domain.FALSE,
                env._("Until the round closes"),
                cron="seutuyp_planning.ir_cron_evaluation",
                activity="seutuyp_planning.processing_activity_evaluation",
            ),
            Rule(
                env._("Minutes, attendance and decisions"),
                "seutuyp.decision",
                Domain.FALSE,
                env._("As the archive law says"),
                cron="",
                activity="seutuyp_planning.processing_activity_meetings",
            ),
        ]
