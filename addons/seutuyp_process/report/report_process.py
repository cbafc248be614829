# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, models


class ReportProcess(models.AbstractModel):
    """The description of a process on paper: six parts, chart and tables."""

    _name = "report.seutuyp_process.report_process"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Process description"
    _document_model = "seutuyp.process"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        return {**super()._get_report_values(docids, data), **self._paper_words()}

    @api.model
    def _paper_words(self):
        """Return what the template of one description calls.

        A print of a kept version gives its snapshot to the same one.
        """
        process = self.env["seutuyp.process"]
        return {
            "fitted": self._fitted,
            "snapshot": lambda record: record._snapshot(),
            "table": process._phase_rows,
            "drawing": Markup,  # our own drawing: what people wrote is only text in it
            "is_wide": lambda text: self._width(text) > 1500,
            "word": self._word,
            "listed": lambda *names: ", ".join(filter(None, names)) or "–",
            "target": self.env["seutuyp.process.metric"]._target_words,
            "standing": self._standing,
        }

    @api.model
    def _width(self, text):
        """Return the width of a drawing of ours."""
        return float(text.split('width="', 1)[1].split('"', 1)[0])

    @api.model
    def _word(self, model, name, value):
        """Return the word for a selection's value that a snapshot holds."""
        field = self.env[model]._fields[name]
        return dict(field._description_selection(self.env)).get(value, value)

    @api.model
    def _standing(self, process):
        """Return how the description stands, for the foot of the page."""
        state = self._label(process, "state")
        if not process.version:
            return state
        return self.env._(
            "%(state)s, version %(number)s", state=state, number=process.version
        )
