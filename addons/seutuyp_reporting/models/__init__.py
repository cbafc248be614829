# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_indicator_topic
from . import seutuyp_indicator
from . import seutuyp_indicator_choice
from . import seutuyp_indicator_target
from . import seutuyp_measurement
from . import seutuyp_measurement_sharing
