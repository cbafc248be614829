# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

TABLE = "res_partner_seutuyp_plan_decision_wizard_rel"
CONSTRAINTS = (
    "res_partner_seutuyp_plan_deci_seutuyp_plan_decision_wizard_fkey",
    "res_partner_seutuyp_plan_decision_wizard_re_res_partner_id_fkey",
)


def migrate(cr, version):
    """Drop a wizard's table that has another name since; wizards keep nothing."""
    cr.execute(SQL("DROP TABLE IF EXISTS %s", SQL.identifier(TABLE)))
    cr.execute("DELETE FROM ir_model_relation WHERE name = %s", (TABLE,))
    cr.execute("DELETE FROM ir_model_constraint WHERE name IN %s", (CONSTRAINTS,))
