# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

VACUUM = "base.autovacuum_job"


class Rule(NamedTuple):
    """How long something is kept, and what ends it.

    :param name: what is kept, in the reader's language
    :param model: where it stands
    :param domain: the rows whose time is over and that the next run takes
    :param kept: how long, in words
    :param setting: key of the system parameter, or "" when the time is fixed
    :param cron: xml id of the scheduled action; "" when nothing ends it by itself
    :param activity: xml id of the row of the record of processing that it belongs to
    """

    name: str
    model: str
    domain: Domain
    kept: str
    setting: str = ""
    cron: str = VACUUM
    activity: str = ""


class SeutuypRetention(models.AbstractModel):
    """Every rule of retention, in one list. Each addon adds its own to ``_rules``."""

    _name = "seutuyp.retention"
    _description = "Retention of personal data"

    @api.model
    def _rules(self):
        """Return the rules, a list of :class:`Rule`."""
        env = self.env
        today = env["seutuyp.dated.mixin"]._today()
        feedback = self._months("seutuyp_network.accessibility_months", 12)
        links = self._months("seutuyp_network.token_months", 24)
        return [
            Rule(
                env._("Accessibility feedback: sender, text and answer"),
                "seutuyp.accessibility.feedback",
                Domain("erase_on", "<", today) & Domain("erased_on", "=", False),
                self._month_words(feedback),
                "seutuyp_network.accessibility_months",
                "seutuyp_network.cron_accessibility_erase",
                activity="seutuyp_network.processing_activity_feedback",
            ),
            Rule(
                env._("Personal links that have ended, with their address"),
                "seutuyp.token",
                env["seutuyp.token"]._domain_old(),
                self._month_words(links),
                "seutuyp_network.token_months",
                activity="seutuyp_network.processing_activity_agreements",
            ),
            Rule(
                env._("Signatures and what proves them"),
                "seutuyp.signature",
                Domain.FALSE,
                env._("As long as the agreement, then as the archive law says"),
                cron="",
                activity="seutuyp_network.processing_activity_agreements",
            ),
            Rule(
                env._("Log of moves and decisions"),
                "seutuyp.workflow.log",
                Domain.FALSE,
                env._("As long as what it tells of"),
                cron="",
                activity="seutuyp_network.processing_activity_agreements",
            ),
            Rule(
                env._("Contacts and memberships"),
                "seutuyp.group.member",
                Domain.FALSE,
                env._("Until the person asks, or the administrator erases them"),
                cron="",
                activity="seutuyp_network.processing_activity_contacts",
            ),
            Rule(
                env._("Requests about personal data, with the name masked"),
                "privacy.log",
                Domain.FALSE,
                env._("For good: it proves that requests were answered"),
                cron="",
                activity="seutuyp_network.processing_activity_requests",
            ),
        ]

    @api.model
    def _told(self):
        """Return {xml id of a row of the record of processing: its rules in words}.

        The one place that tells times to people: the record and the privacy notice
        repeat it, so that they are right whatever the settings say.
        """
        told = {}
        for rule in self._rules():
            told.setdefault(rule.activity, []).append(f"{rule.name}: {rule.kept}")
        return told

    @api.model
    def _months(self, setting, default):
        """Return the number of months that a system parameter sets, at least one.

        :param str setting: key of the parameter
        :param int default: where it is missing or no number
        """
        params = self.env["ir.config_parameter"].sudo()
        text = str(params.get_param(setting) or default)
        return max(1, int(text)) if text.isdigit() else default

    @api.model
    def _month_words(self, months):
        return self.env._("%(months)s months", months=months)

    @api.model
    def action_open(self):
        """Show the rules as they stand now. Role: administrator."""
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            raise AccessError(
                self.env._("How long data are kept is the administrator's to see.")
            )
        lines = self.env["seutuyp.retention.line"].create(
            [self._line_vals(rule) for rule in self._rules()]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.seutuyp_retention_line_action"
        )
        return {**action, "domain": [("id", "in", lines.ids)]}

    @api.model
    def _line_vals(self, rule):
        cron = self.env["ir.cron"].sudo()
        if rule.cron:
            cron = self.env.ref(rule.cron, raise_if_not_found=False) or cron
            cron = cron.sudo()
        model = self.env[rule.model].sudo().with_context(active_test=False)
        return {
            "name": rule.name,
            "model_name": self.env["ir.model"]._get(rule.model).name,
            "kept": rule.kept,
            "setting": rule.setting,
            "job": cron.name or False,
            "next_run": cron.nextcall if cron.active else False,
            "state": self._line_state(rule, cron),
            "waiting_count": model.search_count(rule.domain),
            "total_count": model.search_count([]),
        }

    @api.model
    def _line_state(self, rule, cron):
        if not rule.cron:
            return "kept"
        return "runs" if cron.active else "stopped"
