# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import events
from . import calendar
from . import feed
from . import meeting
from . import minutes
from . import wheel
from . import update
from . import evaluation
from . import survey
from . import plan_excel
