"""Ten years of action plans of the nation, beside as many bare tasks in core's screens.

Plans of the past are written under the program's own guard, as agreements are.
"""

from odoo.fields import Command

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

from . import clock, screens
from .national import create

YEARS = 10
GOALS, ACTIONS = 5, 5  # a plan, and a goal
TASKS = "core: list of as many tasks"
BOARD = "core: board of as many tasks"
TASK = "core: form of a task"
PROJECTS = "core: list of as many projects"
PROJECT = "core: form of a project"
GROUPS = "core: tasks by project"
PIVOT = "core: task analysis"
COUNTS = "core: number of tasks of each project"
ACTIONS_VIEW = "seutuyp_planning.project_task_view_list_action"
ACTION_FORM = "seutuyp_planning.project_task_view_form_action"
STATES = ("done", "under_way", "not_begun")


def measure(nation, repeats):
    """Yield figures of plans; core's figures of the same kind come before ours."""
    plans = Plans(nation)
    _result, taken = clock.once(nation.env, plans.make)
    yield taken.figure("plan", "ten years of plans are made", count=len(plans.plans))
    yield from plans.looks(repeats)
    yield from plans.computes(repeats)


def fill(nation):
    """Make what other parts show, and measure nothing."""
    Plans(nation).make()


def facts(nation):
    """Return how much there is, in words and numbers."""
    env = nation.env
    return {
        "plans": env["seutuyp.plan"].search_count([]),
        "actions": env["project.task"].search_count([("plan_id", "!=", False)]),
        "checkpoints": env["seutuyp.plan.checkpoint"].search_count([]),
    }


