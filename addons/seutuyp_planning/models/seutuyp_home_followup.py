# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models

# The line stands there so long before the meeting.
SOON = timedelta(days=30)


class SeutuypHome(models.AbstractModel):
    """A follow-up comes near and nobody has said how the goals stand."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "followup", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [*super()._waiting_followups(), *self._waiting_readings()]

    @api.model
    def _waiting_readings(self):
        plans = self.env["seutuyp.plan"].search(
            [
                ("region_id.editor_user_ids", "in", self.env.uid),
                ("state", "=", "approved"),
            ]
        )
        limit = fields.Datetime.now() + SOON
        return [
            self._item(
                "followup",
                self.env._(
                    "Write how the goals of %(plan)s stand: missing %(count)s.",
                    plan=plan.display_name,
                    count=len(plan._unread_goals()),
                ),
                plan,
                self.env._("Open the plan"),
                due=self._local_date(plan.sudo().coming_event_ids[:1].start),
                detail=plan.sudo().coming_event_ids[:1].name,
            )
            for plan in plans
            if plan.sudo().coming_event_ids.filtered(lambda event: event.start < limit)
            and plan._unread_goals()
        ]
