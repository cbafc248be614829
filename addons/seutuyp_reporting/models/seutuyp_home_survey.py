# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from ..tools import survey_pace


class SeutuypHome(models.AbstractModel):
    """Surveys: to answer for who is asked, to look after for who keeps them."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "survey", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_answers(),
            *self._waiting_surveys(),
        ]

    @api.model
    def _waiting_answers(self):
        """List the surveys that ask the user and that the user has not answered.

        Who is asked is shown to nobody, so this looks as superuser, for the user's own
        person only. Whoever is asked need not be a reader of the survey.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        rows = (
            self.env["seutuyp.survey.invitee"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.env.user.partner_id.id),
                    ("has_answered", "=", False),
                    ("round_id.state", "=", "open"),
                    ("round_id.deadline", ">=", today),
                ]
            )
        )
        return [
            self._item(
                "survey",
                self.env._("Answer “%(survey)s” without your name.", survey=item.name),
                item,
                self.env._("Answer the questions"),
                due=item.deadline,
                detail=item._scope_name(),
                action={
                    "type": "ir.actions.act_url",
                    "url": f"/seutuyp/survey/mine/{item.id}",
                    "target": "self",
                },
            )
            for item in rows.round_id
        ]

    @api.model
    def _kept_surveys(self):
        """Return the open surveys that the user keeps, and not as administrator."""
        uid = self.env.uid
        kept = Domain("region_id.editor_user_ids", "in", uid)
        kept |= Domain("area_id.editor_user_ids", "in", uid)
        if self.env.user.has_group("seutuyp_network.group_reviewer"):
            kept |= Domain("level", "=", "nation")
        return self.env["seutuyp.survey.round"].search(
            Domain("state", "=", "open") & kept
        )

    @api.model
    def _waiting_surveys(self):
        """List the surveys that close soon, or that few have answered."""
        today = self.env["seutuyp.dated.mixin"]._today()
        items = []
        for survey in self._kept_surveys():
            why = survey_pace.needs(
                survey.answer_count,
                survey.asked_count,
                survey.opened_on,
                survey.deadline,
                today,
            )
            if why:
                items.append(self._survey_item(survey, why))
        return items

    @api.model
    def _survey_item(self, survey, why):
        if why == "few":
            text = self.env._(
                "Few have answered “%(survey)s”: ask people for it, or give more time.",
                survey=survey.name,
            )
        else:
            text = self.env._(
                "“%(survey)s” closes soon: ask for the last answers.",
                survey=survey.name,
            )
        return self._item(
            "survey",
            text,
            survey,
            self.env._("Open the survey"),
            due=survey.deadline,
            detail=survey.next_step,
        )
