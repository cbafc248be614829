# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

# Whose moves the log keeps; the records themselves go with their tables.
LOGGED = (
    "calendar.event",
    "seutuyp.annual.calendar",
    "seutuyp.decision",
    "seutuyp.evaluation",
)


def uninstall_hook(env):
    """Leave ordinary events and tasks behind, without links to what is gone.

    Meetings stay in the calendar and tasks in their projects; log lines and personal
    links of what is removed go with it.
    """
    env = env(context={**env.context, MODULE_UNINSTALL_FLAG: True})
    for model in ("seutuyp.workflow.log", "seutuyp.token"):
        lines = env[model].search([("res_model", "in", LOGGED)])
        lines._guarded().unlink()
    # rows first, or core tries in vain to delete the areas that they hold
    env["seutuyp.plan.matrix.line"].search([]).unlink()
    areas = env["seutuyp.plan.content.area"].with_context(active_test=False)
    areas.search([("parent_id", "!=", False)]).unlink()
