# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

from ..tools import plan_difference


class SeutuypPlan(models.Model):
    """An approved version to read, and what has changed since another."""

    _inherit = "seutuyp.plan"

    @api.readonly
    def get_comparison(self, old_id=False, new_id=False):
        """Return a version, or today's plan, with what has changed since an older one.

        Compared with itself, a version is shown as it was approved.

        :param int old_id: a version of this plan, or False for today
        :param int new_id: likewise
        :return: dict of ``sections`` (with goals and actions as in
            ``tools/plan_difference.py``), ``budget``, ``counts``, ``summary`` and the
            names of ``partners`` and ``segments`` by id
        :raise UserError: the version is another plan's
        """
        self.ensure_one()
        self.check_access("read")
        old, new = self._version_content(old_id), self._version_content(new_id)
        found = plan_difference.compare(old, new)
        sections = self._grid_labels("seutuyp.plan.goal", "section")
        return {
            "partners": self._names_now("res.partner", old, new, "partners"),
            "segments": self._names_now("seutuyp.segment", old, new, "segments"),
            "goals": {
                str(goal["id"]): goal["name"] for goal in [*old["goals"], *new["goals"]]
            },
            "sections": [
                {
                    "code": code,
                    "label": label,
                    "goals": [
                        goal
                        for goal in found["goals"]
                        if goal["cells"]["section"]["new"] == code
                    ],
                }
                for code, label in sections
            ],
            "section_labels": dict(sections),
            "budget": found["budget"],
            "counts": found["counts"],
            "summary": self._comparison_words(found["counts"]),
        }

    def _version_content(self, version_id):
        if not version_id:
            return self._snapshot()
        version = self.version_ids.filtered(lambda item: item.id == version_id)
        if not version:
            raise UserError(
                self.env._(
                    "This version is not kept. Reload the page and choose again."
                )
            )
        return version.snapshot

    def _names_now(self, model, old, new, key):
        """Return today's names, and of those who are gone the name kept then."""
        kept = {**old.get(key, {}), **new.get(key, {})}
        ids = {int(id_) for id_ in kept} | self._ids_in(model, old, new)
        found = self.env[model].sudo().browse(sorted(ids)).exists()
        gone = self.env._("No longer known")
        return {
            **{str(id_): kept.get(str(id_), gone) for id_ in ids},
            **self._names(found),
        }

    def _ids_in(self, model, *snapshots):
        """Return the ids that older snapshots, which kept no names, hold."""
        goals = [goal for snapshot in snapshots for goal in snapshot["goals"]]
        if model == "seutuyp.segment":
            return {goal["segment"] for goal in goals if goal["segment"]}
        actions = [action for goal in goals for action in goal["actions"]]
        budget = [row for snapshot in snapshots for row in snapshot.get("budget", [])]
        return {id_ for action in actions for id_ in action["responsible"]} | {
            row["partner"] for row in budget
        }

    def _comparison_words(self, counts):
        if not any(counts.values()):
            return self.env._("Nothing has changed.")
        return self.env._(
            "Added %(added)s, dropped %(dropped)s, changed %(changed)s.", **counts
        )
