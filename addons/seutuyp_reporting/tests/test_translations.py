# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.translations import TranslationCase


@tagged("post_install", "-at_install")
class TestTranslations(TranslationCase):
    addon = "seutuyp_reporting"

    def test_files_hold_today_terms(self):
        self.check_terms()
