# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import invitation as icalendar

KEPT_MONTHS = 12


class SeutuypInvitation(models.Model):
    """The queue of invitations, updates and cancellations.

    One line a person and number. What it says is kept here, so that a cancellation
    survives its meeting. Lines are made with the change itself and mailed by a job that
    commits after each few: a crash half-way neither loses nor repeats any.
    """

    _name = "seutuyp.invitation"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Invitation"
    _order = "id"
    _guard_all = True

    event_id = fields.Many2one("calendar.event", ondelete="set null", index=True)
    uid = fields.Char(string="Identity in calendars", required=True)
    sequence = fields.Integer(required=True, aggregator=False)
    method = fields.Selection(
        [("REQUEST", "Invitation"), ("CANCEL", "Cancellation")], required=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Receiver", required=True, ondelete="cascade", index=True
    )
    instead_of_id = fields.Many2one(
        "res.partner", string="In place of", ondelete="set null"
    )
    is_update = fields.Boolean(string="Update")
    state = fields.Selection(
        [
            ("queued", "Queued"),
            ("mailed", "Mailed"),
            ("failed", "Not delivered"),
            ("replaced", "Replaced"),
        ],
        required=True,
        default="queued",
        index=True,
    )
    mailed_on = fields.Datetime()
    address = fields.Char(help="Where it was mailed.")
    failure = fields.Char(string="Why it was not delivered")
    failure_type = fields.Char()
    mail_id = fields.Many2one(
        "mail.mail",
        ondelete="set null",
        index="btree_not_null",
        groups="base.group_system",
    )
    message_id = fields.Char(index="btree_not_null", groups="base.group_system")
    content = fields.Json()

    _once = models.UniqueIndex(
        "(uid, sequence, method, partner_id)", "This invitation is queued already."
    )
    _queued_idx = models.Index("(id) WHERE state = 'queued'")

    @api.model
    def _queue(self, events, method, people=None):
        """Queue a message to the invited of ``events``; older ones not yet mailed drop.

        People without an address are left out; the meeting names them. A cancellation
        goes to those only who have the meeting in their calendar.

        :param str method: ``REQUEST`` or ``CANCEL``
        :param dict people: meeting → only to these
        """
        lines = self.sudo()
        uids = events.mapped("ics_uid")
        waiting = lines.search(
            [("uid", "in", uids), ("state", "in", ("queued", "failed"))]
        ).grouped("uid")
        told = defaultdict(dict)
        for (uid, person), line in lines._told(uids).items():
            told[uid][person] = line
        replaced, vals_list = lines.browse(), []
        for event in events.sudo():
            mine = told[event.ics_uid]
            affected = (
                event._everybody().union(*mine) if people is None else people[event]
            )
            replaced |= waiting.get(event.ics_uid, replaced.browse()).filtered(
                lambda line, affected=affected: line.partner_id in affected
            )
            vals_list += lines._prepare(event, method, affected, mine)
        replaced._guarded().write({"state": "replaced"})
        created = lines._create_guarded(vals_list)
        if created:
            self._start_job()
        return created

    def _prepare(self, event, method, people, told):
        """Return the values of one message to each of ``people``.

        :param dict told: {person: last line mailed} of those who know of the meeting
        """
        content = event._prepare_invitation()
        instead_of = {deputy: who for who, deputy in event._standing_in().items()}
        is_cancel = method == icalendar.CANCEL
        nobody = self.env["res.partner"]
        return [
            {
                "event_id": event.id,
                "uid": event.ics_uid,
                "sequence": event.ics_sequence,
                "method": method,
                "partner_id": person.id,
                # Whoever is called off has lost the place by now.
                "instead_of_id": (
                    told[person].instead_of_id
                    if is_cancel
                    else instead_of.get(person, nobody)
                ).id,
                "is_update": person in told,
                "content": content,
            }
            for person in people.sudo()
            if person.email_normalized
            and (person in told if is_cancel else person.active)
        ]

    @api.model
    def _told(self, uids):
        """Return {(uid, person): line} of those who have a meeting in their calendar.

        The last that was mailed was an invitation, at the address of today.
        """
        last = {}
        domain = [("uid", "in", uids), ("state", "=", "mailed")]
        for line in self.search(domain, order="sequence, id"):
            last[line.uid, line.partner_id] = line
        return {
            key: line
            for key, line in last.items()
            if line.method == icalendar.REQUEST
            and line.address == line.partner_id.email_normalized
        }

    @api.model
    def _latest(self, events):
        """Return {(uid, person id): line}, the last that counts for each."""
        domain = [
            ("uid", "in", [uid for uid in events.mapped("ics_uid") if uid]),
            ("state", "!=", "replaced"),
        ]
        return {
            (line.uid, line.partner_id.id): line
            for line in self.search(domain, order="sequence, id")
        }

    @api.model
    def _start_job(self):
        self.env.ref("seutuyp_planning.ir_cron_invitations").sudo()._trigger()

    # ------------------------------------------------------------------ retention
    @api.model
    def _domain_old(self):
        """Return the domain of messages about meetings that are a year past.

        Until a meeting is over its lines tell who has it in their calendar, however
        long ago they were mailed. Of a deleted meeting only the cancellation is left.
        """
        limit = fields.Datetime.now() - relativedelta(months=KEPT_MONTHS)
        past = Domain("event_id.stop", "<", limit)
        deleted = Domain("event_id", "=", False) & Domain("write_date", "<", limit)
        return Domain("state", "!=", "queued") & (past | deleted)

    @api.autovacuum
    def _gc_old(self):
        """Forget old messages: each holds a person's name and address."""
        lines = self.sudo().with_context(active_test=False)
        lines.search(self._domain_old(), limit=1000)._guarded().unlink()
