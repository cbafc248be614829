# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SOURCES = ("resource", "file", "url")


class SeutuypAgendaDocument(models.Model):
    """A paper of an agenda item: a record of the system, a file, or an address."""

    _name = "seutuyp.agenda.document"
    _inherit = ["seutuyp.meeting.part.mixin"]
    _description = "Paper of a meeting"
    _order = "item_id, sequence, id"

    item_id = fields.Many2one(
        "seutuyp.agenda.item", required=True, index=True, ondelete="cascade"
    )
    event_id = fields.Many2one(related="item_id.event_id")
    group_id = fields.Many2one(related="item_id.group_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    resource = fields.Reference(selection="_resource_models", string="From the system")
    file = fields.Binary(attachment=True)
    filename = fields.Char()
    url = fields.Char(string="Web address")

    @api.model
    def _resource_models(self):
        """Return what can be linked; addons to the right add theirs.

        :return: list of (model, label)
        """
        return [
            ("seutuyp.agreement", self.env._("Agreement")),
            ("seutuyp.practice", self.env._("Good practice")),
        ]

    @api.depends("resource", "filename", "url")
    def _compute_name(self):
        for paper in self:
            paper.name = (
                paper.name
                or (paper.resource and paper.resource.display_name)
                or paper.filename
                or paper.url
            )

    @api.constrains("name", *SOURCES)
    def _check_source(self):
        for paper in self:
            if sum(bool(paper[name]) for name in SOURCES) != 1:
                raise ValidationError(
                    self.env._(
                        "Choose for “%(paper)s” one of the three: something from the "
                        "system, a file, or a web address.",
                        paper=paper.name,
                    )
                )
            if paper.url and not paper.url.startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is no web address. Begin it with https://",
                        address=paper.url,
                    )
                )

    def action_open(self):
        """Open the paper; whoever may not read the record itself is told so."""
        self.ensure_one()
        self.check_access("read")
        if self.resource:
            self.resource.check_access("read")
            return self.env["seutuyp.region"]._open_form(self.resource)
        url = self.url or (
            f"/web/content/{self._name}/{self.id}/file/{self.filename}?download=true"
        )
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _file_bytes(self):
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).file or b"")
