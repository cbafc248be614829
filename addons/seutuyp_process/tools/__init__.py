# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import bpmn
from . import bpmn_reading
from . import difference
from . import flow
from . import layout
from . import lettering
from . import moving
from . import process_light
from . import review_rhythm
from . import sparkline
from . import steps
from . import svg
from . import undoing
