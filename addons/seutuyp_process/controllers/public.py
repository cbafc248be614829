# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.http import Controller, request

from odoo.addons.seutuyp_network.controllers import page

from ..models.seutuyp_process_public import PATH


class ProcessPage(Controller):
    """A process as it was approved, open to all while its owner publishes it."""

    @page.public_route(f"{PATH}/<string:slug>")
    def process(self, slug, **_kw):
        """Show the version approved last.

        :param str slug: ``public_slug`` of the process, from the address
        """
        path = f"{PATH}/{slug}"
        version = request.env["seutuyp.process"]._find_public(slug)
        if not version:
            values = {
                "title": request.env._("There is no such page"),
                "text": request.env._(
                    "The process is not published, or the address is not complete."
                ),
                "done": False,
            }
            return page.render(
                "seutuyp_network.offers_message", values, path, status=404
            )
        values = {
            "title": version.snapshot["name"],
            "version": version,
            "region": version.process_id.region_id.name,
            "description": version._describe(public=True),
        }
        # Taken off, it is gone at once.
        headers = {"Cache-Control": "no-cache"}
        return page.render("seutuyp_process.public_page", values, path, headers=headers)
