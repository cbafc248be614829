# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate, is_html_empty

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)
LANGUAGES = {"fi_FI": "minutes_fi", "sv_SE": "minutes_sv"}
CONTENT = {"minutes_fi", "minutes_sv", "chair_id", "secretary_id"}
OFFICERS = ("chair", "secretary")


class CalendarEvent(models.Model):
    """Holding a meeting and its minutes: written, sent, confirmed by two.

    Minutes are confirmed as they are: whoever changes the text or a decision afterwards
    opens them again, visibly, and they are sent and confirmed anew.
    """

    _inherit = "calendar.event"

    _transitions = {
        "hold": Transition(
            _lt("Held"), "meeting_state", "held", ("planned", "invited"), "editor"
        ),
        "unhold": Transition(
            _lt("Not held after all"), "meeting_state", "invited", ("held",), "editor"
        ),
        "send": Transition(
            _lt("Minutes sent"), "minutes_state", "sent", ("draft", "sent"), "editor"
        ),
        "confirm": Transition(
            _lt("Minutes confirmed"), "minutes_state", "sent", ("sent",), "officer"
        ),
        "complete": Transition(
            _lt("Minutes confirmed by all"), "minutes_state", "confirmed", ("sent",)
        ),
        "open": Transition(
            _lt("Minutes opened for changes"),
            "minutes_state",
            "draft",
            ("sent", "confirmed"),
            "editor",
        ),
    }

    minutes_fi = fields.Html(string="Minutes in Finnish", copy=False)
    minutes_sv = fields.Html(string="Minutes in Swedish", copy=False)
    minutes = fields.Html(
        compute="_compute_minutes", help="In the reader's language, if there are any."
    )
    minutes_missing = fields.Char(
        string="Missing minutes", compute="_compute_minutes_missing"
    )
    minutes_state = fields.Selection(
        [("draft", "Not sent"), ("sent", "Sent"), ("confirmed", "Confirmed")],
        default="draft",
        copy=False,
        readonly=True,
    )
    minutes_sent_on = fields.Datetime(copy=False, readonly=True)
    chair_confirmed_on = fields.Datetime(copy=False, readonly=True)
    secretary_confirmed_on = fields.Datetime(copy=False, readonly=True)
    minutes_remark = fields.Text(string="Change asked for", copy=False, readonly=True)
    decision_ids = fields.One2many("seutuyp.decision", "event_id", string="Decisions")
    may_confirm = fields.Boolean(compute="_compute_may_confirm")
    has_begun = fields.Boolean(compute="_compute_has_begun")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {
            "minutes_state",
            "minutes_sent_on",
            "chair_confirmed_on",
            "secretary_confirmed_on",
            "minutes_remark",
        }

    @api.depends_context("uid")
    @api.depends("minutes_state", "chair_confirmed_on", "secretary_confirmed_on")
    def _compute_may_confirm(self):
        person = self.env.user.partner_id
        for event in self:
            event.may_confirm = (
                event.minutes_state == "sent" and person in event._waiting_officers()
            )

    @api.depends("start")
    def _compute_has_begun(self):
        now = fields.Datetime.now()
        for event in self:
            event.has_begun = bool(event.start and event.start <= now)

    @api.depends(*LANGUAGES.values())
    @api.depends_context("lang")
    def _compute_minutes(self):
        own = LANGUAGES.get(self.env.lang, "minutes_fi")
        other = next(name for name in LANGUAGES.values() if name != own)
        for event in self:
            event.minutes = (
                event[other] if is_html_empty(event[own]) else event[own]
            ) or False

    @api.depends(*LANGUAGES.values(), "partner_ids.lang")
    @api.depends_context("lang")
    def _compute_minutes_missing(self):
        words = {
            "fi_FI": self.env._(
                "The Finnish minutes are missing; Finnish is read by: %(people)s."
            ),
            "sv_SE": self.env._(
                "The Swedish minutes are missing; Swedish is read by: %(people)s."
            ),
        }
        for event in self:
            missing = []
            for lang, name in LANGUAGES.items():
                readers = event.partner_ids.filtered(lambda p, la=lang: p.lang == la)
                if readers and is_html_empty(event[name]):
                    people = ", ".join(readers.mapped("name"))
                    missing.append(words[lang] % {"people": people})
            event.minutes_missing = " ".join(missing) or False

    # ----------------------------------------------------------------------- roles
    def _has_role(self, role):
        """Return whether the user is ``editor`` or ``officer`` (chair, secretary)."""
        self.ensure_one()
        if role == "officer":
            officers = self._chair() | self._secretary()
            return self.env.su or self.env.user.partner_id in officers
        return self._is_seutuyp_editor()

    @api.model
    def _role_label(self, role):
        return {
            "editor": self.env._("whoever keeps the meeting"),
            "officer": self.env._("the meeting's chair and secretary"),
        }.get(role) or super()._role_label(role)

    def _log_regions(self):
        area = self.seutuyp_area_id
        return self.seutuyp_region_ids or area.region_ids

    # --------------------------------------------------------------------- minutes
    @api.constrains("minutes_fi", "minutes_sv", "seutuyp_public")
    def _check_minutes_closed(self):
        """Keep minutes out of events that everybody reads."""
        for event in self:
            if any(not is_html_empty(event[name]) for name in LANGUAGES.values()):
                event._check_decidable()

    def action_draft_minutes(self):
        """Draft the minutes from agenda, notes and decisions, in one language.

        Which one says the context's ``minutes_lang``. Text that is there stays.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: there is text already
        """
        self.ensure_one()
        self._check_seutuyp_editor()
        lang = self.env.context.get("minutes_lang")
        name = LANGUAGES.get(lang, "minutes_fi")
        if not is_html_empty(self[name]):
            raise UserError(
                self.env._("There is text already. Empty it first to draft it anew.")
            )
        words = self.with_context(lang=lang or "fi_FI")
        body = (
            self.env["ir.qweb"]
            .with_context(lang=lang or "fi_FI")
            ._render("seutuyp_planning.minutes_draft", words._minutes_draft_values())
        )
        self.write({name: body})
        return True

    def _minutes_draft_values(self):
        report = self.env["seutuyp.report.mixin"]
        return {"event": self, "day": report._day}

    def action_send_minutes(self):
        """Mail the minutes to all who were invited, each in his language.

        Chair and secretary get a personal link with which they confirm.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: it has not been held, or there is no text
        """
        for event in self:
            event._check_minutes_ready()
        self._quiet_transition(
            "send",
            values={
                "minutes_sent_on": fields.Datetime.now(),
                "chair_confirmed_on": False,
                "secretary_confirmed_on": False,
                "minutes_remark": False,
            },
        )
        for event in self:
            event._mail_meeting_people(
                "seutuyp_planning.mail_template_minutes", "minutes"
            )
        return True

    def _check_minutes_ready(self):
        self.ensure_one()
        if self.meeting_state != "held":
            raise UserError(
                self.env._("Mark the meeting as held first, then send its minutes.")
            )
        if not self.minutes:
            raise UserError(
                self.env._("There are no minutes yet. Write or draft them first.")
            )
        if not self._chair() and not self._secretary():
            raise UserError(
                self.env._(
                    "Nobody can confirm the minutes: name the chair or the secretary "
                    "of this meeting."
                )
            )

    def action_confirm_minutes(self):
        """Confirm the minutes as the meeting's chair or secretary.

        :raise AccessError: the user is neither
        :raise UserError: the minutes are not sent, or have been confirmed
        """
        for event in self:
            event._confirm_minutes(self.env.user.partner_id)
        return True

    def _confirm_minutes(self, person, checked=False):
        """Confirm as ``person``; when the last one has, the minutes are confirmed.

        :param bool checked: the person came by a personal link
        """
        self.ensure_one()
        officer = person in self._chair() | self._secretary()
        event = self.sudo() if checked and officer else self
        now = fields.Datetime.now()
        values = {
            f"{role}_confirmed_on": now
            for role in OFFICERS
            if getattr(event, f"_{role}")() == person
        }
        event._quiet_transition("confirm", values=values, partner=person)
        waiting = event._waiting_officers()
        if not waiting:
            event.sudo()._quiet_transition("complete", partner=person)

    def _waiting_officers(self):
        """Return who has still to confirm minutes that were sent."""
        self.ensure_one()
        waiting = self.env["res.partner"]
        for role in OFFICERS:
            if not self[f"{role}_confirmed_on"]:
                waiting |= getattr(self, f"_{role}")()
        return waiting

    def _ask_minutes_change(self, person, text):
        """Keep what the chair or the secretary wants changed."""
        self.ensure_one()
        remark = f"{person.name}: {(text or '').strip()[:2000]}"
        self.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"minutes_remark": remark}
        )

    def action_open_minutes(self):
        """Open sent minutes for changes; what was confirmed is void."""
        self._open_minutes()
        return True

    def _open_minutes(self):
        self._quiet_transition(
            "open",
            values={"chair_confirmed_on": False, "secretary_confirmed_on": False},
        )
        self.env["seutuyp.token"]._revoke(self, "minutes")

    def _minutes_changed(self):
        """Void what was confirmed: the text or a decision is no longer the same."""
        sent = self.filtered(lambda event: event.minutes_state != "draft")
        if sent:
            sent._open_minutes()

    def write(self, vals):
        result = super().write(vals)
        if CONTENT & set(vals) and not self._guard_is_open():
            self._minutes_changed()
        return result
