# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools import evaluation_light


class SeutuypHome(models.AbstractModel):
    """From September on the coordinator is offered this year's self-evaluation; those
    asked in an open round are told where their link is."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan") + 1
        return [*kinds[:place], "evaluation", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_evaluations(),
            *self._open_evaluations(),
        ]

    @api.model
    def _open_evaluations(self):
        """Point at the mail with the user's own link, in rounds that the user is in.

        Whether the user has answered is not looked at: it is shown to nobody. Of other
        people's rows nothing is read, so this may be asked as superuser.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        rows = self.env["seutuyp.evaluation.invitee"].sudo()
        rows = rows.search([("partner_id", "=", self.env.user.partner_id.id)])
        rounds = rows.evaluation_id.filtered(
            lambda item: item.state == "open" and item.deadline >= today
        )
        readable = rounds.with_env(self.env)._filtered_access("read")
        return [
            self._item(
                "evaluation",
                self.env._(
                    "Answer the self-evaluation, unless you have: %(group)s.",
                    group=item.group_id.name,
                ),
                item if item in readable else item.group_id,
                self.env._("See the round"),
                due=item.deadline,
                detail=self.env._("Your own link is in your mail."),
            )
            for item in rounds
        ]

    @api.model
    def _waiting_evaluations(self):
        """List steering groups of the user's regions that are to be asked."""
        today = self.env["seutuyp.dated.mixin"]._today()
        if not evaluation_light.is_season(today):
            return []
        groups = self.env["seutuyp.group"].search(
            [
                ("kind", "=", "steering"),
                ("region_ids.editor_user_ids", "in", self.env.uid),
            ]
        )
        evaluations = self.env["seutuyp.evaluation"].search(
            [
                ("group_id", "in", groups.ids),
                ("year", "=", today.year),
                ("state", "!=", "cancelled"),
            ]
        )
        planned = evaluations.filtered(lambda item: item.state == "planned")
        missing = groups - evaluations.group_id
        return [
            *(self._evaluation_item(group, group.name) for group in missing),
            *(self._evaluation_item(item, item.group_id.name) for item in planned),
        ]

    @api.model
    def _evaluation_item(self, record, name):
        is_new = record._name == "seutuyp.group"
        return self._item(
            "evaluation",
            self.env._(
                "Let the steering group evaluate its work: %(group)s.", group=name
            ),
            record,
            self.env._("Plan the self-evaluation")
            if is_new
            else self.env._("Check and ask the group"),
            action=record._plan_evaluation() if is_new else None,
        )
