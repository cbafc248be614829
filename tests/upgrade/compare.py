"""Run in Odoo's shell after the update: a line for everything that is not as it was."""

import json
import os
from pathlib import Path

from odoo.exceptions import ValidationError

LANGS = ("en_US", "fi_FI", "sv_SE")
# Columns that an update may work out anew.
WORKED_OUT = {"write_date", "write_uid"}


def lost_edits(env, state):
    for model, records in state["edited"].items():
        if model not in env:
            yield f"gone with its edits: {model}"
            continue
        for record_id, fields in records.items():
            record = env[model].browse(int(record_id)).exists()
            if not record:
                yield f"deleted: {model} {record_id}"
            for name in fields if record else ():
                yield from lost_edit(record, name, state["mark"])
    for cron in env["ir.cron"].browse(state["crons"]).exists():
        if cron.interval_number != 17:
            yield f"edit lost: {cron.cron_name}"


def lost_edit(record, name, mark):
    if name not in record._fields:
        yield f"field gone: {record._name}.{name}"
        return
    for lang in LANGS if record._fields[name].translate else LANGS[:1]:
        if mark.strip() not in (record.with_context(lang=lang)[name] or ""):
            xmlid = record.get_external_id()[record.id]
            yield f"edit lost: {xmlid}.{name} in {lang}"


def changed_data(cr, state):
    for table, before in state["tables"].items():
        cr.execute("SELECT to_regclass(%s)", [table])
        if not cr.fetchone()[0]:
            if before["count"]:
                yield f"table gone with {before['count']} rows: {table}"
            continue
        cr.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped",
            [table],
        )
        columns = {row[0] for row in cr.fetchall()}
        gone = sorted(before.keys() - columns - {"count"})
        if gone and before["count"]:
            yield f"columns gone: {table} {', '.join(gone)}"
        yield from changed_columns(cr, table, before, columns - WORKED_OUT)


def changed_columns(cr, table, before, columns):
    kept = sorted(columns & before.keys())
    sums = ", ".join(
        f"""md5(string_agg(coalesce("{column}"::text, ''), chr(10) ORDER BY id))"""
        for column in kept
    )
    cr.execute(f'SELECT count(*), {sums} FROM "{table}"')
    after = dict(zip(["count", *kept], cr.fetchone(), strict=True))
    if after["count"] < before["count"]:
        yield f"rows gone: {table} {before['count']} → {after['count']}"
    if after["count"] != before["count"]:
        return  # new shipped rows: nothing can be said of sums
    changed = [column for column in kept if after[column] != before[column]]
    if changed:
        yield f"changed: {table} {', '.join(changed)}"


def broken_constraints(env):
    """Python constraints and required fields of every record of ours."""
    for name in sorted(env.registry):
        model = env[name]
        if not name.startswith("seutuyp.") or not model._auto or model._abstract:
            continue
        if model._transient:
            continue
        records = model.with_context(active_test=False).search([])
        for record in records:
            try:
                record._validate_fields(list(record._fields))
            except ValidationError as error:
                yield f"constraint: {name} {record.id}: {error}"
        for field in model._fields.values():
            if field.required and field.store and field.type != "boolean":
                empty = records.filtered(lambda r, n=field.name: not r[n])
                if empty and field.type not in ("integer", "float", "monetary"):
                    yield f"required but empty: {name}.{field.name} {empty.ids[:5]}"


state = json.loads(Path(os.environ["TRIAL"]).read_text())
env = env(context={**env.context, "active_test": False})  # noqa: F821
lines = [
    *lost_edits(env, state),
    *changed_data(env.cr, state),
    *broken_constraints(env),
]
texts = sum(len(records) for records in state["edited"].values())
lines.append(f"looked at {texts} edited records, {len(state['tables'])} tables")
print("\n".join(lines))
