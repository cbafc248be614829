# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypMeasurement(models.Model):
    """How far a value may be read is kept on it, so that rules reach it by a join."""

    _inherit = "seutuyp.measurement"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._refresh_sharing()
        return rows

    def _refresh_sharing(self):
        """Let each value follow what its region chose; others are the network's."""
        rows = self.sudo()
        choices = (
            self.env["seutuyp.indicator.choice"]
            .sudo()
            .with_context(active_test=False)
            .search_fetch(
                [
                    ("region_id", "in", rows.region_id.ids),
                    ("indicator_id", "in", rows.indicator_id.ids),
                ],
                ["region_id", "indicator_id", "sharing"],
            )
        )
        chosen = {
            (choice.region_id, choice.indicator_id): choice.sharing
            for choice in choices
        }
        by_sharing = rows.grouped(
            lambda row: chosen.get(
                (row.region_id, row.indicator_id),
                row.indicator_id.sharing if row.region_id else "nation",
            )
        )
        for sharing, group in by_sharing.items():
            other = group.filtered(lambda row, told=sharing: row.sharing != told)
            if other:
                other._guarded().write({"sharing": sharing})


class SeutuypIndicatorChoice(models.Model):
    """A choice made, changed or dropped changes who reads the values there are."""

    _inherit = "seutuyp.indicator.choice"

    def _measurements(self):
        return (
            self.env["seutuyp.measurement"]
            .sudo()
            .search(
                [
                    ("region_id", "in", self.region_id.ids),
                    ("indicator_id", "in", self.indicator_id.ids),
                ]
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        choices = super().create(vals_list)
        choices._measurements()._refresh_sharing()
        return choices

    def write(self, vals):
        turned = {"region_id", "indicator_id", "sharing"} & set(vals)
        if not turned:
            return super().write(vals)
        before = self._measurements()
        result = super().write(vals)
        (before | self._measurements())._refresh_sharing()
        return result

    def unlink(self):
        rows = self._measurements()
        result = super().unlink()
        rows._refresh_sharing()
        return result


class SeutuypIndicator(models.Model):
    """Where a region has chosen nothing, values follow their indicator."""

    _inherit = "seutuyp.indicator"

    def write(self, vals):
        result = super().write(vals)
        if "sharing" in vals:
            rows = self.env["seutuyp.measurement"].sudo()
            rows.search([("indicator_id", "in", self.ids)])._refresh_sharing()
        return result
