# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_report_mixin
from . import report_agreement
from . import report_agreement_signed
from . import report_licence
from . import report_review_round
from . import report_service_matrix
from . import report_amendment
from . import report_situation
from . import report_comparison
from . import report_commitments
from . import report_processing
