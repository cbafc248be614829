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
        # data
        # report
        # views
        "views/menus.xml",
    ],
}
