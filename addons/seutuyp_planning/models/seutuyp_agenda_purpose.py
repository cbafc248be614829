# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import plan_cycle, rhythm
from .seutuyp_meeting_theme import PURPOSES


class SeutuypAgendaItem(models.Model):
    """A matter of the action plan knows which plans it is about."""

    _inherit = "seutuyp.agenda.item"

    purpose = fields.Selection(
        PURPOSES,
        string="For the action plan",
        compute="_compute_purpose",
        store=True,
        readonly=False,
        precompute=True,
    )
    plan_ids = fields.Many2many(
        "seutuyp.plan",
        "seutuyp_agenda_item_plan_rel",
        "item_id",
        "plan_id",
        string="Plans",
        copy=False,
        readonly=True,
    )

    @api.depends("theme_item_id")
    def _compute_purpose(self):
        for item in self:
            item.purpose = item.theme_item_id.purpose or item.purpose

    def _bring(self, plans, followups=None):
        """Lay plans, and what they are compared with, onto the table as papers.

        What lies there already does not come twice.
        """
        self.ensure_one()
        self.plan_ids |= plans
        records = [*plans, *(followups or ())]
        there = {paper.resource for paper in self.document_ids if paper.resource}
        self.env["seutuyp.agenda.document"].create(
            [
                {"item_id": self.id, "resource": f"{record._name},{record.id}"}
                for record in records
                if record not in there
            ]
        )


class SeutuypAgendaDocument(models.Model):
    _inherit = "seutuyp.agenda.document"

    @api.model
    def _resource_models(self):
        return [
            *super()._resource_models(),
            ("seutuyp.plan", self.env._("Action plan")),
            ("seutuyp.plan.followup", self.env._("Follow-up of the action plan")),
        ]


class CalendarEvent(models.Model):
    """The region's action plan comes onto the steering group's agenda by itself."""

    _inherit = "calendar.event"

    def _prepare_agenda(self):
        result = super()._prepare_agenda()
        self.sudo()._bring_plans()
        return result

    def _purposes(self):
        """Return what this meeting does with the plan: by its theme and its agenda."""
        self.ensure_one()
        matters = self.theme_id.item_ids.mapped("purpose")
        return {*matters, *self.agenda_item_ids.mapped("purpose")} - {False}

    def _steering_plans(self):
        """Return all plans of the regions whose steering groups these meet, at once."""
        groups = self.seutuyp_group_id.filtered(lambda group: group.kind == "steering")
        return self.env["seutuyp.plan"].search(
            [("region_id", "in", groups.region_ids.ids)]
        )

    def _plans_for(self, purpose, plans):
        """Return those of ``plans`` that this meeting handles.

        :param str purpose: of ``PURPOSES``
        :param plans: all plans of the regions, see :meth:`_steering_plans`
        """
        self.ensure_one()
        day = rhythm.local(self.start).date()
        found = plans.browse()
        regions = self.seutuyp_group_id.region_ids
        for region, own in plans.grouped("region_id").items():
            running = own.filtered(lambda plan: plan.state == "approved")
            year = plan_cycle.plan_year(purpose, day, set(running.mapped("year")))
            if region in regions:
                own = running if purpose == "followup" else own
                found |= own.filtered(lambda plan, year=year: plan.year == year)
        return found

    def _bring_plans(self):
        """Give the matters of the plan their papers; pressed again, what is missing."""
        plans = self._steering_plans()
        events = self.filtered(lambda event: event.seutuyp_group_id.kind == "steering")
        handled = {
            item: item.event_id._plans_for(item.purpose, plans)
            for item in events.agenda_item_ids.filtered("purpose")
        }
        followups = self.env["seutuyp.plan.followup"]._make(
            (plan, item.event_id)
            for item, own in handled.items()
            if item.purpose == "followup"
            for plan in own
        )
        for item, own in handled.items():
            words = item.with_context(lang=item.event_id._organizer().lang)
            compared = followups.filtered(
                lambda row, item=item, own=own: (
                    item.purpose == "followup"
                    and row.event_id == item.event_id
                    and row.plan_id in own
                )
            )
            words._bring(own, compared)
