# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import year_light


class SeutuypRegion(models.Model):
    """How the duty to have the year planned stands."""

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the annual calendar last, where the inner work may be read."""
        found = super()._duties_for(look)
        today, roles = look.today, look.roles
        year = year_light.looked_at(today)
        calendars = self.env["seutuyp.annual.calendar"].search(
            [("region_id", "in", self.ids), ("year", "=", year)]
        )
        of_region = {calendar.region_id.id: calendar for calendar in calendars}
        for region in self:
            if region.id in roles:
                calendar = of_region.get(region.id, calendars.browse())
                duty = region._duty_year(calendar, year, today, roles[region.id])
                found[region.id].append(duty)
        return found

    def _duty_year(self, calendar, year, today, role):
        finding = year_light.year(
            calendar.state or None, today, started=bool(self.coordinator_id)
        )
        if self.successor_id:
            finding = year_light.Finding(year_light.GREY, "merged")
        action, label = self._year_step(calendar, year, finding.code, role)
        return {
            "code": "calendar",
            "label": self.env._("Annual calendar"),
            "light": finding.light,
            "reason": self._year_reason(finding.code, year),
            "action": action,
            "action_label": label,
        }

    def _year_reason(self, code, year):
        values = {"year": year, "region": self.successor_id.name or ""}
        sentences = {
            "merged": lambda: self.env._("Merged into %(region)s.", **values),
            "not_started": lambda: self.env._(
                "Nothing yet: the region has no coordinator."
            ),
            "missing": lambda: self.env._(
                "%(year)s has not been planned yet.", **values
            ),
            "draft": lambda: self.env._(
                "%(year)s is planned but not published.", **values
            ),
            "published": lambda: self.env._("%(year)s is published.", **values),
        }
        return sentences[code]()

    def _year_step(self, calendar, year, code, role):
        """Return (action, label): what whoever looks can do about it."""
        if code == "published":
            return calendar.action_open_wheel(), self.env._("Open the wheel")
        if role not in ("editor", "area") or code in ("merged", "not_started"):
            return False, ""
        if calendar:
            return self._open_form(calendar), self.env._("Check and publish")
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan the year"),
            "res_model": "seutuyp.annual.calendar",
            "views": [(False, "form")],
            "context": {
                "default_scope": "region",
                "default_region_id": self.id,
                "default_year": year,
            },
        }
        return action, self.env._("Plan the year")
