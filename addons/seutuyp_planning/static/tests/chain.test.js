// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { click, queryAll, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    mockService,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const link = (direction, relation, model, id, name) => ({ direction, relation, model, id, name });

class Plan extends models.Model {
    _name = "seutuyp.plan";
    chain = fields.Json();
    cycle = fields.Json();
    _records = [
        {
            id: 1,
            chain: [
                link("from", "Priorities", "seutuyp.decision", 7, "Succession first"),
                link("to", "Goal", "seutuyp.plan.goal", 8, "A successor in time"),
                link("to", "Next agenda", "seutuyp.agenda.item", 9, "Follow-up (20.1.2027)"),
            ],
            cycle: [
                { code: "priorities", status: "done", label: "Priorities" },
                { code: "followed", status: "now", label: "Followed up 1/3" },
                { code: "closed", status: "todo", label: "Closed" },
            ],
        },
        { id: 2, chain: false, cycle: false },
    ];
}

defineMailModels();
defineModels([Plan]);

const mount = (resId) =>
    mountView({
        type: "form",
        resModel: "seutuyp.plan",
        resId,
        arch: `<form>
            <field name="chain" widget="seutuyp_chain"/>
            <field name="cycle" widget="seutuyp_plan_cycle"/>
        </form>`,
    });

test("links stand in two named lists and open their records", async () => {
    mockService("action", {
        doActionButton: ({ name, resModel, resId }) => expect.step(`${name} ${resModel} ${resId}`),
    });
    await mount(1);
    expect(queryAllTexts(".o_seutuyp_chain h3")).toEqual(["Comes from", "Leads to"]);
    expect(queryAll(".o_seutuyp_chain section:last-child li")).toHaveLength(2);
    for (const section of queryAll(".o_seutuyp_chain section")) {
        const title = section.querySelector("h3");
        expect(section.getAttribute("aria-labelledby")).toBe(title.id);
    }
    const goal = queryOne(".o_seutuyp_chain a:contains(successor)");
    expect(goal.getAttribute("href")).toBe("/odoo/seutuyp.plan.goal/8");
    await click(goal);
    await animationFrame();
    expect.verifySteps(["action_open_chain seutuyp.plan.goal 8"]);
});

test("nothing stands where there is no chain", async () => {
    await mount(2);
    expect(".o_seutuyp_chain section").toHaveCount(0);
});

test("each step of the year says in a word how it stands", async () => {
    await mount(1);
    const steps = queryAll(".o_seutuyp_plan_cycle li");
    expect(steps.map((step) => step.getAttribute("aria-current"))).toEqual([null, "step", null]);
    expect(steps.map((step) => step.textContent.trim())).toEqual([
        "✓Priorities(done)",
        "●Followed up 1/3(now)",
        "○Closed(to come)",
    ]);
});
