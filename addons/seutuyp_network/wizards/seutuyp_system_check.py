# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..models.seutuyp_system import DAY
from ..models.seutuyp_system_checks import OPENS

LIGHTS = ("red", "amber", "green", "grey")
# A mail that is older than this is not sent again: what it says may no longer hold.
MAIL_KEPT = 7 * DAY


class SeutuypSystemCheck(models.TransientModel):
    """One line of the page “State of the system”: how something stands, what to do.

    The lines are made anew whenever the page is opened; ``seutuyp.system`` says what
    stands on them.
    """

    _name = "seutuyp.system.check"
    _description = "Check of the system"
    _order = "rank, id"

    code = fields.Char(readonly=True)
    name = fields.Char(string="What", readonly=True)
    light = fields.Selection(
        [
            ("red", "Act now"),
            ("amber", "Look into it"),
            ("green", "In order"),
            ("grey", "Not in use"),
        ],
        string="How it is",
        readonly=True,
    )
    rank = fields.Integer(readonly=True)
    text = fields.Text(string="What is seen", readonly=True)
    advice = fields.Text(string="What to do", readonly=True)
    repair = fields.Selection(
        [("mail", "Send again"), ("job", "Run now")], readonly=True
    )
    can_open = fields.Boolean(compute="_compute_can_open")

    @api.depends("code")
    @api.depends_context("uid")
    def _compute_can_open(self):
        """What lies behind belongs to Odoo's settings, and so do its rights."""
        is_system = self.env.user.has_group("base.group_system")
        for check in self:
            check.can_open = is_system and check.code in OPENS

    @api.model
    def _check_watcher(self):
        """Raise :class:`AccessError` for whoever does not keep the system."""
        if not self.env["seutuyp.system"]._is_watcher():
            raise AccessError(
                self.env._(
                    "The state of the system is for administrators. Ask one of them."
                )
            )

    # ------------------------------------------------------------------- buttons
    @api.model
    def action_check(self, *_ids):
        """Look at everything now and open the page.

        :return: a window action
        :raise AccessError: the user is no administrator
        """
        self._check_watcher()
        checks = self.sudo().create(self._prepare_checks())
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "seutuyp_network.seutuyp_system_check_action"
            ),
            "domain": [("id", "in", checks.ids)],
            "target": "main",
        }

    @api.model
    def _prepare_checks(self):
        names = self._fields
        return [
            {
                **{key: value for key, value in check.items() if key in names},
                "rank": LIGHTS.index(check["light"]),
            }
            for check in self.env["seutuyp.system"]._checks()
        ]

    def action_open(self):
        """Open what the check is about.

        :raise AccessError: the user may not read it
        """
        self.ensure_one()
        self._check_watcher()
        if not self.can_open:
            raise AccessError(
                self.env._(
                    "This belongs to the settings of the server. Ask whoever has the "
                    "rights to them."
                )
            )
        action = self.env["ir.actions.actions"]._for_xml_id(OPENS[self.code])
        domain = self.env["seutuyp.system"]._domain_of(self.code)
        if domain is not None:
            action.update(domain=domain, context={"active_test": False})
        return action

    def action_repair(self):
        """Try again what has failed or stood still, and show what came of it."""
        self.ensure_one()
        self._check_watcher()
        if self.repair == "mail":
            text = self._send_again()
        elif self.repair == "job":
            text = self._run_now()
        else:
            return self.action_check()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": text,
                "sticky": False,
                "next": self.action_check(),
            },
        }

    def _send_again(self):
        mails = self.env["mail.mail"].sudo()
        recent = mails.search(
            Domain("state", "=", "exception")
            & Domain("create_date", ">", fields.Datetime.now() - MAIL_KEPT)
        )
        recent.action_retry()
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return self.env._(
            "Mails sent again: %(count)s. Look at this page in a few minutes.",
            count=len(recent),
        )

    def _run_now(self):
        jobs = self.env["seutuyp.system"]._jobs()
        waiting = jobs["overdue"] | jobs["failing"]
        for job in waiting:
            job._trigger()
        return self.env._(
            "Jobs asked to run: %(count)s. Look at this page in a few minutes.",
            count=len(waiting),
        )
