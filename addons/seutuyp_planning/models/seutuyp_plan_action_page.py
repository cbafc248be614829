# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypPlan(models.Model):
    """The action page: goals as bands, actions as rows, and how the plan stands."""

    _inherit = "seutuyp.plan"

    def _action_page(self):
        """Return what is printed after the basic page.

        :return: dict(sections, budget, costs, parts); a section is dict(label,
            percent, goals), one a segment in the last section
        """
        self.ensure_one()
        parts = self.realisation_parts or []
        percents = {(item["kind"], item["label"]): item["percent"] for item in parts}
        return {
            "sections": self._action_sections(percents),
            "parts": self._realisation_rows(parts),
            "planned": sum(self.budget_line_ids.mapped("planned")),
            "spent": sum(self.budget_line_ids.mapped("actual")),
            "cost": sum(self.communication_ids.mapped("cost")),
        }

    def _realisation_rows(self, parts):
        """Return the realisation in the order of the goals, then by organisation."""
        labels = {(item["kind"], item["label"]): item for item in parts}
        sections = dict(
            self.goal_ids._fields["section"]._description_selection(self.env)
        )
        wanted = [("section", label) for label in sections.values()]
        segments = self.goal_ids.segment_id.sorted("sequence")
        wanted += [("segment", segment.name) for segment in segments]
        partners = {item["label"] for item in parts if item["kind"] == "partner"}
        wanted += [("partner", name) for name in sorted(partners)]
        return [labels[key] for key in wanted if key in labels]

    def _action_sections(self, percents):
        """Return the goals by section, those of companies by segment as well."""
        goals = self.env["seutuyp.plan.goal"]
        labels = dict(goals._fields["section"]._description_selection(self.env))
        sections = []
        for (code, segment), own in self.goal_ids.grouped(
            lambda goal: (goal.section, goal.segment_id)
        ).items():
            label = segment.name or labels[code]
            kind = "segment" if segment else "section"
            sections.append(
                {
                    "code": code,
                    "above": labels[code] if segment else "",
                    "label": label,
                    "percent": percents.get((kind, label)),
                    "goals": own.with_prefetch(self.goal_ids._prefetch_ids),
                    "order": (own[:1].section_order, segment.sequence),
                }
            )
        return sorted(sections, key=lambda section: section["order"])

    def _standing(self):
        """Return in words how the plan stands, as it is printed on each page.

        The day is the meeting's: it decided, whenever it was written down here.
        """
        self.ensure_one()
        if self.state not in ("approved", "closed"):
            return self._state_label()
        # The decision's group is told to whoever reads the plan, whatever else of the
        # meeting he may see.
        event = self.sudo().approval_event_id
        day = event.start and fields.Datetime.context_timestamp(
            self.with_context(tz="Europe/Helsinki"), event.start
        )
        words = {
            "day": self.env["seutuyp.report.mixin"]._day(
                day.date() if day else self.approved_on
            ),
            "group": event.seutuyp_group_id.name or "–",
        }
        if self.state == "closed":
            return self.env._("Approved on %(day)s by %(group)s; closed", **words)
        return self.env._("Approved on %(day)s by %(group)s", **words)
