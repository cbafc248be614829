# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Seutuyp Reporting",
    "summary": "Indicators, collection by Excel, referrals and overviews",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Seutuyp",
    "website": "https://example.org/seutuyp",
    "license": "AGPL-3",
    "depends": ["seutuyp_process", "report_xlsx", "spreadsheet_dashboard"],
    "external_dependencies": {"python": ["openpyxl", "xlsxwriter"]},
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/seutuyp_indicator_rules.xml",
        "security/seutuyp_return_rules.xml",
        "security/seutuyp_referral_rules.xml",
        # data
        "data/seutuyp_indicator_topic.xml",
        "data/seutuyp_indicator.xml",
        "data/seutuyp_advice_class.xml",
        "data/ir_cron_indicator.xml",
        "data/seutuyp_referral_outcome.xml",
        "data/mail_template_referral.xml",
        "data/ir_cron_referral.xml",
        # views
        "views/menus.xml",
        "views/seutuyp_indicator_views.xml",
        "views/seutuyp_indicator_choice_views.xml",
        "views/seutuyp_measurement_views.xml",
        "views/seutuyp_return_views.xml",
        "wizards/seutuyp_measurement_correct_wizard_views.xml",
        "views/seutuyp_referral_views.xml",
        "views/seutuyp_referral_count_views.xml",
        "views/seutuyp_company_contact_views.xml",
        "views/seutuyp_referral_menus.xml",
        "wizards/seutuyp_referral_wizard_views.xml",
        "views/seutuyp_referral_settings_views.xml",
    ],
    "demo": [
        "demo/seutuyp_indicator.xml",
        "demo/seutuyp_return.xml",
        "demo/seutuyp_referral.xml",
    ],
}
