# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import cached_property

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# What stands beside a value that the system works out. The value keeps the code and the
# facts in it, so that everybody reads the sentence in the own language.
SENTENCES = {
    "actions": _lt("%(count)s actions"),
    "advice_twice": _lt("Joint advice is counted by each of those who gave it."),
    "answers": _lt("Answers: %(count)s"),
    "customers_twice": _lt("A customer of several parties is counted by each of them."),
    "evaluation": _lt("%(answered)s of %(asked)s answered"),
    "goals": _lt("%(judged)s of %(all)s goals judged"),
    "meetings": _lt("%(held)s of %(planned)s meetings planned have been held"),
    "readings": _lt("%(count)s readings"),
    "returns": _lt("Returns of %(told)s of %(all)s parties"),
}


class Words:
    """Facts in words of an environment's language; whatever the rows, read once."""

    def __init__(self, env):
        self.env = env

    def __call__(self, lines):
        """Return sentences, or False without any.

        :param lines: what ``tools.figure.said`` makes, or nothing
        """
        return " ".join(filter(None, (self._line(*line) for line in lines))) or False

    def _line(self, code, facts):
        if code == "typed":
            return facts["text"]
        if code == "advice":
            return self._advice(facts["counts"])
        sentence = self.env._(SENTENCES[code])
        return sentence % facts

    def _advice(self, counts):
        """Return the classes of advice with their counts, as (class id, count)."""
        known = [(self._classes.get(id_), count) for id_, count in counts]
        parts = [f"{name} {count}" for name, count in known if name]
        return ", ".join(parts) + "." if parts else ""

    @cached_property
    def _classes(self):
        classes = self.env["seutuyp.advice.class"].with_context(active_test=False)
        return {row.id: row.name for row in classes.search_fetch([], ["name"])}
