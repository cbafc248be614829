# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

TABLE = "seutuyp_plan_checkpoint_responsible_rel"
CONSTRAINTS = (f"{TABLE}_checkpoint_id_fkey", f"{TABLE}_partner_id_fkey")


def migrate(cr, version):
    """Drop a second copy of who is responsible: checkpoints ask their action."""
    cr.execute("DROP TABLE IF EXISTS seutuyp_plan_checkpoint_responsible_rel")
    cr.execute("DELETE FROM ir_model_relation WHERE name = %s", (TABLE,))
    cr.execute("DELETE FROM ir_model_constraint WHERE name IN %s", (CONSTRAINTS,))
