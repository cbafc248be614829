# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_export
from . import export_table
from . import export_region
from . import export_agreement
from . import export_group
from . import export_meeting
from . import export_plan
from . import export_evaluation
from . import export_process
from . import export_service
from . import export_measurement
from . import export_referral
from . import export_referral_total
