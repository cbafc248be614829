# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

OPEN = ("sent", "accepted")
SCOPES = [
    ("contact", "Name and contact details, to the receiving organisation only"),
    ("need", "Name, contact details and need, to the receiving organisation only"),
    ("region", "The same, to any organisation of the region that can help"),
]


class SeutuypReferral(models.Model):
    """A customer handed from one organisation to another (§4.4 E).

    The row says what happened between the two organisations and is kept for counting;
    who the customer is stands apart, in ``seutuyp.referral.customer``. Nothing here is
    written by hand: a referral comes from :meth:`action_send` and moves by its buttons.
    There is no chatter, in which customers would be talked about for ever.
    """

    _name = "seutuyp.referral"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Referral"
    _order = "sent_on desc, id desc"
    _guard_all = True

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="restrict"
    )
    from_partner_id = fields.Many2one(
        "res.partner",
        string="Sender",
        required=True,
        index=True,
        ondelete="restrict",
        help="The organisation that sends the customer.",
    )
    to_partner_id = fields.Many2one(
        "res.partner",
        string="To",
        required=True,
        index=True,
        ondelete="restrict",
        help="The organisation that receives the customer.",
    )
    responsible_id = fields.Many2one(
        "res.partner",
        string="Person to ask",
        ondelete="set null",
        help="Who answers for the service in the receiving organisation.",
    )
    service_id = fields.Many2one(
        "seutuyp.service", required=True, index=True, ondelete="restrict"
    )
    segment_id = fields.Many2one("seutuyp.segment", required=True, ondelete="restrict")
    state = fields.Selection(
        [
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("declined", "Declined"),
            ("done", "Done"),
        ],
        required=True,
        default="sent",
        copy=False,
        index=True,
    )
    outcome_id = fields.Many2one("seutuyp.referral.outcome", ondelete="restrict")
    decline_reason = fields.Text(
        string="Why it was declined",
        help="Erased together with the customer's data.",
    )

    consent_date = fields.Date(string="Consent given on", required=True)
    consent_scope = fields.Selection(SCOPES, string="Consent covers", required=True)
    withdrawn_on = fields.Date(string="Consent withdrawn on")
    erase_on = fields.Date(
        string="Customer's data kept until", required=True, index=True
    )
    erased_on = fields.Date(string="Customer's data erased on", index=True)
    look_ids = fields.One2many(
        "seutuyp.referral.look", "referral_id", string="Who looked"
    )

    sent_on = fields.Date(string="Sent on", required=True, index=True)
    sent_by_id = fields.Many2one("res.partner", string="Sent by", ondelete="restrict")
    answer_by = fields.Date(string="Answer by", required=True, index=True)
    answered_on = fields.Date(string="Answered on")
    answered_by_id = fields.Many2one(
        "res.partner", string="Answered by", ondelete="restrict"
    )
    closed_on = fields.Date(string="Closed on")
    closed_by_id = fields.Many2one(
        "res.partner", string="Closed by", ondelete="restrict"
    )
    reminded_on = fields.Date(
        string="Reminded on", help="The receiver is reminded once."
    )

    _two_organisations = models.Constraint(
        "CHECK(from_partner_id != to_partner_id)",
        "A customer is sent to another organisation. Choose another receiver.",
    )

    @api.depends("service_id", "to_partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for referral in self:
            referral.display_name = self.env._(
                "%(service)s, to %(organisation)s (%(number)s)",
                service=referral.service_id.name or "",
                organisation=referral.to_partner_id.name or "",
                number=referral.id or "",
            )

    # --------------------------------------------------------------------- access
    @api.model
    def _own_organisation(self):
        """Return the organisation the user works for, empty when there is none."""
        organisation = self.env.user.partner_id.sudo().commercial_partner_id
        return organisation.filtered("is_company")

    def _has_role(self, role):
        """Sides are organisations: any of its staff in the region may act."""
        self.ensure_one()
        row, own = self.sudo(), self._own_organisation()
        if not own or self.env.user not in row.region_id.user_ids:
            return False
        sides = {
            "sender": row.from_partner_id,
            "receiver": row.to_partner_id,
            "either": row.from_partner_id | row.to_partner_id,
        }
        return own in sides[role]

    @api.model
    def _role_label(self, role):
        return {
            "sender": self.env._("the organisation that sent the customer"),
            "receiver": self.env._("the organisation that receives the customer"),
            "either": self.env._("the two organisations"),
        }.get(role, role)

    def _log_regions(self):
        # The log outlives the customer's data and is read more widely than a referral.
        return self.env["seutuyp.region"]
