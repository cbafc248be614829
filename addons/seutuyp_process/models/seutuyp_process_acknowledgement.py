# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

PATH = "/seutuyp/process/acknowledge"
SILENT = timedelta(days=30)  # so long after being asked


class SeutuypProcessAcknowledgement(models.Model):
    """An organisation's word that it works by a version of the process."""

    _name = "seutuyp.process.acknowledgement"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.process.mark.mixin"]
    _description = "Acknowledgement of a process"
    _order = "process_id, version desc, partner_id, id"
    _rec_name = "partner_id"
    _guard_all = True

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    version = fields.Integer(required=True, aggregator=False)
    partner_id = fields.Many2one(
        "res.partner", string="Organisation", required=True, ondelete="restrict"
    )
    asked_on = fields.Date()
    acknowledged_on = fields.Date()
    acknowledged_by_id = fields.Many2one("res.partner", ondelete="restrict")
    may_acknowledge = fields.Boolean(compute="_compute_may_acknowledge")

    _once = models.UniqueIndex(
        "(process_id, version, partner_id)", "This organisation has been asked already."
    )

    @api.depends("acknowledged_on", "partner_id", "version", "process_id.version")
    @api.depends_context("uid")
    def _compute_may_acknowledge(self):
        for row in self:
            row.may_acknowledge = (
                not row.acknowledged_on
                and row.version == row.process_id.version
                and row._is_mine()
            )

    @api.depends("asked_on", "acknowledged_on", "version", "process_id.version")
    def _compute_mark(self):
        return super()._compute_mark()

    def _mark(self, today):
        waits = not self.acknowledged_on and self.version == self.process_id.version
        is_long = self.asked_on and self.asked_on + SILENT < today
        return waits and is_long and "silent"

    def _is_mine(self):
        user = self.env.user
        own = self.partner_id == user.partner_id.sudo().commercial_partner_id
        return own or user in self.sudo().process_id.region_id.editor_user_ids

    def action_acknowledge(self):
        """Say that the organisation works by this version.

        Role: its own people, or the coordinator for it.

        :raise AccessError: it is another organisation's word
        """
        for row in self:
            row.check_access("read")
            if not row._is_mine():
                raise AccessError(
                    self.env._(
                        "%(organisation)s acknowledges it itself, or the coordinator "
                        "does for it.",
                        organisation=row.partner_id.name,
                    )
                )
        self.sudo()._acknowledge(self.env.user.partner_id)
        return True

    def _acknowledge(self, person):
        """Record the word of ``person``; a second one changes nothing.

        :raise UserError: a newer version has come, or the process has been retired
        """
        self.process_id._lock()
        self.invalidate_recordset()
        for row in self.filtered(lambda row: not row.acknowledged_on):
            if row.version != row.process_id.version or (
                row.process_id.state not in ("approved", "in_use")
            ):
                raise UserError(
                    self.env._(
                        "Version %(number)s of “%(process)s” is no longer the one in "
                        "force. You need do nothing.",
                        number=row.version,
                        process=row.process_id.name,
                    )
                )
            row._guarded().write(
                {
                    "acknowledged_on": self.env["seutuyp.dated.mixin"]._today(),
                    "acknowledged_by_id": person.id,
                }
            )


