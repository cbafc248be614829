# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "Seutuyp Planning",
    "summary": "The year of regions, areas and the nation: calendar and meetings",
    "version": "19.0.1.0.0",
    "category": "Services",
    "author": "Seutuyp",
    "website": "https://example.org/seutuyp",
    "license": "AGPL-3",
    "depends": ["seutuyp_network", "calendar", "project"],
    "external_dependencies": {"python": ["holidays", "icalendar"]},
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/seutuyp_planning_rules.xml",
        "security/seutuyp_meeting_rules.xml",
        "security/seutuyp_joint_item_rules.xml",
        # data
        "data/seutuyp_month.xml",
        "data/seutuyp_meeting_theme.xml",
        "data/seutuyp_calendar_template.xml",
        "data/ir_cron.xml",
        "data/mail_alias.xml",
        "data/mail_template_invitation.xml",
        "data/mail_template_meeting.xml",
        # report
        "report/report_agenda.xml",
        "report/report_minutes.xml",
        "report/annual_wheel_svg.xml",
        "report/report_annual_wheel.xml",
        # views
        "views/attend_page.xml",
        "views/minutes_page.xml",
        "views/seutuyp_meeting_theme_views.xml",
        "views/seutuyp_calendar_template_views.xml",
        "views/calendar_event_views.xml",
        "views/seutuyp_agenda_item_views.xml",
        "views/seutuyp_decision_views.xml",
        "views/calendar_event_meeting_views.xml",
        "views/events_page.xml",
        "views/calendar_event_public_views.xml",
        "views/seutuyp_group_views.xml",
        "views/seutuyp_reason_wizard_views.xml",
        "views/seutuyp_annual_calendar_views.xml",
        "views/seutuyp_calendar_feed_views.xml",
        "views/seutuyp_joint_item_views.xml",
        "wizards/seutuyp_find_time_wizard_views.xml",
        "wizards/seutuyp_publish_wizard_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "seutuyp_planning/static/src/home/**/*",
            "seutuyp_planning/static/src/meeting_calendar/**/*",
            "seutuyp_planning/static/src/wheel/**/*",
        ],
        "web.assets_frontend": ["seutuyp_planning/static/src/scss/events.scss"],
        "web.assets_unit_tests": ["seutuyp_planning/static/tests/**/*.test.js"],
    },
    "uninstall_hook": "uninstall_hook",
    "demo": [
        "demo/seutuyp_annual_calendar.xml",
        "demo/seutuyp_meeting.xml",
        "demo/seutuyp_joint_item.xml",
        "demo/calendar_event_public.xml",
    ],
}
