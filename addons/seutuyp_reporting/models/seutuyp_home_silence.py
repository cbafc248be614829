# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# So many are named; the list behind the button has them all.
SHOWN = 8
MARKED = frozenset({"area", "reviewer"})


class SeutuypHome(models.AbstractModel):
    """Silent regions stand out for whoever follows several: the area, the nation."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        return [*super()._kinds(), "silent_region"]

    @api.model
    def _area_rows(self, regions, roles, duties):
        """Add ``silence`` to regions: why one is called silent, or False."""
        followed = regions.filtered(lambda region: roles.get(region.id) in MARKED)
        words = followed._silence_words()
        rows = super()._area_rows(regions, roles, duties)
        for row in rows:
            for line in row["regions"]:
                line["silence"] = words.get(line["id"], False)
        return rows

    @api.model
    def _waiting_followups(self):
        return [*super()._waiting_followups(), *self._waiting_silent_regions()]

    @api.model
    def _waiting_silent_regions(self):
        """Ask the area contact to get in touch with the silent regions, in one line."""
        regions = self.env["seutuyp.region"].search(
            [
                ("area_id.editor_user_ids", "in", self.env.uid),
                ("successor_id", "=", False),
            ]
        )
        words = regions._silence_words()
        silent = regions.filtered(lambda region: region.id in words)
        if not silent:
            return []
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_reporting.seutuyp_region_status_action"
        )
        context = {"search_default_silent": 1}
        return [
            self._item(
                "silent_region",
                self.env._(
                    "Get in touch with regions that have been silent for over %(days)s "
                    "days: %(count)s.",
                    days=regions._silent_days(),
                    count=len(silent),
                ),
                silent,
                self.env._("See which"),
                detail="\n".join(
                    f"{item.name}: {words[item.id]}" for item in silent[:SHOWN]
                ),
                action={**action, "context": context},
            )
        ]
