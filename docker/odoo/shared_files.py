"""Run in Odoo's shell on several machines: attachments go to a shared folder."""

import os

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

CODE = "shared"

storage = env["fs.storage"].search([("code", "=", CODE)])  # noqa: F821
if not storage:
    env["fs.storage"].create(  # noqa: F821
        {
            "name": "Shared folder",
            "code": CODE,
            "protocol": "file",
            "directory_path": os.environ["SHARED_FILES"],
            "optimizes_directory_path": True,
            "use_as_default_for_attachments": True,
        }
    )
    env.cr.commit()  # noqa: F821
# What was made before, or by an update here. Files kept as evidence let themselves be
# moved by whoever holds the guard alone.
env["ir.attachment"].with_context(seutuyp_guard=GUARD).force_storage()  # noqa: F821
env.cr.commit()  # noqa: F821
