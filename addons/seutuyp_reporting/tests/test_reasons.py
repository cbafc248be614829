# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval


@tagged("post_install", "-at_install")
class TestReasons(TransactionCase):
    """Every move of every addon that asks why has one button in its dialog."""

    def test_each_move_has_one_button(self):
        arch = self.env["seutuyp.reason.wizard"].get_view(view_type="form")["arch"]
        buttons = etree.fromstring(arch).findall(".//button[@name='action_confirm']")
        wrong = []
        for name, model in self.env.registry.items():
            if model._abstract or not hasattr(model, "_reasoned_actions"):
                continue
            for method in self.env[name]._reasoned_actions():
                values = {"method": method, "res_model": name}
                shown = [
                    button.get("string")
                    for button in buttons
                    if not safe_eval(button.get("invisible") or "False", values)
                ]
                if len(shown) != 1:
                    wrong.append((name, method, shown))
        self.assertEqual(wrong, [])
