# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

# mixins first
from . import seutuyp_guard_mixin
from . import seutuyp_dated_mixin
from . import mail_thread

# who is who
from . import seutuyp_area
from . import seutuyp_actor_type
from . import seutuyp_segment
from . import seutuyp_deciding_body
from . import seutuyp_criterion
from . import seutuyp_agreement_template
from . import seutuyp_agreement_template_section
from . import seutuyp_region
from . import seutuyp_region_area
from . import seutuyp_group
from . import seutuyp_group_member
from . import res_partner

# agreement

# pages and documents
from . import ir_actions_report
from . import res_lang
