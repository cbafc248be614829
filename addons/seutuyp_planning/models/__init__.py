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
from . import calendar_event
from . import calendar_attendee
