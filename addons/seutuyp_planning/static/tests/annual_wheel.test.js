// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, press, queryAll, queryAllTexts, queryOne, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    getService,
    mockService,
    models,
    mountWebClient,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class AnnualCalendar extends models.Model {
    _name = "seutuyp.annual.calendar";
}

defineMailModels();
defineModels([AnnualCalendar]);

const event = (id, ring, month, values = {}) => ({
    id,
    number: id,
    name: `Meeting ${id}`,
    ring,
    ring_label: ring,
    x: 500,
    y: 100 + id,
    arc: "",
    month,
    day: "Tue 1.1.",
    time: "9.00–11.00",
    when: "Tue 1.1. 9.00–11.00",
    theme: "",
    theme_id: false,
    theme_apart: "",
    state: "planned",
    state_label: "Planned",
    mine: false,
    roles: [],
    label: `Meeting ${id} label`,
    ...values,
});
const EVENTS = [
    event(1, "national", 1, { theme_id: 8, mine: true }),
    event(2, "steering", 2, { theme_id: 9, mine: true, roles: ["chair"] }),
    event(3, "national", 2, { arc: "M1 1 A1 1 0 0 1 2 2" }),
];
const month = (number, name) => ({
    number,
    name,
    path: "M0 0",
    x: 1,
    y: 1,
    turn: 0,
    line: [0, 0, 1, 1],
});
const ring = (code, letter) => ({ code, letter, label: code, outer: 430, inner: 280, x: 1, y: 1 });

beforeEach(() => {
    onRpc("seutuyp.annual.calendar", "get_wheel", ({ args }) => {
        const year = args[1] || 2027;
        expect.step(`get_wheel ${args[1] || "now"}`);
        return {
            calendar: { id: year, name: `Kotiseutu ${year}`, year, state: "draft", may_edit: true },
            calendars: [{ id: year, name: `Kotiseutu ${year}` }],
            years: [2027, 2029],
            size: 1000,
            dot: 13,
            hand: [500, 370, 500, 64],
            next_id: 2,
            roles: year === 2027 ? [{ code: "chair", name: "Chair" }] : [],
            themes: [
                { id: 8, name: "Priorities" },
                { id: 9, name: "Follow-up" },
            ],
            rings: [ring("national", "A"), ring("steering", "B")],
            months: [month(1, "January"), month(2, "February")],
            events: EVENTS,
        };
    });
});

async function openWheel() {
    await mountWebClient();
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "seutuyp_annual_wheel",
    });
    expect.verifySteps(["get_wheel now"]);
}

function names() {
    return queryAllTexts(".o_seutuyp_wheel_list li button");
}

/** The names of the dots, in their order. */
function dots() {
    return queryAll(".o_seutuyp_dot").map((dot) => dot.getAttribute("aria-label"));
}

function focusedDot() {
    return document.activeElement.getAttribute("aria-label");
}

function watchOpening() {
    mockService("action", {
        doAction(action, options) {
            if (options && options.viewType === "form") {
                expect.step(`open ${options.props.resId}`);
                return true;
            }
            return super.doAction(...arguments);
        },
    });
}

test("wheel and list show the same meetings", async () => {
    await openWheel();
    expect(dots()).toEqual(["Meeting 1 label", "Meeting 2 label", "Meeting 3 label"]);
    expect(names()).toEqual(["Meeting 1", "Meeting 2", "Meeting 3"]);
    expect(queryAllTexts(".o_seutuyp_wheel_list h2")).toEqual(["January", "February"]);
    expect(".o_seutuyp_wheel_next").toHaveText(/Tue 1.1. 9.00–11.00\s*Meeting 2/);
    expect(".o_seutuyp_arc").toHaveCount(1);
});

test("a ring is hidden", async () => {
    await openWheel();
    await click("fieldset label:first input");
    await animationFrame();
    expect(names()).toEqual(["Meeting 2"]);
    expect(dots()).toEqual(["Meeting 2 label"]);
    expect("[role=status]").toHaveText("Meetings shown: 1 of 3.");
});

