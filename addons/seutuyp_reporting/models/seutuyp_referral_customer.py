# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

BATCH = 500


class SeutuypReferralCustomer(models.Model):
    """Who the customer of a referral is: the least that is needed to call back.

    No group has access to this model, so no search, export, name or grouping of any
    entrance reaches it. ``seutuyp.referral.read_customer`` is the one door; it checks
    who asks and notes the look before it answers.
    """

    _name = "seutuyp.referral.customer"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Customer of a referral"
    _guard_all = True

    referral_id = fields.Many2one(
        "seutuyp.referral", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True)
    phone = fields.Char()
    email = fields.Char()
    need = fields.Text()

    _once = models.Constraint(
        "UNIQUE(referral_id)", "A referral is about one customer."
    )


class SeutuypReferral(models.Model):
    """Reading and erasing the customer's data."""

    _inherit = "seutuyp.referral"

    may_show = fields.Boolean(compute="_compute_may_show")

    @api.depends("state", "erased_on")
    @api.depends_context("uid")
    def _compute_may_show(self):
        for referral in self:
            referral.may_show = not referral.erased_on and referral._may_see_customer()

    def _may_see_customer(self):
        """The sender while the data are kept; the receiver unless it declined."""
        self.ensure_one()
        role = "sender" if self.sudo().state == "declined" else "either"
        return self._has_role(role)

    @api.model
    def _not_yours(self):
        return AccessError(
            self.env._(
                "Only the staff of the two organisations may do this, the receiver "
                "as long as it has not declined."
            )
        )

    def _customers(self):
        # no field leads there: reading all fields of a referral would stumble over it
        return (
            self.env["seutuyp.referral.customer"]
            .sudo()
            .search([("referral_id", "in", self.ids)])
        )

    def read_customer(self):
        """Return who the customer is, and note who looked.

        Role: staff of the sending organisation; of the receiving one unless it has
        declined.

        :return: dict with ``name``, ``phone``, ``email`` and ``need``
        :raise AccessError: the referral is not the user's to handle
        :raise UserError: the data have been erased
        """
        self.ensure_one()
        self.check_access("read")
        if not self._may_see_customer():
            raise self._not_yours()
        customer = self._customers()
        if not customer:
            raise UserError(
                self.env._("The customer's data have been erased; the count is kept.")
            )
        self.env["seutuyp.referral.look"].sudo()._note(self)
        return {
            name: customer[name] or "" for name in ("name", "phone", "email", "need")
        }

    def action_show_customer(self):
        """Open the customer's data in a dialog, which notes who looked."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The customer"),
            "res_model": "seutuyp.referral.customer.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"seutuyp_referral_id": self.id},
        }

    # -------------------------------------------------------------------- erasing
    @api.model
    def _kept_until(self, day):
        """Return the last day on which data that came on ``day`` are kept."""
        months = self.env["seutuyp.retention"]._months(
            "seutuyp_reporting.referral_months", 12
        )
        return day + relativedelta(months=months)

    def _erase(self):
        """Erase who the customers were; the rows stay and count."""
        rows = self.sudo()
        self._customers()._guarded().unlink()
        rows._guarded().write(
            {
                "erased_on": self.env["seutuyp.dated.mixin"]._today(),
                "decline_reason": False,
            }
        )

    @api.model
    def _cron_erase(self):
        """Erase what has been kept long enough, in batches that are each committed."""
        cron = self.env["ir.cron"]
        today = self.env["seutuyp.dated.mixin"]._today()
        due = [("erase_on", "<", today), ("erased_on", "=", False)]
        for model in ("seutuyp.referral", "seutuyp.company.contact"):
            rows = self.env[model].sudo().search(due, order="id")
            cron._commit_progress(remaining=len(rows))
            for start in range(0, len(rows), BATCH):
                batch = rows[start : start + BATCH]
                batch._erase()
                if not cron._commit_progress(len(batch)):
                    return
        self.env["seutuyp.referral.look"].sudo()._forget()
