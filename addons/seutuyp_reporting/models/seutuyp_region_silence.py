# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from odoo import SUPERUSER_ID, api, fields, models

from ..tools import silence

PARAMETER = "seutuyp_reporting.silent_days"


class SeutuypRegion(models.Model):
    """When anything was last heard of a region.

    Signs are what people did: moves of agreements, plans and processes, actuals told,
    figures written, meetings held. What the system does by itself is none. The rule is
    in ``tools/silence.py``.
    """

    _inherit = "seutuyp.region"

    @api.model
    def _silent_days(self):
        text = self.env["ir.config_parameter"].sudo().get_param(PARAMETER, "")
        return int(text) if text.isdigit() and int(text) else silence.DAYS

    def _silences(self):
        """Return {region id: :class:`Silence`} of those that somebody coordinates.

        As superuser, but no more than a day and a kind; whoever calls has checked whose
        regions they are. The number of queries does not grow with the regions.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        days = self._silent_days()
        heard = {
            kind: find()
            for kind, find in (
                ("log", self._last_moves),
                ("plan", self._last_actuals),
                ("figures", self._last_figures),
                ("meeting", self._last_meetings),
            )
        }
        return {
            region.id: silence.last_sign(region._signs(heard), today, days)
            for region in self
            if region.coordinator_id and not region.successor_id
        }

    def _signs(self, heard):
        """Return {kind: day} of this region; without any, the day it was entered.

        So a region that has just begun is not called silent at once.
        """
        self.ensure_one()
        signs = {kind: found.get(self.id) for kind, found in heard.items()}
        if any(signs.values()):
            return signs
        return {"begun": self._as_day(self.sudo().create_date)}

    def _silence_words(self):
        """Return {region id: why it is said to be silent}, of silent ones only."""
        words = {
            "log": self.env._("a matter was moved on"),
            "plan": self.env._("actuals of the plan were told"),
            "figures": self.env._("figures were written down"),
            "meeting": self.env._("a meeting was held"),
        }
        return {
            id_: self.env._(
                "Nothing since %(day)s, when %(what)s.",
                day=self._day(found.day),
                what=words[found.kind],
            )
            if found.kind in words
            else self.env._("Nothing has been heard yet.")
            for id_, found in self._silences().items()
            if found.silent
        }

    # ----------------------------------------------------------------------- signs
    def _latest(self, model, domain, path, field):
        """Return {region id: day of the latest ``field``}, in one query.

        :param str path: the field that leads to the region or regions
        """
        rows = (
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            ._read_group(
                [(path, "in", self.ids), (field, "!=", False), *domain],
                [path],
                [f"{field}:max"],
            )
        )
        return {region.id: self._as_day(moment) for region, moment in rows}

    @api.model
    def _as_day(self, moment):
        return moment.date() if isinstance(moment, datetime) else moment

    def _last_moves(self):
        return self._latest(
            "seutuyp.workflow.log",
            [("user_id", "!=", SUPERUSER_ID)],
            "region_ids",
            "date",
        )

    def _last_actuals(self):
        return self._latest(
            "project.task", [], "plan_id.region_id", "actual_updated_on"
        )

    def _last_figures(self):
        typed = self._latest(
            "seutuyp.measurement",
            [("indicator_id.computation", "=", False)],
            "region_id",
            "write_date",
        )
        returned = self._latest("seutuyp.return", [], "region_id", "returned_on")
        return {
            id_: max(day for day in (typed.get(id_), returned.get(id_)) if day)
            for id_ in typed.keys() | returned.keys()
        }

    def _last_meetings(self):
        return self._latest(
            "calendar.event",
            [("meeting_state", "=", "held"), ("start", "<=", fields.Datetime.now())],
            "seutuyp_region_ids",
            "start",
        )