test("only the meetings in which I have a role", async () => {
    await openWheel();
    await click(".o_seutuyp_choose_role");
    await select("any");
    await animationFrame();
    expect(names()).toEqual(["Meeting 1", "Meeting 2"]);
    await click(".o_seutuyp_choose_role");
    await select("chair");
    await animationFrame();
    expect(names()).toEqual(["Meeting 2"]);
    expect(dots()).toEqual(["Meeting 2 label"]);
});

test("only one theme, and a word where nothing is left", async () => {
    await openWheel();
    await click(".o_seutuyp_choose_theme");
    await select("8");
    await animationFrame();
    expect(names()).toEqual(["Meeting 1"]);
    await click("fieldset label:first input");
    await animationFrame();
    expect(names()).toEqual([]);
    expect(".o_seutuyp_wheel_list p").toHaveText(/No meeting is like this/);
});

test("a dot says its meeting and opens it from the keyboard", async () => {
    watchOpening();
    await openWheel();
    queryOne(".o_seutuyp_dot:last").focus();
    await animationFrame();
    expect(".o_seutuyp_wheel_said").toHaveText("Meeting 3 label");
    await press("Enter");
    await press(" ");
    expect.verifySteps(["open 3", "open 3"]);
});

test("arrow keys go round the year and from ring to ring", async () => {
    await openWheel();
    expect(".o_seutuyp_dot[tabindex='0']").toHaveCount(1);
    queryOne(".o_seutuyp_dot[tabindex='0']").focus();
    await animationFrame();
    expect(focusedDot()).toBe("Meeting 2 label"); // the next one to come
    for (const [key, expected] of [
        ["ArrowRight", "Meeting 3 label"],
        ["ArrowRight", "Meeting 1 label"],
        ["ArrowLeft", "Meeting 3 label"],
        ["ArrowDown", "Meeting 2 label"],
        ["ArrowDown", "Meeting 2 label"],
        ["ArrowUp", "Meeting 1 label"],
        ["End", "Meeting 3 label"],
        ["Home", "Meeting 1 label"],
    ]) {
        await press(key);
        await animationFrame();
        expect(focusedDot()).toBe(expected, { message: key });
    }
    expect(".o_seutuyp_dot[tabindex='0']").toHaveAttribute("data-event-id", "1");
});

test("the year is turned, over one that is not planned", async () => {
    await openWheel();
    const [next] = queryAll(".o_seutuyp_wheel_turn button");
    expect(next).toHaveText(/Next year\s*2029/);
    await click(next);
    await animationFrame();
    expect.verifySteps(["get_wheel 2029"]);
    expect(queryAllTexts(".o_seutuyp_wheel_turn button")[0]).toMatch(/Previous year/);
});

test("the year is turned from the keyboard and the focus stays in the wheel", async () => {
    await openWheel();
    queryOne(".o_seutuyp_dot[tabindex='0']").focus();
    await press("PageUp");
    expect.verifySteps([]);
    await press("PageDown");
    await animationFrame();
    expect.verifySteps(["get_wheel 2029"]);
    expect("h1").toHaveText("Kotiseutu 2029");
    expect(focusedDot()).toBe("Meeting 2 label");
});

test("a role that the other year does not have hides nothing", async () => {
    await openWheel();
    await click(".o_seutuyp_choose_role");
    await select("chair");
    await animationFrame();
    await click(".o_seutuyp_wheel_turn button:first");
    await animationFrame();
    expect.verifySteps(["get_wheel 2029"]);
    expect(names()).toHaveLength(3);
});

test("printing: two sizes of paper and a picture", async () => {
    mockService("action", {
        doAction(action) {
            if (typeof action === "string" || action.url) {
                expect.step(action.url || action);
                return true;
            }
            return super.doAction(...arguments);
        },
    });
    await openWheel();
    for (const nth of [0, 1, 2]) {
        await click(".o_seutuyp_wheel_turn button:last");
        await animationFrame();
        await click(queryAll(".o-dropdown-item")[nth]);
        await animationFrame();
    }
    expect.verifySteps([
        "seutuyp_planning.action_report_annual_wheel",
        "seutuyp_planning.action_report_annual_wheel_a3",
        "/seutuyp/wheel/2027.svg",
    ]);
});
