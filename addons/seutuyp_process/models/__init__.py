# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_process_part_mixin
from . import seutuyp_process_mark_mixin
from . import seutuyp_process_removable_mixin
from . import seutuyp_process
from . import seutuyp_process_lane
from . import seutuyp_process_phase
from . import seutuyp_process_flow
from . import seutuyp_process_tool
from . import seutuyp_process_responsibility
from . import seutuyp_process_member
from . import seutuyp_process_problems
from . import seutuyp_process_cycle
from . import seutuyp_process_version
from . import seutuyp_process_chart
from . import seutuyp_process_steps
from . import seutuyp_process_guide
from . import seutuyp_process_duties
from . import seutuyp_process_moving
from . import seutuyp_process_undoing
from . import seutuyp_process_map
from . import seutuyp_process_bpmn
from . import seutuyp_token
from . import seutuyp_process_description
from . import seutuyp_process_feedback
from . import seutuyp_process_round
from . import seutuyp_process_deployment
from . import seutuyp_process_acknowledgement
from . import seutuyp_process_public
from . import seutuyp_process_catalogue
from . import seutuyp_process_difference
from . import seutuyp_process_metric
from . import seutuyp_process_reading
from . import seutuyp_process_metric_agenda
from . import seutuyp_process_review
from . import seutuyp_process_finding
from . import seutuyp_process_assessment
from . import seutuyp_process_schedule
from . import seutuyp_process_chain
from . import seutuyp_process_turn
from . import seutuyp_region_process_duty
from . import seutuyp_home_process

# what is kept of people, and how long
from . import seutuyp_person_data
from . import seutuyp_retention
