# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class SeutuypAgendaItem(models.Model):
    """A matter on the agenda of a meeting, or waiting in its group's backlog."""

    _name = "seutuyp.agenda.item"
    _inherit = ["seutuyp.meeting.part.mixin"]
    _description = "Agenda item"
    _order = "event_id, sequence, id"

    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        index="btree_not_null",
        ondelete="set null",
        help="Empty: the matter waits in the group's backlog.",
    )
    group_id = fields.Many2one(
        "seutuyp.group",
        compute="_compute_group_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Matter", required=True, translate=True)
    note = fields.Text(string="What is asked of the meeting")
    duration = fields.Integer(string="Length (min)")
    presenter_id = fields.Many2one(
        "res.partner", string="Presented by", domain=[("is_company", "=", False)]
    )
    theme_item_id = fields.Many2one(
        "seutuyp.meeting.theme.item",
        string="From the theme",
        ondelete="set null",
        readonly=True,
        copy=False,
    )
    document_ids = fields.One2many(
        "seutuyp.agenda.document", "item_id", string="Papers", copy=True
    )
    handled = fields.Boolean(copy=False)
    discussion = fields.Text(
        string="What was said", copy=False, help="Taken into the draft of the minutes."
    )
    decision_ids = fields.One2many("seutuyp.decision", "agenda_item_id")

    _duration_positive = models.Constraint(
        "CHECK(duration >= 0)", "A matter cannot take less than no time."
    )
    # However often an agenda is prepared, or by how many at once.
    _theme_item_once = models.UniqueIndex(
        "(event_id, theme_item_id) WHERE theme_item_id IS NOT NULL",
        "This matter of the theme is on the agenda already. Reload the page.",
    )

    @api.depends("event_id")
    def _compute_group_id(self):
        for item in self:
            item.group_id = item.event_id.seutuyp_group_id or item.group_id

    @api.constrains("event_id", "group_id")
    def _check_owner(self):
        for item in self:
            if not item.event_id and not item.group_id:
                raise ValidationError(
                    self.env._(
                        "Choose the meeting “%(matter)s” is for, or the group in whose "
                        "backlog it waits.",
                        matter=item.name,
                    )
                )

    def action_postpone(self):
        """Put the matters back into their groups' backlog.

        :raise ValidationError: a meeting without a group has no backlog
        """
        self.check_access("write")
        self._to_backlog()
        return True

    def _to_backlog(self):
        """Let the matters wait; what the theme brings along is simply dropped."""
        waiting = self.filtered(lambda item: not item.handled)
        waiting.filtered("theme_item_id").unlink()
        waiting.exists().write({"event_id": False})

    def _translate_from_theme(self):
        """Take the theme's words over in every language, all with one write."""
        matters = self.theme_item_id
        if not matters:
            return
        self.flush_recordset()
        matters.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS item SET name = matter.name FROM %s AS matter "
                "WHERE matter.id = item.theme_item_id AND item.id IN %s",
                SQL.identifier(self._table),
                SQL.identifier(matters._table),
                tuple(self.ids),
            )
        )
        self.invalidate_recordset(["name"])
