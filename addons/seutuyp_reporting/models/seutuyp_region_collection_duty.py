# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import models

from ..tools import collecting


class SeutuypRegion(models.Model):
    """How the duty to answer rounds of data collection stands.

    The rule is in ``tools/collecting.py``.
    """

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the collection last, where the inner work may be read."""
        found = super()._duties_for(look)
        inner = self.browse([id_ for id_ in self.ids if id_ in look.roles])
        facts, running = inner._collection_facts(look.today)
        for region in inner:
            found[region.id].append(
                region._duty_collection(facts[region.id], running[region.id], look)
            )
        return found

    def _collection_facts(self, today):
        """Return ({region id: facts}, {region id: open rounds}); a few queries.

        As superuser, but of readable regions only and no more than numbers.
        """
        collections = self.env["seutuyp.collection"].sudo()
        rounds = collections.search(
            [
                ("region_ids", "in", self.ids),
                ("state", "!=", "draft"),
                "|",
                ("state", "=", "open"),
                ("year", ">=", today.year - 2),
            ]
        )
        questions = rounds.sheet_ids.question_ids.filtered(
            lambda row: row.region_id.id in self._ids
        )
        open_ones = questions.filtered(lambda row: row.collection_id.state == "open")
        answers = open_ones._answers()
        states = defaultdict(list)
        running = defaultdict(collections.browse)
        for question in open_ones:
            row = answers.get(question._place())
            states[question.region_id.id].append(
                (row.state if row else "waiting", question.collection_id.deadline)
            )
            running[question.region_id.id] |= question.collection_id
        asked_before = set(questions.region_id.ids)
        facts = {
            id_: collecting.Facts(
                asked=len(states[id_]),
                answered=sum(state != "waiting" for state, _day in states[id_]),
                deadline=min(
                    (day for state, day in states[id_] if state == "waiting"),
                    default=None,
                ),
                unconfirmed=sum(state == "draft" for state, _day in states[id_]),
                was_asked=id_ in asked_before,
            )
            for id_ in self.ids
        }
        return facts, running

    def _duty_collection(self, facts, running, look):
        light, code = collecting.light(facts, look.today)
        if self.successor_id:
            light, code = collecting.GREY, "merged"
        action, label = self._collection_step(code, running, look)
        return {
            "code": "collection",
            "label": self.env._("Collection of figures"),
            "light": light,
            "reason": self._collection_reason(code, facts),
            "action": action,
            "action_label": label,
        }

    def _collection_reason(self, code, facts):
        values = {
            "answered": facts.answered,
            "asked": facts.asked,
            "day": self._day(facts.deadline),
            "count": facts.unconfirmed,
        }
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "nothing": lambda: self.env._("No round has asked anything yet."),
            "past": lambda: self.env._("No round is open now."),
            "open": lambda: self.env._(
                "%(answered)s of %(asked)s figures are there; by %(day)s.", **values
            ),
            "soon": lambda: self.env._(
                "%(answered)s of %(asked)s figures are there; by %(day)s.", **values
            ),
            "late": lambda: self.env._(
                "%(answered)s of %(asked)s figures are there; they were due by "
                "%(day)s.",
                **values,
            ),
            "unconfirmed": lambda: self.env._(
                "All figures are there; %(count)s of them are not confirmed yet.",
                **values,
            ),
            "answered": lambda: self.env._("All figures are there and confirmed."),
        }
        return sentences[code]()

    def _collection_step(self, code, running, look):
        """Return (action, label): what whoever looks can do about it."""
        if code == "merged":
            return False, ""
        role = look.roles[self.id]
        if running:
            action = look.window("seutuyp_reporting.seutuyp_collection_sheet_action")
            domain = [
                ("region_ids", "in", self.ids),
                ("collection_id.state", "=", "open"),
            ]
            label = (
                self.env._("See the forms")
                if code == "answered"
                else self.env._("Get the figures")
                if role == "editor"
                else self.env._("See who is waited for")
            )
            return {**action, "domain": domain, "context": {}}, label
        if role == "editor":
            return (
                {
                    "type": "ir.actions.act_window",
                    "name": self.env._("New collection round"),
                    "res_model": "seutuyp.collection",
                    "views": [(False, "form")],
                    "context": {
                        "default_level": "region",
                        "default_region_ids": self.ids,
                    },
                },
                self.env._("Begin a round"),
            )
        return False, ""
