# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import ormcache

# Only this object opens guarded fields. It lives in this process alone: nothing
# that arrives over RPC, JSON or an import can be identical to it. Superuser mode is
# no substitute, because the portal hands out superuser records.
GUARD = object()


class SeutuypGuardMixin(models.AbstractModel):
    """Fields that nobody writes directly: state, verdict, signature, hash, token.

    ``create``, ``write``, ``unlink`` (with ``_guard_all``) and defaults of guarded
    fields work only on records obtained from :meth:`_guarded`.
    """

    _name = "seutuyp.guard.mixin"
    _description = "Guarded fields"

    _guarded_fields = frozenset()
    # True: every field is guarded and records are never deleted by hand.
    _guard_all = False

    def _guarded(self):
        """Return the same records with the right to write guarded fields."""
        return self.with_context(seutuyp_guard=GUARD)

    def _create_guarded(self, vals_list):
        """Create records with guarded values.

        :return: the records, with the guard closed again
        """
        return self._guarded().create(vals_list).with_env(self.env)

    def _guard_is_open(self):
        return self.env.context.get("seutuyp_guard") is GUARD

    @api.model
    def _guarded_names(self):
        if self._guard_all:
            return frozenset(self._fields)
        return self._guarded_fields | self._worked_out()

    @api.model
    @ormcache()
    def _worked_out(self):
        """Return our stored fields that a rule works out and nobody writes.

        Core keeps them off the screens only: over RPC it stores what is sent, and
        record rules would then follow somebody's word.
        """
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store
            and field.compute
            and field.readonly
            and not field.inverse
            and all(module.startswith("seutuyp_") for module in field._modules)
        )

    def _guard_check(self, names):
        """Raise unless ``names`` may be written.

        :param names: iterable of field names about to be written
        :raise AccessError: if one of them is guarded and the guard is closed
        """
        if self._guard_is_open():
            return
        touched = sorted(self._guarded_names().intersection(names))
        if touched:
            labels = [
                self._fields[name]._description_string(self.env) for name in touched
            ]
            raise AccessError(
                self.env._(
                    "%(fields)s cannot be changed directly. Use the buttons of "
                    "%(model)s instead.",
                    fields=", ".join(labels),
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    @api.model
    def default_get(self, fields):
        # Anybody may send default_* in the context or store an ir.default; for a
        # guarded field only the default written in the class counts.
        guarded = self._guarded_names().intersection(fields)
        clean = {
            key: value
            for key, value in self.env.context.items()
            if not (key.startswith("default_") and key[8:] in guarded)
        }
        forged = len(clean) < len(self.env.context)
        # keys are taken away here, which keyword arguments cannot do
        model = self.with_context(clean) if forged else self  # pylint: disable=context-overridden
        defaults = super(SeutuypGuardMixin, model).default_get(fields)
        for name in guarded:
            defaults.pop(name, None)
            if self._fields[name].default:
                field = self._fields[name]
                value = field.convert_to_cache(
                    field.default(self), self, validate=False
                )
                defaults[name] = field.convert_to_write(value, self)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._guard_check(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._guard_check(vals)
        return super().write(vals)

    def update_field_translations(self, field_name, translations, source_lang=""):
        self._guard_check([field_name])
        return super().update_field_translations(
            field_name, translations, source_lang=source_lang
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_guarded(self):
        if self._guard_all:
            self._guard_check(["id"])
