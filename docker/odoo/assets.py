"""Run in Odoo's shell after an installation or update: make scripts and styles now.

Else the first visitors wait for them, before a log-in page whose fields Odoo shows only
when its scripts have come.
"""

SCRIPTS = ("web.assets_frontend_minimal", "web.assets_frontend_lazy", "web.assets_web")
STYLES = ("web.assets_frontend", "web.assets_web")

make = env["ir.qweb"]._get_asset_bundle  # noqa: F821
for name in SCRIPTS:
    make(name, css=False, js=True).js()
for name in STYLES:
    make(name, css=True, js=False).css()
env.cr.commit()  # noqa: F821
