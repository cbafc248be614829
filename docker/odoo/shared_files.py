"""Run in Odoo's shell on several machines: attachments go to a shared folder."""

import os

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
# what was made before, or by an update in this container
env["ir.attachment"].force_storage()  # noqa: F821
env.cr.commit()  # noqa: F821
