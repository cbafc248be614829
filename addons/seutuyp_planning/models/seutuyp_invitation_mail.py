# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.tools import email_normalize

from ..tools import invitation as icalendar

_logger = logging.getLogger(__name__)

BATCH = 20
# A mail server that cannot be reached is tried again by itself after this time.
PAUSE = timedelta(minutes=30)
UNREACHED = "mail_smtp"


class SeutuypInvitation(models.Model):
    """How the queue is mailed, and what becomes of a mail that is refused."""

    _inherit = "seutuyp.invitation"

    @api.model
    def _cron_mail(self):
        """Mail what is queued, a few at a time, and say how much is left."""
        crons = self.env["ir.cron"]
        self.search(
            [
                ("state", "=", "failed"),
                ("failure_type", "=", UNREACHED),
                ("mailed_on", "<", fields.Datetime.now() - PAUSE),
            ]
        )._mail_again()
        queued = self.search([("state", "=", "queued")], order="id")
        crons._commit_progress(remaining=len(queued))
        for start in range(0, len(queued), BATCH):
            lines = queued[start : start + BATCH].try_lock_for_update()
            lines.filtered(lambda line: line.state == "queued")._mail()
            # The mail queue would wait for its hour otherwise.
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
            if not crons._commit_progress(len(lines)):
                break

    def _mail(self):
        """Hand the messages over to the mail queue and note it, in one transaction.

        One that cannot be written says so and keeps nobody else waiting.
        """
        for line in self:
            try:
                with self.env.cr.savepoint():
                    vals = line._mail_one()
            except psycopg2.OperationalError:
                raise  # the database itself: the job runs again
            except Exception as error:
                _logger.exception("Invitation %s could not be written", line.id)
                vals = {"state": "failed", "failure": str(error)}
            line._guarded().write(vals)

    def _mail_one(self):
        """Mail one message.

        :return: the values that say what became of it
        """
        self.ensure_one()
        person = self.partner_id
        if not person.email_normalized:
            return {
                "state": "failed",
                "failure": self.env._("No e-mail address."),
            }
        link = self._answer_link() if self.method == icalendar.REQUEST else False
        lang = self.event_id._language_of(person)
        mail = self.env["seutuyp.mailer"]._mail(
            f"seutuyp_planning.mail_template_{self.method.lower()}",
            person,
            self,
            sender=self._organizer(),
            # Programs compare the sender with the organizer.
            sent_from=self._gateway_address(),
            address=person.email_normalized,
            lang=lang,
            files=[
                (
                    "invite.ics",
                    self.with_context(lang=lang)._calendar_text(link),
                    "text/calendar",
                )
            ],
            seutuyp_link=link,
        )
        return {
            "state": "mailed",
            "mailed_on": fields.Datetime.now(),
            "address": person.email_normalized,
            "mail_id": mail.id,
            "message_id": mail.message_id,
            "failure": False,
            "failure_type": False,
        }

    def _organizer(self):
        id_ = (self.content or {}).get("organizer_id")
        return self.env["res.partner"].browse(id_ or []).exists()

    @api.model
    def _gateway_address(self):
        """Return the address that answers by mail come back to."""
        alias = self.env.ref("seutuyp_planning.mail_alias_reply").sudo()
        return (
            (alias.alias_domain_id and alias.alias_full_name)
            or email_normalize(self.env.company.sudo().email or "")
            or "noreply@example.org"
        )

    # ------------------------------------------------------------------- refused
    @api.model
    def _refused(self, mails, failure_type, reason):
        """Note that the mail server did not take a mail.

        :param mails: ``mail.mail`` of any kind
        :param str failure_type: core's word
        """
        lines = self.search([("mail_id", "in", mails.ids)])
        lines._guarded().write(
            {
                "state": "failed",
                "failure": reason or failure_type,
                "failure_type": failure_type,
            }
        )

    @api.model
    def _bounced(self, message_ids):
        """Note that a mail came back.

        :param list message_ids: identities of the mail that is sent back
        """
        lines = self.search(
            [("message_id", "in", message_ids), ("state", "=", "mailed")]
        )
        lines._guarded().write(
            {
                "state": "failed",
                "failure": self.env._("The mail came back."),
                "failure_type": "bounce",
            }
        )

    def _mail_again(self):
        """Queue messages that were not delivered once more, as new mails."""
        lines = self.sudo()
        lines.mail_id.unlink()
        lines._guarded().write({"state": "queued", "failure": False})
