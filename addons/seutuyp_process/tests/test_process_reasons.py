# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestProcessReasons(ProcessCommon):
    """Every move that asks why can be confirmed in its dialog."""

    def test_each_move_has_one_button(self):
        arch = self.env["seutuyp.reason.wizard"].get_view(view_type="form")["arch"]
        buttons = etree.fromstring(arch).findall(".//button[@name='action_confirm']")
        for model in ("seutuyp.process", "seutuyp.process.feedback"):
            for method in self.env[model]._reasoned_actions():
                values = {"method": method, "res_model": model}
                shown = [
                    button.get("string")
                    for button in buttons
                    if not safe_eval(button.get("invisible"), values)
                ]
                self.assertEqual(len(shown), 1, (model, method, shown))
