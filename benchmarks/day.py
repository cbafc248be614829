"""Runs in Odoo's shell: makes the nation for the load run and writes down its day.

What each person does is a list of calls, those that a web client makes for the data of
a screen. ``locustfile.py`` plays them and needs no Odoo. A call is {name, weight, path,
params}; params are those of JSON-RPC, and a call without them is a page.
"""

import json
import os
import secrets
from pathlib import Path

from odoo.fields import Command
from odoo.tools import SQL

from . import export, plan, process, sitting, year
from .national import Nation
from .screens import view

STAFF = 3  # one organisation in so many has an account: enough people for 200 users
PLANNING, NETWORK = "seutuyp_planning.", "seutuyp_network."
MEETINGS = PLANNING + "calendar_event_view_list_meeting"
MEETING = PLANNING + "calendar_event_view_form_meeting"
ACTIONS = PLANNING + "project_task_view_list_action"
ACTION = PLANNING + "project_task_view_form_action"
LIMIT = {"limit": 80}


def rpc(name, weight, model, method, *args, **kwargs):
    """Return a call of a model's method."""
    return {
        "name": name,
        "weight": weight,
        "path": f"/web/dataset/call_kw/{model}/{method}",
        "params": {"model": model, "method": method, "args": args, "kwargs": kwargs},
    }


def page(name, weight, path):
    return {"name": name, "weight": weight, "path": path}


def run(env):
    """Make the data, and write the day to the file that ``benchmarks/load`` names."""
    nation = Nation(env, float(os.environ["SEUTUYP_LOAD_SIZE"]), STAFF).make()
    for part in (year, plan, process):
        part.fill(nation)
    export.Export(nation).make_measurements(export.INDICATORS, export.YEARS)
    sitting.queue(nation)
    day = Day(nation)
    written = {"password": day.password, "roles": day.roles(), "facts": day.facts()}
    env.cr.commit()
    Path(os.environ["SEUTUYP_LOAD_DAY"]).write_text(json.dumps(written))


