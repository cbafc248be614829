# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import calendar_popover_delete_wizard
from . import seutuyp_calendar_feed_link
from . import seutuyp_deputy_wizard
from . import seutuyp_find_time_wizard
from . import seutuyp_publish_wizard
from . import seutuyp_plan_decision_wizard
from . import seutuyp_plan_priorities_wizard
from . import seutuyp_plan_print_wizard
from . import seutuyp_plan_import_wizard
from . import seutuyp_plan_begin_wizard
