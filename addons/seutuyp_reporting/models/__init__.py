# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_indicator_topic
from . import seutuyp_indicator
from . import seutuyp_indicator_choice
from . import seutuyp_indicator_target
from . import seutuyp_measurement
from . import seutuyp_measurement_sharing
from . import seutuyp_indicator_computation
from . import seutuyp_indicator_planning
from . import seutuyp_process_metric
from . import seutuyp_measurement_correction
from . import seutuyp_measurement_words
from . import seutuyp_measurement_confirm
from . import seutuyp_measurement_automatic
from . import seutuyp_indicator_follow
from . import seutuyp_area_value
from . import seutuyp_advice_class
from . import seutuyp_return
from . import seutuyp_return_rows
from . import seutuyp_return_round
from . import seutuyp_return_sums
from . import seutuyp_home_return
