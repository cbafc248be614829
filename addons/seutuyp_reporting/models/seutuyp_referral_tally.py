# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class SeutuypReferralTally(models.Model):
    """So many customers referred in a month: for those who keep tally marks (§4.4 E).

    No customers, only their number. The sending organisation keeps it, so that a
    referral is not counted at both ends.
    """

    _name = "seutuyp.referral.tally"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Tally of referrals"
    _order = "month desc, from_partner_id, to_partner_id, id"

    region_id = fields.Many2one(
        "seutuyp.region",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self._default_region(),
    )
    from_partner_id = fields.Many2one(
        "res.partner",
        string="Sender",
        required=True,
        index=True,
        domain=[("is_company", "=", True)],
        ondelete="restrict",
        default=lambda self: self.env["seutuyp.referral"]._own_organisation(),
    )
    to_partner_id = fields.Many2one(
        "res.partner",
        string="To",
        required=True,
        index=True,
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    service_id = fields.Many2one("seutuyp.service", ondelete="restrict")
    month = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today().replace(day=1),
        help="Any day of it.",
    )
    count = fields.Integer(string="Customers", required=True, default=1)

    _once = models.UniqueIndex(
        "(region_id, from_partner_id, to_partner_id, COALESCE(service_id, 0), month)",
        "This month has its tally already. Change the number on that row.",
    )
    _count_positive = models.Constraint(
        "CHECK(count > 0)", "Count at least one customer, or delete the row."
    )
    _month_begins = models.Constraint(
        "CHECK(EXTRACT(day FROM month) = 1)", "A tally is kept by the month."
    )
    _two_organisations = models.Constraint(
        "CHECK(from_partner_id != to_partner_id)",
        "A customer is sent to another organisation. Choose another receiver.",
    )

    @api.model
    def _default_region(self):
        return self.env["seutuyp.region"]._referral_regions()[:1]

    @api.depends("month", "to_partner_id")
    def _compute_display_name(self):
        for row in self:
            names = (
                row.month and row.month.strftime("%m/%Y"),
                row.to_partner_id.name,
            )
            row.display_name = " ".join(name for name in names if name)

    @api.model
    def _month_of(self, vals):
        day = fields.Date.to_date(vals.get("month"))
        return {**vals, "month": day.replace(day=1)} if day else vals

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._month_of(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._month_of(vals))
        if {"region_id", "from_partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        """The sending organisation keeps its tally, the coordinator helps."""
        self.ensure_one()
        row, user = self.sudo(), self.env.user
        if user in row.region_id.editor_user_ids:
            return True
        own = self.env["seutuyp.referral"]._own_organisation()
        return (
            bool(own)
            and row.from_partner_id == own
            and (user in row.region_id.user_ids)
        )

    @api.model
    def _may_begin(self):
        return self.env["seutuyp.region"]._user_takes_part()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A tally is kept by the organisation that sends the customers, or by "
                "the region's coordinator."
            )
        )


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    @api.model
    def _user_takes_part(self):
        """Return whether the user keeps a region, or reads one as staff of a party."""
        mine = Domain("user_ids", "in", self.env.uid)
        kept = Domain("editor_user_ids", "in", self.env.uid)
        return bool(self.sudo().search_count(mine | kept, limit=1))

    @api.model
    def _referral_regions(self):
        """Return the regions in which the user's organisation is a party, read by him.

        For a coordinator also the own region, which comes first.
        """
        own = self.env["seutuyp.referral"]._own_organisation()
        regions = self.sudo().search(
            [("user_ids", "in", self.env.uid), ("successor_id", "=", False)]
        )
        preparing = regions.agreement_ids.filtered(
            lambda agreement: (
                agreement.state == "preparing"
                and own in agreement._content_parties().partner_id
            )
        )
        found = regions.filtered(
            lambda region: (
                (own and own in region._organisations())
                or self.env.user in region.editor_user_ids
                or region in preparing.region_ids
            )
        )
        mine = found.filtered(lambda region: self.env.user in region.editor_user_ids)
        return (mine | found).sudo(False)
