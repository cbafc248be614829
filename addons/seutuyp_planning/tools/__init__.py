# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import rhythm
from . import slots
from . import invitation
from . import when
from . import reply
from . import wheel
from . import year_light
from . import joint
from . import realisation
from . import matrix
from . import period
from . import plan_cycle
from . import basic_page
from . import punctuality
from . import escalation
from . import plan_light
from . import plan_difference
