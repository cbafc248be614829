# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

DEFAULT_MONTH = 10
PLACE_KINDS = [
    ("web", "Web page"),
    ("print", "Brochure or other print"),
    ("sign", "Sign or premises"),
    ("event", "Event"),
    ("media", "Social or other media"),
    ("other", "Elsewhere"),
]


class SeutuypBrandUse(models.Model):
    """Where one organisation uses the mark in one region, told once a year.

    The rows are made by the yearly round. Last year's places come along, so that one
    click confirms what has not changed.
    """

    _name = "seutuyp.brand.use"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.asked.mixin"]
    _description = "Yearly use of the mark"
    _order = "year desc, region_id, partner_id, id"
    _rec_name = "partner_id"
    _asked_round = "year"
    _asked_purpose = "brand"
    _asked_path = "/seutuyp/brand-use"

    _guarded_fields = frozenset(
        {
            "region_id",
            "partner_id",
            "year",
            "contact_id",
            "state",
            "asked_on",
            "confirmed_on",
            "confirmed_by_id",
        }
    )

    region_id = fields.Many2one(
        "seutuyp.region", required=True, ondelete="restrict", index=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    contact_id = fields.Many2one(
        "res.partner", string="Asked of", readonly=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("asked", "Not answered yet"), ("confirmed", "Answered")],
        required=True,
        default="asked",
        readonly=True,
        copy=False,
        index=True,
    )
    asked_on = fields.Date(readonly=True, copy=False)
    confirmed_on = fields.Date(string="Answered on", readonly=True, copy=False)
    confirmed_by_id = fields.Many2one(
        "res.partner", string="Answered by", readonly=True, ondelete="restrict"
    )
    place_ids = fields.One2many("seutuyp.brand.place", "use_id", string="Places")
    place_count = fields.Integer(string="Number of places", compute="_compute_places")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    may_remind = fields.Boolean(compute="_compute_may_edit")

    _use_uniq = models.Constraint(
        "UNIQUE (region_id, partner_id, year)",
        "The organisation is asked once a year in each region.",
    )

    @api.depends("place_ids")
    def _compute_places(self):
        for use in self:
            use.place_count = len(use.place_ids)

    @api.depends("partner_id", "region_id", "year")
    def _compute_display_name(self):
        for use in self:
            use.display_name = f"{use.partner_id.name or ''}, {use.year}"

    @api.depends_context("uid")
    @api.depends("state", "region_id", "partner_id")
    def _compute_may_edit(self):
        user = self.env.user
        employer = user.partner_id.commercial_partner_id
        for use in self:
            editor = user in use.sudo().region_id.editor_user_ids
            own = employer == use.partner_id
            use.may_edit = editor or own
            use.may_remind = editor and use.state == "asked"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if not self._guard_is_open():
            raise UserError(self.env._("What was asked and answered is kept."))

    # ------------------------------------------------------------------- answering
    def _who_answers(self):
        return self.env._(
            "Where the mark is used is told by the organisation itself or by the "
            "region's coordinator."
        )

    def _confirm(self, person):
        """Record that ``person`` has told where the mark is used."""
        today = self.env["seutuyp.dated.mixin"]._today()
        self._guarded().write(
            {
                "state": "confirmed",
                "confirmed_on": today,
                "confirmed_by_id": person.id,
            }
        )
        self.env["seutuyp.token"]._revoke(self, "brand")

    # ------------------------------------------------------------------- asking
    def action_ask_again(self):
        """Mail a new link to those who have not answered. Role: coordinator.

        :return: True
        """
        self.check_access("read")
        self._check_may_remind()
        self.sudo()._mail_contacts("seutuyp_network.mail_template_brand_use")
        return True

    @api.model
    def _cron_ask(self):
        """Ask every party of a licensed region once a year where it uses the mark.

        From the month in the settings on; late or repeated runs ask nobody twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        month = (
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("seutuyp_network.brand_month", DEFAULT_MONTH)
        )
        if today.month < int(month):
            return
        missing = self._missing_rows(today)
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(missing))
        for contact, rows in missing.items():
            self.sudo()._ask(contact, rows, today)
            if not cron._commit_progress(1):
                return

    @api.model
    def _missing_rows(self, today):
        """Return {contact: [(region, organisation)]} of those not asked this year."""
        licences = self.env["seutuyp.licence"].sudo().search([("state", "=", "active")])
        parties = licences.agreement_id.party_ids
        parties.fetch(["state", "partner_id", "signatory_id"])
        parties.signatory_id.fetch(["email"])
        asked = {
            (use.region_id, use.partner_id)
            for use in self.sudo().search([("year", "=", today.year)])
        }
        missing = {}
        for licence in licences:
            parties = licence.agreement_id.party_ids
            for party in parties.filtered(lambda item: item.state == "signed"):
                row = (licence.region_id, party.partner_id)
                if row not in asked:
                    asked.add(row)
                    contact = party.signatory_id.filtered("email") or party.partner_id
                    missing.setdefault(contact, []).append(row)
        return missing

    def _ask(self, contact, rows, today):
        """Make this year's rows with last year's places, and mail the contact."""
        earlier = self.search(
            [
                ("year", "<", today.year),
                ("region_id", "in", [region.id for region, _org in rows]),
                ("partner_id", "in", [partner.id for _region, partner in rows]),
            ],
            order="year",
        )
        places = {(use.region_id, use.partner_id): use.place_ids for use in earlier}
        uses = self._create_guarded(
            [
                {
                    "region_id": region.id,
                    "partner_id": partner.id,
                    "year": today.year,
                    "contact_id": contact.id,
                    "asked_on": today,
                    "place_ids": [
                        fields.Command.create(
                            {"kind": place.kind, "name": place.name, "url": place.url}
                        )
                        for place in places.get((region, partner), ())
                    ],
                }
                for region, partner in rows
            ]
        )
        uses._mail_contacts("seutuyp_network.mail_template_brand_use")


class SeutuypBrandPlace(models.Model):
    """One place where the mark is seen."""

    _name = "seutuyp.brand.place"
    _description = "Place where the mark is used"
    _order = "use_id, kind, id"

    use_id = fields.Many2one(
        "seutuyp.brand.use", required=True, ondelete="cascade", index=True
    )
    kind = fields.Selection(PLACE_KINDS, required=True, default="web")
    name = fields.Char(string="Where", required=True)
    url = fields.Char(string="Address")

    @api.constrains("url")
    def _check_url(self):
        for place in self:
            if place.url and not place.url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._(
                        "“%(url)s” is not a web address. Write it like "
                        "https://palvelut.example.fi.",
                        url=place.url,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "use_id" in vals:
            # Record rules looked at where it came from; look at where it went too.
            self.check_access("write")
        return result
