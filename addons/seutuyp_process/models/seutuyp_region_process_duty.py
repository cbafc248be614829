# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import process_light
from .seutuyp_process_turn import AHEAD


class SeutuypRegion(models.Model):
    """How the duty to describe and review common processes stands."""

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the processes last, where the inner work may be read."""
        found = super()._duties_for(look)
        inner = self.browse([id_ for id_ in self.ids if id_ in look.roles])
        facts = inner._process_facts(look.today)
        for region in inner:
            duty = region._duty_processes(facts[region.id], look)
            found[region.id].append(duty)
        return found

    def _process_facts(self, today):
        """Return {region id: facts}; the queries do not grow with the regions."""
        processes = (
            self.env["seutuyp.process"]
            .sudo()
            .search([("region_id", "in", self.ids), ("state", "!=", "retired")])
        )
        by_region = processes.grouped("region_id")
        return {
            region.id: by_region.get(region, processes.browse())._light_facts(today)
            for region in self.sudo()
        }

    def _duty_processes(self, facts, look):
        finding = process_light.processes(facts, started=bool(self.coordinator_id))
        if self.successor_id:
            finding = process_light.Finding(process_light.GREY, "merged")
        action, label = self._processes_step(finding.code, look)
        return {
            "code": "processes",
            "label": self.env._("Processes"),
            "light": finding.light,
            "reason": self._processes_reason(finding.code, facts),
            "action": action,
            "action_label": label,
        }

    def _processes_reason(self, code, facts):
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name or ""
            ),
            "not_started": lambda: self.env._(
                "Nothing yet: the region has no coordinator."
            ),
            "missing": lambda: self.env._("No common process is described yet."),
            "no_key": lambda: self.env._("No key process has been chosen yet."),
            "not_in_use": lambda: self.env._("No key process is in use yet."),
            "overdue": lambda: self.env._(
                "Reviews are late: %(count)s.", count=facts.overdue
            ),
            "vacant": lambda: self.env._("The next turn of owning names nobody yet."),
            "in_use": lambda: self.env._(
                "Key processes in use: %(used)s of %(count)s.",
                used=facts.keys_in_use,
                count=facts.keys,
            ),
        }
        return sentences[code]()

    def _processes_step(self, code, look):
        """Return (action, label): what whoever looks can do about it."""
        if code in ("merged", "not_started"):
            return False, ""
        if code == "overdue":
            action = look.window("seutuyp_process.seutuyp_process_review_action")
            domain = [("region_id", "=", self.id), ("state", "!=", "done")]
            return {**action, "domain": domain, "context": {}}, self.env._(
                "See the reviews"
            )
        if code == "missing" and look.roles[self.id] != "editor":
            return False, ""
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Processes"),
            "res_model": "seutuyp.process",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("region_id", "=", self.id)],
            "context": {"default_region_id": self.id},
        }
        if code == "missing":
            return {**action, "views": [(False, "form")]}, self.env._(
                "Describe a process"
            )
        return action, self.env._("See the processes")


class SeutuypProcess(models.Model):
    _inherit = "seutuyp.process"

    def _light_facts(self, today):
        """Return what the light of these processes, of one region, looks at."""
        keys = self.filtered("is_key")
        used = self._of_all(lambda process: process.state == "in_use")
        waiting = used.review_ids.filtered(lambda review: review.state != "done")
        rotating = self._of_all(lambda process: process.rotation != "none")
        vacant = rotating.turn_ids.filtered(
            lambda turn: (
                not turn.handed_over_on
                and not turn.person_id
                and turn.date_from <= today + AHEAD
            )
        )
        return process_light.Facts(
            described=len(self),
            keys=len(keys),
            keys_in_use=len(keys & used),
            overdue=len(waiting.filtered(lambda review: review.due_date < today)),
            vacant=len(vacant),
        )

    def _of_all(self, condition):
        """Return those that meet it, still read together with other regions' ones."""
        return self.filtered(condition).with_prefetch(self._prefetch_ids)
