# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_date


class SeutuypCompanyContact(models.Model):
    """A company interviewed, visited or called, and the needs found (§3 Yritysharava).

    Which company it was is known to the organisation that met it only, and erased like
    the customers of referrals; the needs go on without its name.
    """

    _name = "seutuyp.company.contact"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Contact with a company"
    _order = "date desc, id desc"

    _guarded_fields = frozenset({"erase_on", "erased_on", "withdrawn_on"})
    # What tells which company it was.
    _company_fields = ("company_name", "company_person", "phone", "email", "note")

    region_id = fields.Many2one(
        "seutuyp.region",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["seutuyp.region"]._referral_regions()[:1],
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["seutuyp.referral"]._own_organisation(),
        help="Who met the company.",
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Met by",
        domain="[('is_company', '=', False), ('parent_id', '=', partner_id)]",
        ondelete="set null",
        default=lambda self: self.env.user.partner_id,
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
    )
    kind = fields.Selection(
        [("interview", "Interview"), ("visit", "Visit"), ("call", "Call")],
        required=True,
        default="interview",
    )
    segment_id = fields.Many2one("seutuyp.segment", required=True, ondelete="restrict")
    company_name = fields.Char(string="Company")
    company_person = fields.Char(string="Contact person")
    phone = fields.Char()
    email = fields.Char()
    note = fields.Text(help="Read in your organisation only.")
    has_consent = fields.Boolean(
        string="The company agrees that we keep its name and contact details",
    )
    withdrawn_on = fields.Date(string="Consent withdrawn on", readonly=True, copy=False)
    erase_on = fields.Date(
        string="Company's data kept until", readonly=True, copy=False, index=True
    )
    erased_on = fields.Date(
        string="Company's data erased on", readonly=True, copy=False, index=True
    )
    need_ids = fields.One2many("seutuyp.company.need", "contact_id", string="Needs")

    @api.depends("kind", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        # Without the company: names of records are read further than the records.
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for contact in self:
            words = (
                labels.get(contact.kind, ""),
                contact.date and format_date(self.env, contact.date),
            )
            contact.display_name = " ".join(word for word in words if word)

    @api.constrains("has_consent", *_company_fields)
    def _check_consent(self):
        for contact in self:
            named = any(contact[name] for name in self._company_fields[:4])
            if named and not contact.has_consent:
                raise ValidationError(
                    self.env._(
                        "Ask the company whether you may keep its name and contact "
                        "details, and tick it; or leave them empty. The needs can be "
                        "told without them."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and not self.env["seutuyp.referral"]._own_organisation():
            raise self._may_not_change()
        contacts = super().create(vals_list)
        contacts._keep()
        return contacts

    def write(self, vals):
        if set(self._company_fields) & set(vals) and any(
            contact.erased_on and not self._guard_is_open() for contact in self
        ):
            raise UserError(
                self.env._(
                    "The company's data have been erased. Write a new contact when "
                    "you meet the company again."
                )
            )
        result = super().write(vals)
        if {"region_id", "partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        if "date" in vals:
            self._keep()
        return result

    def _keep(self):
        """Set until when the company's data are kept."""
        referrals = self.env["seutuyp.referral"]
        for contact in self.sudo():
            contact._guarded().erase_on = referrals._kept_until(contact.date)

    def _erase(self):
        """Erase which companies these were; the contacts and needs stay and count."""
        rows = self.sudo()._guarded()
        today = self.env["seutuyp.dated.mixin"]._today()
        empty = dict.fromkeys(self._company_fields, False)
        rows.write({**empty, "has_consent": False, "erased_on": today})
        rows.need_ids._guarded().write({"note": False})

    def action_withdraw(self):
        """Erase the company's data at once, since it no longer agrees.

        Role: staff of the organisation that met the company.
        """
        self.check_access("write")
        today = self.env["seutuyp.dated.mixin"]._today()
        self.sudo()._guarded().write({"withdrawn_on": today})
        self._erase()
        return True

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        self.ensure_one()
        row, own = self.sudo(), self.env["seutuyp.referral"]._own_organisation()
        return bool(
            own and row.partner_id == own and self.env.user in row.region_id.user_ids
        )

    @api.model
    def _may_begin(self):
        return self.env["seutuyp.region"]._user_takes_part()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A contact with a company belongs to the organisation that met it, in "
                "a region where it is a party."
            )
        )
