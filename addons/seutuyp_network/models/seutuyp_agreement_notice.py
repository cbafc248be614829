# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError

from ..tools import canonical, term
from .seutuyp_workflow_mixin import Transition

MAX_FILE = 25 * 1024 * 1024


class SeutuypAgreementNotice(models.Model):
    """Notice given of an agreement as a whole, or by one party for itself."""

    _name = "seutuyp.agreement.notice"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Notice"
    _order = "given_on desc, id desc"
    _guard_all = True

    _transitions = {
        "take_back": Transition(
            _lt("Notice taken back"),
            "state",
            "taken_back",
            ("given",),
            "coordinator",
            reason=True,
        ),
        "take_effect": Transition(
            _lt("Notice took effect"), "state", "effective", ("given",)
        ),
    }

    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    region_ids = fields.Many2many(related="agreement_id.region_ids")
    party_id = fields.Many2one(
        "seutuyp.agreement.party",
        readonly=True,
        ondelete="restrict",
        index=True,
        help="The party that leaves; empty when the whole agreement ends.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Given by",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    given_on = fields.Date(required=True, readonly=True)
    date_end = fields.Date(
        string="Last day", required=True, readonly=True, help="Binds to its end."
    )
    reason = fields.Text(readonly=True)
    file = fields.Binary(string="Document", attachment=True, readonly=True)
    filename = fields.Char(readonly=True)
    sha256 = fields.Char(string="SHA-256", readonly=True)
    state = fields.Selection(
        [
            ("given", "Running"),
            ("taken_back", "Taken back"),
            ("effective", "Took effect"),
        ],
        required=True,
        readonly=True,
        default="given",
        index=True,
    )

    _one_running = models.UniqueIndex(
        "(agreement_id, COALESCE(party_id, 0)) WHERE state = 'given'",
        "Notice has been given already.",
    )
    _days_check = models.Constraint(
        "CHECK (date_end >= given_on)", "A notice cannot end before it was given."
    )

    @api.depends("partner_id", "given_on")
    def _compute_display_name(self):
        for notice in self:
            notice.display_name = self.env._(
                "Notice of %(party)s, %(day)s",
                party=notice.partner_id.name or "",
                day=notice.agreement_id._day(notice.given_on),
            )

    def _has_role(self, role):
        self.ensure_one()
        return self.agreement_id._has_role(role)

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_take_back": (
                self.env._("Take the notice back"),
                self.env._(
                    "The agreement goes on as before. The parties are told, with this "
                    "reason."
                ),
            ),
        }

    def action_take_back(self, reason=None):
        """Take a notice back before it takes effect. Role: coordinator.

        :param str reason: why, told to the parties
        :return: True
        :raise UserError: it has taken effect already
        """
        for notice in self:
            notice._check_transition("take_back", reason)
            notice.agreement_id._lock()
            notice._transition("take_back", reason)
            notice._after_taken_back(reason)
        return True

    def _after_taken_back(self, reason):
        notice = self.sudo()
        agreement = notice.agreement_id
        if not notice.party_id:
            agreement._guarded().write({"notice_given_on": False, "notice_end": False})
        agreement._log("notice_taken_back", self.env._("Notice taken back"), reason)
        agreement._refresh_state()
        agreement._tell_parties_of_today(
            lambda item: item.env._(
                "The notice that %(party)s gave of “%(name)s” has been taken back.",
                party=notice.partner_id.name,
                name=item.name,
            ),
            "seutuyp_network.mail_template_later",
            seutuyp_reason=reason,
        )

    def _take_effect(self):
        """The day has passed: the party has left, or the agreement has ended."""
        self.ensure_one()
        notice = self.sudo()
        if notice.state != "given":
            return
        notice._transition("take_effect")
        agreement = notice.agreement_id
        if notice.party_id:
            agreement._lock()
            notice.party_id._leave(term.day_after(notice.date_end))
        else:
            agreement._refresh_state()


