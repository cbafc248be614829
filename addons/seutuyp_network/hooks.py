# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .leaving import forget_inheritance

MODULE = "seutuyp_network"
# What the workflow keeps for good, those that point at others first.
KEPT = (
    "seutuyp.document",
    "seutuyp.licence",
    "seutuyp.agreement.assessment",
    "seutuyp.review.round",
    "seutuyp.signature",
    "seutuyp.token",
    "seutuyp.workflow.log",
    "seutuyp.agreement.content",
    "seutuyp.agreement",
)


def uninstall_hook(env):
    """Delete agreements and their evidence while the models still know how.

    Otherwise the evidence would hold its people and organisations back, and files
    would be left that nobody can open.
    """
    env = env(
        context={**env.context, MODULE_UNINSTALL_FLAG: True, "active_test": False}
    )
    for model in KEPT:
        env[model].search([])._guarded().unlink()
    forget_inheritance(env, MODULE)
