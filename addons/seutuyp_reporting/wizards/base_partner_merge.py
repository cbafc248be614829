# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging double entries rewrites referrals in SQL.

    Where two rows cannot become one, core deletes every row of the contact that
    dissolves, and counts and customers would be lost.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Add up tallies first; refuse contacts that sent each other customers.

        :raise UserError: names the contacts, and says what to do instead
        """
        both = src_partners | dst_partner
        self._check_no_referrals_between(both)
        self._add_up_tallies(both, dst_partner)
        self._keep_one_reception(both, dst_partner)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _check_no_referrals_between(self, partners):
        for model in ("seutuyp.referral", "seutuyp.referral.tally"):
            found = (
                self.env[model]
                .sudo()
                .search(
                    [
                        ("from_partner_id", "in", partners.ids),
                        ("to_partner_id", "in", partners.ids),
                    ],
                    limit=1,
                )
            )
            if found:
                raise UserError(
                    self.env._(
                        "%(sender)s has sent customers to %(receiver)s, so they are "
                        "not the same one. Merge them as organisations instead of as "
                        "a double entry.",
                        sender=found.from_partner_id.name,
                        receiver=found.to_partner_id.name,
                    )
                )

    @api.model
    def _add_up_tallies(self, partners, kept):
        """Make one row of the tallies that would be the same."""

        def one(partner):
            return kept if partner in partners else partner

        rows = (
            self.env["seutuyp.referral.tally"]
            .sudo()
            .search(
                [
                    "|",
                    ("from_partner_id", "in", partners.ids),
                    ("to_partner_id", "in", partners.ids),
                ]
            )
        )
        same = rows.grouped(
            lambda row: (
                *(row.region_id, one(row.from_partner_id), one(row.to_partner_id)),
                *(row.service_id, row.month),
            )
        )
        for group in same.values():
            if len(group) > 1:
                first = group[0]
                first.count = sum(group.mapped("count"))
                (group - first).unlink()

    @api.model
    def _keep_one_reception(self, partners, kept):
        rows = (
            self.env["seutuyp.referral.reception"]
            .sudo()
            .search([("partner_id", "in", partners.ids)])
        )
        for group in rows.grouped("region_id").values():
            own = group.filtered(lambda row: row.partner_id == kept)
            (group - (own or group[0])).unlink()
