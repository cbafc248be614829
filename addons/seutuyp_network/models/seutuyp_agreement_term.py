# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging

from psycopg2 import Error as DatabaseError

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import term
from ..tools.masking import where
from .seutuyp_agreement import SeutuypAgreement as Agreement

_logger = logging.getLogger(__name__)
AMENDMENT_RULES = [
    ("joining", "The party that joins or leaves, and the coordinating organisation"),
    ("all", "All parties"),
]


class SeutuypAgreement(models.Model):
    """What dates do to an agreement: in force, notice, ended, superseded."""

    _inherit = "seutuyp.agreement"

    _guarded_fields = Agreement._guarded_fields | {
        "notice_given_on",
        "notice_end",
        "followed_state",
        "next_ids",
        "notice_ids",
        "amendment_ids",
    }

    amendment_rule = fields.Selection(
        AMENDMENT_RULES,
        string="Who signs when a party joins or leaves",
        required=True,
        default="joining",
        help="As the section on the term says. The template authorises the "
        "coordinating organisation to agree on behalf of all.",
    )
    notice_given_on = fields.Date(readonly=True, copy=False)
    notice_end = fields.Date(
        string="Ends by notice",
        readonly=True,
        copy=False,
        help="The last day on which the agreement binds.",
    )
    next_ids = fields.One2many(
        "seutuyp.agreement", "previous_id", string="Next version", readonly=True
    )
    followed_state = fields.Char(
        readonly=True,
        copy=False,
        help="The state whose consequences have been drawn: mails, to-dos, licence.",
    )

    # -------------------------------------------------------------------- state
    @api.depends(
        "signing_state",
        "date_start",
        "date_end",
        "active",
        "notice_given_on",
        "notice_end",
        "next_ids.signing_state",
        "next_ids.date_start",
        "next_ids.active",
    )
    def _compute_state(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for agreement in self:
            agreement.state = agreement._state_on(today)

    def _state_on(self, day):
        """Return the state that dates and signatures give on ``day``.

        :param date day: the day to look at
        :return: a key of ``state``
        """
        if self.state == "superseded":
            return "superseded"
        state = term.state_on(
            day,
            signed=self.signing_state == "complete",
            date_start=self.date_start,
            date_end=self.date_end,
            notice_given=self.notice_given_on,
            notice_last=self.notice_end,
        )
        if state in ("in_force", "notice") and self._successor_on(day):
            return "superseded"
        return state

    def _successor_on(self, day):
        """Return the next version if it is in force on ``day``."""
        return self.sudo().next_ids.filtered(
            lambda item: (
                item.active
                and item.signing_state == "complete"
                and item.date_start
                and item.date_start <= day
            )
        )[:1]

    def _last_day(self):
        """Return the last day on which the agreement binds, or None."""
        self.ensure_one()
        return term.last_day(self.date_end, self.notice_end)

    def _notice_last(self, given_on):
        """Return the last day that a notice given on ``given_on`` leaves.

        The notice period is that of the signed text.
        """
        self.ensure_one()
        last = term.notice_end(given_on, self.notice_months)
        return term.last_day(self.date_end, last)

    def _text_parties(self):
        """Return the parties of the text itself.

        Once it is signed these are the ones who signed it, whoever joined or left
        later.
        """
        self.ensure_one()
        if self.signing_state != "complete":
            return self._content_parties()
        return self.party_ids.filtered(
            lambda party: party.signed_hash == self.content_hash
        )

    # ---------------------------------------------------------------------- cron
    @api.model
    def _cron_refresh_states(self):
        """Let dates take effect: joining, leaving, notice, end, a newer version.

        Safe to run late, twice or after a crash: every record is one step of its
        own, done under its lock, and what is done is marked in the same step.
        """
        cron = self.env["ir.cron"]
        jobs = self._date_jobs()
        cron._commit_progress(remaining=len(jobs))
        for record, method in jobs:
            try:
                with self.env.cr.savepoint():
                    record._lock()
                    getattr(record, method)()
            except (UserError, DatabaseError) as error:
                # One record does not hold up the others; the next run tries again.
                _logger.warning(
                    "%s of %s was put off: %s", method, record, where(error)
                )
                record.invalidate_recordset()
            if not cron._commit_progress(1):
                return

    @api.model
    def _date_jobs(self):
        """Return [(record, method)] of all whose day has come, in their order.

        A party leaves or joins before its agreement ends.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        amendments = self.env["seutuyp.agreement.amendment"].search(
            [
                ("state", "=", "complete"),
                ("applied_on", "=", False),
                ("date_effective", "<=", today),
            ],
            order="date_effective, id",
        )
        notices = self.env["seutuyp.agreement.notice"].search(
            [("state", "=", "given"), ("date_end", "<", today)],
            order="date_end, id",
        )
        agreements = self.with_context(active_test=False).search(
            [("signing_state", "=", "complete")], order="number, version desc"
        )
        due = agreements.filtered(
            lambda item: (
                item.state != item._state_on(today)
                or item.state != (item.followed_state or "preparing")
            )
        )
        return [
            *((item, "_apply") for item in amendments),
            *((item, "_take_effect") for item in notices.filtered("party_id")),
            *((item, "_refresh_state") for item in due),
            *(
                (item, "_take_effect")
                for item in notices.filtered(lambda item: not item.party_id)
            ),
        ]

    def _refresh_state(self):
        """Move the stored state to today and draw its consequences, once."""
        self.ensure_one()
        agreement = self.sudo()
        agreement.modified(["date_start"])  # the state, and all that follows from it
        agreement.flush_recordset(["state"])
        before, now = agreement.followed_state or "preparing", agreement.state
        if before == now:
            return
        agreement._guarded().followed_state = now
        labels = dict(self._fields["state"]._description_selection(self.env))
        agreement._log(
            f"date_{now}",
            labels[now],
            moves={agreement.id: ("state", before, now)},
        )
        follow = getattr(agreement, f"_follow_{now}", None)
        if follow:
            follow(before)

    def _follow_in_force(self, _before):
        for previous in self.previous_id:
            previous._refresh_state()

    def _follow_superseded(self, _before):
        self._drop_amendments(
            self.env._("A newer version of the agreement has taken its place.")
        )

    def _follow_ended(self, before):
        """The agreement has ended: its licence goes with it, all are told."""
        self._drop_amendments(self.env._("The agreement has ended."))
        licences = self.licence_ids.filtered(
            lambda item: item.state in ("active", "suspended")
        )
        if licences:
            licences._transition("expire", self.env._("The agreement has ended."))
        if before == "preparing":  # recorded when it was long over: no news
            return
        self._tell_parties_of_today(
            lambda item: item._ended_words(), "seutuyp_network.mail_template_later"
        )
        for user in self._coordinator_users():
            self._schedule_todo(
                user,
                lambda item: item.env._(
                    "“%(name)s” has ended. Draft a new agreement if the region goes "
                    "on.",
                    name=item.name,
                ),
            )

    def _ended_words(self):
        return self.env._(
            "%(name)s ended on %(day)s.",
            name=self.name,
            day=self._day(self._last_day()),
        )

    def _drop_amendments(self, reason):
        waiting = self.amendment_ids.filtered(
            lambda item: (
                item.state in ("draft", "collecting")
                or (item.state == "complete" and not item.applied_on)
            )
        )
        for amendment in waiting:
            amendment._drop(reason)

    # --------------------------------------------------------------------- words
    @api.depends("notice_end", "next_ids.state", "amendment_ids.signer_ids.state")
    def _compute_next_step(self):
        return super()._compute_next_step()

    def _tell_parties_of_today(self, words, template_xmlid, but=None, **values):
        """Mail each signatory of today's parties once.

        :param words: function of the agreement that returns the sentence, called in
            the receiver's language
        :param but: parties that are not told
        """
        told = set()
        parties = self.sudo()._content_parties()
        for party in parties - (but or parties.browse()):
            person = party.signatory_id
            address = person.email_normalized
            if not address or address in told:
                continue
            told.add(address)
            lang = person.lang or self.lang
            self._mail_person(
                template_xmlid,
                person,
                seutuyp_words=words(self.sudo().with_context(lang=lang)),
                **values,
            )

    def _next_when_over(self):
        if self.state == "ended":
            return self._ended_words()
        return super()._next_when_over()

    def _next_when_signed(self):
        if self.state == "notice":
            return self._next_in_notice()
        return super()._next_when_signed()

    def _next_in_notice(self):
        draft = self.sudo().next_ids.filtered(
            lambda item: item.active and item.state == "preparing"
        )[:1]
        if draft:
            return self.env._(
                "Notice has been given: the agreement ends on %(day)s. Its renewal is "
                "being prepared.",
                day=self._day(self._last_day()),
            )
        return self.env._(
            "Notice has been given: the agreement ends on %(day)s. Next: %(who)s "
            "agrees with the parties on a renewal, or lets it end.",
            day=self._day(self._last_day()),
            who=self._coordinator_names(),
        )
