// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, press, queryAll, queryAllTexts, queryOne } from "@odoo/hoot-dom";
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

const event = (id, ring, month, mine) => ({
    id,
    name: `Meeting ${id}`,
    ring,
    ring_label: ring,
    x: 500,
    y: 100 + id,
    month,
    day: "Tue 1.1.",
    time: "9.00–11.00",
    theme: "",
    state: "planned",
    state_label: "Planned",
    mine,
    label: `Meeting ${id} label`,
});

beforeEach(() => {
    onRpc("seutuyp.annual.calendar", "get_wheel", ({ args }) => {
        expect.step(`get_wheel ${args[1] || "now"}`);
        return {
            calendar: { id: 5, name: "Kotiseutu 2027", year: args[1] || 2027, state: "draft" },
            calendars: [{ id: 5, name: "Kotiseutu 2027" }],
            years: [2027, 2028],
            size: 1000,
            dot: 13,
            hand: [500, 370, 500, 64],
            rings: [
                { code: "national", label: "Nation", outer: 430, inner: 280 },
                { code: "steering", label: "Steering groups", outer: 280, inner: 130 },
            ],
            months: [
                {
                    number: 1,
                    name: "January",
                    path: "M0 0",
                    x: 1,
                    y: 1,
                    turn: 0,
                    line: [0, 0, 1, 1],
                },
                {
                    number: 2,
                    name: "February",
                    path: "M0 0",
                    x: 1,
                    y: 1,
                    turn: 0,
                    line: [0, 0, 1, 1],
                },
            ],
            events: [event(1, "national", 1, false), event(2, "steering", 2, true)],
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

test("wheel and list show the same meetings", async () => {
    await openWheel();
    expect(queryAll(".o_seutuyp_dot")).toHaveLength(2);
    expect(queryAllTexts(".o_seutuyp_wheel_list li button")).toEqual(["Meeting 1", "Meeting 2"]);
    expect(queryAllTexts(".o_seutuyp_wheel_list h2")).toEqual(["January", "February"]);
});

test("a ring is hidden, and only mine are shown", async () => {
    await openWheel();
    await click("fieldset label:first input");
    await animationFrame();
    expect(queryAllTexts(".o_seutuyp_wheel_list li button")).toEqual(["Meeting 2"]);
    await click("fieldset label:first input");
    await click(".o_seutuyp_wheel_mine input");
    await animationFrame();
    expect(queryAll(".o_seutuyp_dot")).toHaveLength(1);
});

test("a dot says its meeting and opens it from the keyboard", async () => {
    mockService("action", {
        doAction(action, options) {
            if (options && options.viewType === "form") {
                expect.step(`open ${options.props.resId}`);
                return true;
            }
            return super.doAction(...arguments);
        },
    });
    await openWheel();
    queryOne(".o_seutuyp_dot:last").focus();
    await animationFrame();
    expect(".o_seutuyp_wheel_said").toHaveText("Meeting 2 label");
    await press("Enter");
    expect.verifySteps(["open 2"]);
});

test("the year is turned", async () => {
    await openWheel();
    const [previous, next] = queryAll(".o_seutuyp_wheel_turn button");
    expect(previous.disabled).toBe(true);
    await click(next);
    await animationFrame();
    expect.verifySteps(["get_wheel 2028"]);
});
