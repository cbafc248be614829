# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import base_partner_merge
from . import seutuyp_measurement_correct_wizard
from . import seutuyp_referral_wizard
from . import seutuyp_referral_customer_wizard
from . import seutuyp_referral_close_wizard
from . import seutuyp_collection_import_wizard
from . import seutuyp_export_wizard
