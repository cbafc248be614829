# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypDeputyWizard(models.TransientModel):
    """Who comes in the place of somebody who cannot."""

    _name = "seutuyp.deputy.wizard"
    _description = "Name a deputy"

    attendee_id = fields.Many2one(
        "calendar.attendee", required=True, ondelete="cascade"
    )
    person_id = fields.Many2one(related="attendee_id.partner_id", string="Cannot come")
    possible_ids = fields.Many2many(related="attendee_id.possible_deputy_ids")
    is_keeper = fields.Boolean(compute="_compute_is_keeper")
    deputy_id = fields.Many2one(
        "res.partner",
        string="Comes instead",
        compute="_compute_deputy_id",
        store=True,
        readonly=False,
        precompute=True,
        help="Empty: nobody.",
    )
    comment = fields.Char(string="A word to whoever calls the meeting")

    @api.depends("attendee_id")
    @api.depends_context("uid")
    def _compute_is_keeper(self):
        for wizard in self:
            event = wizard.attendee_id.event_id
            wizard.is_keeper = bool(event) and event._is_seutuyp_editor()

    @api.depends("attendee_id")
    def _compute_deputy_id(self):
        for wizard in self:
            attendee = wizard.attendee_id
            wizard.deputy_id = attendee and (
                attendee.deputy_id or attendee._default_deputy()
            )

    def action_confirm(self):
        """Note that the person does not come, and call the deputy."""
        self.ensure_one()
        attendee, deputy = self.attendee_id, self.deputy_id
        if deputy:
            attendee._check_may_name(deputy)
        attendee._check_may_answer()
        attendee._answer("declined", self.comment, deputy)
        return {"type": "ir.actions.act_window_close"}
