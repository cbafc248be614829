# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD


class SeutuypRegion(models.Model):
    """Whoever loses a region stops hearing of its meetings and years too."""

    _inherit = "seutuyp.region"

    def _records_followed(self):
        followed = ("message_follower_ids", "!=", False)
        events = self.env["calendar.event"].with_context(active_test=False)
        years = self.env["seutuyp.annual.calendar"]
        plans = self.env["seutuyp.plan"].search([("region_id", "in", self.ids)])
        tasks = self.env["project.task"].with_context(active_test=False)
        return [
            *super()._records_followed(),
            events.search([("seutuyp_region_ids", "in", self.ids), followed]),
            years.search([("region_id", "in", self.ids), followed]),
            plans,
            plans.project_id,
            tasks.search([("project_id", "in", plans.project_id.ids), followed]),
        ]

    def _check_may_follow(self, partner_ids, others=None):
        """Let only readers of these regions hear of what is theirs.

        :param partner_ids: who is to follow
        :param others: people who have to do with the one record
        :raise AccessError: naming those who may not read it
        """
        if self.env.su or not self or not partner_ids:
            return
        people = self.env["res.partner"].sudo().browse(partner_ids)
        readers = self.sudo().user_ids.partner_id | self.env.user.partner_id
        strangers = people - readers - (others or people.browse())
        if strangers:
            raise AccessError(
                self.env._(
                    "%(people)s cannot follow this, because only people of the region "
                    "read it.",
                    people=", ".join(strangers.mapped("name")),
                )
            )


class SeutuypPlan(models.Model):
    _inherit = "seutuyp.plan"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self.sudo().region_id.with_env(self.env)._check_may_follow(partner_ids)
        return super().message_subscribe(partner_ids, subtype_ids)


class ProjectProject(models.Model):
    _inherit = "project.project"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        self.sudo().plan_ids.region_id.with_env(self.env)._check_may_follow(partner_ids)
        return super().message_subscribe(partner_ids, subtype_ids)


class ProjectTask(models.Model):
    _inherit = "project.task"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        if self.env.context.get("seutuyp_unfollowed") is GUARD:
            return True  # core lets whoever makes tasks follow each, one by one
        tasks = self.sudo().filtered("plan_id")
        tasks.plan_id.region_id.with_env(self.env)._check_may_follow(
            partner_ids, tasks.user_ids.partner_id | tasks.people_ids
        )
        return super().message_subscribe(partner_ids, subtype_ids)


class MailFollowers(models.Model):
    """Core's projects and tasks may be ours: who follows them, readers learn."""

    _inherit = "mail.followers"

    @api.model
    def _seutuyp_threads(self):
        return [*super()._seutuyp_threads(), "project.project", "project.task"]