class Day:
    """Who does what.

    :param nation: the data set
    """

    def __init__(self, nation):
        self.nation, self.env = nation, nation.env
        self.password = secrets.token_urlsafe(12)
        self.year = self.env["seutuyp.dated.mixin"]._today().year
        self.plans = self.env["seutuyp.plan"].search([("year", "=", self.year)])
        self.events = self.env["calendar.event"].search(
            [("seutuyp_group_id", "!=", False)], order="start, id"
        )
        self._views = {}

    def facts(self):
        return {
            **self.nation.facts(),
            **year.facts(self.nation),
            **plan.facts(self.nation),
            "rounds in review": self.env["seutuyp.review.round"].search_count([]),
        }

    def roles(self):
        """Return {role: [{login, calls}]}; the public has no login."""
        roles = {
            "partner": [
                (user, self.partner(user)) for user in self.users("group_user")
            ],
            "coordinator": [
                (user, self.coordinator(user))
                for user in self.users("group_coordinator")
            ],
            "area": [(user, self.area(user)) for user in self.users("group_area")],
            "ministry": [
                (user, self.ministry(user)) for user in self.users("group_reviewer")
            ],
        }
        everybody = self.env["res.users"].union(
            *(user for people in roles.values() for user, _calls in people)
        )
        core = self.core_people(len(everybody))
        roles["core"] = [(user, self.core(user)) for user in core]
        self.set_passwords(everybody + core)
        found = {
            role: [{"login": user.login, "calls": calls} for user, calls in people]
            for role, people in roles.items()
        }
        return {**found, "public": [{"login": None, "calls": self.public()}]}

    def users(self, group):
        """Return the users whose own group this is."""
        return self.env["res.users"].search(
            [
                ("group_ids", "in", self.env.ref(NETWORK + group).id),
                ("partner_id.parent_id", "!=", False)
                if group != "group_reviewer"
                else ("id", "!=", 0),
                ("share", "=", False),
            ]
        )

    def set_passwords(self, users):
        """Give all the same password: a hash for each would take minutes."""
        coded = self.env["res.users"]._crypt_context().hash(self.password)
        self.env.cr.execute(
            SQL(
                "UPDATE res_users SET password = %s WHERE id IN %s",
                coded,
                tuple(users.ids),
            )
        )

    # -------------------------------------------------------------------- screens
    def spec(self, user, model, kind, xmlid=None):
        """Return what the client asks for; the same for all with the same groups."""
        key = (user.group_ids, model, kind, xmlid)
        if key not in self._views:
            self._views[key] = view(
                self.env(user=user.id, su=False), model, kind, xmlid
            )
        return self._views[key]

    def lists(self, user, name, weight, model, domain=(), xmlid=None):
        wanted = self.spec(user, model, "list", xmlid)
        return rpc(
            name,
            weight,
            model,
            "web_search_read",
            list(domain),
            specification=wanted,
            **LIMIT,
        )

    def form(self, user, name, weight, record, xmlid=None):
        wanted = self.spec(user, record._name, "form", xmlid)
        return rpc(
            name, weight, record._name, "web_read", record.ids, specification=wanted
        )

    def save(self, user, name, weight, record, values, xmlid=None):
        wanted = self.spec(user, record._name, "form", xmlid)
        return rpc(
            name,
            weight,
            record._name,
            "web_save",
            record.ids,
            values,
            specification=wanted,
        )

    @staticmethod
    def home(weight):
        return rpc("home", weight, "seutuyp.home", "get_home")

    def meetings(self, user, weight):
        domain = [("seutuyp_scope", "!=", False), ("start", ">=", f"{self.year}-01-01")]
        return self.lists(
            user, "own meetings", weight, "calendar.event", domain, MEETINGS
        )

    # ---------------------------------------------------------------------- roles
    def partner(self, user):
        """Staff of a party: read what is theirs."""
        organisation = user.partner_id.parent_id
        region = next(
            region
            for region, parties in self.nation.parties.items()
            if organisation in parties
        )
        agreement = self.nation.agreements.filtered(
            lambda item: item.region_ids == region
        )
        return [
            self.home(3),
            self.form(user, "region card", 3, region),
            self.meetings(user, 3),
            self.form(user, "agreement", 2, agreement),
        ]

    def coordinator(self, user):
        """The coordinator of a region: edits the plan and the next agenda."""
        region = self.nation.regions.filtered(
            lambda item: item.coordinator_id == user.partner_id
        )[:1]
        current = self.plans.filtered(lambda item: item.region_id == region)
        event = self.events.filtered(
            lambda item: region in item.seutuyp_group_id.region_ids
        )[:1]
        item = self.env["seutuyp.agenda.item"].create(
            {"event_id": event.id, "name": "Tilannekatsaus"}
        )
        action = current.action_ids[:1]
        edited = {"actual": "Kaksi tapaamista pidetty"}
        return [
            self.home(2),
            self.form(user, "plan", 3, current),
            self.lists(
                user,
                "actions of the plan",
                2,
                "project.task",
                [("plan_id", "=", current.id)],
                ACTIONS,
            ),
            self.form(user, "action", 3, action, ACTION),
            self.save(user, "save an action", 3, action, edited, ACTION),
            self.meetings(user, 1),
            self.form(user, "meeting with its agenda", 2, event, MEETING),
            self.save(user, "save an agenda item", 2, item, {"note": "Alustus 10 min"}),
        ]

    def area(self, user):
        """The contact of an area: looks over its regions."""
        area = self.env["seutuyp.area"].search(
            [("contact_id", "=", user.partner_id.id)], limit=1
        )
        lights = ["region_id", "agreement", "licence", "plan", "realisation", "duties"]
        return [
            self.home(3),
            self.lists(user, "regions", 2, "seutuyp.region"),
            rpc(
                "regions by year",
                2,
                "seutuyp.region.status",
                "search_read",
                [("is_this_year", "=", True)],
                lights,
            ),
            rpc("services compared", 2, "seutuyp.region", "compare_services", area.id),
        ]

    def ministry(self, user):
        """The ministry: the queue, all regions, now and then everything in Excel."""
        domain = [("is_this_year", "=", True)]
        rounds = self.env["seutuyp.review.round"].search([], limit=1)
        region = self.nation.regions[0]
        wizard = self.env(user=user.id, su=False)["seutuyp.export.wizard"].create({})
        workbook = "/report/xlsx/seutuyp_reporting.report_workbook_"
        return [
            self.home(4),
            self.lists(user, "review queue", 6, "seutuyp.review.round"),
            self.form(user, "round of review", 6, rounds),
            rpc(
                "regions by year",
                4,
                "seutuyp.region.status",
                "search_read",
                domain,
                ["region_id", "agreement", "licence", "plan", "realisation"],
            ),
            page("workbook of a region", 3, f"{workbook}region/{region.id}"),
            page("workbook of the nation", 1, f"{workbook}nation/{wizard.id}"),
        ]

    def public(self):
        """Anybody: a certificate's page, and personal links from mails."""
        calls = []
        licences = self.env["seutuyp.licence"].search([("state", "=", "active")])
        for licence in licences[:20]:
            path = f"/seutuyp/licence/{licence.access_token}"
            calls.append(page("licence check", 2, path))
        tokens = self.env["seutuyp.token"]
        for event in self.events[:20]:
            person = event.attendee_ids[:1].partner_id
            text, _token = tokens._issue(event, "attend", person, person.email)
            path = f"/seutuyp/meeting/{event.id}?token={text}"
            calls.append(page("personal link to a meeting", 1, path))
        return calls

    def core_people(self, count):
        """Return new users who see all projects and tasks, and nothing of ours.

        People of ours with that right as well would see more than they do in fact.
        """
        manager = self.env.ref("project.group_project_manager")
        users = self.env["res.users"].sudo().with_context(no_reset_password=True)
        return users.create(
            [
                {
                    "name": f"Projekti {number}",
                    "login": f"core{number}@example.com",
                    "group_ids": [Command.set(manager.ids)],
                }
                for number in range(count)
            ]
        )

    def core(self, user):
        """Core's project screens with as many rows as ours."""
        bare = [("plan_id", "=", False), ("project_id", "!=", False)]
        number = user.id
        tasks = self.env["project.task"].search(bare, limit=1, offset=number)
        project = tasks.project_id
        mine = [("project_id", "=", project.id)]
        note = {"description": "<p>Kaksi tapaamista pidetty</p>"}
        return [
            self.lists(user, "list of projects", 2, "project.project"),
            self.lists(user, "list of tasks", 3, "project.task", bare),
            self.lists(user, "tasks of a project", 3, "project.task", mine),
            self.form(user, "form of a project", 3, project),
            self.form(user, "form of a task", 3, tasks),
            self.save(user, "save a task", 2, tasks, note),
        ]
