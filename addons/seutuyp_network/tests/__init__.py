# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import test_report_engine
from . import test_reports
from . import test_tagged_pdf
from . import test_access_who
from . import test_data
from . import test_group
from . import test_partner
from . import test_region
from . import test_agreement_draft
from . import test_agreement_content
from . import test_lights
from . import test_duties
from . import test_home
from . import test_query_counts
from . import test_hoot
from . import test_signing
from . import test_wizards
from . import test_views_agreement
from . import test_paper
from . import test_review
from . import test_licence
from . import test_licence_risk
from . import test_brand
from . import test_document_page
from . import test_document_drop
from . import test_forging
from . import test_portal
from . import test_licence_page
from . import test_uninstall
from . import test_access_agreement
from . import test_tools
from . import test_translations
from . import test_service
from . import test_practice
