# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.seutuyp_network.leaving import leave

MODULE = "seutuyp_planning"
# Core's records whose moves and personal links are ours.
OF_CORE = ("calendar.event", "project.task")


def uninstall_hook(env):
    """Leave ordinary events and tasks behind, without links to what is gone.

    Meetings stay in the calendar and tasks in their projects; log lines and personal
    links of what is removed go with it.
    """
    leave(env, MODULE, OF_CORE)
    rounds = [("survey_type", "=", "seutuyp_evaluation")]
    env["survey.survey"].with_context(active_test=False).search(rounds).unlink()
