# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command


class SeutuypProcessMessageWizard(models.TransientModel):
    """The owner's message to all who take part, with whom it mails (step 9)."""

    _name = "seutuyp.process.message.wizard"
    _description = "Message to those who take part in a process"

    process_id = fields.Many2one("seutuyp.process", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("start", "It begins"), ("end", "It is in use")],
        required=True,
        default="start",
    )
    subject = fields.Char(
        required=True,
        compute="_compute_subject",
        store=True,
        readonly=False,
        precompute=True,
    )
    message = fields.Text(string="Your words", required=True)
    mail_count = fields.Integer(string="Mails", compute="_compute_line_ids")
    line_ids = fields.One2many(
        "seutuyp.process.message.wizard.line",
        "wizard_id",
        string="Receivers",
        compute="_compute_line_ids",
    )

    @api.depends("process_id", "kind")
    @api.depends_context("lang")
    def _compute_subject(self):
        for wizard in self:
            name = wizard.process_id.name or ""
            wizard.subject = (
                self.env._("“%s” is taken into use", name)
                if wizard.kind == "start"
                else self.env._("“%s” is in use", name)
            )

    @api.depends("process_id")
    def _compute_line_ids(self):
        language = self.env["seutuyp.report.mixin"]._lang_name
        for wizard in self:
            process = wizard.process_id._origin
            people = process._people_of(process._organisations()) if process else {}
            wizard.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "organisation_id": organisation.id,
                        "partner_id": person.id,
                        "email": person.email,
                        "language": person.email_normalized
                        and language(person.lang or self.env.lang),
                    }
                )
                for organisation, receivers in people.items()
                for person in receivers or organisation
            ]
            wizard.mail_count = len(
                {line.partner_id for line in wizard.line_ids if line.language}
            )

    def action_confirm(self):
        """Send the message, and ask each organisation to acknowledge."""
        self.ensure_one()
        self.process_id._tell_taking_part(self.kind, self.subject, self.message)
        return {"type": "ir.actions.act_window_close"}


class SeutuypProcessMessageWizardLine(models.TransientModel):
    """One receiver."""

    _name = "seutuyp.process.message.wizard.line"
    _description = "Receiver of a message on a process"

    wizard_id = fields.Many2one(
        "seutuyp.process.message.wizard", required=True, ondelete="cascade"
    )
    organisation_id = fields.Many2one("res.partner", ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Person", ondelete="cascade")
    email = fields.Char()
    language = fields.Char()
