# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import figure


class SeutuypReturn(models.Model):
    """What one party tells of its year: the minimum of the agreements (A2 III).

    Customers and their change, content of advice, feedback per agreed segment, and
    referrals. The party's own staff fill it in, or the coordinator on their behalf.
    """

    _name = "seutuyp.return"
    _inherit = ["seutuyp.region.kept.mixin", "seutuyp.guard.mixin"]
    _description = "Yearly return"
    _order = "year desc, region_id, partner_id, id"

    _guarded_fields = frozenset({"state", "returned_on", "returned_by_id"})

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        index=True,
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    year = fields.Integer(
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today().year - 1,
        aggregator=False,
    )
    state = fields.Selection(
        [("draft", "Not returned"), ("returned", "Returned")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    returned_on = fields.Date(readonly=True, copy=False)
    returned_by_id = fields.Many2one(
        "res.users",
        string="Returned by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    customers = fields.Integer(
        help="Companies and founders served in the year, each once."
    )
    customers_before = fields.Integer(
        string="Customers the year before",
        compute="_compute_customers_before",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=False,
    )
    change = fields.Float(
        string="Change, %",
        compute="_compute_change",
        store=True,
        aggregator=False,
        digits=(16, 1),
    )
    advice_ids = fields.One2many(
        "seutuyp.return.advice", "return_id", string="What advice was about"
    )
    feedback_ids = fields.One2many(
        "seutuyp.return.feedback", "return_id", string="Feedback of customers"
    )
    referrals_out = fields.Integer(
        string="Handed on to others",
        help="Customers handed on to other organisations. They add up in the region.",
    )
    referrals_in = fields.Integer(
        string="Received from others",
        help="Customers that others handed to you. Told beside, they are not added up.",
    )
    double_counting = fields.Text(
        string="Counted twice",
        help="Whom others count too, for example joint visits or customers referred.",
    )
    note = fields.Text(help="What else one should know of the figures.")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    may_reopen = fields.Boolean(compute="_compute_may_edit")

    _once = models.Constraint(
        "UNIQUE(region_id, year, partner_id)",
        "The organisation already has its return of this year in the region. Open it.",
    )
    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )
    _not_negative = models.Constraint(
        "CHECK(customers >= 0 AND COALESCE(customers_before, 0) >= 0 "
        "AND referrals_out >= 0 AND referrals_in >= 0)",
        "Counts cannot be negative.",
    )

    @api.depends("partner_id", "region_id", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._(
                "%(organisation)s in %(region)s, %(year)s",
                organisation=row.partner_id.name or "",
                region=row.region_id.name or "",
                year=row.year or "",
            )

    @api.depends("region_id", "partner_id", "year")
    def _compute_customers_before(self):
        """Take it from the return of the year before, if there is one."""
        known = {
            (row.region_id, row.partner_id, row.year + 1): row.customers
            for row in self.sudo().search(
                [
                    ("region_id", "in", self.region_id.ids),
                    ("partner_id", "in", self.partner_id.ids),
                    ("year", "in", [row.year - 1 for row in self]),
                    ("state", "=", "returned"),
                ]
            )
        }
        for row in self:
            key = (row.region_id, row.partner_id, row.year)
            row.customers_before = known.get(key, row.customers_before)

    @api.depends("customers", "customers_before")
    def _compute_change(self):
        for row in self:
            row.change = figure.change(row.customers, row.customers_before) or 0.0

    @api.depends("state", "region_id", "partner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for row in self:
            mine = not row._origin or row._may_change("write")
            row.may_edit = mine and row.state == "draft"
            row.may_reopen = mine and row.state == "returned"

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """Tell whose it is: the party's own staff and the region's coordinator."""
        self.ensure_one()
        row, user = self.sudo(), self.env.user
        if user in row.region_id.editor_user_ids:
            return True
        if operation != "write":
            return user.has_group("seutuyp_network.group_manager")
        return row.partner_id == user.partner_id.commercial_partner_id

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "The return is filled in by the organisation itself, or on its behalf "
                "by the region's coordinator."
            )
        )

    def write(self, vals):
        if not self._guard_is_open():
            self._check_open()
        result = super().write(vals)
        if {"region_id", "partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    def _check_open(self):
        """Refuse to change what has been returned.

        :raise UserError: it has been returned
        """
        for row in self:
            if row.state == "returned":
                raise UserError(
                    self.env._(
                        "%(row)s has been returned. Press “Open again” to correct it.",
                        row=row.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_returned(self):
        self._check_open()
