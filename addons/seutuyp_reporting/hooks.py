# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.seutuyp_network.leaving import leave

MODULE = "seutuyp_reporting"
# What the demo data has made beside figures: minutes name it, groups have met, surveys
# are core's.
KEPT = ("calendar.event", "seutuyp.agenda.item", "seutuyp.group", "survey.survey")


def uninstall_hook(env):
    """Leave meetings, agendas and regions behind, without links to what is gone."""
    leave(env, MODULE, kept=KEPT)
