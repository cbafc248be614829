# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import report_annual_wheel
from . import report_meeting
from . import report_annual_wheel_a3
from . import report_plan_matrix
from . import report_plan
