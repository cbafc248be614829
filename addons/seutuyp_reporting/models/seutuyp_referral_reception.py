# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

DAYS = 5


class SeutuypReferralReception(models.Model):
    """How an organisation receives customers in a region: how soon, and how many.

    A row without an organisation is the standard of the whole region.
    """

    _name = "seutuyp.referral.reception"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "How customers are received"
    _order = "region_id, partner_id, id"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        domain=[("is_company", "=", True)],
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: the standard of the region, for organisations without their own.",
    )
    days = fields.Integer(
        string="Answer within (days)",
        required=True,
        default=DAYS,
        aggregator=False,
        help="How soon a customer who was sent is accepted or declined.",
    )
    capacity = fields.Selection(
        [
            ("open", "● Takes customers"),
            ("limited", "◐ Takes few customers"),
            ("closed", "■ Takes no customers"),
        ],
        required=True,
        default="open",
    )
    until = fields.Date(help="From the next day on customers are taken again.")
    note = fields.Char(help="For example who to call meanwhile.")
    words = fields.Char(string="Today", compute="_compute_words")
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _once = models.UniqueIndex(
        "(region_id, COALESCE(partner_id, 0))",
        "This organisation has its row in the region already. Change that one.",
    )
    _days = models.Constraint(
        "CHECK(days BETWEEN 1 AND 90)", "Customers are answered within 1 to 90 days."
    )

    @api.depends("region_id", "partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.partner_id.name or self.env._(
                "Standard of %(region)s", region=row.region_id.name or ""
            )

    @api.depends("capacity", "until", "note")
    @api.depends_context("lang")
    def _compute_words(self):
        labels = dict(self._fields["capacity"]._description_selection(self.env))
        for row in self:
            capacity = row._capacity_today()
            words = labels[capacity]
            if capacity != "open" and row.until:
                words = self.env._(
                    "%(capacity)s until %(day)s",
                    capacity=words,
                    day=self.env["seutuyp.region"]._day(row.until),
                )
            row.words = f"{words}: {row.note}" if row.note else words

    @api.depends("region_id", "partner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for row in self:
            row.may_edit = row._may_change("write")

    @api.constrains("partner_id", "capacity")
    def _check_standard(self):
        for row in self:
            if not row.partner_id and row.capacity != "open":
                raise ValidationError(
                    self.env._(
                        "The standard of a region says how soon one answers. Choose "
                        "the organisation that takes few customers or none."
                    )
                )
            if row.partner_id and not row.partner_id.is_company:
                raise ValidationError(
                    self.env._("Choose an organisation, not a person.")
                )

    def _capacity_today(self):
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        over = self.until and self.until < today
        return "open" if over or not self.capacity else self.capacity

    @api.model
    def _of(self, region, partners):
        """Tell how organisations receive customers in a region.

        :return: {organisation: (days, row of its own, empty without one)}
        """
        rows = self.sudo().search(
            [
                ("region_id", "=", region.id),
                ("partner_id", "in", [False, *partners.ids]),
            ]
        )
        own = {row.partner_id: row for row in rows}
        standard = own.get(partners.browse(), self.browse()).days or DAYS
        return {
            partner: (
                own[partner].days if partner in own else standard,
                own.get(partner, self.browse()),
            )
            for partner in partners
        }

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """An organisation keeps its own row, the coordinator all of the region's."""
        self.ensure_one()
        row, user = self.sudo(), self.env.user
        if user in row.region_id.editor_user_ids:
            return True
        own = self.env["seutuyp.referral"]._own_organisation()
        return bool(own and row.partner_id == own and user in row.region_id.user_ids)

    @api.model
    def _may_begin(self):
        return self.env["seutuyp.region"]._user_takes_part()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "An organisation says itself how it receives customers; the standard "
                "of the region is the coordinator's."
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if {"region_id", "partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result
