# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import status_light

# The columns, in the order of the duties; each is a field of the query as well.
DUTIES = (
    *("agreement", "licence", "calendar", "plan"),
    *("actuals", "evaluation", "processes", "collection"),
)


class SeutuypRegionStatus(models.Model):
    """The lights of a row, each with its reason and what to do.

    This year's are those of ``seutuyp.region._duties``, so that home, region card and
    overview say the same. Those of other years tell the facts of the query.
    """

    _inherit = "seutuyp.region.status"

    duties = fields.Json(string="Lights", compute="_compute_duties")
    silence = fields.Char(string="Silent", compute="_compute_silence")
    is_silent = fields.Boolean(
        string="Silent regions", compute="_compute_silence", search="_search_is_silent"
    )

    @api.depends_context("lang", "uid")
    def _compute_duties(self):
        lights = self._lights()
        for row in self:
            row.duties = lights[row]

    def _lights(self, said=None):
        """Return {row: its lights}; a JSON field gives out a deep copy each time.

        :param dict said: what ``seutuyp.region._duties`` says today, where it is known
        """
        if said is None:
            said = self.filtered("is_this_year").region_id._duties()
        return {row: row._row_lights(said.get(row.region_id.id, [])) for row in self}

    def _row_lights(self, said):
        """Return the lights of one row.

        :param said: what the duties say of the region today
        """
        said = {duty["code"]: duty for duty in said if self.is_this_year}
        return [said.get(code) or self._fact(code) for code in DUTIES]

    @api.depends_context("lang", "uid")
    def _compute_silence(self):
        words = self.filtered("is_this_year").region_id._silence_words()
        for row in self:
            row.silence = row.is_this_year and words.get(row.region_id.id, False)
            row.is_silent = bool(row.silence)

    @api.model
    def _search_is_silent(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        readable = self.search([("is_this_year", "=", True)]).region_id
        silent = Domain("region_id", "in", list(readable._silence_words())) & Domain(
            "is_this_year", "=", True
        )
        return silent if (operator == "in") == (True in value) else ~silent

    # ----------------------------------------------------------------------- facts
    def _fact(self, code):
        """Return what the query knows of one duty, shaped as a duty.

        ``word`` stands in place of the light's own word, which speaks of what is due.
        """
        self.ensure_one()
        field = self._fields[code]
        label = field._description_string(self.env)
        word = dict(field._description_selection(self.env))[self[code]]
        if self[code] == "none":
            word = self.env._("None")
        action = self._step(code, label)
        return {
            "code": code,
            "label": label,
            "light": status_light.fact(code, self[code]),
            "word": word,
            "reason": self.env._("%(year)s: %(state)s.", year=self.year, state=word),
            "action": action,
            "action_label": action and self.env._("Open"),
        }

    def _step(self, code, label):
        """Return the action that opens what a fact is about, or False."""
        sources = {
            "agreement": self.agreement_id,
            "licence": self.licence_id,
            "calendar": self.calendar_id,
            "plan": self.plan_id,
            "actuals": self.plan_id,
            "evaluation": self.evaluation_id,
        }
        if code in sources:
            return bool(sources[code]) and {
                "type": "ir.actions.act_window",
                "name": label,
                "res_model": sources[code]._name,
                "res_id": sources[code].id,
                "views": [(False, "form")],
            }
        lists = {
            "processes": ("seutuyp.process", []),
            "collection": (
                "seutuyp.measurement",
                [
                    ("date_to", ">=", f"{self.year}-01-01"),
                    ("date_to", "<=", f"{self.year}-12-31"),
                ],
            ),
        }
        model, domain = lists[code]
        return self[code] != "none" and {
            "type": "ir.actions.act_window",
            "name": label,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("region_id", "=", self.region_id.id), *domain],
        }

    def action_open_region(self):
        """Open the region with all its lights."""
        self.ensure_one()
        return self.env["seutuyp.region"]._open_form(self.region_id)
