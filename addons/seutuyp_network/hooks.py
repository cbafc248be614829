# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .leaving import leave

MODULE = "seutuyp_network"


def uninstall_hook(env):
    """Delete agreements and their evidence, and let their people and organisations go.

    Core deletes model by model: records that hold each other back, such as a licence
    and the case about it, would stay half deleted, and files nobody can open.
    """
    leave(env, MODULE)
