# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.rounds import round_on

DEFAULT_MONTH = 3
REMIND_DAYS = 14


class SeutuypServiceConfirmation(models.Model):
    """One organisation's word, twice a year, that its services in a region are right.

    The rows are made by the half-yearly round; one mail to the organisation's person
    opens all of them, and one click confirms. Source: report chapter 3.3, which asks
    that the matrix is kept up.
    """

    _name = "seutuyp.service.confirmation"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.asked.mixin"]
    _description = "Confirmation of services"
    _order = "date_round desc, region_id, partner_id, id"
    _guard_all = True
    _asked_round = "date_round"
    _asked_purpose = "offers"
    _asked_path = "/seutuyp/offers"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, ondelete="cascade", index=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    date_round = fields.Date(
        string="Round", required=True, readonly=True, help="The day the round began."
    )
    contact_id = fields.Many2one(
        "res.partner", string="Asked of", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("asked", "Not confirmed yet"), ("confirmed", "Confirmed")],
        required=True,
        default="asked",
        readonly=True,
        index=True,
    )
    asked_on = fields.Date(readonly=True)
    reminded_on = fields.Date(readonly=True)
    confirmed_on = fields.Date(string="Confirmed", readonly=True)
    confirmed_by_id = fields.Many2one(
        "res.partner", string="Confirmed by", readonly=True, ondelete="restrict"
    )
    ended_ids = fields.Many2many(
        "seutuyp.service.offer",
        "seutuyp_service_confirmation_ended_rel",
        "confirmation_id",
        "offer_id",
        string="Ended in this round",
        readonly=True,
        context={"active_test": False},
        help="Kept at hand so that a mistake can be taken back.",
    )
    offer_ids = fields.Many2many(
        "seutuyp.service.offer",
        string="Services to confirm",
        compute="_compute_offer_ids",
        context={"active_test": False},
    )
    may_edit = fields.Boolean(compute="_compute_may")
    may_remind = fields.Boolean(compute="_compute_may")

    _one_a_round = models.Constraint(
        "UNIQUE (region_id, partner_id, date_round)",
        "The organisation is asked once a round in each region.",
    )

    @api.depends("partner_id", "region_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "%(organisation)s in %(region)s",
                organisation=row.partner_id.name or "",
                region=row.region_id.name or "",
            )

    @api.depends("region_id", "partner_id", "ended_ids")
    def _compute_offer_ids(self):
        offers = self.env["seutuyp.service.offer"].search(
            [
                ("region_id", "in", self.region_id.ids),
                ("partner_id", "in", self.partner_id.ids),
            ]
        )
        for row in self:
            own = offers.filtered(
                lambda offer, row=row: (
                    offer.region_id == row.region_id
                    and offer.partner_id == row.partner_id
                )
            )
            row.offer_ids = own | row.ended_ids

    @api.depends_context("uid")
    @api.depends("state", "region_id", "partner_id")
    def _compute_may(self):
        user = self.env.user
        for row in self:
            row.may_edit = row.region_id._may_offer(row.partner_id)
            editor = user in row.sudo().region_id.editor_user_ids
            row.may_remind = editor and row.state == "asked"

    # ------------------------------------------------------------------ confirming
    def _who_answers(self):
        return self.env._(
            "The services are confirmed by the organisation itself or by the region's "
            "coordinator."
        )

    def _confirm(self, person, kept=None):
        """Record that ``person`` has looked at the services.

        Saying it again, or two people at once, comes to the same: the last word
        counts. What was ended stays at hand and can be taken back.

        :param person: ``res.partner``
        :param kept: the offers that go on, the others end; None: all as they are
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        # Written first: a second person's click at the same moment then fails to
        # serialise, is run again by the server, and sees what the first has done.
        self._guarded().write(
            {
                "state": "confirmed",
                "confirmed_on": today,
                "confirmed_by_id": person.id,
            }
        )
        self.flush_recordset()
        for row in self:
            if kept is not None:
                row._keep_only(kept)
            row.offer_ids.filtered("active")._stamp(person)

    def _keep_only(self, kept):
        """End the row's offers that are not ``kept``, and bring back those that are."""
        gone = self.offer_ids.filtered("active") - kept
        back = (self.offer_ids - self.offer_ids.filtered("active")) & kept
        gone.write({"active": False})
        back.write({"active": True})
        self._guarded().ended_ids = (self.ended_ids | gone) - back

    @api.model
    def _settle(self, offers, person):
        """Confirm the rows all of whose offers were confirmed one by one.

        :param offers: just confirmed
        :param person: who did it
        """
        rows = self.sudo().search(
            [
                ("state", "=", "asked"),
                ("region_id", "in", offers.region_id.ids),
                ("partner_id", "in", offers.partner_id.ids),
            ]
        )
        done = rows.filtered(
            lambda row: all(
                offer.confirmed_on and offer.confirmed_on >= row.date_round
                for offer in row.offer_ids.filtered("active")
            )
        )
        if done:
            done._confirm(person)

    # ---------------------------------------------------------------------- asking
    @api.model
    def _round_today(self):
        """Return the first day of the round that runs today."""
        first = int(
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("seutuyp_network.offer_month", DEFAULT_MONTH)
        )
        today = self.env["seutuyp.dated.mixin"]._today()
        return round_on(today, (first, first + 6))

    @api.model
    def _cron_ask(self):
        """Ask twice a year whether the services are still right; remind once.

        Asked is who has not confirmed since the round began. Late or repeated runs
        ask nobody twice: one row an organisation, region and round.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        date_round = self._round_today()
        missing = self._missing_rows(date_round)
        silent = self._silent_rows(date_round, today)
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(missing) + len(silent))
        for contact, rows in missing.items():
            self.sudo()._ask(contact, rows, date_round, today)
            if not cron._commit_progress(1):
                return
        for rows in silent.values():
            rows._mail_contacts("seutuyp_network.mail_template_offers_remind")
            rows._guarded().reminded_on = today
            if not cron._commit_progress(1):
                return

    @api.model
    def _missing_rows(self, date_round):
        """Return {contact: [(region, organisation)]} of those to be asked."""
        offers = (
            self.env["seutuyp.service.offer"]
            .sudo()
            .search(
                [
                    ("region_id.successor_id", "=", False),
                    ("region_id.active", "=", True),
                    ("partner_id.active", "=", True),
                    "|",
                    ("confirmed_on", "=", False),
                    ("confirmed_on", "<", date_round),
                ]
            )
        )
        known = {
            (row.region_id, row.partner_id)
            for row in self.sudo().search([("date_round", "=", date_round)])
        }
        pairs = offers.grouped(lambda offer: (offer.region_id, offer.partner_id))
        contacts = self._contacts(pairs)
        missing = {}
        for pair in pairs:
            if pair not in known:
                missing.setdefault(contacts[pair], []).append(pair)
        return missing

    @api.model
    def _contacts(self, pairs):
        """Return {(region, organisation): whom to ask}.

        The person responsible for most of the services; else who signs for the
        organisation; else the organisation itself, which may have no address.

        :param pairs: {(region, organisation): offers}
        """
        signatories = {
            (region, party.partner_id): party.signatory_id
            for region in {region for region, _partner in pairs}
            for party in region.agreement_id.party_ids
        }
        contacts = {}
        for (region, partner), offers in pairs.items():
            people = Counter(
                offer.responsible_id
                for offer in offers
                if offer.responsible_id.active and offer.responsible_id.email
            )
            person = people.most_common(1)[0][0] if people else None
            signatory = signatories.get((region, partner))
            if not person and signatory and signatory.email:
                person = signatory
            contacts[(region, partner)] = person or partner
        return contacts

    def _ask(self, contact, pairs, date_round, today):
        rows = self._create_guarded(
            [
                {
                    "region_id": region.id,
                    "partner_id": partner.id,
                    "date_round": date_round,
                    "contact_id": contact.id,
                    "asked_on": today,
                }
                for region, partner in pairs
            ]
        )
        rows._mail_contacts("seutuyp_network.mail_template_offers_ask")

    @api.model
    def _silent_rows(self, date_round, today):
        """Return {contact: rows} of those who have not answered for two weeks."""
        return (
            self.sudo()
            .search(
                [
                    ("date_round", "=", date_round),
                    ("region_id.successor_id", "=", False),
                    ("partner_id.active", "=", True),
                    ("state", "=", "asked"),
                    ("reminded_on", "=", False),
                    ("asked_on", "<=", today - relativedelta(days=REMIND_DAYS)),
                ]
            )
            .grouped("contact_id")
        )

    def action_ask_again(self):
        """Mail a new link to those who have not confirmed. Role: coordinator.

        :return: True
        :raise UserError: nothing waits, or nobody's address is known
        """
        self.check_access("read")
        self._check_may_remind()
        for row in self:
            if not row.sudo().contact_id.email:
                raise UserError(
                    self.env._(
                        "%(name)s has no e-mail address. Add one, or name the person "
                        "responsible for the services.",
                        name=row.sudo().contact_id.name,
                    )
                )
        today = self.env["seutuyp.dated.mixin"]._today()
        rows = self.sudo()
        rows._mail_contacts("seutuyp_network.mail_template_offers_remind")
        rows._guarded().reminded_on = today
        return True
