# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.seutuyp_network.tools.difference import as_text, marked, words

from ..tools import difference, svg


class SeutuypProcess(models.Model):
    """What differs between two descriptions: word by word, and in the charts."""

    _inherit = "seutuyp.process"

    @api.model
    def _mark_words(self):
        return {
            "added": self.env._("New"),
            "removed": self.env._("Taken out"),
            "changed": self.env._("Changed"),
            "same": self.env._("Unchanged"),
        }

    @api.model
    def _difference(self, old, new):
        """Return the rows of text that differ, and the two charts with marks.

        :param dict old: the earlier snapshot
        :param dict new: the later one
        :return: dict(rows: list of dict(title, status, word, body), old_chart,
            new_chart)
        """
        drawn = [self._lay_out(snapshot) for snapshot in (old, new)]
        found = difference.compare(old, new, drawn[0][3], drawn[1][3])
        charts = []
        for snapshot, laid, marks in zip(
            (old, new), drawn, (found.old, found.new), strict=True
        ):
            chart, lanes, phases, flows = laid
            alternatives = self._alternatives(snapshot, lanes, phases, flows)
            charts.append(
                Markup(
                    svg.draw(
                        chart,
                        snapshot["name"],
                        alternatives,
                        marks=marks,
                        words=self._mark_words(),
                    )
                )
            )
        return {
            "rows": self._difference_rows(old, new, found),
            "arrows": self._difference_arrows(found, old, new),
            "old_chart": charts[0],
            "new_chart": charts[1],
        }

    @api.model
    def _difference_rows(self, old, new, found):
        texts = [self._texts_to_compare(snapshot) for snapshot in (old, new)]
        pairs = [
            (title, texts[0].get(title, ""), text) for title, text in texts[1].items()
        ]
        for left, right in found.phases:
            title = self.env._("Phase: %s", (right or left)["name"])
            pairs.append(
                (title, self._phase_text(old, left), self._phase_text(new, right))
            )
        labels = {
            "added": self.env._("added"),
            "removed": self.env._("removed"),
            "end": self.env._("end of change"),
        }
        return [self._difference_row(*pair, labels) for pair in pairs if any(pair[1:])]

    @api.model
    def _difference_row(self, title, before, after, labels):
        status = "changed"
        if before == after:
            status = "same"
        elif not before or not after:
            status = "removed" if before else "added"
        return {
            "title": title,
            "status": status,
            "word": self._mark_words()[status],
            "body": Markup(marked(words(before, after), **labels)),
        }

    @api.model
    def _texts_to_compare(self, snapshot):
        """Return {title: plain text} of everything but the phases."""
        described = self._describe(snapshot, chart_svg=" ")
        found = {self.env._("Process"): snapshot["name"]}
        for part in described["parts"]:
            lines = [
                f"{label}: {as_text(str(text))}" if label else as_text(str(text))
                for label, text in part["facts"]
            ]
            if part["code"] == "chart":
                lines = [row["title"] for row in snapshot["lanes"]]
                found[self.env._("Lanes")] = "\n".join(lines)
            elif part["code"] != "phases":
                found[part["title"]] = "\n".join(lines)
        return found

    @api.model
    def _phase_text(self, snapshot, row):
        if not row:
            return ""
        titles = {lane["id"]: lane["title"] for lane in snapshot["lanes"]}
        lanes = ", ".join(titles.get(lane, "") for lane in row["lanes"])
        tools = ", ".join(tool["name"] for tool in row["tools"])
        return "\n".join(
            filter(
                None,
                [
                    row["name"],
                    self.env._("Place in time: %s", row["column"]),
                    lanes and self.env._("Takes part: %s.", lanes),
                    as_text(row["content"]),
                    row["success_factors"],
                    tools and self.env._("Tools: %s.", tools),
                ],
            )
        )

    @api.model
    def _difference_arrows(self, found, old, new):
        """Return a sentence for each arrow that came or went."""
        sentences = []
        words_of = self._mark_words()
        for marks, snapshot, kinds in (
            (found.new, new, ("added", "changed")),
            (found.old, old, ("removed",)),
        ):
            names = {row["id"]: row["name"] for row in snapshot["phases"]}
            names["start"] = snapshot["start_event"] or self.env._("Begins")
            names["end"] = snapshot["end_event"] or self.env._("Ends")
            for key, mark in marks.items():
                if isinstance(key, tuple) and mark in kinds:
                    ends = " → ".join(names.get(end, "") for end in key)
                    sentences.append(f"{words_of[mark]}: {ends}")
        return sentences

    def action_open_compare(self):
        """Open the comparison of the last version with today's description."""
        self.ensure_one()
        self.check_access("read")
        versions = self.version_ids
        # A first version has nothing earlier to stand beside.
        today = not self.content_locked or len(versions) < 2
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What has changed"),
            "res_model": "seutuyp.process.compare.wizard",
            "views": [(False, "form")],
            "target": "current",
            "context": {
                "default_process_id": self.id,
                "default_old_id": versions[:1].id if today else versions[1:2].id,
                "default_new_id": False if today else versions[:1].id,
            },
        }


class SeutuypProcessVersion(models.Model):
    """A version as a page."""

    _inherit = "seutuyp.process.version"

    page = fields.Html(compute="_compute_page", sanitize=False)

    @api.depends("snapshot", "chart_svg")
    @api.depends_context("lang")
    def _compute_page(self):
        for version in self:
            description = version._describe()
            version.page = self.env["ir.qweb"]._render(
                "seutuyp_process.description", {"description": description}
            )

    def _describe(self, public=False):
        """Return what a page or print of this version needs, the chart as approved."""
        self.ensure_one()
        return self.env["seutuyp.process"]._describe(
            self.snapshot, self.chart_svg, public
        )

    def action_open(self):
        """Return the page of this version."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_print(self):
        """Print this version, as it was approved, in the reader's language."""
        report = self.env.ref("seutuyp_process.action_report_process_version")
        return report.report_action(self)

    def action_compare(self):
        """Compare this version with the one before, or with today's description."""
        self.ensure_one()
        before = self.process_id.version_ids.filtered(
            lambda version: version.number < self.number
        )[:1]
        action = self.process_id.action_open_compare()
        pair = (before, self) if before else (self, self.browse())
        action["context"].update(default_old_id=pair[0].id, default_new_id=pair[1].id)
        return action
