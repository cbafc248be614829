# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.duplicates import Contact, find_groups


class SeutuypDuplicate(models.Model):
    """Contacts that are probably the same one, as the finder sees them.

    The answer “not a duplicate” is remembered for those contacts; when another one
    joins them, the question is asked anew.
    """

    _name = "seutuyp.duplicate"
    _description = "Possible duplicate"
    _order = "kind, name, id"

    name = fields.Char(readonly=True)
    kind = fields.Selection(
        [("organisation", "Organisation"), ("person", "Person")],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [("open", "To be looked at"), ("dismissed", "Not a duplicate")],
        default="open",
        required=True,
        readonly=True,
    )
    partner_ids = fields.Many2many("res.partner", string="Contacts", readonly=True)
    partner_count = fields.Integer(string="Contacts found", readonly=True)
    reasons = fields.Json(readonly=True)
    reason_text = fields.Text(string="Why", compute="_compute_reason_text")

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        words = {
            "business_id": self.env._("Same business ID: %(shared)s"),
            "name": self.env._("Same name but for its spelling: %(shared)s"),
            "email": self.env._("Same e-mail address: %(shared)s"),
            "phone": self.env._("Same phone number: %(shared)s"),
            "domain": self.env._(
                "Similar name, and e-mail at the same place: %(shared)s"
            ),
        }
        for record in self:
            record.reason_text = "\n".join(
                words[code] % {"shared": shared}
                for code, shared in record.reasons or []
            )

    @api.model
    def _find(self):
        """Look for duplicates and bring the list up to date.

        :return: the open ones
        """
        records = self.sudo()
        known = records.search([])  # pylint: disable=no-search-all
        dismissed = [
            set(record.partner_ids.ids)
            for record in known
            if record.state == "dismissed"
        ]
        by_ids = {
            tuple(sorted(record.partner_ids.ids)): record
            for record in known
            if record.state == "open"
        }
        vals_list = []
        for kind, domain, signs in (
            ("organisation", [("is_company", "=", True)], None),
            ("person", [("is_company", "=", False), ("email", "!=", False)], ["email"]),
        ):
            for group in self._groups(domain, signs):
                if any(set(group.ids) <= ids for ids in dismissed):
                    continue
                reasons = [list(reason) for reason in group.reasons]
                if old := by_ids.pop(group.ids, None):
                    if old.reasons != reasons:
                        old.reasons = reasons
                    continue
                vals_list.append(
                    {
                        "kind": kind,
                        "partner_ids": [Command.set(group.ids)],
                        "partner_count": len(group.ids),
                        "reasons": reasons,
                        "name": self.env["res.partner"].browse(group.ids[0]).name,
                    }
                )
        # What was open and is found no more has been merged or corrected.
        records.browse([record.id for record in by_ids.values()]).unlink()
        records.create(vals_list)
        return self.search([("state", "=", "open")])

    @api.model
    def _groups(self, domain, signs):
        partners = (
            self.env["res.partner"]
            .sudo()
            .search_fetch(domain, ["name", "company_registry", "email", "phone"])
        )
        return find_groups(
            [
                Contact(
                    partner.id,
                    partner.name or "",
                    partner.company_registry or "",
                    partner.email or "",
                    partner.phone or "",
                )
                for partner in partners
            ],
            signs,
        )

    def _check_manager(self):
        if not (
            self.env.su or self.env.user.has_group("seutuyp_network.group_manager")
        ):
            raise AccessError(self.env._("Only an administrator looks for duplicates."))

    def action_find(self):
        """Look for duplicates now and open the list."""
        self._check_manager()
        self._find()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.seutuyp_duplicate_action"
        )

    def action_dismiss(self):
        """Remember that these are different ones."""
        self._check_manager()
        self.sudo().state = "dismissed"
        return True

    def action_reopen(self):
        """Ask again about these."""
        self._check_manager()
        self.sudo().state = "open"
        return True

    def action_merge(self):
        """Open the dialog that merges organisations with their history.

        The oldest one is proposed to stay, before others one with a business id.

        :raise UserError: people are merged on the list of contacts
        """
        self.ensure_one()
        self._check_manager()
        partners = self.partner_ids.exists().sorted(
            lambda partner: (not partner.company_registry, partner.id)
        )
        if self.kind != "organisation" or "seutuyp.change.wizard" not in self.env:
            raise UserError(
                self.env._(
                    "Merge these on the list of contacts: mark them and choose Merge "
                    "from the actions."
                )
            )
        if len(partners) < 2:
            raise UserError(
                self.env._(
                    "Only one of these contacts is left. Search for duplicates again."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge"),
            "res_model": "seutuyp.change.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_kind": "merge",
                "default_res_model": "res.partner",
                "default_source_partner_ids": partners[1:].ids,
                "default_target_partner_id": partners[0].id,
                "default_duplicate": True,
            },
        }
