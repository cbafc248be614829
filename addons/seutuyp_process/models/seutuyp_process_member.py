# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST = 2  # key people of one organisation (domain chapter 5, step 3)


class SeutuypProcessMember(models.Model):
    """One of the development team: one or two key people of each organisation."""

    _name = "seutuyp.process.member"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Member of a development team"
    _order = "process_id, organisation_id, id"
    _rec_name = "partner_id"

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        domain=[("is_company", "=", False)],
        ondelete="restrict",
    )
    organisation_id = fields.Many2one(
        "res.partner",
        compute="_compute_organisation_id",
        store=True,
        readonly=False,
        precompute=True,
        domain=[("is_company", "=", True)],
    )
    is_customer = fields.Boolean(
        string="Customer", help="Customers may take part in describing."
    )

    _once = models.UniqueIndex(
        "(process_id, partner_id)", "This person is in the team already."
    )

    @api.depends("partner_id")
    def _compute_organisation_id(self):
        for member in self:
            company = member.partner_id.commercial_partner_id
            member.organisation_id = company if company.is_company else False

    @api.model
    def _free_fields(self):
        return frozenset(self._fields)

    def _check_process_open(self):
        """The team may change at any time."""

    @api.constrains("organisation_id", "process_id")
    def _check_most(self):
        counts = self._read_group(
            [
                ("process_id", "in", self.process_id.ids),
                ("organisation_id", "!=", False),
                ("is_customer", "=", False),
            ],
            ["process_id", "organisation_id"],
            ["__count"],
        )
        for _process, organisation, count in counts:
            if count > MOST and organisation in self.organisation_id:
                raise ValidationError(
                    self.env._(
                        "%(organisation)s has two people in the team already. Two key "
                        "people of an organisation are enough; take one away first.",
                        organisation=organisation.name,
                    )
                )
