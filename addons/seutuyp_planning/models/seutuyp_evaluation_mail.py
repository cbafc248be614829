# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo import api, models

from ..tools import anonymity

# One reminder, so long before the deadline.
BEFORE = timedelta(days=5)


class SeutuypEvaluation(models.Model):
    """Nobody has to remember: links by mail, one reminder, and the end by itself."""

    _inherit = "seutuyp.evaluation"

    def _invite(self, people):
        """Give everybody a link and an empty answer, and mail the links."""
        self.ensure_one()
        self.env["seutuyp.evaluation.invitee"].create(
            [{"evaluation_id": self.id, "partner_id": person.id} for person in people]
        )
        self._ask(people, "seutuyp_planning.mail_template_evaluation")

    def _ask(self, people, template):
        links = {}
        midnight = datetime.combine(self.deadline + timedelta(days=1), time())
        for person in people:
            text, _token = self.env["seutuyp.token"]._issue(
                self, "evaluate", person, person.email, midnight
            )
            links[person] = text
        self._make_answers(links.values())
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for person, text in links.items():
            day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
            self.env["seutuyp.mailer"]._mail(
                template,
                person,
                person,
                sender=self.group_id.region_ids[:1].coordinator_id,
                seutuyp_group=self.group_id.name,
                seutuyp_day=day(self.deadline),
                seutuyp_url=f"{base}/seutuyp/evaluate/{text}",
            )

    def _remind(self):
        """Mail those who have not answered, once, each with a new link.

        The old links are void, and with them what was begun but not sent: which of the
        begun answers is whose is known to nobody.
        """
        for evaluation in self:
            evaluation._lock()
            waiting = self.env["seutuyp.evaluation.invitee"].search(
                [
                    ("evaluation_id", "=", evaluation.id),
                    ("has_answered", "=", False),
                ]
            )
            evaluation.survey_id.user_input_ids.filtered(
                lambda answer: answer.state != "done"
            ).unlink()
            today = self.env["seutuyp.dated.mixin"]._today()
            evaluation._guarded().reminded_on = today
            evaluation._ask(
                waiting.partner_id, "seutuyp_planning.mail_template_evaluation_again"
            )

    @api.model
    def _cron_follow(self):
        """Close what is past its deadline, remind where it is near.

        All in one transaction: run twice, or after a crash, nobody is mailed twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        running = self.sudo().search([("state", "=", "open")])
        for evaluation in running.filtered(lambda item: item.deadline < today):
            evaluation._close()
        running.filtered(
            lambda item: (
                item.state == "open"
                and not item.reminded_on
                and item.opened_on < today
                and item.deadline <= today + BEFORE
            )
        )._remind()

    @api.model
    def _wider_means(self, evaluations):
        """Return {number of an item: mean over groups} where it may be told.

        :param evaluations: closed rounds of one year, one a group
        """
        items = evaluations.filtered(lambda item: item.state == "closed").item_ids
        scales = items.filtered(lambda item: item.kind == "scale" and item.is_told)
        found = {
            code: anonymity.wider(own.mapped("mean"))
            for code, own in scales.grouped("code").items()
        }
        return {code: mean for code, mean in found.items() if mean is not None}
