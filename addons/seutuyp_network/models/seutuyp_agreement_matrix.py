# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class SeutuypAgreement(models.Model):
    """The living service matrix becomes an annex: a picture of the day."""

    _inherit = "seutuyp.agreement"

    def action_annex_matrix(self):
        """Add the regions' service matrix of today to the annexes, as a tagged PDF.

        Pressed again the same day it replaces what it made, so that corrections take
        effect; earlier annexes stay until somebody removes them. Role: coordinator,
        while the content may be changed.

        :return: True
        :raise AccessError: the user does not coordinate the region
        :raise UserError: nobody offers anything yet, or the content is locked
        """
        self.ensure_one()
        self.check_access("write")
        agreement = self.with_context(lang=self.lang)
        if not self.region_ids.offer_ids:
            raise UserError(
                self.env._(
                    "The service matrix is empty. Enter first who offers what: "
                    "Network, Service matrix."
                )
            )
        day = self.env["seutuyp.dated.mixin"]._today()
        name = agreement.env._(
            "Service matrix %(day)s", day=agreement.region_ids[:1]._day(day)
        )
        values = {
            "kind": "matrix",
            "name": name,
            "file": base64.b64encode(agreement._matrix_pdf()),
            "filename": f"{name}.pdf",
        }
        same = self.annex_ids.filtered(
            lambda item: item.kind == "matrix" and item.name == name
        )[:1]
        command = Command.update(same.id, values) if same else Command.create(values)
        self.write({"annex_ids": [command]})
        return True

    def _matrix_pdf(self):
        return self.env["ir.actions.report"]._render_qweb_pdf(
            "seutuyp_network.report_service_matrix", self.region_ids.ids
        )[0]
