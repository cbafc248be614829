# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class SeutuypProcessAskWizard(models.TransientModel):
    """Whom to ask for feedback, and whom that mails, before it does."""

    _name = "seutuyp.process.ask.wizard"
    _description = "Ask for feedback on a process"

    process_id = fields.Many2one("seutuyp.process", required=True, ondelete="cascade")
    region_id = fields.Many2one(related="process_id.region_id")
    deadline = fields.Date(
        string="Feedback until",
        required=True,
        default=lambda self: self._default_deadline(),
    )
    message = fields.Text(
        string="Your words", help="Stands in the mail and on the page, as you write it."
    )
    organisation_ids = fields.Many2many(
        "res.partner",
        "seutuyp_process_ask_wizard_organisation_rel",
        "wizard_id",
        "partner_id",
        string="Organisations",
        domain=[("is_company", "=", True)],
        help="Their people in the region's groups and team are asked.",
    )
    group_ids = fields.Many2many(
        "seutuyp.group",
        "seutuyp_process_ask_wizard_group_rel",
        "wizard_id",
        "group_id",
        string="Groups",
    )
    partner_ids = fields.Many2many(
        "res.partner",
        "seutuyp_process_ask_wizard_partner_rel",
        "wizard_id",
        "partner_id",
        string="People",
        domain=[("is_company", "=", False)],
    )
    mail_count = fields.Integer(string="Mails", compute="_compute_line_ids")
    line_ids = fields.One2many(
        "seutuyp.process.ask.wizard.line",
        "wizard_id",
        string="Receivers",
        compute="_compute_line_ids",
    )

    @api.model
    def _default_deadline(self):
        return self.env["seutuyp.dated.mixin"]._today() + relativedelta(days=14)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        process = self.env["seutuyp.process"].browse(values.get("process_id") or [])
        if process and "organisation_ids" in fields:
            process.check_access("read")
            values["organisation_ids"] = [Command.set(process._organisations().ids)]
            values["deadline"] = process.feedback_deadline or values.get("deadline")
        return values

    def _people(self):
        """Return whom the choices mean, each once; without who asks."""
        self.ensure_one()
        process = self.process_id._origin
        found = self.partner_ids._origin | self.group_ids._origin.member_ids.partner_id
        for people in process._people_of(self.organisation_ids._origin).values():
            found |= people.with_env(self.env)
        return found.filtered("active") - self.env.user.partner_id

    @api.depends("process_id", "organisation_ids", "group_ids", "partner_ids")
    def _compute_line_ids(self):
        language = self.env["seutuyp.report.mixin"]._lang_name
        for wizard in self:
            process = wizard.process_id._origin
            asked = process.sudo()._invitees_now().partner_id
            if process.state != "feedback":
                asked = asked.browse()
            people = wizard._people().sudo().sorted("name")
            mailed = (people - asked).filtered("email_normalized")
            wizard.mail_count = len(mailed)
            wizard.line_ids = [Command.clear()] + [
                Command.create(
                    {
                        "partner_id": person.id,
                        "email": person.email,
                        "language": language(person.lang or self.env.lang)
                        if person in mailed
                        else False,
                        "note": self._note(person, asked),
                    }
                )
                for person in people
            ]

    @api.model
    def _note(self, person, asked):
        if person in asked:
            return self.env._("Has been asked already")
        if not person.email_normalized:
            return self.env._("No e-mail address")
        return False

    def action_confirm(self):
        """Open the round and mail the links.

        :raise UserError: the choices mean nobody with an address
        """
        self.ensure_one()
        people = self._people()
        if not people.sudo().filtered("email_normalized"):
            raise UserError(
                self.env._("Choose at least one person with an e-mail address.")
            )
        self.process_id._ask_people(people, self.deadline, self.message)
        return {"type": "ir.actions.act_window_close"}


class SeutuypProcessAskWizardLine(models.TransientModel):
    """One receiver."""

    _name = "seutuyp.process.ask.wizard.line"
    _description = "Receiver of a question for feedback"

    wizard_id = fields.Many2one(
        "seutuyp.process.ask.wizard", required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", string="Person", ondelete="cascade")
    email = fields.Char()
    language = fields.Char()
    note = fields.Char()
