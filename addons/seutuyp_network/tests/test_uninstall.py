# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from ..hooks import MODULE, uninstall_hook
from ..leaving import own_models
from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestUninstall(SeutuypCommon):
    def test_evidence_goes_and_lets_people_go(self):
        """People and organisations of an agreement can be deleted after the hook."""
        agreement = self._create_licensed()
        people = agreement.sudo().party_ids.signatory_id
        licence = self.env["seutuyp.licence"].search(
            [("agreement_id", "=", agreement.id)]
        )
        self.env["seutuyp.licence.case"]._create_guarded(
            [{"licence_id": licence.id, "opened_on": "2026-03-01"}]
        )
        names = [model._name for model in own_models(self.env, MODULE)]
        of_fields = [("res_model", "in", names), ("res_field", "!=", False)]
        self.assertTrue(self.env["ir.attachment"].sudo().search(of_fields))
        uninstall_hook(self.env)
        for model in names:
            self.assertFalse(self.env[model].sudo().search_count([]), model)
        for files in (of_fields, of_fields[:1]):
            self.assertFalse(self.env["ir.attachment"].sudo().search(files))
        people.unlink()
        self.assertFalse(people.exists())

    def test_no_module_keeps_a_name_of_what_goes(self):
        """Mail and portal name parts of whatever has messages and activities."""
        names = self.env["ir.model.data"]
        ours = "seutuyp.agreement"
        for part, field in (
            ("ir.model.inherit", "model_id.model"),
            ("ir.model.fields.selection", "field_id.model"),
        ):
            found = self.env[part].search([(field, "=", ours)])
            of_ours = [("model", "=", part), ("res_id", "in", found.ids)]
            names |= names.search(of_ours)
        self.assertIn("mail", names.mapped("module"))
        uninstall_hook(self.env)
        self.assertFalse(names.exists())
