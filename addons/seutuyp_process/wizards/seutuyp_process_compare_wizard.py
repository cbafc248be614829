# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypProcessCompareWizard(models.TransientModel):
    """Two versions of a process side by side, or one and today's description."""

    _name = "seutuyp.process.compare.wizard"
    _description = "Compare versions of a process"

    process_id = fields.Many2one("seutuyp.process", required=True, ondelete="cascade")
    old_id = fields.Many2one(
        "seutuyp.process.version",
        string="Earlier",
        domain="[('process_id', '=', process_id)]",
        ondelete="cascade",
        help="Empty: the description as it stands today.",
    )
    new_id = fields.Many2one(
        "seutuyp.process.version",
        string="Later",
        domain="[('process_id', '=', process_id)]",
        ondelete="cascade",
        help="Empty: the description as it stands today.",
    )
    difference = fields.Html(compute="_compute_difference", sanitize=False)

    @api.depends("process_id", "old_id", "new_id")
    @api.depends_context("lang")
    def _compute_difference(self):
        for wizard in self:
            process = wizard.process_id._origin
            if not process:
                wizard.difference = False
                continue
            process.check_access("read")
            sides = [
                wizard._side(version) for version in (wizard.old_id, wizard.new_id)
            ]
            values = process._difference(sides[0][1], sides[1][1])
            values["old_name"], values["new_name"] = sides[0][0], sides[1][0]
            values["changed"] = [
                row for row in values["rows"] if row["status"] != "same"
            ]
            values["same"] = [
                row["title"] for row in values["rows"] if row["status"] == "same"
            ]
            values["summary"] = wizard._summary(values)
            wizard.difference = self.env["ir.qweb"]._render(
                "seutuyp_process.difference", values
            )

    def _summary(self, values):
        """Return in one sentence what is compared, and how much differs."""
        if not values["changed"] and not values["arrows"]:
            return self.env._("The two say the same.")
        return self.env._(
            "%(old)s compared with %(new)s: %(changed)s of %(all)s parts differ.",
            old=values["old_name"],
            new=values["new_name"],
            changed=len(values["changed"]),
            all=len(values["rows"]),
        )

    def _side(self, version):
        """Return (name, snapshot): of a version of this process, or of today."""
        process = self.process_id._origin
        version = version._origin.filtered(lambda row: row.process_id == process)
        if version:
            return self.env._("Version %s", version.number), version.snapshot
        return self.env._("Today"), process._snapshot()

    @api.depends("process_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._(
                "What has changed: %(name)s", name=wizard.process_id.name or ""
            )
