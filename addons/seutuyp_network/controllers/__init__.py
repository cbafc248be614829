# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import portal
from . import commitments
from . import amendment
from . import licence
from . import document
from . import brand
from . import help
from . import offers
from . import law
from . import watching
from . import report
