# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from odoo.addons.seutuyp_planning.models.seutuyp_chain_mixin import FROM, TO


class SeutuypProcess(models.Model):
    _name = "seutuyp.process"
    _inherit = ["seutuyp.process", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        versions = self.version_ids
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Approved by"), versions.decision_id),
            (TO, self.env._("Review"), self.review_ids),
            (TO, self.env._("Decision"), self.review_ids.finding_ids.decision_id),
            (TO, self.env._("Next agenda"), self._coming_matters()),
        ]

    def _coming_matters(self):
        """Return where the process comes up next."""
        matters = self.env["seutuyp.agenda.item"].search(
            [
                ("metrics_process_id", "in", self.ids),
                ("event_id.start", ">", fields.Datetime.now()),
            ]
        )
        waiting = self.review_ids.filtered(lambda review: review.state != "done")
        return waiting.agenda_item_ids | matters


class SeutuypProcessReview(models.Model):
    _inherit = "seutuyp.process.review"

    def _chain_parts(self):
        decisions = self.decision_id | self.finding_ids.decision_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Process"), self.process_id),
            (TO, self.env._("Matter"), self.agenda_item_ids),
            (TO, self.env._("Meeting"), self.event_id),
            (TO, self.env._("Decision"), decisions),
            (TO, self.env._("Task"), decisions.task_ids),
            (TO, self.env._("Comes up at"), decisions.next_event_id),
        ]


class SeutuypDecision(models.Model):
    _inherit = "seutuyp.decision"

    process_finding_ids = fields.One2many("seutuyp.process.finding", "decision_id")
    process_review_ids = fields.One2many("seutuyp.process.review", "decision_id")

    def _chain_parts(self):
        reviews = self.process_review_ids | self.process_finding_ids.review_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Review"), reviews),
            (FROM, self.env._("Process"), reviews.process_id),
        ]


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    def _chain_parts(self):
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Review"), self.process_review_id),
        ]
