"""Run in Odoo's shell on an old version: change what is shipped, note what is there.

What people edit gets a mark in every text field, as an administrator would write it.
"""

import json
import os
from pathlib import Path

MARK = " (muokattu)"
LANGS = ("en_US", "fi_FI", "sv_SE")
# Models whose shipped records are data of the installation: "yours to edit".
EDITED = {
    "mail.template": ("name", "subject", "body_html"),
    "seutuyp.actor.type": ("name",),
    "seutuyp.advice.class": ("name",),
    "seutuyp.agreement.template": ("name",),
    "seutuyp.agreement.template.section": ("name", "body"),
    "seutuyp.area": ("name",),
    "seutuyp.calendar.template": ("name",),
    "seutuyp.criterion": ("name", "rule_text"),
    "seutuyp.deciding.body": ("name",),
    "seutuyp.indicator": ("name", "definition"),
    "seutuyp.indicator.topic": ("name",),
    "seutuyp.meeting.theme": ("name",),
    "seutuyp.meeting.theme.item": ("name",),
    "seutuyp.mission": ("mission",),
    "seutuyp.plan.content.area": ("name", "question"),
    "seutuyp.referral.outcome": ("name",),
    "seutuyp.segment": ("name",),
    "seutuyp.service": ("name",),
    "survey.question": ("title",),
}


def shipped(env, model):
    """Records of this model that our addons' data files have made, not the demo's."""
    names = env["ir.model.data"].search(
        [
            ("module", "=like", "seutuyp%"),
            ("model", "=", model),
            ("noupdate", "=", True),
        ]
    )
    return env[model].browse(names.mapped("res_id")).exists()


def mark(env):
    """Add the mark to each text in each language; return {model: {id: fields}}."""
    done = {}
    for model, names in EDITED.items():
        if model not in env:
            continue
        fields = [name for name in names if name in env[model]._fields]
        for record in shipped(env, model):
            done.setdefault(model, {})[record.id] = mark_record(record, fields)
    return done


def mark_record(record, fields):
    marked = []
    for name in fields:
        if not record[name]:
            continue
        for lang in LANGS if record._fields[name].translate else LANGS[:1]:
            text = record.with_context(lang=lang)[name]
            record.with_context(lang=lang)[name] = (
                f"<p>{MARK}</p>" if record._fields[name].type == "html" else text + MARK
            )
        marked.append(name)
    return marked


def contents(cr):
    """{table: {column: checksum}} of our tables and of core's that ours extend."""
    cr.execute(
        """
        SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
          JOIN information_schema.tables USING (table_schema, table_name)
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
           AND (table_name LIKE 'seutuyp%' OR table_name IN (
                'calendar_event', 'calendar_attendee', 'project_task',
                'project_project', 'res_partner', 'res_users', 'mail_message',
                'survey_user_input'))
         GROUP BY table_name HAVING 'id' = ANY(array_agg(column_name::text))
        """
    )
    found = {}
    for table, columns in cr.fetchall():
        sums = ", ".join(
            f"""md5(string_agg(coalesce("{column}"::text, ''), chr(10) ORDER BY id))"""
            for column in columns
        )
        cr.execute(f'SELECT count(*), {sums} FROM "{table}"')
        found[table] = dict(zip(["count", *columns], cr.fetchone(), strict=True))
    return found


env = env(user=env.ref("base.user_admin"))  # noqa: F821
state = {"edited": mark(env), "mark": MARK}
crons = env["ir.cron"].search([("id", "in", shipped(env, "ir.cron").ids)], limit=3)
crons.write({"interval_number": 17})
state["crons"] = crons.ids
env.flush_all()
env.cr.commit()
state["tables"] = contents(env.cr)
Path(os.environ["TRIAL"]).write_text(json.dumps(state))
