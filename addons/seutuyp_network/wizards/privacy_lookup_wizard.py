# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools import SQL, email_normalize
from odoo.tools.sql import escape_psql


class PrivacyLookupWizard(models.TransientModel):
    """Core's lookup also finds our rows.

    Core looks at addresses in fields of certain names and at contacts in fields that
    do not cascade. Ours also hold people in other text fields, in lists of people,
    as users, and in fields that cascade.
    """

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        parts = [super()._get_query()]
        for model in self.env["seutuyp.person.data"]._searched():
            conditions = [*self._text_conditions(model), *self._link_conditions(model)]
            if conditions:
                parts.append(self._select(model, conditions))
        # distinct: a row may name the person in several ways
        return SQL(
            "SELECT DISTINCT * FROM (%s) AS found", SQL(" UNION ALL ").join(parts)
        )

    def _select(self, model, conditions):
        active = SQL.identifier(model._table, "active")
        return SQL(
            "SELECT %s AS res_model_id, id AS res_id, %s AS is_active FROM %s WHERE %s",
            self.env["ir.model"]._get_id(model._name),
            active if "active" in model and model._fields["active"].store else True,
            SQL.identifier(model._table),
            SQL(" OR ").join(conditions),
        )

    def _text_conditions(self, model):
        """Return conditions on the fields in which a name or an address is written."""
        texts = self.env["seutuyp.person.data"]._texts().get(model._name)
        if not texts:
            return
        address = email_normalize(self.email.strip()) or self.email.strip()
        for name in texts.emails:
            yield SQL(
                "%s ILIKE %s",
                SQL.identifier(model._table, name),
                f"%{escape_psql(address)}%",
            )
        for name in texts.names:
            yield SQL(
                "lower(%s) = lower(%s)",
                SQL.identifier(model._table, name),
                self.name.strip(),
            )

    def _link_conditions(self, model):
        """Return conditions on the fields that point at the person."""
        people = SQL("(SELECT id FROM indirect_references)")
        users = SQL("(SELECT id FROM res_users WHERE partner_id IN %s)", people)
        wanted = {"res.partner": people, "res.users": users}
        for name in self.env["seutuyp.person.data"]._link_fields(model):
            field = model._fields[name]
            ids = wanted[field.comodel_name]
            if field.type == "many2one":
                yield SQL("%s IN %s", SQL.identifier(model._table, name), ids)
            else:
                yield SQL(
                    "id IN (SELECT %s FROM %s WHERE %s IN %s)",
                    SQL.identifier(field.column1),
                    SQL.identifier(field.relation),
                    SQL.identifier(field.column2),
                    ids,
                )
