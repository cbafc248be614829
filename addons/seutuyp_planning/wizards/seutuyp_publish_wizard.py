# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter

from odoo import api, fields, models


class SeutuypPublishWizard(models.TransientModel):
    """Whom publishing a year mails, and in which language, before it does."""

    _name = "seutuyp.publish.wizard"
    _description = "Publish a year"

    calendar_id = fields.Many2one(
        "seutuyp.annual.calendar", required=True, ondelete="cascade"
    )
    event_count = fields.Integer(string="Meetings", compute="_compute_receivers")
    mail_count = fields.Integer(string="Mails", compute="_compute_receivers")
    line_ids = fields.One2many(
        "seutuyp.publish.wizard.line",
        "wizard_id",
        compute="_compute_receivers",
        string="Receivers",
    )

    @api.depends("calendar_id")
    def _compute_receivers(self):
        language = self.env["seutuyp.report.mixin"]._lang_name
        for wizard in self:
            events = wizard.calendar_id._to_invite()
            counts = Counter(person for event in events for person in event.partner_ids)
            keeper = events[:1]
            wizard.event_count = len(events)
            wizard.mail_count = sum(
                number for person, number in counts.items() if person.email_normalized
            )
            wizard.line_ids = [fields.Command.clear()] + [
                fields.Command.create(
                    {
                        "partner_id": person.id,
                        "email": person.email,
                        "language": language(keeper._language_of(person))
                        if person.email_normalized
                        else False,
                        "event_count": counts[person],
                    }
                )
                for person in events.partner_ids.sorted("name")
            ]

    def action_confirm(self):
        """Publish and invite."""
        self.ensure_one()
        return self.calendar_id.action_publish()


class SeutuypPublishWizardLine(models.TransientModel):
    """One receiver."""

    _name = "seutuyp.publish.wizard.line"
    _description = "Receiver of invitations"

    wizard_id = fields.Many2one("seutuyp.publish.wizard", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Person")
    email = fields.Char()
    language = fields.Char()
    event_count = fields.Integer(string="Meetings")
