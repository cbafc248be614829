# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import test_bpmn
from . import test_chart
from . import test_process
from . import test_process_new
from . import test_process_reasons
from . import test_translations
from . import test_hoot
from . import test_undo
from . import test_access_process
from . import test_process_catalogue
from . import test_process_round
from . import test_process_use
from . import test_process_versions
from . import test_process_assessment
from . import test_process_metric
from . import test_process_review
from . import test_process_review_access
from . import test_process_turn
from . import test_process_uninstall
from . import test_process_paper
from . import test_process_marks
from . import test_process_steps
from . import test_process_query_counts
