# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.seutuyp_planning.tools.escalation import Digest, Step, limit

# Who is told of a form that has not been answered, and when; each step once.
STEPS = (
    Step("reminded_on", "deadline", timedelta(days=-7), "collector"),
    Step("reminded_after_on", "deadline", timedelta(days=1), "late"),
    Step("escalated_on", "deadline", timedelta(days=7), "coordinator"),
    Step("area_told_on", "escalated_on", timedelta(days=14), "area"),
)
BEFORE, AFTER, COORDINATOR, AREA = STEPS


class SeutuypCollectionSheet(models.Model):
    """Nobody has to remember: before and after the deadline the steps above."""

    _inherit = "seutuyp.collection.sheet"

    @api.model
    def _cron_remind(self):
        """Remind the collectors, later tell the coordinators, then the areas.

        All in one transaction: run twice, or after a crash, nobody is told twice.
        """
        self.sudo()._follow_up(self.env["seutuyp.dated.mixin"]._today())

    @api.model
    def _follow_up(self, today):
        """Take all steps that are due on ``today``; the furthest one first."""
        digest = Digest()
        for step in reversed(STEPS):
            sheets = self._due(step, today)
            for sheet in sheets:
                for person in sheet._receivers(step):
                    digest.add(person, sheet, step.to)
            sheets._guarded().write({step.field: today})
        for kind, template in (
            ("collector", "seutuyp_reporting.mail_template_collection_reminder"),
            ("late", "seutuyp_reporting.mail_template_collection_late"),
        ):
            for sheets in digest.of(kind).values():
                for sheet in sheets:
                    sheet._mail_form(template)
        for kind in ("coordinator", "area"):
            for person, sheets in digest.of(kind).items():
                self.union(*sheets)._mail_silent(person)

    @api.model
    def _waiting(self):
        """Return the domain of forms whose figures are waited for."""
        running = Domain("collection_id.state", "=", "open")
        return Domain("state", "!=", "applied") & running

    @api.model
    def _due(self, step, today):
        """Return the forms for which a step is due and not yet taken."""
        due = Domain(step.field, "=", False)
        due &= Domain(step.since, "<=", limit(step, today))
        if step is BEFORE:
            due &= Domain("deadline", ">=", today)
            due &= Domain("sent_on", "<", today)  # not on the day it was sent
        if step is AFTER:
            due &= Domain("escalated_on", "=", False)
        return self.search(self._waiting() & due)

    def _receivers(self, step):
        """Return whom a step tells; nobody twice, and nobody of his own silence."""
        self.ensure_one()
        if step in (BEFORE, AFTER):
            return self.collector_id.filtered("email_normalized")
        people = self.env["res.partner"]
        for region in self.region_ids:
            if step is COORDINATOR:
                found = region.coordinator_id | region.substitute_id
            else:
                area = region.area_id
                found = area.contact_id | area._acting_partners()
            people |= found.filtered("email_normalized")[:1]
        if step is COORDINATOR:
            for area in self.area_ids:
                found = area.contact_id | area._acting_partners()
                people |= found.filtered("email_normalized")[:1]
        return people - self.collector_id

    def _mail_silent(self, person):
        """Queue one mail that lists these forms to a coordinator or area contact."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        env = self.with_context(lang=person.lang).env
        day = env["seutuyp.region"]._day
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_reporting.mail_template_collection_silent",
            person,
            person,
            seutuyp_forms=[
                {
                    "round": sheet.collection_id.name,
                    "person": sheet.collector_id.name,
                    "regions": sheet.with_env(env).places,
                    "day": day(sheet.deadline),
                }
                for sheet in self
            ],
            seutuyp_link=f"{base}/odoo/collections",
        )
