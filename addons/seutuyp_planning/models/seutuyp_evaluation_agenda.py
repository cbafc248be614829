# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    evaluation_item_id = fields.Many2one(
        "seutuyp.evaluation.item",
        string="From the self-evaluation",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )

    _evaluation_item_once = models.UniqueIndex(
        "(evaluation_item_id) WHERE evaluation_item_id IS NOT NULL",
        "This item of the self-evaluation is on an agenda already. Reload the page.",
    )

    @api.constrains("evaluation_item_id", "group_id")
    def _check_evaluation_group(self):
        for matter in self.sudo().filtered("evaluation_item_id"):
            if matter.evaluation_item_id.evaluation_id.group_id != matter.group_id:
                raise ValidationError(
                    self.env._("The self-evaluation belongs to another group.")
                )


class SeutuypEvaluationItem(models.Model):
    _inherit = "seutuyp.evaluation.item"

    agenda_item_ids = fields.One2many(
        "seutuyp.agenda.item", "evaluation_item_id", string="On the agenda"
    )


class SeutuypEvaluation(models.Model):
    """What turned out weak comes before the group."""

    _inherit = "seutuyp.evaluation"

    agenda_count = fields.Integer(compute="_compute_agenda_count")
    weak_count = fields.Integer(compute="_compute_agenda_count")

    @api.depends("item_ids.is_weak", "item_ids.agenda_item_ids")
    def _compute_agenda_count(self):
        for evaluation in self:
            weak = evaluation.item_ids.filtered("is_weak")
            evaluation.weak_count = len(weak)
            evaluation.agenda_count = len(weak.agenda_item_ids)

    def action_to_agenda(self):
        """Put the weak items on the group's next agenda, each once.

        :raise AccessError: the user does not keep the group's meetings
        :raise UserError: nothing is weak
        :return: action that shows the matters
        """
        self.ensure_one()
        self._lock()
        weak = self.item_ids.filtered("is_weak")
        if not weak:
            raise UserError(self.env._("No item is weak: there is nothing to put."))
        event = self._next_agenda()
        # whoever sees less than all of the agendas must not put anything twice
        missing = weak.filtered(lambda item: not item.sudo().agenda_item_ids)
        created = self.env["seutuyp.agenda.item"].create(
            [self._prepare_agenda_item(item, event) for item in missing]
        )
        for code, _name in self.env["res.lang"].get_installed():
            for matter in created.with_context(lang=code):
                matter.name = self._matter_name(matter.evaluation_item_id)
        return self.action_open_agenda()

    def _next_agenda(self):
        """Return the group's next meeting whose agenda is still open, or none."""
        meetings = self.group_id._next_meetings().get(self.group_id.id, [])
        for event in meetings:
            if event.minutes_state == "draft":
                return event
        return self.env["calendar.event"]

    def _prepare_agenda_item(self, item, event):
        return {
            "group_id": self.group_id.id,
            "event_id": event.id,
            "name": self._matter_name(item),
            "note": item.question,
            "sequence": 25,
            "evaluation_item_id": item.id,
        }

    def _matter_name(self, item):
        """Return the matter in the language of ``item``'s context."""
        return item.env._("Self-evaluation: %(topic)s", topic=item.name)

    def action_open_agenda(self):
        """Show the matters that came from this evaluation."""
        self.ensure_one()
        matters = self.item_ids.agenda_item_ids
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("From the self-evaluation"),
            "res_model": "seutuyp.agenda.item",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("id", "in", matters.ids)],
        }
