# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Seutuyp Network",
    "summary": "Regions, their partner organisations, agreements and brand licences",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Seutuyp",
    "website": "https://example.org/seutuyp",
    "license": "AGPL-3",
    "application": True,
    "depends": ["base_setup", "mail", "contacts", "portal"],
    "external_dependencies": {"python": ["weasyprint", "qrcode", "python-stdnum"]},
    "data": [
        # security
        "security/seutuyp_groups.xml",
        "security/ir.model.access.csv",
        "security/seutuyp_network_rules.xml",
        "security/seutuyp_agreement_rules.xml",
        # data
        "data/seutuyp_area.xml",
        "data/seutuyp_region.xml",
        "data/seutuyp_actor_type.xml",
        "data/seutuyp_segment.xml",
        "data/seutuyp_deciding_body.xml",
        "data/seutuyp_criterion.xml",
        "data/seutuyp_agreement_template.xml",
        "data/ir_cron.xml",
        "data/ir_sequence_data.xml",
        "data/ir_cron_data.xml",
        "data/mail_template_data.xml",
        # report
        "report/print_layout.xml",
        "report/report_agreement.xml",
        "report/report_agreement_signed.xml",
        "report/report_licence.xml",
        "report/report_review_round.xml",
        # views: the menu tree first, then the leaves in each model's file
        "views/web_templates.xml",
        "views/menus.xml",
        "views/seutuyp_home_views.xml",
        "views/seutuyp_area_views.xml",
        "views/seutuyp_region_views.xml",
        "views/res_partner_views.xml",
        "views/seutuyp_group_views.xml",
        "views/seutuyp_actor_type_views.xml",
        "views/seutuyp_segment_views.xml",
        "views/seutuyp_criterion_views.xml",
        "views/seutuyp_deciding_body_views.xml",
        "views/seutuyp_agreement_template_views.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": [
            # The Debian package lacks this file, and asking for it logs an error. It
            # blurs the background of video calls.
            ("remove", "mail/static/lib/selfie_segmentation/selfie_segmentation.js"),
        ],
    },
}
