# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import periods
from . import borders
from . import figure
from . import collecting
from . import comparison
from . import control_chart
from . import control_chart_svg
from . import drawing
from . import hyphens
from . import trend
from . import workbook_sheet
from . import workbook
from . import workbook_charts
from . import silence
from . import status_light
from . import threshold
from . import mixing
from . import feedback_told
