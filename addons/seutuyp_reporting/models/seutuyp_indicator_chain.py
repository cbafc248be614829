# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from odoo.addons.seutuyp_planning.models.seutuyp_chain_mixin import FROM, TO


class SeutuypIndicatorChoice(models.Model):
    _name = "seutuyp.indicator.choice"
    _inherit = ["seutuyp.indicator.choice", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        matters = self.exception_ids.agenda_item_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Decided by"), self.decision_id),
            (TO, self.env._("Exceptional change"), self.exception_ids),
            (TO, self.env._("Matter"), matters),
            (TO, self.env._("Decision"), matters.decision_ids),
        ]

    def action_open_chain(self):
        """Open the trend: from the chain, a paper, or the settings of the choice.

        :return: action
        """
        action = super().action_open_chain()
        view = "seutuyp_reporting.seutuyp_indicator_choice_view_form_trend"
        return {**action, "views": [(self.env.ref(view).id, "form")]}


class SeutuypIndicatorException(models.Model):
    _name = "seutuyp.indicator.exception"
    _inherit = ["seutuyp.indicator.exception", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Indicator"), self.choice_id),
            (TO, self.env._("Matter"), self.agenda_item_id),
            (TO, self.env._("Decision"), self.agenda_item_id.decision_ids),
        ]


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    def _chain_parts(self):
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Indicator"), self.indicator_choice_id),
            (FROM, self.env._("Exceptional change"), self.indicator_exception_ids),
        ]


class SeutuypDecision(models.Model):
    _inherit = "seutuyp.decision"

    def _chain_parts(self):
        item = self.agenda_item_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Indicator"), item.indicator_choice_id),
            (FROM, self.env._("Exceptional change"), item.indicator_exception_ids),
        ]
