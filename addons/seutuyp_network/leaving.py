# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What every addon that builds on this one does when it is uninstalled."""

from odoo.tools import SQL

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .models.seutuyp_guard_mixin import GUARD


def leave(env, module, of_core=(), kept=()):
    """Empty the tables of an addon, with log, personal links and files of its records.

    :param str module: the addon that goes
    :param of_core: names of models that stay, whose log and personal links are the
        addon's
    :param kept: names of models that stay, of which the addon's demo data has made
        records: they stay as well, since others refer to them by then
    """
    flags = {MODULE_UNINSTALL_FLAG: True, "active_test": False}
    env = env(context={**env.context, **flags})
    models = own_models(env, module)
    names = [model._name for model in models]
    for model in ("seutuyp.workflow.log", "seutuyp.token"):
        lines = env[model].search([("res_model", "in", [*names, *of_core])])
        lines._guarded().unlink()
    # evidence goes with what it proves; files of fields are found only when asked for
    flags = {"seutuyp_guard": GUARD, "skip_res_field_check": True}
    files = env["ir.attachment"].with_context(**flags)
    files.search([("res_model", "in", names)]).unlink()
    env["ir.filters"].search([("model_id", "in", names)]).unlink()
    env.flush_all()
    _forget(env, names)
    _empty(env, [model._table for model in models])
    env.cr.execute(SQL("DELETE FROM ir_model_data WHERE model = ANY(%s)", names))
    env["ir.model.data"].search(
        [("module", "=", module), ("model", "in", kept)]
    ).unlink()
    # core forgets foreign keys together with their models only, not on core's tables
    keys = [
        ("module", "=", env.ref(f"base.module_{module}").id),
        ("type", "=", "f"),
    ]
    env["ir.model.constraint"].search(keys).unlink()
    _forget_names(env, module)
    env.invalidate_all()


def own_models(env, module):
    """Return the classes of the models that an addon keeps in tables."""
    return [
        model
        for model in env.registry.values()
        if model._original_module == module and model._auto and not model._abstract
    ]


def _forget(env, names):
    """Clear what refers by name to models that go; what it was called stays."""
    for model in env.registry.values():
        if model._name in names or not model._auto or model._abstract:
            continue
        for name, field in model._fields.items():
            if field.type == "reference" and field.store:
                _clear(env, SQL.identifier(model._table), SQL.identifier(name), names)


def _forget_names(env, module):
    """Delete the names that other modules have given to parts of our models.

    Every module that extends a mixin names the inheritance and the selections of all
    models that use it, ours too; core deletes what is named, not those names.
    """
    models = [
        model._name
        for model in env.registry.values()
        if model._original_module == module
    ]
    for part, field in (
        ("ir.model.inherit", "model_id.model"),
        ("ir.model.inherit", "parent_id.model"),
        ("ir.model.fields.selection", "field_id.model"),
    ):
        ours = env[part].search([(field, "in", models)])
        names = [("model", "=", part), ("res_id", "in", ours.ids)]
        env["ir.model.data"].search(names).unlink()


def _clear(env, table, column, names):
    is_ours = SQL("split_part(%s, ',', 1) = ANY(%s)", column, names)
    env.cr.execute(SQL("UPDATE %s SET %s = NULL WHERE %s", table, column, is_ours))


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
