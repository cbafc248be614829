# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_month
from . import seutuyp_meeting_theme
from . import seutuyp_calendar_template
from . import seutuyp_calendar_template_line
from . import seutuyp_annual_calendar
from . import seutuyp_annual_calendar_generation
from . import seutuyp_annual_calendar_note
from . import seutuyp_group
from . import seutuyp_group_member
from . import calendar_event
from . import calendar_event_invitation
from . import calendar_attendee
from . import seutuyp_meeting_part_mixin
from . import seutuyp_agenda_item
from . import seutuyp_agenda_document
from . import seutuyp_decision
from . import seutuyp_decision_task
from . import seutuyp_decision_reminder
from . import calendar_event_attendance
from . import calendar_event_agenda
from . import calendar_event_minutes
from . import calendar_event_mail
from . import calendar_event_step
from . import project_project
from . import project_task
from . import seutuyp_token
from . import seutuyp_invitation
from . import seutuyp_calendar_reply
from . import seutuyp_annual_calendar_publish
from . import seutuyp_annual_calendar_wheel
from . import seutuyp_calendar_feed
from . import ir_mail_server
from . import mail_thread
from . import seutuyp_region_year_duty
from . import seutuyp_home_meetings
