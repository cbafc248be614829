# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypLicence(models.Model):
    """What anybody may know about a licence: organisations and dates, no people."""

    _inherit = "seutuyp.licence"

    def _public_status(self):
        """Return the state as it is today; the nightly job may not have run yet."""
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        if (
            self.state in ("active", "suspended")
            and self.date_end
            and self.date_end < today
        ):
            return "expired"
        return self.state

    def _public_values(self):
        """Return what the public page shows.

        :return: dict of plain values: no person, no reason, no link into the system
        """
        self.ensure_one()
        licence = self.sudo()
        status = licence._public_status()
        labels = dict(self._fields["state"]._description_selection(self.env))
        parties = licence.agreement_id._content_parties().partner_id.sorted("name")
        coordinating = licence.agreement_id.coordinating_partner_id
        company = self.env.company.sudo()
        return {
            "number": licence.number,
            "region": licence.region_id.name,
            "area": licence.region_id.area_id.name,
            "agreement_number": licence.agreement_id.number,
            "parties": parties.mapped("name"),
            "coordinating": coordinating.name,
            "granted_on": licence.granted_on,
            "date_end": licence.date_end,
            "status": status,
            "status_label": labels[status],
            "on_paper": licence.on_paper,
            "history": licence._public_history(),
            "under_review": status == "active" and licence.at_risk,
            "body": licence.round_id.body_id.name,
            "report_to": company.name,
            "report_email": company.email,
            "coordinating_email": coordinating.email,
        }
