# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.seutuyp_network.leaving import leave

MODULE = "seutuyp_process"
# What the demo data has made beside processes: minutes name it, tasks come from it.
KEPT = ("calendar.event", "seutuyp.decision", "seutuyp.group")


def uninstall_hook(env):
    """Leave meetings, decisions and regions behind, without links to what is gone."""
    leave(env, MODULE, kept=KEPT)
