# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ..tools import bpmn, flow, layout, svg


class SeutuypProcess(models.Model):
    """The chart, drawn from the same lanes and phases as the table."""

    _inherit = "seutuyp.process"

    chart_svg = fields.Text(string="Chart", compute="_compute_chart_svg")

    @api.depends(
        "name",
        "start_event",
        "end_event",
        "lane_ids.display_name",
        "lane_ids.sequence",
        "phase_ids.name",
        "phase_ids.column",
        "phase_ids.sequence",
        "phase_ids.lane_ids",
        "phase_ids.tool_ids.name",
        "flow_ids.target_id",
        "flow_ids.label",
    )
    @api.depends_context("lang")
    def _compute_chart_svg(self):
        for process in self:
            process.chart_svg = process._draw(process._snapshot())

    @api.readonly
    def chart_data(self):
        """Return the chart on screen and the table that says the same.

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        snapshot = self._snapshot()
        return {
            "svg": self._draw(snapshot, interactive=True),
            "may_edit": self.may_edit,
            "lanes": snapshot["lanes"],
            "phases": self._phase_rows(snapshot),
            "state": self._chart_state() if self.may_edit else {},
        }

    @api.model
    def _phase_rows(self, snapshot):
        """Return the phases as rows, numbered as in the chart; last what is not in it.

        :param dict snapshot: see :meth:`_snapshot`
        :rtype: list of dict
        """
        chart, _lanes, phases, flows = self._lay_out(snapshot)
        after = self._after(snapshot, phases, flows)
        titles = {row["id"]: row["title"] for row in snapshot["lanes"]}
        ranks = flow.ranks(
            phases, [item for item in flows if item.source != flow.START]
        )
        number = {key: place for place, key in enumerate(chart.order, 1)}
        rows = [
            {
                "id": row["id"],
                "number": number.get(row["id"], 0),
                "place": ranks.get(row["id"], -1) + 1,
                "name": row["name"],
                "column": row["column"],
                "lanes": row["lanes"],
                "who": [titles[lane] for lane in row["lanes"]],
                "content": html2plaintext(row["content"]).strip(),
                "success_factors": row["success_factors"],
                "tools": row["tools"],
                "then": after.get(row["id"], []),
                "next": [
                    arrow.target
                    for arrow in flows
                    if arrow.source == row["id"] and arrow.target != flow.END
                ],
            }
            for row in snapshot["phases"]
        ]
        return sorted(rows, key=lambda row: row["number"] or len(rows) + 1)

    @api.model
    def _draw(self, snapshot, interactive=False):
        """Return the chart of a description as SVG.

        :param dict snapshot: see :meth:`_snapshot`
        :param bool interactive: shapes take the keyboard's focus
        """
        chart, lanes, phases, flows = self._lay_out(snapshot)
        alternatives = self._alternatives(snapshot, lanes, phases, flows)
        return svg.draw(chart, snapshot["name"], alternatives, interactive)

    @api.model
    def _lay_out(self, snapshot):
        """Return (chart, lanes, phases, all arrows) of a description.

        Phases that stand in no lane yet are left out; the form says so.
        """
        lanes = [
            flow.Lane(f"lane{row['id']}", row["title"], row["is_customer"])
            for row in snapshot["lanes"]
        ]
        phases = [
            flow.Phase(
                row["id"],
                row["name"],
                tuple(f"lane{lane}" for lane in row["lanes"]),
                row["column"],
                tuple(tool["name"] for tool in row["tools"]),
            )
            for row in snapshot["phases"]
            if row["lanes"]
        ]
        known = {phase.key for phase in phases} | {flow.END}
        drawn = [
            flow.Flow(row["source"], row["target"], row["label"])
            for row in snapshot["flows"]
            if row["source"] in known and row["target"] in known
        ]
        chart = layout.chart(
            lanes,
            phases,
            drawn,
            snapshot["start_event"] or self.env._("Begins"),
            snapshot["end_event"] or self.env._("Ends"),
            self.env._("Tools and documents"),
        )
        return chart, lanes, phases, flow.complete(phases, drawn) if phases else []

    @api.model
    def _alternatives(self, snapshot, lanes, phases, flows):
        """Return what each shape says to whoever does not see it."""
        titles = {lane.key: lane.title for lane in lanes}
        after = self._after(snapshot, phases, flows)
        found = {
            phase.key: self._phase_alternative(phase, titles, after) for phase in phases
        }
        begin = snapshot["start_event"] or self.env._("Begins")
        end = snapshot["end_event"] or self.env._("Ends")
        for place, lane in enumerate(lanes, 1):
            found[lane.key] = self.env._(
                "Lane %(place)s: %(title)s", place=place, title=lane.title
            )
        found[flow.START] = self.env._("Begins: %s", begin)
        found[flow.END] = self.env._("Ends: %s", end)
        return found

    @api.model
    def _after(self, snapshot, phases, flows):
        """Return {key of a phase: names of what it goes on to}."""
        names = {phase.key: phase.title for phase in phases}
        names[flow.END] = snapshot["end_event"] or self.env._("Ends")
        after = {}
        for arrow in flows:
            text = names.get(arrow.target, "")
            text = f"{text} ({arrow.label})" if arrow.label else text
            after.setdefault(arrow.source, []).append(text)
        return after

    @api.model
    def _phase_alternative(self, phase, titles, after):
        sentences = [
            f"{phase.title}.",
            self.env._(
                "Takes part: %s.", ", ".join(titles[lane] for lane in phase.lanes)
            ),
        ]
        if phase.tools:
            sentences.append(self.env._("Tools: %s.", ", ".join(phase.tools)))
        if after.get(phase.key):
            following = ", ".join(after[phase.key])
            sentences.append(self.env._("Then: %s.", following))
        return " ".join(sentences)

    def _chart_phases(self):
        """Return the phases as the plain tools know them."""
        return [
            flow.Phase(phase.id, phase.name, tuple(phase.lane_ids.ids), phase.column)
            for phase in self.phase_ids
        ]

    def _chart_flows(self):
        return [
            flow.Flow(
                arrow.source_id.id, arrow.target_id.id or flow.END, arrow.label or ""
            )
            for arrow in self.flow_ids
        ]

    def _bpmn(self, snapshot):
        """Return a description as a BPMN 2.0 file, as bytes."""
        chart, lanes, phases, flows = self._lay_out(snapshot)
        return bpmn.write(
            chart,
            snapshot["name"],
            lanes,
            phases,
            flows,
            snapshot["start_event"],
            snapshot["end_event"],
        )
