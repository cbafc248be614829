# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Seutuyp Process",
    "summary": "Shared processes: described, drawn, approved, reviewed by their owner",
    "version": "19.0.1.2.0",
    "category": "Services",
    "author": "Seutuyp",
    "website": "https://example.org/seutuyp",
    "license": "AGPL-3",
    "depends": ["seutuyp_planning"],
    "external_dependencies": {"python": ["lxml"]},
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/seutuyp_process_rules.xml",
        "security/seutuyp_process_round_rules.xml",
        "security/seutuyp_process_review_rules.xml",
        # data
        "data/mail_template_process.xml",
        "data/mail_template_review.xml",
        "data/ir_cron_process_round.xml",
        "data/ir_cron_review.xml",
        "data/seutuyp_processing_activity.xml",
        # report
        "report/report_process.xml",
        "report/report_process_version.xml",
        # views
        "views/seutuyp_process_views.xml",
        "views/seutuyp_process_guide_views.xml",
        "views/seutuyp_process_metric_views.xml",
        "views/seutuyp_process_review_views.xml",
        "views/seutuyp_process_round_views.xml",
        "views/seutuyp_reason_wizard_views.xml",
        "views/seutuyp_process_version_views.xml",
        "views/seutuyp_process_use_views.xml",
        "views/seutuyp_process_catalogue_views.xml",
        "views/seutuyp_process_map_views.xml",
        "views/process_pages.xml",
        "views/assess_page.xml",
        "wizards/seutuyp_process_ask_wizard_views.xml",
        "wizards/seutuyp_process_approve_wizard_views.xml",
        "wizards/seutuyp_process_bpmn_wizard_views.xml",
        "wizards/seutuyp_process_compare_wizard_views.xml",
        "wizards/seutuyp_process_message_wizard_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "seutuyp_process/static/src/chart/**/*",
            "seutuyp_process/static/src/difference/**/*",
            "seutuyp_process/static/src/guide/**/*",
            "seutuyp_process/static/src/map/**/*",
            "seutuyp_process/static/src/scss/process_pages.scss",
            "seutuyp_process/static/src/sparkline/**/*",
            "seutuyp_process/static/src/version/**/*",
        ],
        "web.assets_frontend": ["seutuyp_process/static/src/scss/process_pages.scss"],
        "web.assets_unit_tests": ["seutuyp_process/static/tests/**/*.test.js"],
    },
    "demo": [
        "demo/seutuyp_process.xml",
        "demo/seutuyp_process_review.xml",
        "demo/seutuyp_process_round.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
