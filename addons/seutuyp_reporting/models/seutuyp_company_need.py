# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)


class SeutuypCompanyNeed(models.Model):
    """A need that a company told of, and the organisation that takes care of it.

    It goes on without the company's name. An organisation that is to contact the
    company gets a referral, for which the company's consent is asked.
    """

    _name = "seutuyp.company.need"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin"]
    _description = "Need of a company"
    _order = "date desc, id desc"

    _guarded_fields = frozenset({"state", "referral_id", "agenda_item_id", "taken_on"})
    _transitions = {
        "take": Transition(_lt("Taken"), "state", "taken", ("open",), "taker"),
        "finish": Transition(
            _lt("Done"), "state", "done", ("open", "taken", "passed"), "either"
        ),
        "reopen": Transition(
            _lt("Opened again"), "state", "open", ("taken", "done"), "either"
        ),
        "pass": Transition(_lt("Passed on"), "state", "passed", ("open", "taken")),
    }

    contact_id = fields.Many2one(
        "seutuyp.company.contact", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="contact_id.region_id", store=True, index=True)
    from_partner_id = fields.Many2one(
        related="contact_id.partner_id", store=True, index=True, string="Told to"
    )
    segment_id = fields.Many2one(related="contact_id.segment_id", store=True)
    date = fields.Date(related="contact_id.date", store=True, index=True)
    service_id = fields.Many2one("seutuyp.service", required=True, ondelete="restrict")
    partner_id = fields.Many2one(
        "res.partner",
        string="For",
        domain=[("is_company", "=", True)],
        index="btree_not_null",
        ondelete="restrict",
        help="The organisation it goes to. Empty: any of the region may take it.",
    )
    note = fields.Char(
        string="The need in a few words",
        help="Read by other organisations: do not name the company.",
    )
    state = fields.Selection(
        [
            ("open", "Open"),
            ("taken", "Taken"),
            ("passed", "Passed on as a referral"),
            ("done", "Done"),
        ],
        required=True,
        readonly=True,
        default="open",
        copy=False,
        index=True,
    )
    taken_on = fields.Date(string="Taken on", readonly=True, copy=False)
    referral_id = fields.Many2one(
        "seutuyp.referral", readonly=True, copy=False, ondelete="set null"
    )
    agenda_item_id = fields.Many2one(
        "seutuyp.agenda.item",
        string="On the agenda",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    is_ours = fields.Boolean(compute="_compute_is_ours")

    @api.depends("service_id", "segment_id")
    def _compute_display_name(self):
        for need in self:
            names = (need.service_id.name, need.segment_id.name)
            need.display_name = ", ".join(name for name in names if name)

    @api.depends("from_partner_id")
    @api.depends_context("uid")
    def _compute_is_ours(self):
        own = self.env["seutuyp.referral"]._own_organisation()
        for need in self:
            need.is_ours = bool(own) and need.from_partner_id == own

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        self.ensure_one()
        row, own = self.sudo(), self.env["seutuyp.referral"]._own_organisation()
        if not own or self.env.user not in row.region_id.user_ids:
            return False
        parties = self.env["seutuyp.referral"]._parties(row.region_id)
        takers = row.partner_id or (parties - row.from_partner_id)
        if role == "taker":
            return own in takers
        return own in (row.partner_id | row.from_partner_id)

    @api.model
    def _role_label(self, role):
        return {
            "taker": self.env._("the organisation the need goes to"),
            "either": self.env._("the two organisations"),
        }.get(role, role)

    def _log_regions(self):
        return self.env["seutuyp.region"]  # read more widely than a need

    def _may_change(self, operation):
        """Who met the company writes its needs, until somebody has taken them."""
        self.ensure_one()
        row = self.sudo()
        return row.state == "open" and row.contact_id.with_env(self.env)._may_change(
            "write"
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A need is written by the organisation that met the company, until "
                "somebody takes it. Use the buttons."
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if "contact_id" in vals and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    # --------------------------------------------------------------------- moves
    def action_take(self):
        """Take care of the need. Role: staff of the organisation it goes to."""
        own = self.env["seutuyp.referral"]._own_organisation()
        today = self.env["seutuyp.dated.mixin"]._today()
        self._transition("take", values={"partner_id": own.id, "taken_on": today})
        return True

    def action_finish(self):
        """Say that the need is taken care of. Role: staff of either organisation."""
        self._transition("finish")
        return True

    def action_reopen(self):
        """Let somebody else take the need. Role: staff of either organisation."""
        self._transition("reopen", values={"taken_on": False, "agenda_item_id": False})
        return True

    def action_refer(self):
        """Open the dialog that makes a referral of the need; it asks for the consent.

        Role: staff of the organisation that met the company.

        :raise UserError: the need has been passed on or done already
        """
        self.ensure_one()
        self._check_refer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the company as a customer"),
            "res_model": "seutuyp.referral.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_need_id": self.id},
        }

    def _check_refer(self):
        self.check_access("read")
        if not self.is_ours or self.env.user not in self.sudo().region_id.user_ids:
            raise self._may_not_change()
        if self.state not in ("open", "taken"):
            raise UserError(self.env._("The need has been passed on or done already."))

    def _refer(self, referral):
        """Note that the need went on as ``referral``."""
        self.ensure_one()
        self._lock()
        self._check_refer()
        self._transition(
            "pass",
            values={
                "referral_id": referral.id,
                "partner_id": referral.sudo().to_partner_id.id,
            },
        )
