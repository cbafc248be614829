# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import test_access_reporting
from . import test_area_value
from . import test_hoot
from . import test_indicator_follow
from . import test_measurement
from . import test_measurement_automatic
from . import test_measurement_confirm
from . import test_return
from . import test_company_contact
from . import test_referral
from . import test_referral_access
from . import test_referral_change
from . import test_referral_counts
from . import test_referral_data
from . import test_dashboards
from . import test_overview
from . import test_translations
from . import test_collection_excel
from . import test_collection_hostile
from . import test_collection_round
from . import test_access_collection
from . import test_access_models
from . import test_collect_page
from . import test_collection_reply
from . import test_query_counts_collection
from . import test_workbook
from . import test_trend
from . import test_trend_agenda
from . import test_trend_comparison
from . import test_region_status
from . import test_organisation_year
from . import test_survey_round
from . import test_customer_feedback
from . import test_reporting_uninstall
from . import test_reasons
