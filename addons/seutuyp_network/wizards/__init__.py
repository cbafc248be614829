# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_case_answer_wizard
from . import seutuyp_compare_wizard
from . import seutuyp_condition_wizard
from . import seutuyp_notice_wizard
from . import seutuyp_paper_wizard
from . import seutuyp_reason_wizard
from . import seutuyp_send_wizard
from . import seutuyp_signatory_wizard
from . import seutuyp_statement_wizard
from . import seutuyp_submit_wizard
from . import seutuyp_verdict_wizard
from . import base_partner_merge
from . import seutuyp_change_wizard
from . import seutuyp_situation_wizard
from . import seutuyp_import_wizard_mixin
from . import seutuyp_import_wizard
from . import seutuyp_commitment_wizard
from . import seutuyp_person_request
from . import seutuyp_person_request_line
from . import seutuyp_retention_line
from . import privacy_lookup_wizard
from . import seutuyp_system_check
