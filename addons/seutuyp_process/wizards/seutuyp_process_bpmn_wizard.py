# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import bpmn_reading, flow


class SeutuypProcessBpmnWizard(models.TransientModel):
    """A BPMN file comes in: what stands in it, then a new process or an empty one.

    The file is read anew when it is taken in; what the preview said is not trusted.
    """

    _name = "seutuyp.process.bpmn.wizard"
    _description = "Bring in a BPMN file"

    state = fields.Selection(
        [("upload", "File"), ("preview", "Preview")],
        default="upload",
        required=True,
        readonly=True,
    )
    file = fields.Binary(string="BPMN file", attachment=False)
    filename = fields.Char()
    process_id = fields.Many2one(
        "seutuyp.process",
        string="Into the process",
        ondelete="cascade",
        help="An empty process that is being described. Empty: a new process is made.",
    )
    region_id = fields.Many2one(
        "seutuyp.region",
        ondelete="cascade",
        default=lambda self: self.env["seutuyp.process"]._default_region_id(),
    )
    name = fields.Char(string="Name of the process")
    preview = fields.Html(string="What the file holds", readonly=True)

    def action_preview(self):
        """Read the file and show what stands in it; nothing is written yet."""
        self.ensure_one()
        reading = self._read_file()
        self.write(
            {
                "state": "preview",
                "name": self.name or reading.name or self.env._("New process"),
                "preview": self._in_words(reading),
            }
        )
        return self._reopen()

    def action_again(self):
        """Go back to choosing a file."""
        self.ensure_one()
        self.write({"state": "upload", "file": False, "name": False, "preview": False})
        return self._reopen()

    def action_take_in(self):
        """Make the process of the file, or fill the empty one, and open it.

        :raise UserError: the file cannot be read, or the process is not empty
        """
        self.ensure_one()
        reading = self._read_file()
        process = self.process_id
        if not process:
            process = process.create(
                {
                    "name": self.name or reading.name or self.env._("New process"),
                    "region_id": self.region_id.id,
                }
            )
        process._take_in(reading)
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.process",
            "res_id": process.id,
            "views": [(False, "form")],
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Bring in a BPMN file"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _read_file(self):
        content = self.with_context(bin_size=False).file
        if not content:
            raise UserError(self.env._("Choose the BPMN file first."))
        try:
            return bpmn_reading.read(base64.b64decode(content))
        except bpmn_reading.Unreadable as error:
            sentence = self._sentences()[error.code] % error.values
            raise UserError(sentence) from error

    def _sentences(self):
        """Return what each code of an unreadable file says to people."""
        return {
            "too_big": self.env._(
                "The file is too big: at most one megabyte is taken in. Split the "
                "process into smaller ones."
            ),
            "encoding": self.env._(
                "The file is not written in UTF-8. Save it as UTF-8 and bring it again."
            ),
            "not_xml": self.env._(
                "This is not a BPMN file. Export the process from the modelling "
                "program as BPMN 2.0 (a file that ends in .bpmn or .xml)."
            ),
            "entities": self.env._(
                "The file defines a document type or entities of its own. They are not "
                "read, because they can hide harmful content. Export it anew as plain "
                "BPMN 2.0."
            ),
            "not_bpmn": self.env._(
                "No BPMN 2.0 process was found in the file. Export it from the "
                "modelling program as BPMN 2.0."
            ),
            "too_many": self.env._(
                "The file holds %(count)s parts of a kind of which %(most)s are read "
                "at most. Split the process into smaller ones."
            ),
            "no_tasks": self.env._(
                "The file has no tasks, so there are no phases to bring in."
            ),
            "no_lane": self.env._(
                "“%(name)s” stands in no lane. Put it in the lane of whoever does it, "
                "and export the file again."
            ),
        }

    def _notes(self):
        return {
            "gateways": self.env._(
                "Gateways and events between tasks are not drawn; the arrows lead past "
                "them, and the words of a choice are kept."
            ),
            "rings": self.env._(
                "Arrows that lead back in time are left out. Say in the phase’s "
                "content what is done again."
            ),
        }

    def _in_words(self, reading):
        """Return what a file holds, as a preview. What stands in it is only text."""
        titles = {lane.key: lane.title for lane in reading.lanes}
        names = {phase.key: phase.title for phase in reading.phases}
        names[flow.END] = self.env._("the end")
        places = sorted(reading.phases, key=lambda phase: phase.column)
        parts = [
            (self.env._("Lanes"), [lane.title for lane in reading.lanes]),
            (
                self.env._("Phases"),
                [
                    f"{phase.title} ({', '.join(titles[key] for key in phase.lanes)})"
                    for phase in places
                ],
            ),
            (
                self.env._("Arrows"),
                [
                    f"{names[arrow.source]} → {names[arrow.target]}"
                    + (f" ({arrow.label})" if arrow.label else "")
                    for arrow in reading.flows
                ],
            ),
            (
                self.env._("What is left out"),
                [self._notes()[code] for code in reading.notes],
            ),
        ]
        return Markup("").join(
            Markup("<h3>%s (%s)</h3><ul>%s</ul>")
            % (
                title,
                len(items),
                Markup("").join(Markup("<li>%s</li>") % item for item in items),
            )
            for title, items in parts
            if items
        )
