# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from babel.dates import format_date

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from ..tools import basic_page, when

# Which rings of the year are told by name; the groups' own meetings by the group.
RINGS = ("event", "area", "national")


class SeutuypPlan(models.Model):
    """The basic page: one A4 composed of what the system knows already.

    Nothing of it is kept. What fits on the paper, and at which size, is decided in
    ``tools/basic_page.py``; the screen shows all of it, and where each piece is from.
    """

    _inherit = "seutuyp.plan"

    basic_page_parts = fields.Json(
        string="Pieces of the basic page", compute="_compute_basic_page_parts"
    )
    basic_page = fields.Html(
        string="Basic page", compute="_compute_basic_page", sanitize=False
    )

    @api.depends(
        "region_id.name",
        "region_id.partner_ids.name",
        "region_id.coordinator_id.name",
        "region_id.coordinator_id.phone",
        "region_id.coordinator_id.email",
        "region_id.substitute_id.name",
        "region_id.coordinating_partner_id.name",
        "region_id.group_ids.member_ids.partner_id.name",
        "region_id.group_ids.purpose",
        "year",
        "mission",
        "priorities",
        "budget_line_ids.planned",
        "budget_line_ids.partner_id.name",
    )
    @api.depends_context("lang", "uid")
    def _compute_basic_page_parts(self):
        national = self.env["seutuyp.mission"]._current()
        regions = self.region_id
        groups = regions._by_region(
            "seutuyp.group", [("kind", "in", ("steering", "working"))]
        )
        years = self._basic_page_years()
        events = self._basic_page_events(years)
        for plan in self:
            year = years.get((plan.region_id.id, plan.year))
            plan.basic_page_parts = {
                "texts": plan._basic_page_texts(national),
                "blocks": [
                    plan._basic_parties(),
                    plan._basic_coordinator(),
                    *plan._basic_groups(groups.get(plan.region_id.id)),
                    plan._basic_calendar(year, events),
                    plan._basic_priorities(),
                    plan._basic_budget(),
                ],
            }

    @api.depends("basic_page_parts", "state")
    @api.depends_context("lang", "uid")
    def _compute_basic_page(self):
        for plan in self:
            plan.basic_page = self.env["ir.qweb"]._render(
                "seutuyp_planning.basic_page_screen",
                {
                    "plan": plan,
                    "page": basic_page.shown(plan.basic_page_parts),
                    "priorities": plan.priorities,
                    "missing": plan._basic_page_missing(),
                    "edits": plan._has_role("editor"),
                    **self._basic_page_words(),
                },
            )

    def _basic_page_on_paper(self):
        """Return the page as it fits one A4; see ``tools/basic_page.py``."""
        self.ensure_one()
        return basic_page.fitted(self.basic_page_parts)

    def _basic_page_missing(self):
        """Return what the page still lacks, one sentence each."""
        self.ensure_one()
        blocks = self.basic_page_parts["blocks"]
        return [block["missing"] for block in blocks if block["missing"]]

    @api.model
    def _basic_page_words(self):
        """Return what the templates of the page call."""
        return {"others": self._and_others, "euros": self._euros}

    @api.model
    def _and_others(self, count):
        if count == 1:
            return self.env._("and one other")
        return self.env._("and %(count)s others", count=count)

    @api.model
    def _euros(self, amount):
        digits = 0 if amount == int(amount) else 2
        return f"{formatLang(self.env, amount, digits=digits)}\N{NO-BREAK SPACE}€"

    # ------------------------------------------------------------------------ pieces
    @api.model
    def _block(self, kind, title, missing, source, url="", **own):
        """Return a block of the page: what there is, what is missing, where it is from.

        :param missing: sentences that are true of what is missing; empty ones go
        """
        told = " ".join(sentence for sentence in missing if sentence)
        source = {"text": source, "url": url}
        return {"kind": kind, "title": title, "missing": told, "source": source, **own}

    def _basic_page_texts(self, national):
        """Return mission and vision of the nation, and the region's own beside them."""
        texts = [
            ("national", self.env._("Mission"), national.mission),
            ("national", self.env._("Vision"), national.vision),
            ("own", self.env._("In our region"), self.mission),
        ]
        return [
            {"kind": kind, "title": title, "text": " ".join(text.split())}
            for kind, title, text in texts
            if (text or "").strip()
        ]

    def _basic_parties(self):
        """Return the parties of the agreement in force, else of the one prepared."""
        # The number of an agreement is no secret: it stands on the public licence. Its
        # parties are named to whoever reads the region's plan.
        region = self.region_id.sudo()
        parties = region.partner_ids
        agreement = region.agreement_id or region._current_agreement()
        if parties:
            missing = ""
        elif agreement:
            parties = agreement._content_parties().partner_id
            missing = self.env._(
                "The agreement is not in force yet; these organisations prepare it."
            )
        else:
            missing = self.env._("No agreement is in force, so no parties yet.")
        return self._block(
            "parties",
            self.env._("Parties to the agreement"),
            [missing],
            self.env._("From agreement %(number)s", number=agreement.number)
            if agreement
            else self.env._("From the agreement in force"),
            f"/odoo/agreements/{agreement.id}" if agreement else "/odoo/agreements",
            names=parties.sorted("name").mapped("name"),
        )

    def _basic_coordinator(self):
        region = self.region_id
        person, organisation = region.coordinator_id, region.coordinating_partner_id
        contact = " · ".join(filter(None, (person.phone, person.email)))
        substitute = region.substitute_id.name
        rows = [
            person.name,
            contact,
            organisation.name,
            substitute and self.env._("Substitute: %(name)s", name=substitute),
        ]
        return self._block(
            "coordinator",
            self.env._("Coordinator"),
            [
                not person and self.env._("No coordinator has been named yet."),
                person
                and not contact
                and self.env._("The coordinator has no phone number and no email yet."),
                not organisation and self.env._("No coordinating organisation yet."),
            ],
            self.env._("From the coordinator's contact details"),
            f"/odoo/people/{person.id}" if person else f"/odoo/regions/{region.id}",
            rows=[row for row in rows if row],
        )

    def _basic_groups(self, groups):
        """Return steering and working groups, or that one is missing."""
        groups = groups or self.env["seutuyp.group"]
        blocks = []
        for kind, title, missing in (
            (
                "steering",
                self.env._("Steering group"),
                self.env._("No steering group has been named yet."),
            ),
            (
                "working",
                self.env._("Working group"),
                self.env._("No working group has been named yet."),
            ),
        ):
            own = groups.filtered(lambda group, kind=kind: group.kind == kind)
            own = own.with_prefetch(groups._prefetch_ids)
            blocks += [self._basic_group(group, kind, title) for group in own] or [
                self._block(
                    "group",
                    title,
                    [missing],
                    self.env._("From the groups of the region"),
                    "/odoo/groups",
                    steering=kind == "steering",
                    purpose="",
                    chair=False,
                    people=[],
                )
            ]
        return blocks

    def _basic_group(self, group, kind, title):
        today = self.env["seutuyp.dated.mixin"]._today()
        members = group.member_ids._on(today)
        roles = dict(members._fields["role"]._description_selection(self.env))
        people = [
            {
                "name": member.partner_id.name,
                "organisation": member.organisation_id.name or "",
                "role": "" if member.role == "member" else roles[member.role].lower(),
                "chair": member.role == "chair",
            }
            for member in members
        ]
        chair = next(({**item, "role": ""} for item in people if item["chair"]), False)
        others = [item for item in people if not item["chair"]]
        purpose = " ".join((group.purpose or "").split())
        return self._block(
            "group",
            f"{title}: {group.name}",
            [
                not chair
                and self.env._("No chair of “%(group)s” yet.", group=group.name),
                not others
                and self.env._("No members of “%(group)s” yet.", group=group.name),
                not purpose
                and self.env._(
                    "The purpose of “%(group)s” has not been written yet.",
                    group=group.name,
                ),
            ],
            self.env._("From the group"),
            f"/odoo/groups/{group.id}",
            steering=kind == "steering",
            purpose=purpose,
            chair=chair,
            people=others,
        )

    def _basic_priorities(self):
        passages = basic_page.passages(self.priorities)
        return self._block(
            "priorities",
            self.env._("Priorities of %(year)s", year=self.year),
            [not passages and self.env._("The priorities have not been chosen yet.")],
            self.env._("From this plan, “Priorities”"),
            passages=passages,
        )

    def _basic_budget(self):
        rows = [
            {"name": line.partner_id.name, "planned": line.planned}
            for line in self.budget_line_ids
        ]
        return self._block(
            "budget",
            self.env._("Budget of %(year)s", year=self.year),
            [not rows and self.env._("The budget has not been written yet.")],
            self.env._("From this plan, “Budget”"),
            rows=rows,
        )

    # ---------------------------------------------------------------------- the year
    def _basic_page_years(self):
        """Return {(region id, year): the region's annual calendar}."""
        found = self.env["seutuyp.annual.calendar"].search(
            [
                ("scope", "=", "region"),
                ("region_id", "in", self.region_id.ids),
                ("year", "in", self.mapped("year")),
            ]
        )
        return {(item.region_id.id, item.year): item for item in found}

    def _basic_page_events(self, years):
        """Return the meetings of all these years with one search, as the user sees."""
        domains = [Domain(year._events_domain()) for year in years.values()]
        if not domains:
            return self.env["calendar.event"]
        alive = Domain("meeting_state", "!=", "cancelled")
        return self.env["calendar.event"].search(
            Domain.OR(domains) & alive, order="start, id"
        )

    def _basic_calendar(self, year, events):
        """Return the days of the year, by group and by ring."""
        missing, series = "", []
        if not year:
            missing = self.env._(
                "The annual calendar of %(year)s has not been made yet.", year=self.year
            )
        else:
            series = self._basic_series(
                events.filtered_domain(year._events_domain()), year
            )
            if not series:
                missing = self.env._("The annual calendar has no meetings yet.")
            elif year.state == "draft":
                missing = self.env._("The annual calendar has not been published yet.")
        return self._block(
            "calendar",
            self.env._("Annual calendar of %(year)s", year=self.year),
            [missing],
            self.env._("From the annual calendar"),
            f"/odoo/seutuyp.annual.calendar/{year.id}"
            if year
            else "/odoo/seutuyp.annual.calendar",
            series=series,
        )

    def _basic_series(self, events, year):
        """Return the days by who meets: the groups first, the nation last."""
        rings = year._ring_labels()
        forums = dict(events._fields["seutuyp_forum"]._description_selection(self.env))
        found = {}
        for event in events:
            ring, group = year._ring(event), event.seutuyp_group_id
            if ring in RINGS:
                key = (RINGS.index(ring) + 2, rings[ring])
            else:
                name = group.name or forums.get(event.seutuyp_forum) or rings[ring]
                key = (int(ring == "working"), name)
            theme = event.theme or event._name_in(self.env.lang)
            found.setdefault(key, []).append(
                {"day": self._short_day(event), "theme": "" if theme in key else theme}
            )
        return [{"name": key[1], "dates": found[key]} for key in sorted(found)]

    @api.model
    def _short_day(self, event):
        """Return the day or days of a meeting; the year goes without saying."""
        moment = when.of(event.start, event.stop, event.allday)
        days = [self._day_of_year(day) for day in (moment.first, moment.last)]
        return "–".join(dict.fromkeys(days))

    @api.model
    def _day_of_year(self, day):
        """Return a day as people write it where the year goes without saying."""
        locale = (self.env.lang or "en_US").replace("@latin", "_Latn")
        form = "d.M." if locale[:2] in ("fi", "sv") else "d MMM"
        return format_date(day, form, locale=locale)
