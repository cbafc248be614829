# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .seutuyp_development_project import OPEN


class SeutuypDevelopmentInterest(models.Model):
    """An organisation that would join a development project.

    Anybody of its staff says so, once; who and which organisation come from the
    account. The project's contact person is told.
    """

    _name = "seutuyp.development.interest"
    _inherit = ["seutuyp.guard.mixin", "seutuyp.judged.mixin"]
    _description = "Interest in a development project"
    _order = "id"
    _rec_name = "partner_id"

    _guarded_fields = frozenset({"partner_id", "person_id"})

    project_id = fields.Many2one(
        "seutuyp.development.project",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.partner_id.commercial_partner_id,
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Who",
        required=True,
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user.partner_id,
    )
    note = fields.Text(help="What you would bring, or hope for.")

    _once = models.UniqueIndex(
        "(project_id, partner_id)",
        "Your organisation has said already that it would join.",
    )

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        self.ensure_one()
        employer = self.env.user.partner_id.commercial_partner_id
        return (
            self.env.user.has_group("seutuyp_network.group_manager")
            or self.sudo().partner_id == employer
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._("What an organisation has said is changed by its own staff.")
        )

    @api.model_create_multi
    def create(self, vals_list):
        interests = super().create(vals_list)
        for interest in interests:
            others = interest.project_id.interest_ids - interest
            self._check_joining(interest.project_id, interest.partner_id, others)
            interest._tell_contact()
        return interests

    def write(self, vals):
        if "project_id" in vals:
            raise UserError(
                self.env._("Withdraw the interest and join the other project.")
            )
        return super().write(vals)

    @api.model
    def _check_joining(self, project, organisation, others=None):
        """Refuse an interest that makes no sense.

        :param others: the project's interests to compare with; all by default
        :raise UserError: saying why
        """
        others = project.interest_ids if others is None else others
        if not organisation.is_company:
            raise UserError(
                self.env._(
                    "Your account names no organisation. Ask the administrator to add "
                    "the one you work for."
                )
            )
        if organisation == project.owner_id.commercial_partner_id:
            raise UserError(self.env._("Your organisation owns the project."))
        if project.stage not in OPEN:
            raise UserError(
                self.env._(
                    "“%(project)s” has ended or was dropped.", project=project.name
                )
            )
        if organisation in others.partner_id:
            raise UserError(
                self.env._("Your organisation has said already that it would join.")
            )

    def _tell_contact(self):
        """Mail the project's contact person, in his language."""
        self.ensure_one()
        contact = self.sudo().project_id.contact_id
        if not contact.email_normalized or contact == self.person_id:
            return
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        self.env["seutuyp.mailer"]._mail(
            "seutuyp_planning.mail_template_project_interest",
            contact,
            self,
            sender=self.sudo().person_id,
            seutuyp_link=f"{base}/odoo/seutuyp-projects/{self.project_id.id}",
        )
