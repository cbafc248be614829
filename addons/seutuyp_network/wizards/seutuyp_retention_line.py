# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class SeutuypRetentionLine(models.TransientModel):
    """A rule as it stands at the moment of looking."""

    _name = "seutuyp.retention.line"
    _description = "Rule of retention"
    _order = "id"

    name = fields.Char(string="What is kept", readonly=True)
    model_name = fields.Char(string="Where", readonly=True)
    kept = fields.Char(string="How long", readonly=True)
    setting = fields.Char(string="Key of the setting", readonly=True)
    setting_name = fields.Char(
        string="Setting", compute="_compute_setting_name", compute_sudo=True
    )
    can_change = fields.Boolean(compute="_compute_can_change")
    job = fields.Char(string="What ends it", readonly=True)
    next_run = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            ("runs", "Ends by itself"),
            ("stopped", "The scheduled action is stopped"),
            ("kept", "Kept, with a reason"),
        ],
        readonly=True,
    )
    waiting_count = fields.Integer(string="Over their time", readonly=True)
    total_count = fields.Integer(string="Rows", readonly=True)

    @api.depends("setting")
    @api.depends_context("lang")
    def _compute_setting_name(self):
        settings = self.env["res.config.settings"]._fields.values()
        names = {
            field.config_parameter: field._description_string(self.env)
            for field in settings
            if getattr(field, "config_parameter", None)
        }
        for line in self:
            line.setting_name = names.get(line.setting, line.setting)

    @api.depends("setting")
    @api.depends_context("uid")
    def _compute_can_change(self):
        """Settings are the system administrator's, as core has it."""
        may = self.env.user.has_group("base.group_system")
        for line in self:
            line.can_change = may and bool(line.setting)

    def action_change(self):
        """Open the settings where the time is chosen. Role: system administrator.

        :raise AccessError: the user may not change settings
        """
        self.ensure_one()
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(
                self.env._(
                    "Settings are changed by whoever has the rights to them. Ask for "
                    "“%(setting)s”.",
                    setting=self.setting_name or self.name,
                )
            )
        if not self.setting:
            raise UserError(self.env._("This time is fixed: there is no setting."))
        return self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.res_config_settings_action"
        )
