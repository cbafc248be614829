# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from . import page


class HelpPage(http.Controller):
    """Who helps companies with what: open to all, and found by search engines."""

    @page.public_route("/seutuyp/help")
    def regions(self, search="", **_kw):
        """List the regions.

        :param str search: part of a region's or area's name
        """
        search = search[:100].replace("\0", "")
        values = {
            "title": request.env._("Who helps companies in your region?"),
            "search": search,
            "regions": [
                {**item, "url": page.address(f"/seutuyp/help/{item['code']}")}
                for item in request.env["seutuyp.region"]._help_regions(search)
            ],
        }
        return page.render(
            "seutuyp_network.help_regions",
            values,
            "/seutuyp/help",
            query={"search": search},
            headers=page.PUBLIC_HEADERS,
        )

    @page.public_route("/seutuyp/help/<string:code>")
    def region(self, code, segment=None, **_kw):
        """Show who helps with what in one region.

        :param str code: the region's code
        :param segment: id of a top segment
        """
        regions = request.env["seutuyp.region"]
        region = regions._help_find(code)
        if not region:
            return self._not_found(code)
        chosen = regions._help_segment(segment)
        path = f"/seutuyp/help/{region.code}"
        values = {
            **region._help_values(chosen),
            "path": page.address(path),
            "guide": page.address(f"{path}/guide.pdf", segment=chosen.id),
            "list_url": page.address("/seutuyp/help"),
            "title": request.env._("Who helps companies in %s?", region.name),
        }
        return page.render(
            "seutuyp_network.help_region",
            values,
            path,
            query={"segment": chosen.id},
            headers=page.PUBLIC_HEADERS,
        )

    @page.public_route("/seutuyp/help/<string:code>/guide.pdf")
    def guide(self, code, segment=None, **_kw):
        """Return the service guide of a region as a tagged PDF.

        :param segment: id of a top segment: what there is for companies like that
        """
        regions = request.env["seutuyp.region"]
        region = regions._help_find(code)
        if not region:
            return self._not_found(code)
        chosen = regions._help_segment(segment)
        data = (
            request.env["ir.actions.report"]
            .sudo()
            .with_context(lang=request.env.lang, seutuyp_segment_id=chosen.id)
            ._render_qweb_pdf("seutuyp_network.report_service_guide", region.ids)[0]
        )
        response = page.download(data, f"{region.code}.pdf", "application/pdf")
        response.headers["Cache-Control"] = page.PUBLIC_HEADERS["Cache-Control"]
        return response

    def _not_found(self, code):
        values = {
            "title": request.env._("There is no such region"),
            "list_url": page.address("/seutuyp/help"),
        }
        return page.render(
            "seutuyp_network.help_not_found", values, "/seutuyp/help", status=404
        )
