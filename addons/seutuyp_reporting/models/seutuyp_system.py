# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_system import Queue

# The nightly job has a day to erase what has been kept until yesterday.
ERASED_AFTER = timedelta(days=2)


class SeutuypSystem(models.AbstractModel):
    """Forms to look at, and customers' data to erase."""

    _inherit = "seutuyp.system"

    @api.model
    def _queues(self):
        return {
            **super()._queues(),
            "forms": self._form_queue(),
            "erasing": self._erasing_queue(),
        }

    @api.model
    def _form_queue(self):
        """People look at these, not a job: how long it takes says nothing here."""
        sheets = self.env["seutuyp.collection.sheet"].sudo()
        label = self.env._("Forms that came back and are not saved yet")
        return Queue(label, sheets.search_count([("state", "=", "received")]))

    @api.model
    def _erasing_queue(self):
        """What the law gave us until a day, and is still here."""
        today = self.env["seutuyp.dated.mixin"]._today()
        due = [("erase_on", "<", today), ("erased_on", "=", False)]
        count, days = 0, []
        for model in ("seutuyp.referral", "seutuyp.company.contact"):
            ((number, first),) = (
                self.env[model].sudo()._read_group(due, [], ["__count", "erase_on:min"])
            )
            count += number
            days += [first] if first else []
        oldest = min(days, default=None)
        return Queue(
            self.env._("Customers’ data to erase"),
            count,
            oldest and datetime.combine(oldest, time.min) + ERASED_AFTER,
        )
