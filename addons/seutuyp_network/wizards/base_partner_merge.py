# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

from ..models.seutuyp_guard_mixin import GUARD

# Where a contact stands in an agreement or in its evidence.
NAMED_IN = {
    "seutuyp.agreement": ("coordinating_partner_id",),
    "seutuyp.agreement.party": ("partner_id", "signatory_id"),
    "seutuyp.agreement.person": ("organisation_id", "partner_id"),
    "seutuyp.agreement.commitment": ("partner_id",),
    "seutuyp.agreement.cost.line": ("partner_id",),
    "seutuyp.agreement.comment": ("author_id", "organisation_id"),
    "seutuyp.signature": ("partner_id",),
    "seutuyp.workflow.log": ("partner_id",),
}


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Merging contacts rewrites what points at them in SQL, past locks and guards.

    It would even delete a party when both contacts are parties to one agreement.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Refuse to dissolve a contact that an agreement or its evidence names.

        :raise UserError: names the contact that has to stay
        """
        if self.env.context.get("seutuyp_guard") is GUARD:
            # A double entry found by an administrator: see seutuyp_change_partner.py.
            return super()._update_foreign_keys(src_partners, dst_partner)
        for model, names in NAMED_IN.items():
            records = self.env[model].sudo().with_context(active_test=False)
            for name in names:
                found = records.search([(name, "in", src_partners.ids)], limit=1)
                if found:
                    raise UserError(
                        self.env._(
                            "%(contact)s is named in an agreement or in the evidence "
                            "of one, so it has to stay. Merge the other contact into "
                            "it.",
                            contact=found[name].display_name,
                        )
                    )
        return super()._update_foreign_keys(src_partners, dst_partner)
