# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    """A steering meeting follows the plan up; once held, it is kept what it saw."""

    _inherit = "calendar.event"

    followup_ids = fields.One2many(
        "seutuyp.plan.followup", "event_id", string="Follow-ups of the plan"
    )
    may_follow_up = fields.Boolean(compute="_compute_may_follow_up")

    @api.depends("seutuyp_group_id.kind", "meeting_state")
    @api.depends_context("uid")
    def _compute_may_follow_up(self):
        for event in self:
            event.may_follow_up = (
                event.seutuyp_group_id.kind == "steering"
                and event.meeting_state in ("planned", "invited")
                and event.may_edit
            )

    def action_follow_up(self):
        """Open the follow-up of this meeting; it is made if missing.

        :return: action that opens it
        :raise AccessError: the user does not keep the meeting
        :raise UserError: the group's regions have no approved plan
        """
        self.ensure_one()
        self._check_seutuyp_editor()
        self._check_agenda_open()
        followups = self.followup_ids
        if self.meeting_state != "held":
            plans = self._followed_plans()
            followups = followups.union(*(plan._follow_up(self) for plan in plans))
        if len(followups) == 1:
            return self.env["seutuyp.region"]._open_form(followups)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Follow-ups of the plan"),
            "res_model": "seutuyp.plan.followup",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("event_id", "=", self.id)],
        }

    def _followed_plans(self):
        plans = self.sudo()._plans_for("followup", self.sudo()._steering_plans())
        if not plans:
            raise UserError(
                self.env._(
                    "No approved plan is to be followed up in %(meeting)s: the region "
                    "has none of that year.",
                    meeting=self.name,
                )
            )
        return plans.with_env(self.env)

    def _follow_up_matter(self):
        """Return the matter of the agenda under which the plan is followed up.

        A theme brings its own when the agenda is prepared; else one is added.
        """
        self.ensure_one()
        there = self.agenda_item_ids._with_purpose("followup")[:1]
        if there or "followup" in self._purposes() or self.minutes_state != "draft":
            return there
        self._lock()
        item = self.env["seutuyp.agenda.item"].create(
            {
                "event_id": self.id,
                "purpose": "followup",
                "sequence": 20,
                "name": "-",
            }
        )
        names = {
            lang: item.with_context(lang=lang).env._("Follow-up of the action plan")
            for lang, _label in self.env["res.lang"].get_installed()
        }
        item.update_field_translations("name", names)
        return item

    # -------------------------------------------------------------------- changes
    def action_hold(self):
        result = super().action_hold()
        events = self.sudo().filtered(lambda event: "followup" in event._purposes())
        plans = events._steering_plans()
        self.env["seutuyp.plan.followup"]._make(
            (plan, event)
            for event in events
            for plan in event._plans_for("followup", plans)
        )
        self.sudo().followup_ids._keep()
        return result

    def action_unhold(self):
        result = super().action_unhold()
        self.sudo().followup_ids._let_go()
        return result

    def _cancel_meeting(self, reason=None):
        result = super()._cancel_meeting(reason)
        cancelled = self.filtered(lambda event: event.meeting_state == "cancelled")
        cancelled.sudo()._drop_followups()
        return result

    def unlink(self):
        self.sudo()._drop_followups()
        return super().unlink()

    def _drop_followups(self):
        self.followup_ids.filtered(lambda item: not item.held_on).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_followed_up(self):
        kept = self.sudo().filtered("followup_ids")
        if kept:
            raise UserError(
                self.env._(
                    "%(meeting)s followed the plan up, so it is kept.",
                    meeting=kept[:1].name,
                )
            )
