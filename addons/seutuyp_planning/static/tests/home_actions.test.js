// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, getService, models, mountWebClient } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const row = (id, values = {}) => ({
    id,
    name: `Action ${id}`,
    goal: "Goal",
    region: "Suupohja",
    metric: "Done / not done",
    light: "red",
    word: "Silent: checkpoint 15.5.2027",
    state: "not_begun",
    actual: "",
    told: "",
    undo: false,
    ...values,
});
let mine;

class Home extends models.Model {
    _name = "seutuyp.home";

    get_mine() {
        return mine;
    }

    tell_action(id, state, actual) {
        expect.step(`tell ${id} ${state} ${actual}`);
        return row(id, { state, actual, told: "Told by Maija", undo: 7 });
    }

    take_back(update) {
        expect.step(`take back ${update}`);
        return row(1);
    }
}

defineMailModels();
defineModels([Home]);

beforeEach(() => {
    mine = {
        actions: {
            mine: [row(1)],
            ours: [row(2)],
            organisation: "Kehitys Oy",
            states: [
                ["not_begun", "Not begun"],
                ["under_way", "Under way"],
                ["done", "Done"],
            ],
        },
        meetings: [],
        waiting: [],
    };
});

async function openMine() {
    await mountWebClient();
    await getService("action").doAction({ type: "ir.actions.client", tag: "seutuyp_mine" });
    await animationFrame();
}

test("an action is told in place, and that is taken back", async () => {
    await openMine();
    expect(".o_seutuyp_action").toHaveCount(1);
    expect(".o_seutuyp_state").toHaveText(/Silent: checkpoint 15\.5\.2027/);
    await click("input[value=under_way]");
    await click("textarea");
    await edit("Seven done");
    await animationFrame();
    await click("button[type=submit]");
    await animationFrame();
    expect.verifySteps(["tell 1 under_way Seven done"]);
    expect("[role=status]:contains(It is told)").toHaveCount(1);
    expect("textarea").toHaveValue("");
    expect("input[value=under_way]").toBeChecked();
    await click("button:contains(Take back)");
    await animationFrame();
    expect.verifySteps(["take back 7"]);
    expect("[role=status]:contains(Taken back)").toHaveCount(1);
    expect("input[value=not_begun]").toBeChecked();
});

test("those of the organisation stand behind a fold", async () => {
    await openMine();
    expect(".o_seutuyp_fold").toHaveAttribute("aria-expanded", "false");
    await click(".o_seutuyp_fold");
    await animationFrame();
    expect(".o_seutuyp_fold").toHaveAttribute("aria-expanded", "true");
    expect(queryAllTexts(".o_seutuyp_action h3")).toEqual(["Action 1", "Action 2"]);
});

test("with no actions the screen says what will stand here", async () => {
    Object.assign(mine.actions, { mine: [], ours: [] });
    await openMine();
    expect(".o_seutuyp_actions .o_seutuyp_note").toHaveText(/will stand here/);
    expect(".o_seutuyp_others .o_seutuyp_note").toHaveText("Nothing else waits for you.");
});