class SeutuypProcess(models.Model):
    """Who takes part, who is told, and who has acknowledged."""

    _inherit = "seutuyp.process"

    acknowledgement_ids = fields.One2many(
        "seutuyp.process.acknowledgement", "process_id", string="Acknowledgements"
    )
    acknowledged_text = fields.Char(
        string="Acknowledged", compute="_compute_acknowledged_text"
    )
    may_acknowledge = fields.Boolean(compute="_compute_acknowledged_text")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"acknowledgement_ids"}

    @api.depends("acknowledgement_ids.acknowledged_on", "version")
    @api.depends_context("lang", "uid")
    def _compute_acknowledged_text(self):
        for process in self:
            rows = process.acknowledgement_ids.filtered(
                lambda row, now=process.version: row.version == now
            )
            done = rows.filtered("acknowledged_on")
            process.acknowledged_text = bool(rows) and self.env._(
                "%(done)s of %(all)s have acknowledged", done=len(done), all=len(rows)
            )
            process.may_acknowledge = any(rows.mapped("may_acknowledge"))

    def _organisations(self):
        """Return the organisations that take part: lanes, duties, the owner's."""
        self.ensure_one()
        return (
            self.lane_ids.partner_id
            | self.responsibility_ids.partner_id
            | self.owner_partner_id
        )

    def _people_of(self, organisations):
        """Return {organisation: the people to tell}.

        Those of the team and of the region's groups; else the organisation's own
        address, if it has one.
        """
        self.ensure_one()
        process = self.sudo()
        known = (
            process.member_ids.partner_id
            | process.region_id.group_ids.member_ids.partner_id
            | process.owner_id
        )
        by_employer = known.filtered("email_normalized").grouped(
            "commercial_partner_id"
        )
        nobody = process.env["res.partner"]
        return {
            organisation: by_employer.get(organisation, nobody)
            or organisation.filtered("email_normalized")
            for organisation in organisations.sudo()
        }

    def _message_wizard(self, kind, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "seutuyp.process.message.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_process_id": self.id, "default_kind": kind},
        }

    def action_open_start_message(self):
        """Open the window with the owner's message that begins the use."""
        return self._message_wizard("start", self.env._("Tell that it begins"))

    def action_open_end_message(self):
        """Open the window with the owner's message that taking into use has ended."""
        return self._message_wizard("end", self.env._("Tell that it is in use"))

    def action_acknowledge(self):
        """Acknowledge the version in force for the user's own organisation."""
        self.ensure_one()
        rows = self.acknowledgement_ids.filtered("may_acknowledge")
        employer = self.env.user.partner_id.commercial_partner_id
        own = rows.filtered(lambda row: row.partner_id == employer)
        if not own:
            raise UserError(
                self.env._(
                    "Your own organisation has nothing to acknowledge here. The "
                    "coordinator marks others in the list."
                )
            )
        return own.action_acknowledge()

    def _tell_taking_part(self, kind, subject, message):
        """Mail everyone who takes part; the first message asks to acknowledge.

        :param str kind: ``start``, ``end`` or ``retired``
        :param str subject: of the mail
        :param str message: the owner's own words
        :return: the people mailed
        :raise AccessError: the user is not the owner or the coordinator
        :raise UserError: nothing approved is in force
        """
        self.ensure_one()
        if not self._has_role("owner"):
            raise self._may_not_change()
        if kind != "retired" and self.state not in ("approved", "in_use"):
            raise UserError(
                self.env._("Approve the process first; then tell that it begins.")
            )
        process = self.sudo()
        people = process._people_of(self._organisations())
        rows = process._ask_to_acknowledge(people) if kind != "retired" else {}
        told = process.env["res.partner"]
        for organisation, receivers in people.items():
            for person in receivers - told:
                process._mail_message(
                    kind,
                    person,
                    rows.get(organisation),
                    subject,
                    message,
                    self.env.user,
                )
            told |= receivers
        self._log(kind, self._message_labels()[kind], reason=message)
        return told

    @api.model
    def _message_labels(self):
        return {
            "start": self.env._("Told that it begins"),
            "end": self.env._("Told that it is in use"),
            "retired": self.env._("Told that it is retired"),
        }

    def _ask_to_acknowledge(self, people):
        """Return {organisation: its row for the version in force}, new ones made."""
        rows = self.acknowledgement_ids.filtered(
            lambda row: row.version == self.version
        )
        today = self.env["seutuyp.dated.mixin"]._today()
        rows |= self.env["seutuyp.process.acknowledgement"]._create_guarded(
            [
                {
                    "process_id": self.id,
                    "version": self.version,
                    "partner_id": organisation.id,
                    "asked_on": today,
                }
                for organisation in people
                if organisation not in rows.partner_id
            ]
        )
        return {row.partner_id: row for row in rows}

    def _mail_message(self, kind, person, row, subject, message, user):
        link = None
        if not subject:
            speaker = self.with_context(lang=person.lang or user.lang).env
            subject = speaker._("“%s” is no longer in use", self.name)
        if row and not row.acknowledged_on:
            text, _token = self.env["seutuyp.token"]._issue(
                row, "acknowledge", person, person.email_normalized
            )
            base = self.env["ir.config_parameter"]._seutuyp_public_url()
            link = f"{base}{PATH}/{row.id}?token={text}"
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_process.mail_template_process_message",
            person,
            self,
            sender=user.partner_id.sudo(),
            address=person.email_normalized,
            lang=user.lang,
            seutuyp_kind=kind,
            seutuyp_subject=subject,
            seutuyp_message=message,
            seutuyp_link=link,
        )

    def _transition(self, name, reason=None, values=None, partner=None):
        """Whoever works by a process hears when it is retired, and why."""
        told = self.filtered("version") if name in ("retire", "end") else self.browse()
        result = super()._transition(name, reason, values, partner)
        for process in told:
            process.sudo()._tell_taking_part("retired", None, reason)
        return result
