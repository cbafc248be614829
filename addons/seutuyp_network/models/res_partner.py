# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from stdnum.exceptions import ValidationError as NumberError
from stdnum.fi import ytunnus

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command

# What may be written about a person who signs in without rights on users.
ACCOUNT_FREE_FIELDS = frozenset(
    {"function", "phone", "is_entrepreneur", "actor_type_id", "seutuyp_region_ids"}
)
# Those that change nothing about the linked record itself.
LINKING_COMMANDS = (Command.UNLINK, Command.LINK, Command.CLEAR, Command.SET)


class ResPartner(models.Model):
    """Organisations and people of the network are ordinary contacts."""

    _inherit = "res.partner"

    actor_type_id = fields.Many2one(
        "seutuyp.actor.type", string="Actor type", index="btree_not_null", tracking=True
    )
    seutuyp_region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_partner_region_rel",
        "partner_id",
        "region_id",
        string="Regions",
        help="Regions in which this organisation or person takes part. The "
        "coordinators of these regions keep the contact up to date.",
    )
    is_entrepreneur = fields.Boolean(
        string="Entrepreneur's background",
        tracking=True,
        help="Is or has been an entrepreneur. Asked of the chair of a steering group.",
    )
    seutuyp_staff_ids = fields.One2many(
        "res.partner", "commercial_partner_id", string="Organisation and its people"
    )
    seutuyp_member_ids = fields.One2many(
        "seutuyp.group.member", "partner_id", string="Memberships"
    )

    @api.constrains("company_registry", "country_id")
    def _check_business_id(self):
        """Refuse a wrong Finnish business id (check digit of the Y-tunnus).

        :raise ValidationError: with an example of the right form
        """
        # People carry the number of their organisation, which is checked there.
        for partner in self.filtered(lambda item: item.commercial_partner_id == item):
            number = partner.company_registry
            if number and partner._has_finnish_id() and not ytunnus.is_valid(number):
                raise ValidationError(
                    self.env._(
                        "%(number)s is not a Finnish business id. Write seven digits, "
                        "a hyphen and the check digit, for example 2077474-0, or set "
                        "the country of a foreign organisation.",
                        number=number,
                    )
                )

    def _has_finnish_id(self):
        return self.country_id.code in (False, "FI")

    @api.model
    def _normalise_business_id(self, number):
        """Return ``number`` in the form 1234567-8 if it is valid, else unchanged."""
        try:
            return ytunnus.format(ytunnus.validate(number))
        except NumberError:
            return number.strip()

    def _get_company_registry_labels(self):
        return {
            **super()._get_company_registry_labels(),
            "FI": self.env._("Business ID"),
        }

    @api.depends("country_id")
    def _compute_company_registry_placeholder(self):
        result = super()._compute_company_registry_placeholder()
        for partner in self:
            if partner._has_finnish_id():
                partner.company_registry_placeholder = "2077474-0"
        return result

    @api.model
    def default_get(self, fields):
        # A coordinator may only create contacts of his own regions.
        defaults = super().default_get(fields)
        if (
            "seutuyp_region_ids" in fields
            and not defaults.get("seutuyp_region_ids")
            and self._is_network_editor()
        ):
            own = (
                self.env["seutuyp.region"]
                .sudo()
                .search([("editor_user_ids", "in", self.env.uid)])
            )
            defaults["seutuyp_region_ids"] = [Command.set(own.ids)]
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        finland = self.env.ref("base.fi")
        for vals in vals_list:
            if (
                vals.get("company_registry")
                and (vals.get("country_id") or finland.id) == finland.id
            ):
                vals["company_registry"] = self._normalise_business_id(
                    vals["company_registry"]
                )
        partners = super().create(vals_list)
        partners._check_own_regions(partners.seutuyp_region_ids)
        return partners

    def write(self, vals):
        if vals.get("company_registry") and all(
            partner._has_finnish_id() for partner in self
        ):
            number = self._normalise_business_id(vals["company_registry"])
            vals = {**vals, "company_registry": number}
        if not self._is_network_editor():
            return super(ResPartner, self._beside_account(vals)).write(vals)
        self._check_account_fields(vals)
        regions = {partner: partner.seutuyp_region_ids for partner in self}
        employers = self._account_employers(vals)
        result = super(ResPartner, self._beside_account(vals)).write(vals)
        for partner, before in regions.items():
            after = partner.seutuyp_region_ids
            partner._check_own_regions((before - after) | (after - before))
        self._check_employers(employers)
        return result

    def _beside_account(self, vals):
        """Return the records to write ``vals`` on.

        Core lets nobody but administrators of users write anything about a person
        who signs in. What has no bearing on the account is written past that, once
        the right to the contact itself is checked.
        """
        regions = vals.get("seutuyp_region_ids") or []
        only_links = all(
            isinstance(command, (list, tuple)) and command[0] in LINKING_COMMANDS
            for command in regions
        )
        if self.env.su or not set(vals) <= ACCOUNT_FREE_FIELDS or not only_links:
            return self
        self.check_access("write")
        return self.sudo()

    @api.model
    def _is_network_editor(self):
        """Tell whether the user edits contacts by being a coordinator, not more."""
        user = self.env.user
        return not self.env.su and not (
            user.has_group("seutuyp_network.group_manager")
            or user.has_group("base.group_partner_manager")
            or user.has_group("base.group_system")
        )

    def _check_own_regions(self, regions):
        """Let a coordinator add or remove only the regions that he edits himself."""
        if not regions or not self._is_network_editor():
            return
        foreign = regions.sudo().filtered(
            lambda region: self.env.user not in region.editor_user_ids
        )
        if foreign:
            raise AccessError(
                self.env._(
                    "You are not the coordinator of %(regions)s. Its own coordinator "
                    "or an administrator changes who belongs to it.",
                    regions=", ".join(foreign.mapped("name")),
                )
            )

    def _check_account_fields(self, vals):
        """Keep a coordinator from taking over an account through its address.

        Whoever sets the address of a contact can have its password reset. Colleagues'
        own data are theirs and the administrator's, but for the harmless ones.

        :raise AccessError: if a contact with a user account would be changed
        """
        for partner in self:
            users = partner.sudo().with_context(active_test=False).user_ids
            if users == self.env.user or not users:
                continue
            if users.filtered(lambda user: not user.share):
                refused = set(vals) - ACCOUNT_FREE_FIELDS
            else:
                refused = {"email", "active"} & set(vals)
            if any(
                self._fields[name].type in ("one2many", "many2many")
                or self._fields[name].convert_to_write(partner[name], partner)
                != vals[name]
                for name in refused & set(self._fields)
            ):
                raise AccessError(
                    self.env._(
                        "%(person)s signs in to the system, so this is part of the "
                        "account. Ask an administrator to change it.",
                        person=partner.name,
                    )
                )

    def _account_employers(self, vals):
        """Return the organisation of each account that ``vals`` might move."""
        if not {"parent_id", "is_company", "company_type", "child_ids"} & set(vals):
            return {}
        people = self.sudo().search(
            [("id", "child_of", self.ids), ("user_ids", "!=", False)]
        )
        return {person: person.commercial_partner_id for person in people}

    def _check_employers(self, employers):
        """Staff of a party read its region: only an administrator moves accounts."""
        for person, employer in employers.items():
            if person.commercial_partner_id != employer:
                raise AccessError(
                    self.env._(
                        "%(person)s signs in to the system, and what they may read "
                        "follows from their organisation. Ask an administrator to "
                        "change it.",
                        person=person.name,
                    )
                )
