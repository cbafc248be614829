# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import fields, models


class SeutuypImportWizard(models.TransientModel):
    """Template out, and the filled-in file back in."""

    _name = "seutuyp.import.wizard"
    _inherit = ["seutuyp.import.wizard.mixin"]
    _description = "Import from Excel"

    region_ids = fields.Many2many(
        "seutuyp.region",
        string="With the present data of",
        domain=lambda self: [
            ("id", "in", self.env["seutuyp.import"]._own_regions().ids)
        ],
        help="Leave empty for an empty template.",
    )
    template = fields.Binary(readonly=True, attachment=False)
    template_name = fields.Char(readonly=True)
    line_ids = fields.One2many(
        "seutuyp.import.wizard.line", "wizard_id", string="Findings", readonly=True
    )

    def _importer(self):
        return self.env["seutuyp.import"]

    def action_template(self):
        """Download the template, with the present data of the chosen regions.

        :raise AccessError: the user keeps no region's data
        """
        self.ensure_one()
        regions = self.region_ids & self.env["seutuyp.import"]._own_regions()
        content = self.env["seutuyp.import"]._template(regions.with_env(self.env))
        self.template = base64.b64encode(content)
        self.template_name = self.env._("network.xlsx")
        return self._download("template", self.template_name)

    def action_again(self):
        """Begin with another file."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.seutuyp_import_wizard_action"
        )


class SeutuypImportWizardLine(models.TransientModel):
    _name = "seutuyp.import.wizard.line"
    _inherit = ["seutuyp.import.wizard.line.mixin"]
    _description = "Finding of an import"

    wizard_id = fields.Many2one(
        "seutuyp.import.wizard", required=True, ondelete="cascade", index=True
    )
