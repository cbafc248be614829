# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

PATH = "/seutuyp/process"


class SeutuypProcess(models.Model):
    """A page that everyone reads, of the version approved last, if the owner wants."""

    _inherit = "seutuyp.process"

    is_public = fields.Boolean(string="On a public page", readonly=True, copy=False)
    public_slug = fields.Char(readonly=True, copy=False, index="btree_not_null")
    public_url = fields.Char(string="Public page", compute="_compute_public_url")
    may_own = fields.Boolean(compute="_compute_may_own")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"is_public", "public_slug"}

    @api.depends("is_public", "public_slug")
    def _compute_public_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for process in self:
            process.public_url = (
                f"{base}{PATH}/{process.public_slug}" if process.is_public else False
            )

    @api.depends("owner_id", "region_id")
    @api.depends_context("uid")
    def _compute_may_own(self):
        for process in self:
            process.may_own = process._has_role("owner")

    def action_publish(self):
        """Open the public page. Role: owner.

        :raise UserError: nothing has been approved yet
        """
        for process in self:
            process._check_owner()
            if not process.version or process.state == "retired":
                raise UserError(
                    self.env._(
                        "The public page shows what has been approved. Approve the "
                        "process first."
                    )
                )
            process.sudo()._guarded().write(
                {"is_public": True, "public_slug": process._make_slug()}
            )
        self._log("publish", self.env._("Put on a public page"))
        return True

    def action_unpublish(self):
        """Close the public page; its address works again when it is reopened."""
        for process in self:
            process._check_owner()
        self.sudo()._guarded().is_public = False
        self._log("unpublish", self.env._("Taken off the public page"))
        return True

    def _check_owner(self):
        self.ensure_one()
        self.check_access("read")
        if not self._has_role("owner"):
            raise self._may_not_change()

    def _make_slug(self):
        """Return the name for an address, kept once made; the end cannot be guessed."""
        slug = self.env["ir.http"]._slugify(self.name, max_length=60)
        return self.public_slug or f"{slug or 'process'}-{secrets.token_hex(4)}"

    @api.model
    def _find_public(self, slug):
        """Return the version to show under an address, a superuser record, or none."""
        process = self.sudo().search(
            [
                ("public_slug", "=", slug.replace("\0", "")),
                ("is_public", "=", True),
                ("state", "!=", "retired"),
            ],
            limit=1,
        )
        return process.version_ids[:1]
