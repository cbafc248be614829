# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup, escape

from odoo import api, models
from odoo.tools import html2plaintext, html_sanitize

# What the six parts are called in forms, pages and feedback (domain chapter 5).
PARTS = (
    "purpose",
    "responsibilities",
    "chart",
    "phases",
    "metrics",
    "improvement",
)


class SeutuypProcess(models.Model):
    """A description, today's or an approved one, as a page or a print shows it."""

    _inherit = "seutuyp.process"

    @api.model
    def _part_labels(self):
        """Return {code of a part: what it is called}."""
        return {
            "purpose": self.env._("Purpose and goals"),
            "responsibilities": self.env._("Responsibilities"),
            "chart": self.env._("Chart"),
            "phases": self.env._("Phases"),
            "metrics": self.env._("Metrics"),
            "improvement": self.env._("Continuous improvement"),
        }

    @api.model
    def _describe(self, snapshot, chart_svg=None, public=False):
        """Return what a page or a report needs to show a description.

        :param dict snapshot: see :meth:`_snapshot`
        :param str chart_svg: a chart drawn before; drawn now if empty
        :param bool public: leave out people, and what only the network needs
        :return: dict(name, parts: list of dict(code, title, facts), chart, steps);
            facts are (label, safe HTML)
        """
        facts = {
            "purpose": self._description_purpose(snapshot),
            "responsibilities": self._description_responsibilities(snapshot, public),
            "metrics": self._description_metrics(snapshot),
            "improvement": [("", self._as_html(snapshot["improvement"]))],
        }
        labels = self._part_labels()
        return {
            "name": snapshot["name"],
            "chart": Markup(chart_svg or self._draw(snapshot)),
            "steps": self._description_steps(snapshot),
            "parts": [
                {
                    "code": code,
                    "title": labels[code],
                    "facts": [
                        (name, text) for name, text in facts.get(code, []) if text
                    ],
                }
                for code in PARTS
            ],
        }

    @api.model
    def _as_html(self, text):
        """Return what people wrote, as HTML without anything that acts."""
        if not html2plaintext(text or "").strip():
            return ""
        return html_sanitize(text, sanitize_attributes=True, sanitize_style=True)

    @api.model
    def _as_lines(self, *lines):
        return Markup("<br/>").join(escape(line) for line in lines if line)

    @api.model
    def _description_purpose(self, snapshot):
        words = self._words_of_selections()
        kind = words["category"].get(snapshot["category"], "")
        if snapshot["is_key"]:
            kind = self.env._("%s, key process", kind)
        return [
            (self.env._("Kind"), escape(kind)),
            (
                self.env._("Describes"),
                escape(words["describes"].get(snapshot["describes"], "")),
            ),
            (self.env._("Where it comes from"), self._as_html(snapshot["inputs"])),
            (self.env._("Basic task"), self._as_html(snapshot["purpose"])),
            (self.env._("Begins when"), escape(snapshot["start_event"])),
            (self.env._("Ends when"), escape(snapshot["end_event"])),
            (
                self.env._("Left out"),
                self._as_lines(*snapshot["scope_out"].splitlines()),
            ),
        ]

    @api.model
    def _words_of_selections(self):
        return {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("category", "describes")
        }

    @api.model
    def _description_responsibilities(self, snapshot, public=False):
        owner = snapshot["owner_partner"]
        if snapshot["owner"] and not public:
            owner = ", ".join(filter(None, [snapshot["owner"], owner]))
        field = self.env["seutuyp.process.responsibility"]._fields["role"]
        roles = dict(field._description_selection(self.env))
        facts = [(self.env._("Owner"), escape(owner))]
        if not public:
            facts += [
                (self.env._("Approved by"), escape(snapshot["approving_body"])),
                (
                    self.env._("Development team"),
                    self._as_lines(
                        *sorted(
                            ", ".join(filter(None, [row["organisation"], row["name"]]))
                            for row in snapshot["team"]
                        )
                    ),
                ),
            ]
        return facts + [
            (
                row["partner"] or roles.get(row["role"], ""),
                self._as_lines(*row["duties"].splitlines()),
            )
            for row in snapshot["responsibilities"]
        ]

    @api.model
    def _description_metrics(self, snapshot):
        """Return the metrics with target, source and the bodies that handle them."""
        target = self.env["seutuyp.process.metric"]._target_words
        return [
            (
                row["name"],
                self._as_lines(
                    self.env._("Target: %s", target(row)),
                    row.get("source") and self.env._("Source: %s", row["source"]),
                    row.get("bodies")
                    and self.env._("Handled by: %s", ", ".join(row["bodies"])),
                ),
            )
            for row in snapshot.get("metrics") or []
        ]

    @api.model
    def _description_steps(self, snapshot):
        """Return the rows of the step table, which says what the chart says.

        :return: list of dict(id, number, name, lanes, tools, content, success_factors,
            next)
        """
        chart, _lanes, _phases, flows = self._lay_out(snapshot)
        titles = {row["id"]: row["title"] for row in snapshot["lanes"]}
        names = {row["id"]: row["name"] for row in snapshot["phases"]}
        after = {}
        for arrow in flows:
            name = (
                names.get(arrow.target) or snapshot["end_event"] or self.env._("Ends")
            )
            text = f"{name} ({arrow.label})" if arrow.label else name
            after.setdefault(arrow.source, []).append(text)
        place = {key: index for index, key in enumerate(chart.order)}
        rows = sorted(
            snapshot["phases"], key=lambda row: place.get(row["id"], len(place))
        )
        return [
            {
                "id": row["id"],
                "number": number,
                "name": row["name"],
                "lanes": ", ".join(titles.get(lane, "") for lane in row["lanes"]),
                "tools": [
                    {"name": tool["name"], "url": self._web_address(tool["url"])}
                    for tool in row["tools"]
                ],
                "content": self._as_html(row["content"]),
                "success_factors": self._as_lines(*row["success_factors"].splitlines()),
                "next": ", ".join(after.get(row["id"], [])),
            }
            for number, row in enumerate(rows, 1)
        ]

    @api.model
    def _web_address(self, url):
        """Return an address to link to, or nothing: other schemes may act."""
        return url if (url or "").lower().startswith(("http://", "https://")) else ""
