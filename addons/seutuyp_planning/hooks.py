# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

MODULE = "seutuyp_planning"
# Core's records whose moves and personal links are ours.
OF_CORE = ("calendar.event", "project.task")


def uninstall_hook(env):
    """Leave ordinary events and tasks behind, without links to what is gone.

    Meetings stay in the calendar and tasks in their projects; log lines and personal
    links of what is removed go with it.
    """
    flags = {MODULE_UNINSTALL_FLAG: True, "active_test": False}
    env = env(context={**env.context, **flags})
    models = own_models(env)
    names = [model._name for model in models]
    for model in ("seutuyp.workflow.log", "seutuyp.token"):
        lines = env[model].search([("res_model", "in", [*names, *OF_CORE])])
        lines._guarded().unlink()
    env["ir.attachment"].search([("res_model", "in", names)]).unlink()
    env["ir.filters"].search([("model_id", "in", names)]).unlink()
    env.flush_all()
    _empty(env, [model._table for model in models])
    env.cr.execute(SQL("DELETE FROM ir_model_data WHERE model = ANY(%s)", names))
    # core forgets foreign keys together with their models only, not on core's tables
    module = env.ref(f"base.module_{MODULE}")
    keys = [("module", "=", module.id), ("type", "=", "f")]
    env["ir.model.constraint"].search(keys).unlink()
    env.invalidate_all()
    rounds = [("survey_type", "=", "seutuyp_evaluation")]
    env["survey.survey"].search(rounds).unlink()


def own_models(env):
    """Return the classes of the models that this addon keeps in tables."""
    return [
        model
        for model in env.registry.values()
        if model._original_module == MODULE and model._auto and not model._abstract
    ]


def _empty(env, tables):
    """Delete all rows of our tables, and what points at them from others.

    Core deletes records one model after another and tables last; rows that hold each
    other back would fill the log with errors and stay half deleted.
    """
    held = _references(env, tables)
    for table, name, _column, _required in held:
        table, name = SQL.identifier(table), SQL.identifier(name)
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", table, name))
    for table, _name, column, required in held:
        if table in tables:
            continue
        table, column = SQL.identifier(table), SQL.identifier(column)
        empty = SQL("DELETE FROM %s", table)
        if not required:
            empty = SQL("UPDATE %s SET %s = NULL", table, column)
        env.cr.execute(SQL("%s WHERE %s IS NOT NULL", empty, column))
    for table in tables:
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))


def _references(env, tables):
    """Return [(table, foreign key, column, whether required)] that point at tables."""
    return env.execute_query(
        SQL(
            """
            SELECT holder.relname, held.conname, attname, attnotnull
              FROM pg_constraint held
              JOIN pg_class holder ON holder.oid = held.conrelid
              JOIN pg_class target ON target.oid = held.confrelid
              JOIN pg_attribute ON attrelid = held.conrelid AND attnum = held.conkey[1]
             WHERE held.contype = 'f'
               AND target.relnamespace = current_schema::regnamespace
               AND target.relname = ANY(%s)
            """,
            tables,
        )
    )
