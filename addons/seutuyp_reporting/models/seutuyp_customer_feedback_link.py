# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)


class SeutuypCustomerFeedbackLink(models.Model):
    """An address, and its QR code, where customers tell how they were helped (§4.4).

    It hangs on a wall, so whoever has it may answer, without a login. It is ended by
    its day or by hand, and then answers nothing. Beside this file stand how answers are
    taken in, what is told of them, and the printed sheet.
    """

    _name = "seutuyp.customer.feedback.link"
    _inherit = ["seutuyp.kept.mixin"]
    _description = "Feedback link"
    _order = "region_id, partner_id, name, id"

    _guarded_fields = frozenset({"code", "state", "today", "today_count"})
    _transitions = {
        "revoke": Transition(
            _lt("Ended"), "state", "revoked", ("live",), "keeper", reason=True
        ),
        "restore": Transition(
            _lt("In use again"), "state", "live", ("revoked",), "keeper"
        ),
    }

    name = fields.Char(
        required=True, help="Where it is seen, for example the reception desk."
    )
    region_id = fields.Many2one(
        "seutuyp.region",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self._default_region(),
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("is_company", "=", True)],
        help="Whose service the customers grade.",
    )
    expires_on = fields.Date(string="Works until", help="Empty: until it is ended.")
    state = fields.Selection(
        [("live", "In use"), ("revoked", "Ended")],
        required=True,
        readonly=True,
        default="live",
        copy=False,
        index=True,
    )
    code = fields.Char(required=True, readonly=True, copy=False)
    feedback_ids = fields.One2many(
        "seutuyp.customer.feedback", "link_id", readonly=True
    )
    next_step = fields.Char(compute="_compute_next_step")
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _code_uniq = models.Constraint("UNIQUE(code)", "Every link has a code of its own.")

    @api.model
    def _default_region(self):
        own = self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid)]
        )
        return own if len(own) == 1 else own.browse()

    @api.depends("state", "expires_on", "code")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for link in self:
            link.next_step = link._next_step()

    def _next_step(self):
        self.ensure_one()
        if not self.code:
            return self.env._("Save, then print the sheet with the QR code.")
        problem = self._problem()
        if problem == "revoked":
            return self.env._("Ended: the sheet may be taken down.")
        if problem == "expired":
            return self.env._("Its last day is over. Set a later one to go on.")
        return self.env._(
            "Print the sheet and put it where customers see it. Every month's mean "
            "comes among the measurements by itself."
        )

    @api.depends("region_id", "partner_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for link in self:
            link.may_edit = not link._origin or link._has_role("keeper")

    @api.constrains("region_id", "partner_id")
    def _check_organisation(self):
        for link in self.sudo():
            region = link.region_id
            if link.partner_id not in region._organisations() | region.contact_ids:
                raise ValidationError(
                    self.env._(
                        "%(organisation)s does not belong to %(region)s. Choose an "
                        "organisation of the region.",
                        organisation=link.partner_id.name,
                        region=link.region_id.name,
                    )
                )

    # --------------------------------------------------------------------- access
    def _is_kept_by(self, user):
        """Return whether it is the coordinator, or the link's own organisation."""
        if user in self.region_id.editor_user_ids:
            return True
        own = user.partner_id.commercial_partner_id
        return own in self.region_id._organisations() & self.partner_id

    @api.model
    def _role_label(self, role):
        if role == "keeper":
            return self.env._("the region's coordinator and the organisation itself")
        return super()._role_label(role)

    @api.model
    def _may_begin(self):
        """Return whether the user keeps a region, or is of an organisation of one."""
        user = self.env.user
        regions = self.env["seutuyp.region"].sudo()
        read = regions.search([("user_ids", "in", user.id)])
        own = user.partner_id.commercial_partner_id
        return super()._may_begin() or own in read._organisations()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Feedback links are kept by the region's coordinator, and by each "
                "organisation its own."
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        self._guard_check({name for vals in vals_list for name in vals})
        closed = self.env.context.get("seutuyp_guard")
        coded = [{**vals, "code": secrets.token_urlsafe(9)} for vals in vals_list]
        links = super(SeutuypCustomerFeedbackLink, self._guarded()).create(coded)
        return links.with_context(seutuyp_guard=closed)

    def write(self, vals):
        result = super().write(vals)
        if {"region_id", "partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    # -------------------------------------------------------------------- buttons
    def action_revoke(self, reason=None):
        """End the link: its address answers nothing any more. Role: its keeper.

        :param str reason: why, for the log
        :raise UserError: the reason is missing, or it has ended
        """
        self._transition("revoke", reason)
        return True

    def action_restore(self):
        """Undo ending: the same address and sheet work again. Role: its keeper."""
        self._transition("restore")
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_revoke": (
                self.env._("End the feedback link"),
                self.env._("Whoever opens it is told that it has ended."),
            ),
        }
