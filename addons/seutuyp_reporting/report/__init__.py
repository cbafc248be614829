# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import report_workbook
from . import report_overview
from . import report_organisation_year
from . import report_customer_feedback
