# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api

# What matters of our own themes do with the plan; themes are not updated by themselves.
PURPOSES = {
    "theme_priorities_followup_2": "followup",
    "theme_priorities_followup_3": "priorities",
    "theme_approval_2": "approval",
    "theme_followup_2": "followup",
}


def migrate(cr, version):
    """Give what is there the fields that plans have got since."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    set_purposes(env)
    keep_tellings(env)
    # Words that list what is no longer sent along would make an empty mail. Others are
    # somebody's own and stay.
    template = env.ref("seutuyp_planning.mail_template_silent", False)
    if template and "seutuyp_actions" in (template.body_html or ""):
        template.reset_template()


def set_purposes(env):
    """Let the matters of our themes, and agendas made of them, bring the plan along."""
    matters = env["seutuyp.meeting.theme.item"]
    for name, purpose in PURPOSES.items():
        matter = env.ref(f"seutuyp_planning.{name}", False)
        if matter and not matter.purpose:
            matter.purpose = purpose
            matters |= matter
    items = env["seutuyp.agenda.item"]
    items = items.search(
        [("theme_item_id", "in", matters.ids), ("purpose", "=", False)]
    )
    env.add_to_compute(items._fields["purpose"], items)
    items.flush_recordset()


def keep_tellings(env):
    """Let what was told of actions count as told, or all of them would be silent."""
    tasks = env["project.task"].search(
        [
            ("plan_id", "!=", False),
            ("actual_updated_on", "!=", False),
            ("update_ids", "=", False),
        ]
    )
    nobody = env.ref("base.partner_root")
    env["seutuyp.plan.update"]._create_guarded(
        [
            {
                "task_id": task.id,
                "told_on": task.actual_updated_on,
                "partner_id": (task.actual_updated_by_id or nobody).id,
                "state_before": "not_begun",
                "state_after": task.actual_state or "not_begun",
                "text_after": task.actual,
            }
            for task in tasks
        ]
    )