class Plans:
    """Every region's plans of ten years, the last of them being carried out.

    :param nation: the data set
    """

    def __init__(self, nation):
        self.nation = nation
        self.env = nation.env
        self.year = self.env["seutuyp.dated.mixin"]._today().year

    def own(self, role):
        """Return the environment of a person without any special context."""
        return self.env(
            user=self.nation.users[role].id, su=False, context={"lang": "fi_FI"}
        )

    # ------------------------------------------------------------------- making
    def make(self):
        """Make plans, goals and actions, and as many bare projects and tasks."""
        self.plans = self.nation.create(
            "seutuyp.plan",
            [
                {"region_id": region.id, "year": year}
                for year in range(self.year - YEARS + 1, self.year + 1)
                for region in self.nation.regions
            ],
        )
        goals = self.nation.create(
            "seutuyp.plan.goal",
            [
                {"plan_id": plan.id, "name": f"Tavoite {number}", "reached": "partly"}
                for plan in self.plans
                for number in range(GOALS)
            ],
        )
        self.env.cr.commit()
        self.tasks = create(
            self.quiet(self.env["project.task"])._guarded(),
            [self.action(goal, number) for goal in goals for number in range(ACTIONS)],
        )
        self.finish()
        self.env.cr.commit()
        self.make_core()
        self.env.cr.execute("ANALYZE")
        self.env.cr.commit()
        self.env.invalidate_all()

    @staticmethod
    def quiet(tasks):
        """Core lets whoever makes tasks follow each, one by one: not here."""
        return tasks.with_context(seutuyp_unfollowed=GUARD)

    def action(self, goal, number):
        plan = goal.plan_id
        parties = self.nation.parties[plan.region_id]
        partner = parties[number % len(parties)]
        past = plan.year < self.year
        return {
            "goal_id": goal.id,
            "name": f"Toimi {number}",
            "metric": "Tehty / ei tehty",
            "responsible_partner_ids": [Command.set(partner.ids)],
            "coordinating_partner_id": partner.id,
            "people_ids": [Command.set(self.nation.person(partner).ids)],
            "action_end": f"{plan.year}-12-15",
            "actual_state": STATES[0] if past and number else STATES[number % 3],
            "actual_updated_on": f"{plan.year}-06-01" if number % 2 else False,
            "checkpoint_ids": [
                Command.create({"date": f"{plan.year}-{month}-15"})
                for month in ("05", "10")
            ],
            "user_ids": [],
        }

    def finish(self):
        for plan in self.plans:
            state = "closed" if plan.year < self.year else "approved"
            plan._guarded().write({"state": state})

    def make_core(self):
        """As many projects and tasks of core alone, which everybody may read."""
        projects = self.nation.create(
            "project.project",
            [
                {"name": f"Projekti {number:04}", "privacy_visibility": "employees"}
                for number in range(len(self.plans))
            ],
        )
        create(
            self.quiet(self.env["project.task"]),
            [
                {"name": f"Tehtävä {number}", "project_id": project.id, "user_ids": []}
                for project in projects
                for number in range(GOALS * ACTIONS)
            ],
        )
        self.projects = projects

    # ------------------------------------------------------------------ looking
    def looks(self, repeats):
        """Screens, each beside the screen of core that shows as much."""
        screens.core_env(self.nation)
        yield from clock.compare("plan", self.tries(), repeats)

    def tries(self):
        for name, against, role, make in self.screens():
            own = self.own(role)
            yield clock.Try(name, own, make(own), against)

    def screens(self):
        """List (name, compared with, role, function that makes the call)."""
        region = self.nation.regions[0]
        plan = self.plans.filtered(
            lambda item: item.region_id == region and item.year == self.year
        )
        action, project = plan.action_ids[0], self.projects[0]
        bare = [("project_id", "in", self.projects.ids)]
        ours = [("plan_id", "!=", False)]
        task = self.env["project.task"].search(bare, limit=1)

        def lists(model, domain, xmlid=None):
            return lambda env: screens.opens_list(env, model, domain, xmlid)

        def forms(model, record, xmlid=None):
            return lambda env: screens.opens_form(env, model, record, xmlid)

        def groups(model, domain, names, aggregates):
            return lambda env: (
                lambda: env[model].formatted_read_group(domain, names, aggregates)
            )

        def board(domain, groupby):
            return lambda env: (
                lambda: env["project.task"].web_read_group(
                    domain,
                    [groupby],
                    ["__count"],
                    auto_unfold=True,
                    unfold_read_specification={"display_name": {}},
                )
            )

        each = ["__count"]
        yield TASKS, TASKS, "coordinator", lists("project.task", bare)
        yield TASK, TASK, "coordinator", forms("project.task", task)
        yield BOARD, BOARD, "coordinator", board(bare, "project_id")
        yield (
            PROJECTS,
            PROJECTS,
            "coordinator",
            lists("project.project", [("id", "in", self.projects.ids)]),
        )
        yield PROJECT, PROJECT, "coordinator", forms("project.project", project)
        yield (
            GROUPS,
            GROUPS,
            "coordinator",
            groups("project.task", bare, ["project_id", "state"], each),
        )
        yield (
            PIVOT,
            PIVOT,
            "coordinator",
            groups("report.project.task.user", bare, ["project_id", "state"], each),
        )
        for role in ("coordinator", "area", "reviewer"):
            yield (
                f"actions ({role})",
                TASKS,
                role,
                lists("project.task", ours, ACTIONS_VIEW),
            )
            yield f"plans ({role})", PROJECTS, role, lists("seutuyp.plan", [])
            yield f"actions by plan ({role})", BOARD, role, board(ours, "plan_id")
            yield (
                f"actions by plan and state ({role})",
                GROUPS,
                role,
                groups("project.task", ours, ["plan_id", "actual_state"], each),
            )
        yield "plan (coordinator)", PROJECT, "coordinator", forms("seutuyp.plan", plan)
        yield (
            "action (coordinator)",
            TASK,
            "coordinator",
            forms("project.task", action, ACTION_FORM),
        )
        yield (
            "the nation's plans by year",
            PIVOT,
            "reviewer",
            groups(
                "seutuyp.plan",
                [],
                ["year", "state"],
                ["__count", "realisation:avg", "action_count:sum"],
            ),
        )
        yield "home (plan, coordinator)", "", "coordinator", self.home

    @staticmethod
    def home(env):
        return env["seutuyp.home"].get_home

    # ---------------------------------------------------------------- computing
    def computes(self, repeats):
        """What counts every action at once, beside core's counting of its tasks."""
        yield from clock.compare(
            "plan",
            [
                clock.Try(
                    COUNTS, self.env, self.count_core, COUNTS, len(self.projects)
                ),
                clock.Try(
                    "realisation of every plan, anew",
                    self.env,
                    self.recompute,
                    COUNTS,
                    len(self.plans),
                ),
            ],
            repeats,
        )
        checkpoints = self.env["seutuyp.plan.checkpoint"]
        night, after = clock.in_turns(
            self.env,
            [
                (lambda: checkpoints, lambda model: model._cron_remind()),
                (self.reminded, lambda model: model._cron_remind()),
            ],
            min(repeats, 3),
        )
        yield night.figure("plan", "reminders of the nation, one night")
        yield after.figure("plan", "the night after")

    def reminded(self):
        checkpoints = self.env["seutuyp.plan.checkpoint"]
        checkpoints._cron_remind()
        return checkpoints

    def count_core(self):
        for project in self.projects:
            project.task_count  # noqa: B018 - reading it counts

    def recompute(self):
        plans = self.plans
        for name in ("realisation", "action_count"):
            self.env.add_to_compute(plans._fields[name], plans)
        plans._recompute_recordset(["realisation", "action_count"])
        plans.flush_recordset()