class SeutuypAgreement(models.Model):
    """Giving notice."""

    _inherit = "seutuyp.agreement"

    notice_ids = fields.One2many(
        "seutuyp.agreement.notice", "agreement_id", string="Notices", readonly=True
    )
    can_give_notice = fields.Boolean(compute="_compute_later_buttons")
    can_amend = fields.Boolean(compute="_compute_later_buttons")
    can_renew = fields.Boolean(compute="_compute_later_buttons")

    @api.depends_context("uid")
    @api.depends("state", "next_ids.state", "next_ids.active", "region_ids")
    def _compute_later_buttons(self):
        for agreement in self:
            mine = agreement._has_role("coordinator")
            running = agreement.state in ("in_force", "notice")
            agreement.can_give_notice = mine and running
            agreement.can_amend = mine and running
            agreement.can_renew = (
                mine
                and (running or agreement.state == "ended")
                and not agreement._open_renewal()
            )

    def _leaving_notices(self):
        """Return the running notices of single parties, the first to leave first."""
        return (
            self.sudo()
            .notice_ids.filtered(lambda item: item.state == "given" and item.party_id)
            .sorted("date_end")
        )

    def _with_notices(self, text):
        """Return a sentence about the agreement, followed by who is leaving it.

        :param str text: the sentence
        """
        leaving = self._leaving_notices()
        if not leaving:
            return text
        day = self._day
        if len(leaving) == 1:
            return self.env._(
                "%(text)s %(party)s has given notice; its last day is %(day)s.",
                text=text,
                party=leaving.partner_id.name,
                day=day(leaving.date_end),
            )
        return self.env._(
            "%(text)s %(count)s parties have given notice; the first leaves after "
            "%(first)s, the last after %(last)s.",
            text=text,
            count=len(leaving),
            first=day(leaving[0].date_end),
            last=day(leaving[-1].date_end),
        )

    def _check_coordinates(self, what):
        """Raise unless the current user coordinates the region.

        :raise AccessError: through the table of moves, in its words
        """
        self.ensure_one()
        self.check_access("read")
        if not self._has_role("coordinator"):
            self._check_transition(what)

    def _give_notice(
        self, given_on, partner, party=None, reason=None, data=None, filename=None
    ):
        """Record a notice; the caller has checked who asks.

        :param date given_on: the day on which it reached the coordinator
        :param partner: the organisation that gave it
        :param party: the party that leaves; None when the whole agreement ends
        :param bytes data: the document
        :return: the ``seutuyp.agreement.notice``
        :raise UserError: says what stands against it
        """
        self.ensure_one()
        agreement = self.sudo()
        agreement._lock()
        problem = agreement._notice_problem(given_on, party, data)
        if problem:
            raise UserError(problem)
        last = agreement._notice_last(given_on)
        notice = agreement.env["seutuyp.agreement.notice"]._create_guarded(
            {
                "agreement_id": agreement.id,
                "party_id": party.id if party else False,
                "partner_id": partner.id,
                "given_on": given_on,
                "date_end": last,
                "reason": (reason or "").strip() or False,
                "file": base64.b64encode(data) if data else False,
                "filename": filename if data else False,
                "sha256": canonical.digest(data) if data else False,
            }
        )
        if not party:
            agreement._guarded().write(
                {"notice_given_on": given_on, "notice_end": last}
            )
        label = (
            self.env._("%(party)s gave notice for itself", party=partner.name)
            if party
            else self.env._(
                "%(party)s gave notice of the agreement", party=partner.name
            )
        )
        self._log("notice", label, reason=reason)
        agreement._refresh_state()
        agreement._tell_parties_of_today(
            lambda item: notice.with_env(item.env)._words(),
            "seutuyp_network.mail_template_later",
            seutuyp_reason=reason,
        )
        for user in agreement._coordinator_users():
            agreement._schedule_todo(
                user,
                lambda item: notice.with_env(item.env)._todo_words(),
            )
        return notice

    def _notice_problem(self, given_on, party, data):
        today = self.env["seutuyp.dated.mixin"]._today()
        if self.state not in ("in_force", "notice"):
            return self.env._(
                "Notice can only be given of an agreement that is in force."
            )
        if not given_on:
            return self.env._("On which day was the notice given?")
        if given_on > today:
            return self.env._("The notice cannot have been given in the future.")
        if given_on < self.date_start:
            return self.env._(
                "The agreement was not in force yet on that day. It has been in force "
                "since %(day)s.",
                day=self._day(self.date_start),
            )
        if data and len(data) > MAX_FILE:
            return self.env._("The document is larger than 25 MB. Make it smaller.")
        if party and (party.agreement_id != self or party.state != "signed"):
            return self.env._("This organisation is not a party to the agreement now.")
        running = self.notice_ids.filtered(
            lambda item: (
                item.state == "given"
                and item.party_id == (party or item.party_id.browse())
            )
        )
        if running:
            return self.env._(
                "Notice has been given already on %(day)s. Take it back first if it "
                "was wrong.",
                day=self._day(running[0].given_on),
            )
        return None


