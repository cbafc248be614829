# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from ..hooks import KEPT, uninstall_hook
from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestUninstall(SeutuypCommon):
    def test_evidence_goes_and_lets_people_go(self):
        """People and organisations of an agreement can be deleted after the hook."""
        agreement = self._create_licensed()
        people = agreement.sudo().party_ids.signatory_id
        uninstall_hook(self.env)
        for model in KEPT:
            self.assertFalse(self.env[model].search_count([]), model)
        files = self.env["ir.attachment"].search([("res_model", "in", KEPT)])
        self.assertFalse(files)
        people.unlink()
        self.assertFalse(people.exists())

    def test_no_module_keeps_a_name_of_what_goes(self):
        """Portal and rating name the inheritance of whatever has messages."""
        named = self.env["ir.model.inherit"].search(
            [("model_id.model", "=", "seutuyp.agreement")]
        )
        of_ours = [("model", "=", "ir.model.inherit"), ("res_id", "in", named.ids)]
        names = self.env["ir.model.data"]
        self.assertTrue(names.search(of_ours))
        uninstall_hook(self.env)
        self.assertFalse(names.search(of_ours))
