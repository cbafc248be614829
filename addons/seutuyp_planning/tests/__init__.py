# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import test_template
from . import test_generation
from . import test_generation_together
from . import test_generation_again
from . import test_access_planning
from . import test_year_forging
from . import test_quiet
from . import test_publish
from . import test_invitation
from . import test_invitation_text
from . import test_answer
from . import test_reply
from . import test_core_closed
from . import test_delivery
from . import test_deputy
from . import test_membership
from . import test_wheel
from . import test_feed
from . import test_find_time
from . import test_agenda
from . import test_decision
from . import test_attendance
from . import test_minutes
from . import test_meeting_pages
from . import test_home_meetings
from . import test_mail_language
from . import test_uninstall
from . import test_query_counts_planning
from . import test_joint_item
from . import test_plan
from . import test_plan_actions
from . import test_hoot
from . import test_translations
from . import test_public_events
from . import test_meeting_screens
