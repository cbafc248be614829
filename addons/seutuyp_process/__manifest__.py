# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Seutuyp Process",
    "summary": "Shared processes: described, drawn, approved, reviewed by their owner",
    "version": "19.0.1.0.0",
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
        # views
        "views/seutuyp_process_views.xml",
        "views/menus.xml",
        "views/seutuyp_process_guide_views.xml",
        "wizards/seutuyp_process_bpmn_wizard_views.xml",
        "views/seutuyp_process_map_views.xml",
        # reports
        "report/report_process.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "seutuyp_process/static/src/chart/**/*",
            "seutuyp_process/static/src/guide/**/*",
            "seutuyp_process/static/src/map/**/*",
        ],
    },
    "demo": ["demo/seutuyp_process.xml"],
}