class SeutuypAgreementNoticeWords(models.Model):
    _inherit = "seutuyp.agreement.notice"

    def _words(self):
        """Return in one sentence who gave notice and when it ends what."""
        agreement = self.agreement_id
        values = {
            "party": self.partner_id.name,
            "name": agreement.name,
            "day": agreement._day(self.given_on),
            "last": agreement._day(self.date_end),
        }
        if self.party_id:
            return self.env._(
                "%(party)s gave notice on %(day)s and leaves “%(name)s”. Its last day "
                "is %(last)s.",
                **values,
            )
        return self.env._(
            "%(party)s gave notice of “%(name)s” on %(day)s. The agreement ends for "
            "all parties; its last day is %(last)s.",
            **values,
        )

    def _todo_words(self):
        agreement = self.agreement_id
        if self.party_id:
            return self.env._(
                "%(party)s leaves on %(last)s: agree with the others on its share of "
                "the services.",
                party=self.partner_id.name,
                last=agreement._day(self.date_end),
            )
        return self.env._(
            "The agreement ends by notice on %(last)s: renew it or tell companies.",
            last=agreement._day(self.date_end),
        )


class SeutuypAgreementParty(models.Model):
    """Joining and leaving an agreement in force."""

    _inherit = "seutuyp.agreement.party"

    def _joined_later(self):
        """Return whether the party joined by amendment."""
        return bool(self.signature_id.amendment_id)

    def _leave(self, day):
        """Let the party go: on ``day`` it is a party no more.

        :param date day: the first day without it
        """
        for party in self.sudo():
            if party.state == "left":
                continue
            agreement = party.agreement_id
            party._guarded().write({"state": "left", "date_left": day})
            party.flush_recordset()  # before the organisation may join again
            agreement._log(
                "leave",
                self.env._("%(party)s left", party=party.partner_id.name),
                partner=party.signatory_id,
            )
            agreement._after_membership_change(
                lambda item, gone=party: item.env._(
                    "%(party)s is no longer a party to “%(name)s”.",
                    party=gone.partner_id.name,
                    name=item.name,
                )
            )


class SeutuypAgreementMembership(models.Model):
    _inherit = "seutuyp.agreement"

    def _after_membership_change(self, words):
        """Tell the parties once, look at the licence again, remind the coordinator.

        :param words: function of the agreement: what has happened
        """
        agreement = self.sudo()
        agreement.region_ids.flush_recordset()
        agreement._recheck_licences()
        agreement._tell_parties_of_today(words, "seutuyp_network.mail_template_later")
        for user in agreement._coordinator_users():
            agreement._schedule_todo(
                user,
                lambda item: item.env._(
                    "%(what)s Update groups and services.", what=words(item)
                ),
            )
