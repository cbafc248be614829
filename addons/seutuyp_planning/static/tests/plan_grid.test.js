// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import {
    click,
    edit,
    press,
    queryAll,
    queryAllTexts,
    queryFirst,
    queryOne,
    select,
} from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { drafts } from "@seutuyp_planning/plan/plan_saving";
import {
    defineModels,
    fields,
    makeServerError,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Plan extends models.Model {
    _name = "seutuyp.plan";

    name = fields.Char();
    _records = [{ id: 5, name: "Plan" }];
}
class Goal extends models.Model {
    _name = "seutuyp.plan.goal";

    name = fields.Char();
}
class Comment extends models.Model {
    _name = "seutuyp.plan.comment";

    text = fields.Char();
}
class Resource extends models.Model {
    _name = "seutuyp.plan.resource";
}
class Task extends models.Model {
    _name = "project.task";

    name = fields.Char();
}

defineMailModels();
defineModels([Plan, Goal, Comment, Resource, Task]);

const NOTHING = { edit: false, reach: false, change: false, comment: false, answer: false };
let grid, may;

const action = (id, values = {}) => ({
    id,
    name: `Action ${id}`,
    metric: "20",
    responsible: [1, 2],
    coordinating: 2,
    from: "",
    until: "2027-06-30",
    checkpoints: [{ id: 9, date: "2027-03-01" }],
    resources: [
        { id: 31, partner: 1, days: 5, euros: 0, confirmed_on: "", may_confirm: true },
        { id: 32, partner: 2, days: 0, euros: 600, confirmed_on: "2027-01-02", may_confirm: false },
    ],
    actual: "",
    actual_state: "not_begun",
    told_on: "",
    told_by: false,
    late: false,
    silent: false,
    dropped: false,
    decision: "",
    may_tell: false,
    ...values,
});

function section(code, goals) {
    const words = "Realisation 50 %: done 1, under way 0, not begun 1.";
    return { code, label: code, percent: 50, words, goals };
}

beforeEach(() => {
    drafts.clear();
    may = { ...NOTHING };
    grid = {
        plan: { id: 5, year: 2027, state: "draft", today: "2027-05-01", percent: 50 },
        partners: { 1: "Oma Oy", 2: "Muu Oy", 3: "Maija Esimerkki" },
        segments: [{ id: 4, name: "Founders" }],
        versions: [],
        actual_states: [
            ["not_begun", "Not begun"],
            ["under_way", "Under way"],
            ["done", "Done"],
        ],
        reached_states: [["yes", "Reached"]],
        sections: [
            section("process", [
                {
                    id: 7,
                    section: "process",
                    name: "Goal 7",
                    metric: "",
                    target: "All",
                    segment: false,
                    reached: "",
                    reached_note: "",
                    comments: [],
                    actions: [action(11), action(12)],
                },
            ]),
            section("segment", []),
        ],
    };
    onRpc("seutuyp.plan", "get_grid", () => ({ ...grid, may }));
});

const open = (widget = "seutuyp_plan_grid") =>
    mountView({
        type: "form",
        resModel: "seutuyp.plan",
        resId: 5,
        arch: `<form><field name="name"/><widget name="${widget}"/></form>`,
    });

const row = (id) => `.o_seutuyp_row[data-action="${id}"]`;

async function type(selector, text) {
    await click(selector);
    await edit(text);
    await press("Tab");
    await animationFrame();
}

/** Hoot does not edit an empty date. */
async function setDay(input, day) {
    input.focus();
    input.value = day;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.blur();
    await animationFrame();
}

test("a reader sees the whole form and changes nothing", async () => {
    await open();
    expect(queryAllTexts("thead:first th[scope=col]")).toEqual([
        "Action",
        "Metric",
        "Responsible organisations",
        "Schedule",
        "Actual",
        "Resources",
    ]);
    expect(".o_seutuyp_band th[scope=rowgroup]").toHaveText(/Goal 7/);
    expect(".o_seutuyp_realisation:first").toHaveText(/Realisation 50 %/);
    expect(`${row(11)} [data-column=responsible] li:last`).toHaveText(/Muu Oy\s*coordinates/);
    expect(".o_seutuyp_plan textarea, .o_seutuyp_plan select").toHaveCount(0);
    expect(".o_seutuyp_add").toHaveCount(0);
});

test("late, silent and dropped rows say so in a word", async () => {
    grid.sections[0].goals[0].actions = [
        action(11, { late: true, silent: true }),
        action(12, { dropped: true, decision: "Not this year" }),
    ];
    await open();
    expect(queryAllTexts(`${row(11)} .o_seutuyp_mark`)).toEqual([
        "▲ Late",
        "◌ Silent: tell how it goes",
    ]);
    expect(`${row(12)} .o_seutuyp_mark`).toHaveText("✕ Dropped");
    expect(`${row(12)} th`).toHaveText(/Decision: Not this year/);
});

test("a cell is saved when it is left", async () => {
    may.edit = true;
    onRpc("project.task", "write", ({ args }) => {
        expect.step(args);
        return true;
    });
    await open();
    await type(`${row(11)} th textarea`, "Interview companies");
    expect.verifySteps([[[11], { name: "Interview companies" }]]);
    expect(".o_seutuyp_plan_saving").toHaveText("Saved.");
    await click(`${row(11)} th textarea`);
    await press("Tab");
    expect.verifySteps([]);
});

test("what the server refuses stays in the cell, with the reason", async () => {
    may.edit = true;
    let refuse = true;
    onRpc("project.task", "write", ({ args }) => {
        if (refuse) {
            throw makeServerError({ message: "By a decision only" });
        }
        expect.step(args[1].metric);
        return true;
    });
    await open();
    const cell = `${row(11)} [data-column=metric]`;
    await type(`${cell} textarea`, "40");
    expect(`${cell} [role=alert]`).toHaveText(/By a decision only/);
    expect(`${cell} textarea`).toHaveValue("40");
    expect(`${cell} textarea`).toHaveAttribute("aria-invalid", "true");
    refuse = false;
    await click(`${cell} [role=alert] button:first`);
    await animationFrame();
    expect.verifySteps(["40"]);
    expect(`${cell} [role=alert]`).toHaveCount(0);
});

test("what is not saved is there when the page is opened again; Escape gives it up", async () => {
    may.edit = true;
    drafts.set("project.task-11-metric", { value: "40", error: "No connection" });
    await open();
    const cell = `${row(11)} [data-column=metric]`;
    expect(`${cell} textarea`).toHaveValue("40");
    expect(`${cell} [role=alert]`).toHaveText(/No connection/);
    await click(`${cell} textarea`);
    await press("Escape");
    await animationFrame();
    expect(`${cell} textarea`).toHaveValue("20");
    expect(drafts.size).toBe(0);
});

test("an action needs a name", async () => {
    may.edit = true;
    onRpc("project.task", "write", () => expect.step("write"));
    await open();
    await type(`${row(11)} th textarea`, " ");
    expect(`${row(11)} th [role=alert]`).toHaveText(/A name is needed/);
    expect.verifySteps([]);
});

test("a responsible organisation tells how its own action goes", async () => {
    grid.sections[0].goals[0].actions[0].may_tell = true;
    onRpc("project.task", "write", ({ args }) => {
        expect.step(args[1]);
        return true;
    });
    await open();
    expect(`${row(12)} select`).toHaveCount(0);
    await click(`${row(11)} [data-column=actual] select`);
    await select("done");
    await animationFrame();
    await type(`${row(11)} [data-column=actual] textarea`, "All twenty");
    expect.verifySteps([{ actual_state: "done" }, { actual: "All twenty" }]);
});

test("dates and checkpoints are changed in their cell", async () => {
    may.edit = true;
    onRpc("project.task", "write", ({ args }) => {
        expect.step(args[1]);
        return true;
    });
    await open();
    const cell = `${row(11)} [data-column=schedule]`;
    expect(cell).toHaveText(/until 06\/30\/2027\s*checkpoints 03\/01\/2027/);
    await click(`${cell} .o_seutuyp_cell_change`);
    await animationFrame();
    expect(`${cell} input:first`).toBeFocused();
    const inputs = queryAll(`${cell} input`);
    expect(inputs).toHaveLength(4);
    await setDay(inputs[0], "2027-01-15");
    await setDay(inputs[3], "2027-09-01");
    await setDay(inputs[2], "");
    expect.verifySteps([
        { action_start: "2027-01-15" },
        { checkpoint_ids: [[0, 0, { date: "2027-09-01" }]] },
        { checkpoint_ids: [[2, 9]] },
    ]);
    await click(`${cell} .o_seutuyp_cell_ready`);
    await animationFrame();
    expect(`${cell} .o_seutuyp_cell_change`).toBeFocused();
});

test("an organisation confirms its own resources", async () => {
    onRpc("seutuyp.plan.resource", "action_confirm", ({ args }) => {
        expect.step(args);
        return true;
    });
    await open();
    expect(`${row(11)} [data-resource="32"]`).toHaveText(/Muu Oy: 600 €\s*✓ confirmed/);
    expect(`${row(11)} .o_seutuyp_confirm`).toHaveCount(1);
    await click(`${row(11)} .o_seutuyp_confirm`);
    await animationFrame();
    expect.verifySteps([[[31]]]);
});

test("goals and actions are added where they stand", async () => {
    may.edit = true;
    for (const model of ["seutuyp.plan.goal", "project.task"]) {
        onRpc(model, "create", ({ args }) => {
            expect.step(args[0][0]);
            return [99];
        });
    }
    await open();
    await click(`.o_seutuyp_plan_more .o_seutuyp_add button`);
    await animationFrame();
    expect(".o_seutuyp_plan_more input").toBeFocused();
    await edit("New action");
    await press("Enter");
    await animationFrame();
    expect(".o_seutuyp_plan_more input").toHaveValue("");
    await click("[data-section=segment] .o_seutuyp_add button");
    await animationFrame();
    await click("[data-section=segment] .o_seutuyp_add input");
    await edit("New goal");
    await press("Enter");
    await animationFrame();
    expect("[data-section=segment] [role=alert]").toHaveText(/Choose the customer segment/);
    await click("[data-section=segment] .o_seutuyp_add select");
    await select("4");
    await click("[data-section=segment] .o_seutuyp_add button[type=submit]");
    await animationFrame();
    expect.verifySteps([
        { goal_id: 7, name: "New action" },
        { plan_id: 5, section: "segment", name: "New goal", segment_id: 4 },
    ]);
});

test("an action is deleted after a question, and brought back", async () => {
    may.edit = true;
    onRpc("project.task", "read", () => [
        { id: 11, name: "Action 11", goal_id: [7, "Goal 7"], responsible_partner_ids: [1, 2] },
    ]);
    onRpc("project.task", "unlink", ({ args }) => {
        expect.step(["unlink", ...args[0]]);
        return true;
    });
    onRpc("project.task", "create", ({ args }) => {
        const [vals] = args[0];
        expect.step(["create", vals.goal_id, vals.responsible_partner_ids, vals.checkpoint_ids]);
        return [99];
    });
    await open();
    await click(`${row(11)} .o_seutuyp_remove_action`);
    await animationFrame();
    expect(".modal").toHaveText(/Delete “Action 11”/);
    expect.verifySteps([]);
    await click(".modal .btn-danger");
    await animationFrame();
    await animationFrame();
    expect.verifySteps([["unlink", 11]]);
    await click(".o_notification button:contains(Undo)");
    await animationFrame();
    expect.verifySteps([["create", 7, [[6, 0, [1, 2]]], [[0, 0, { date: "2027-03-01" }]]]]);
});

test("an approved plan changes by a decision", async () => {
    may.change = true;
    onRpc("seutuyp.plan", "action_ask_change", () => ({
        type: "ir.actions.act_window",
        context: { default_plan_id: 5 },
    }));
    mockService("action", {
        doAction(window) {
            expect.step(window.context);
        },
    });
    await open();
    await click(`${row(12)} .o_seutuyp_ask_drop`);
    await animationFrame();
    await click(".o_seutuyp_ask_add");
    await animationFrame();
    expect.verifySteps([
        { default_plan_id: 5, default_kind: "drop", default_task_id: 12 },
        { default_plan_id: 5, default_kind: "add", default_goal_id: 7 },
    ]);
});

test("readers comment from the band while the plan is out for it", async () => {
    may.comment = true;
    grid.sections[0].goals[0].comments = [
        { id: 21, author: 3, text: "Too little", answer: "", may_edit: false },
    ];
    onRpc("seutuyp.plan.comment", "create", ({ args }) => {
        expect.step(args[0][0]);
        return [99];
    });
    await open();
    const toggle = ".o_seutuyp_comments_toggle";
    expect(toggle).toHaveText("Comments: 1, unanswered: 1");
    expect(toggle).toHaveAttribute("aria-expanded", "false");
    await click(toggle);
    await animationFrame();
    expect(toggle).toHaveAttribute("aria-expanded", "true");
    expect("[data-comment='21']").toHaveText(/Maija Esimerkki\s*Too little\s*not answered yet/);
    await click(".o_seutuyp_comments .o_seutuyp_add button");
    await animationFrame();
    await edit("I agree");
    await click(".o_seutuyp_comments .o_seutuyp_add button[type=submit]");
    await animationFrame();
    expect.verifySteps([{ goal_id: 7, text: "I agree" }]);
});

test("as approved, and what has changed since, by word", async () => {
    grid.versions = [
        { id: 42, number: 2, date: "2027-05-02", decision: "One more" },
        { id: 41, number: 1, date: "2026-12-10", decision: "Approved" },
    ];
    const cells = (name, more) => ({ name: { new: name }, ...more });
    onRpc("seutuyp.plan", "get_comparison", ({ args }) => {
        expect.step(args);
        const metric = { metric: { new: "30", old: "20" } };
        return {
            partners: { 1: "Oma Oy" },
            segments: {},
            goals: {},
            section_labels: {},
            summary: "Added 1, dropped 1, changed 1.",
            budget: [],
            sections: [
                {
                    code: "process",
                    label: "process",
                    goals: [
                        {
                            id: 7,
                            mark: "",
                            cells: cells("Goal 7"),
                            actions: [
                                { id: 11, mark: "changed", cells: cells("Same", metric) },
                                { id: 12, mark: "added", cells: cells("New") },
                                { id: 13, mark: "dropped", cells: cells("Gone") },
                            ],
                        },
                    ],
                },
            ],
        };
    });
    await open();
    await click(".o_seutuyp_plan_switch input[value=approved]");
    await animationFrame();
    expect.verifySteps([[[5], 42, 42]]);
    expect(".o_seutuyp_plan_version option:first").toHaveText("Version 2, 05/02/2027 – One more");
    await click(".o_seutuyp_plan_switch input[value=changed]");
    await animationFrame();
    expect.verifySteps([[[5], 41, 0]]);
    expect(".o_seutuyp_reading_summary").toHaveText("Added 1, dropped 1, changed 1.");
    expect(queryAllTexts(".o_seutuyp_row .o_seutuyp_change")).toEqual([
        "≠ Changed",
        "+ Added",
        "✕ Dropped",
    ]);
    expect(`${row(11)} del`).toHaveText("20");
    expect(`${row(11)} ins`).toHaveText("30");
});

test("the year: bars, checkpoints and words; an action is opened from it", async () => {
    may.edit = true;
    grid.sections[0].goals[0].actions = [
        action(11, { late: true, actual_state: "under_way" }),
        action(12, { until: "", checkpoints: [] }),
    ];
    mockService("action", {
        doAction(name, options) {
            expect.step([name, options.props.resId]);
        },
    });
    await open("seutuyp_plan_timeline");
    expect("thead th[scope=col]").toHaveCount(13);
    expect(`${row(11)} .o_seutuyp_time_bar.o_seutuyp_time_under_way`).toHaveCount(1);
    expect(`${row(11)} .o_seutuyp_time_checkpoint`).toHaveCount(1);
    expect(`${row(11)} .o_seutuyp_time_today`).toHaveCount(1);
    expect(`${row(11)} th`).toHaveText(/Under way\s*▲ Late\s*until 06\/30\/2027/);
    expect(`${row(12)} th`).toHaveText(/no dates\s*Set the dates/);
    expect(`${row(12)} .o_seutuyp_time_bar`).toHaveCount(0);
    queryOne(`${row(11)} .o_seutuyp_details`).focus();
    await press("Enter");
    expect.verifySteps([["seutuyp_planning.project_task_action_plan", 11]]);
    expect(queryFirst(`${row(11)} .o_seutuyp_track`)).toHaveAttribute("aria-hidden", "true");
});
