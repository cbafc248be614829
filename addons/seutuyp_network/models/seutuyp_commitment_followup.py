# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

STATES = [
    ("kept", "Kept"),
    ("partly", "Partly kept"),
    ("not_kept", "Not kept"),
    ("not_due", "Not due yet"),
]
DEFAULT_MONTH = 12
REMIND_AFTER_DAYS = 21


class SeutuypCommitmentFollowup(models.Model):
    """How one promise of an agreement was kept in one year, told by who promised.

    The promise itself is signed text and stays as it is; its words are copied here, so
    that the year stays readable when the next agreement says something else.
    """

    _name = "seutuyp.commitment.followup"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Commitment followed up"
    _order = "year desc, agreement_id, partner_id, id"

    _guarded_fields = frozenset(
        {
            "agreement_id",
            "commitment_id",
            "name",
            "partner_id",
            "region_ids",
            "year",
            "answered_by_id",
            "answered_on",
            "reminded_on",
            "asked_on",
        }
    )

    name = fields.Char(string="What", required=True, readonly=True)
    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    commitment_id = fields.Many2one(
        "seutuyp.agreement.commitment", readonly=True, index=True, ondelete="set null"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Who",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: all parties together, answered by the coordinator.",
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_followup_region_rel",
        "followup_id",
        "region_id",
        string="Regions",
        readonly=True,
    )
    year = fields.Integer(required=True, readonly=True, aggregator=False)
    state = fields.Selection(
        STATES, string="How it went", copy=False, index=True, help="Empty: not told."
    )
    note = fields.Text(copy=False, help="In a sentence: what was done, what was not.")
    answered_by_id = fields.Many2one(
        "res.partner", string="Told by", readonly=True, copy=False
    )
    answered_on = fields.Date(string="Told on", readonly=True, copy=False)
    asked_on = fields.Date(readonly=True, copy=False)
    reminded_on = fields.Date(readonly=True, copy=False)
    may_answer = fields.Boolean(compute="_compute_may_answer")

    _year_uniq = models.Constraint(
        "UNIQUE (commitment_id, year)",
        "This commitment is followed up for that year already.",
    )

    @api.depends("partner_id", "region_ids.editor_user_ids")
    @api.depends_context("uid")
    def _compute_may_answer(self):
        user = self.env.user
        manager = user.has_group("seutuyp_network.group_manager")
        for followup in self:
            editors = followup.sudo().region_ids.editor_user_ids
            own = user.partner_id.commercial_partner_id == followup.partner_id
            followup.may_answer = manager or own or user in editors

    # ------------------------------------------------------------------- answering
    def write(self, vals):
        result = super().write(vals)
        if {"state", "note"} & set(vals) and not self._guard_is_open():
            self._mark_answered(self.env.user.partner_id)
        return result

    def _mark_answered(self, person):
        today = self.env["seutuyp.dated.mixin"]._today()
        told = self.filtered("state")
        told.sudo()._guarded().write(
            {"answered_by_id": person.id, "answered_on": today}
        )
        (self - told).sudo()._guarded().write(
            {"answered_by_id": False, "answered_on": False}
        )

    def _answer(self, state, note, person):
        """Take an answer from the portal; the caller has checked who it is.

        :param str state: a key of ``state``
        :param person: who answers
        :raise ValidationError: unknown answer, or no word on why it was not kept
        """
        self.ensure_one()
        note = (note or "").strip()[:2000]
        if state not in dict(STATES):
            raise ValidationError(self.env._("Choose how it went."))
        if state in ("partly", "not_kept") and not note:
            raise ValidationError(
                self.env._("Tell in a sentence what was not done and why.")
            )
        record = self.sudo()._guarded()
        record.write({"state": state, "note": note})
        self._mark_answered(person)

    @api.constrains("state", "note")
    def _check_note(self):
        for followup in self:
            if followup.state in ("partly", "not_kept") and not followup.note:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: tell in a sentence what was not done and why.",
                        name=followup.name,
                    )
                )

    # ------------------------------------------------------------------------ cron
    @api.model
    def _year_to_ask(self, today):
        """Return the last year whose round has begun."""
        param = self.env["ir.config_parameter"].sudo()
        text = param.get_param("seutuyp_network.followup_month", "")
        month = int(text) if text.isdigit() and 1 <= int(text) <= 12 else DEFAULT_MONTH
        return today.year if today.month >= month else today.year - 1

    @api.model
    def _cron_ask(self):
        """Open the year's rows for agreements in force, mail who promised, remind.

        Late or repeated runs open and mail nothing twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        year = self._year_to_ask(today)
        agreements = self.env["seutuyp.agreement"].search(
            [
                ("state", "in", ("in_force", "notice")),
                ("date_start", "<=", date(year, 12, 31)),
            ]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(agreements))
        for agreement in agreements:
            agreement._lock()
            self._open_rows(agreement, year, today)
            self._ask(agreement, year, today)
            if not cron._commit_progress(1):
                return

    @api.model
    def _open_rows(self, agreement, year, today):
        known = self.search([("agreement_id", "=", agreement.id)])
        asked = known.filtered(lambda item: item.year == year).commitment_id
        kept = known.filtered(lambda item: item.state == "kept").commitment_id
        parties = agreement._content_parties().partner_id
        vals_list = []
        for promise in agreement.commitment_ids - asked:
            once = promise.recurrence == "once"
            later = promise.date_due and promise.date_due.year > year
            if once and (later or promise in kept):
                continue
            who = promise.partner_id
            vals_list.append(
                {
                    "name": promise.name,
                    "agreement_id": agreement.id,
                    "commitment_id": promise.id,
                    # A party that has left is not asked any more.
                    "partner_id": who.id if who in parties else False,
                    "region_ids": [fields.Command.set(agreement.region_ids.ids)],
                    "year": year,
                }
            )
        return self._create_guarded(vals_list)

    @api.model
    def _ask(self, agreement, year, today):
        """Mail each party once, and once more after three weeks."""
        rows = self.search(
            [
                ("agreement_id", "=", agreement.id),
                ("year", "=", year),
                ("state", "=", False),
                ("partner_id", "!=", False),
            ]
        )
        limit = today - timedelta(days=REMIND_AFTER_DAYS)
        due = rows.filtered(
            lambda item: (
                not item.asked_on or (item.asked_on <= limit and not item.reminded_on)
            )
        )
        for partner, items in due.grouped("partner_id").items():
            party = agreement.party_ids.filtered(
                lambda item, partner=partner: item.partner_id == partner
            )
            if party.signatory_id.email:
                party._mail(
                    "seutuyp_network.mail_template_commitments",
                    address=party.signatory_id.email,
                    seutuyp_link=agreement._followup_url(),
                    seutuyp_year=year,
                )
            first = items.filtered(lambda item: not item.asked_on)
            first._guarded().write({"asked_on": today})
            (items - first)._guarded().write({"reminded_on": today})


class SeutuypAgreement(models.Model):
    """The year's commitments, in a sentence."""

    _inherit = "seutuyp.agreement"

    followup_ids = fields.One2many(
        "seutuyp.commitment.followup", "agreement_id", readonly=True
    )
    followup_summary = fields.Char(
        string="How commitments were kept", compute="_compute_followup_summary"
    )

    @api.depends("followup_ids.state")
    @api.depends_context("lang")
    def _compute_followup_summary(self):
        groups = self.env["seutuyp.commitment.followup"]._read_group(
            [("agreement_id", "in", self.ids)],
            ["agreement_id", "year", "state"],
            ["__count"],
            order="year",
        )
        counts = {}
        for agreement, year, state, count in groups:
            last = counts.setdefault(agreement.id, (year, {}))
            if last[0] != year:
                last = counts[agreement.id] = (year, {})
            last[1][state] = count
        for agreement in self:
            year, states = counts.get(agreement._origin.id, (0, {}))
            agreement.followup_summary = bool(year) and self.env._(
                "%(year)s: %(kept)s of %(all)s commitments kept, %(partly)s partly, "
                "%(not_kept)s not; %(open)s not told yet.",
                year=year,
                kept=states.get("kept", 0),
                all=sum(states.values()) - states.get("not_due", 0),
                partly=states.get("partly", 0),
                not_kept=states.get("not_kept", 0),
                open=states.get(False, 0),
            )

    def _followup_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/my/agreements/{self.id}/commitments"


class SeutuypHome(models.AbstractModel):
    """Commitments that wait for a word."""

    _inherit = "seutuyp.home"

    @api.model
    def _waiting_followups(self):
        """List what the user's organisation, or region, has not told yet."""
        user = self.env.user
        employer = user.partner_id.commercial_partner_id
        model = self.env["seutuyp.commitment.followup"]
        rows = model.search(
            [
                ("state", "=", False),
                "|",
                ("partner_id", "=", employer.id),
                "&",
                ("partner_id", "=", False),
                ("region_ids.editor_user_ids", "in", user.id),
            ]
        )
        return [
            self._item(
                "commitments",
                self.env._(
                    "Tell how the commitments of “%(agreement)s” were kept: %(count)s.",
                    agreement=agreement.name,
                    count=len(items),
                ),
                items,
                self.env._("Tell how it went"),
                action={
                    "type": "ir.actions.act_window",
                    "name": self.env._("Commitments"),
                    "res_model": model._name,
                    "views": [(False, "list"), (False, "form")],
                    "domain": [("id", "in", items.ids)],
                },
            )
            for agreement, items in rows.grouped("agreement_id").items()
        ]
