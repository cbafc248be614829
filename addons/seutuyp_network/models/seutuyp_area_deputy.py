# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResPartner(models.Model):
    """Until when somebody works here, and whether a named person is still there."""

    _inherit = "res.partner"

    seutuyp_until = fields.Date(
        string="Works here until",
        help="The last day at work. After it, the duties the person still has are "
        "reported as vacant.",
    )

    def _gone_reasons(self, today):
        """Return {person id: why the person cannot do the duty any more}.

        :param date today: the day to look at
        :return: ``archived``, ``ended`` or ``account`` (had an account, has none)
        """
        found = {}
        for person in self.sudo().with_context(active_test=False):
            users = person.user_ids
            if not person.active:
                found[person.id] = "archived"
            elif person.seutuyp_until and person.seutuyp_until < today:
                found[person.id] = "ended"
            elif users and not any(users.mapped("active")):
                found[person.id] = "account"
        return found


class SeutuypArea(models.Model):
    """Who does the area contact's work: the contact and the deputy."""

    _inherit = "seutuyp.area"

    deputy_id = fields.Many2one(
        "res.partner",
        string="Contact's deputy",
        domain=[("is_company", "=", False)],
        tracking=True,
        help="Stands in for the area contact and reads the same regions.",
    )
    editor_user_ids = fields.Many2many(
        "res.users",
        "seutuyp_area_editor_rel",
        "area_id",
        "user_id",
        string="Editors",
        compute="_compute_editor_user_ids",
        store=True,
        compute_sudo=True,
        copy=False,
        help="The users of the contact, the deputy and who stands in today.",
    )

    def _acting_partners(self):
        """Return the people who do the area contact's work today."""
        return self.contact_id | self.deputy_id

    @api.depends(
        "contact_id.user_ids.active",
        "contact_id.user_ids.share",
        "deputy_id.user_ids.active",
        "deputy_id.user_ids.share",
    )
    def _compute_editor_user_ids(self):
        for area in self:
            area.editor_user_ids = self.env["seutuyp.region"]._internal_users(
                area._acting_partners()
            )


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    @api.depends("area_id.editor_user_ids")
    def _compute_user_ids(self):
        return super()._compute_user_ids()

    def _reader_partners(self, date):
        return super()._reader_partners(date) | self.area_id._acting_partners()

    def _viewer_roles(self):
        roles = super()._viewer_roles()
        for region in self._with_user_in("area_id.editor_user_ids"):
            if roles.get(region.id) != "editor":
                roles[region.id] = "area"
        return roles


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def _has_role(self, role):
        if role == "area" and (
            self.env.user in self.sudo().region_ids.area_id.editor_user_ids
        ):
            return True
        return super()._has_role(role)

    def _area_contact_users(self):
        return self.sudo().region_ids.area_id.editor_user_ids
