# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import flow

CUSTOMERS = {"asiakas", "kund", "customer"}


class SeutuypProcess(models.Model):
    """Exchange with other programs: the chart as a file, and a BPMN file taken in."""

    _inherit = "seutuyp.process"

    def action_take_bpmn(self):
        """Download the process as BPMN 2.0, which modelling programs open."""
        return self._take("bpmn")

    def action_take_svg(self):
        """Download the chart as an SVG picture."""
        return self._take("svg")

    def _take(self, kind):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/seutuyp/process/{self.id}/chart.{kind}",
            "target": "download",
        }

    def action_bring_bpmn(self):
        """Open the window in which a BPMN file fills this empty process."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bring in a BPMN file"),
            "res_model": "seutuyp.process.bpmn.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_process_id": self.id,
                "default_region_id": self.region_id.id,
            },
        }

    def _take_in(self, reading):
        """Write what was read from a file into this process, which must be empty.

        :param reading: :class:`~..tools.bpmn_reading.Reading`
        :raise UserError: it has lanes or phases already
        """
        self.ensure_one()
        if self.lane_ids or self.phase_ids:
            raise UserError(
                self.env._(
                    "“%(process)s” has lanes or phases already. Bring the file into a "
                    "new process, so that nothing is lost.",
                    process=self.name,
                )
            )
        lanes = self._take_in_lanes(reading.lanes)
        phases = self._take_in_phases(reading.phases, lanes)
        arrows = flow.without_default(reading.phases, reading.flows)
        self.env["seutuyp.process.flow"].create(
            [
                {
                    "source_id": phases[arrow.source].id,
                    "target_id": arrow.target != flow.END and phases[arrow.target].id,
                    "label": arrow.label or False,
                }
                for arrow in arrows
            ]
        )
        for name, value in (("start_event", reading.start), ("end_event", reading.end)):
            if value and not self[name]:
                self[name] = value

    def _take_in_lanes(self, lanes):
        """Return {key: lane} of new lanes; one customer at most, the first."""
        partners = self._organisations_named([lane.title for lane in lanes])
        customer = next((lane.key for lane in lanes if lane.is_customer), None)
        if customer is None:
            named = (lane.key for lane in lanes if lane.title.lower() in CUSTOMERS)
            customer = next(named, None)
        vals_list = [
            {
                "process_id": self.id,
                "sequence": 10 * place,
                "is_customer": lane.key == customer,
                **(
                    {"partner_id": partners[lane.title.lower()].id}
                    if lane.title.lower() in partners
                    else {"title": lane.title}
                ),
            }
            for place, lane in enumerate(lanes, 1)
        ]
        records = self.env["seutuyp.process.lane"].create(vals_list)
        return {lane.key: record for lane, record in zip(lanes, records, strict=True)}

    def _take_in_phases(self, phases, lanes):
        records = self.env["seutuyp.process.phase"].create(
            [
                {
                    "process_id": self.id,
                    "sequence": 10 * place,
                    "column": phase.column,
                    "name": phase.title,
                    "lane_ids": [Command.set([lanes[key].id for key in phase.lanes])],
                    "tool_ids": [
                        Command.create({"name": tool}) for tool in phase.tools
                    ],
                }
                for place, phase in enumerate(phases, 1)
            ]
        )
        return {
            phase.key: record for phase, record in zip(phases, records, strict=True)
        }

    @api.model
    def _organisations_named(self, titles):
        """Return {name in small letters: organisation} of the names that one bears."""
        found = self.env["res.partner"].search(
            [("is_company", "=", True), ("name", "in", titles)]
        )
        return {partner.name.lower(): partner for partner in reversed(found)}
