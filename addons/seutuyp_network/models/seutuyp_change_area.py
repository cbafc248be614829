# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import models

from ..tools import merge


class SeutuypChange(models.Model):
    """Areas: each region is told where it goes; its earlier area stays its past.

    A merger and a split are the same here, since a reform may send the regions of one
    area to several: the lines ``moved`` name a region and its new area.
    """

    _inherit = "seutuyp.change"

    def _obstacles(self):
        problems = super()._obstacles()
        if self.res_model != "seutuyp.area" or self.kind == "rename":
            return problems
        sources, moved = self._sources(), self._moved_regions()
        if not sources or not moved:
            problems.append(self.env._("Choose the areas, and where their regions go."))
        successors = self._area_successors(sources)
        for area in sources:
            targets = {line.to_id for line in self._moved_lines(area)}
            for target in targets - {area.id}:
                code = merge.obstacle([area.id], target, successors)
                if code and code != "dissolved":
                    problems.append(self._obstacle_sentence(code, area))
        problems += self._area_date_problems(sources)
        return problems

    def _area_date_problems(self, sources):
        problems = []
        for target in self._target() - sources:
            if target.date_to and target.date_to < self.effective_on:
                problems.append(
                    self.env._("%(area)s ends before that day.", area=target.name)
                )
            if target.date_from and target.date_from > self.effective_on:
                problems.append(
                    self.env._("%(area)s begins after that day.", area=target.name)
                )
        for region in self._moved_regions():
            later = region.area_history_ids.filtered(
                lambda line: line.date_from and line.date_from >= self.effective_on
            )
            if later:
                problems.append(
                    self.env._(
                        "%(region)s changes its area on %(day)s already.",
                        region=region.name,
                        day=later[-1].date_from,
                    )
                )
        return problems

    def _area_successors(self, sources):
        areas = sources | self._target()
        return {
            area.id: area.successor_ids[0].id
            for area in areas
            if area.successor_ids and area.date_to
        }

    def _moved_regions(self):
        ids = self.line_ids.filtered(lambda line: line.role == "moved").mapped("res_id")
        return self.env["seutuyp.region"].browse(ids)

    def _moved_lines(self, area):
        """Return the lines of the regions that leave ``area``."""
        lines = self.line_ids.filtered(lambda line: line.role == "moved")
        before = self.effective_on - timedelta(days=1)
        regions = self.env["seutuyp.region"].browse(lines.mapped("res_id"))
        own = {region.id for region in regions if region.area_on(before) == area}
        return lines.filtered(lambda line: line.res_id in own)

    def _moves(self):
        moves = super()._moves()
        if self.res_model != "seutuyp.area" or self.kind == "rename":
            return moves
        sources = self._sources()
        groups = self.env["seutuyp.group"].search([("area_id", "in", sources.ids)])
        moves += [
            (self.env._("Regions"), self._moved_regions(), "moves", self._move_regions),
            (
                self.env._("Area groups"),
                groups,
                "moves",
                lambda: self._move_groups(groups),
            ),
            (self.env._("Areas"), sources, "ends", self._end_areas),
        ]
        return moves

    def _move_regions(self):
        """End each region's time in the old area the day before, begin the new one."""
        before = self.effective_on - timedelta(days=1)
        vals_list = []
        lines = self.line_ids.filtered(lambda line: line.role == "moved")
        for line in lines:
            region = self.env["seutuyp.region"].browse(line.res_id)
            if region.area_on(before).id == line.to_id:
                continue
            region.area_history_ids._on(before).date_to = before
            vals_list.append(
                {
                    "region_id": region.id,
                    "area_id": line.to_id,
                    "date_from": self.effective_on,
                }
            )
        self.env["seutuyp.region.area"].create(vals_list)

    def _move_groups(self, groups):
        for group in groups:
            targets = self._targets_of(group.area_id)
            if len(targets) == 1:
                group.area_id = targets

    def _targets_of(self, area):
        ids = {line.to_id for line in self._moved_lines(area)} or set()
        return self.env["seutuyp.area"].browse(sorted(ids)) - area

    def _end_areas(self):
        before = self.effective_on - timedelta(days=1)
        for area in self._sources():
            targets = self._targets_of_ended(area, before)
            area.successor_ids |= targets
            if not area.membership_ids._on(self.effective_on):
                area.date_to = before

    def _targets_of_ended(self, area, before):
        regions = area.membership_ids.filtered(
            lambda line: line.date_to == before
        ).region_id
        lines = self.line_ids.filtered(
            lambda line: line.role == "moved" and line.res_id in regions.ids
        )
        return (
            self.env["seutuyp.area"].browse(sorted(set(lines.mapped("to_id")))) - area
        )

    def _obstacle_sentence(self, code, record):
        return {
            "nothing": lambda: self.env._("Choose what is merged."),
            "no_target": lambda: self.env._("Choose what it is merged into."),
            "itself": lambda: self.env._(
                "%(name)s cannot be merged into itself.", name=record.name
            ),
            "ring": lambda: self.env._(
                "This would make a ring: the target has itself been merged into "
                "%(name)s before.",
                name=record.name,
            ),
            "target_dissolved": lambda: self.env._(
                "The target has itself been merged into another. Choose that one."
            ),
            "dissolved": lambda: self.env._(
                "%(name)s has already been merged.", name=record.name
            ),
        }[code]()
