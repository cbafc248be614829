# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.leaving import own_models

from ..hooks import MODULE, uninstall_hook
from .common import ReportingCommon


@tagged("post_install", "-at_install")
class TestReportingUninstall(ReportingCommon):
    """What is removed leaves nothing behind; regions and their meetings stay."""

    def test_our_rows_go_and_regions_stay(self):
        self._measure(5)
        self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "res_model": "seutuyp.measurement",
                "res_id": self._measure(6, year=2025).id,
            }
        )
        names = [model._name for model in own_models(self.env, MODULE)]
        self.assertIn("seutuyp.measurement", names)
        uninstall_hook(self.env)
        self.assertTrue(self.region_a.exists().name)
        for name in names:
            with self.subTest(model=name):
                self.assertFalse(self.env[name].sudo().search([]))
        gone = [("res_model", "in", names)]
        self.assertFalse(self.env["ir.attachment"].search(gone))
        named = [("model", "in", names)]
        self.assertFalse(self.env["ir.model.data"].search(named))
