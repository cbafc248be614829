# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import seutuyp_process_bpmn_wizard
from . import seutuyp_process_ask_wizard
from . import seutuyp_process_approve_wizard
from . import seutuyp_process_compare_wizard
from . import seutuyp_process_message_wizard
