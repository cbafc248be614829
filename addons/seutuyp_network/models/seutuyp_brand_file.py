# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.mimetypes import guess_mimetype

from ..tools import canonical

MAX_BYTES = 50 * 1024 * 1024
TYPES = {
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
MINISTRY = "seutuyp_network.group_reviewer,seutuyp_network.group_manager"


class SeutuypBrandFile(models.Model):
    """Material of the brand: uploaded by the ministry, used by licensed regions.

    All staff see what there is; the file itself is given out by the page that says the
    terms (``controllers/brand.py``), to people of regions whose licence is valid.
    """

    _name = "seutuyp.brand.file"
    _description = "File of the brand kit"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("mark", "Mark"),
            ("template", "Template"),
            ("guide", "Guide"),
            ("other", "Other material"),
        ],
        required=True,
        default="mark",
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        help="Empty: for every language.",
    )
    note = fields.Text(string="How to use it", translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    file = fields.Binary(attachment=True, required=True, groups=MINISTRY)
    filename = fields.Char(required=True)
    sha256 = fields.Char(string="SHA-256", compute="_compute_sha256", store=True)
    size = fields.Integer(string="Size in bytes", compute="_compute_sha256", store=True)
    may_download = fields.Boolean(compute="_compute_may_download")

    @api.depends("file")
    def _compute_sha256(self):
        for item in self.sudo().with_context(bin_size=False):
            data = base64.b64decode(item.file or b"")
            item.sha256 = canonical.digest(data) if data else False
            item.size = len(data)

    @api.depends_context("uid")
    def _compute_may_download(self):
        self.may_download = self.env["seutuyp.licence"]._may_use_brand()

    @api.constrains("file", "filename")
    def _check_file(self):
        for item in self.sudo().with_context(bin_size=False):
            data = base64.b64decode(item.file or b"")
            if len(data) > MAX_BYTES:
                raise UserError(
                    self.env._("“%(name)s” is larger than 50 MB.", name=item.filename)
                )
            if guess_mimetype(data) not in TYPES:
                raise UserError(
                    self.env._(
                        "“%(name)s” is no picture, PDF, template or ZIP file. Choose "
                        "another file.",
                        name=item.filename,
                    )
                )

    def action_open_page(self):
        """Open the page with the terms, from which the file is downloaded."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/my/brand/{self.id}",
            "target": "new",
        }


class SeutuypLicence(models.Model):
    """Who may use the mark today."""

    _inherit = "seutuyp.licence"

    @api.model
    def _brand_licences(self):
        """Return the licences under which the current user would use the mark, sudo.

        Those of regions that the user coordinates, and those of agreements that the
        user has signed or works for a party of.
        """
        user = self.env.user
        person = user.partner_id
        employer = person.commercial_partner_id
        party = [
            ("state", "=", "signed"),
            "|",
            ("partner_id", "=", employer.id),
            ("signatory_id", "=", person.id),
        ]
        return self.sudo().search(
            Domain("region_id.editor_user_ids", "in", user.id)
            | Domain("agreement_id.party_ids", "any", party)
        )

    @api.model
    def _may_use_brand(self):
        """Tell whether the current user may download the material of the brand."""
        user = self.env.user
        if user._is_public():
            return False
        if any(user.has_group(group) for group in MINISTRY.split(",")):
            return True
        valid = {item._public_status() for item in self._brand_licences()}
        return "active" in valid

    @api.model
    def _why_no_brand(self):
        """Return sentences that say why the user may not download the material."""
        licences = self._brand_licences()
        latest = {}
        for licence in licences.sorted("id"):
            latest[licence.region_id] = licence
        sentences = []
        for region, licence in latest.items():
            status = licence._public_status()
            values = {"region": region.with_context(lang=self.env.lang).name}
            if status == "suspended":
                sentences.append(
                    self.env._(
                        "The licence of %(region)s is suspended. The mark may not be "
                        "used, and the files come back when the licence is restored.",
                        **values,
                    )
                )
            elif status == "revoked":
                sentences.append(
                    self.env._(
                        "The licence of %(region)s has been revoked. The mark may not "
                        "be used.",
                        **values,
                    )
                )
            else:
                sentences.append(
                    self.env._(
                        "The licence of %(region)s has run out. A new one comes with "
                        "the next agreement.",
                        **values,
                    )
                )
        return sentences or [
            self.env._(
                "The brand kit is for the parties of regions with a valid licence. "
                "Yours comes when all have signed the agreement and the ministry has "
                "approved it."
            )
        ]
