# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib

from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.seutuyp_network.controllers import page

# Calendar programs ask a few times a day; each time they may have it already.
CALENDAR_HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Cache-Control": "public, max-age=900",
    "X-Content-Type-Options": "nosniff",
}


def _calendar_route(path):
    """Programs follow no languages of a web site: theirs stands in the address."""
    return http.route(
        path,
        type="http",
        auth="public",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
        save_session=False,
    )


class EventsPage(http.Controller):
    """Joint events, trainings and campaigns: open to all, found by search engines."""

    @page.public_route("/seutuyp/events")
    def regions(self, search="", **_kw):
        """List the regions, and what comes next in them.

        :param str search: part of a region's or area's name
        """
        search = search[:100].replace("\0", "")
        rows, coming = request.env["seutuyp.region"]._events_regions(search)
        for row in rows:
            row["url"] = page.address(f"/seutuyp/events/{row['code']}")
        values = {
            "title": request.env._("Events, training and campaigns for companies"),
            "search": search,
            "regions": rows,
            "coming": [
                {
                    **event._public_values(),
                    "url": page.address(event._public_path()),
                }
                for event in coming
            ],
        }
        return page.render(
            "seutuyp_planning.events_regions",
            values,
            "/seutuyp/events",
            query={"search": search},
            headers=page.PUBLIC_HEADERS,
        )

    @page.public_route("/seutuyp/events/<string:code>")
    def region(self, code, segment=None, kind=None, **_kw):
        """Show what happens in one region.

        :param str code: the region's code
        :param segment: id of a top segment
        :param kind: a forum
        """
        regions = request.env["seutuyp.region"]
        region = regions._help_find(code)
        if not region:
            return self._not_found()
        chosen = regions._help_segment(segment)
        kind = regions._events_kind(kind)
        path = f"/seutuyp/events/{region.code}"
        base = request.env["ir.config_parameter"]._seutuyp_public_url()
        lang = request.env["res.lang"]._html_code(request.env.lang)
        values = {
            **region._events_values(chosen, kind),
            "path": page.address(path),
            "file": lambda event: f"{path}/{event['id']}.ics?lang={lang}",
            "feed": f"{base}{path}/feed.ics?lang={lang}",
            "list_url": page.address("/seutuyp/events"),
            "help_url": page.address(f"/seutuyp/help/{region.code}"),
            "title": request.env._("Events for companies in %s", region.name),
        }
        return page.render(
            "seutuyp_planning.events_region",
            values,
            path,
            query={"segment": chosen.id, "kind": kind},
            headers=page.PUBLIC_HEADERS,
        )

    @_calendar_route("/seutuyp/events/<string:code>/feed.ics")
    def feed(self, code, lang=None, **_kw):
        """Return a region's events as a calendar to subscribe to.

        :param str code: the region's code
        :param lang: language of the labels, such as ``sv``
        """
        region = self._region(code, lang)
        data = region and region._events_feed()
        return self._calendar(data, f"inline; filename={region.code}.ics")

    @_calendar_route("/seutuyp/events/<string:code>/<int:number>.ics")
    def file(self, code, number, lang=None, **_kw):
        """Return one event for somebody's own calendar.

        :param str code: the region's code
        :param int number: id of the event, not to be trusted
        :param lang: language of the labels, such as ``sv``
        """
        region = self._region(code, lang)
        data = region and region._events_file(number)
        return self._calendar(data, content_disposition(f"{region.code}-{number}.ics"))

    def _region(self, code, lang):
        """Return the region speaking the language that was asked for, or none."""
        env = request.env
        known = {env["res.lang"]._html_code(item): item for item in self._languages()}
        speaking = known.get(lang) or env["ir.http"]._get_default_lang().code
        return env["seutuyp.region"].with_context(lang=speaking)._help_find(code)

    def _languages(self):
        return request.env["res.lang"]._get_frontend()

    def _calendar(self, data, disposition):
        if not data:
            headers = [("Content-Type", "text/plain")]
            return request.make_response("", headers, status=404)
        headers = {
            **CALENDAR_HEADERS,
            "Content-Disposition": disposition,
            "ETag": f'"{hashlib.sha256(data).hexdigest()[:32]}"',
        }
        response = request.make_response(data, list(headers.items()))
        return response.make_conditional(request.httprequest.environ)

    def _not_found(self):
        values = {
            "title": request.env._("There is no such region"),
            "list_url": page.address("/seutuyp/events"),
        }
        return page.render(
            "seutuyp_network.help_not_found", values, "/seutuyp/events", status=404
        )
