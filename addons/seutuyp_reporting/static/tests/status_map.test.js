// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    getService,
    models,
    mountWebClient,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Status extends models.Model {
    _name = "seutuyp.region.status";
}

defineMailModels();
defineModels([Status]);

const duty = (code, label, light, word = false) => ({
    code,
    label,
    light,
    word,
    reason: `${label} of the year`,
    action: false,
    action_label: false,
});

const region = (id, name, duties, silence = false) => ({ id, name, duties, silence });

beforeEach(() => {
    onRpc("seutuyp.region.status", "get_map", ({ kwargs }) => {
        expect.step(`get_map ${kwargs.year}`);
        const year = kwargs.year || 2026;
        const plan = year === 2026 ? ["red"] : ["green", "Closed"];
        return {
            year,
            years: [2027, 2026, 2025],
            this_year: 2026,
            columns: [
                { code: "agreement", label: "Agreement" },
                { code: "plan", label: "Action plan" },
            ],
            areas: [
                {
                    id: 1,
                    name: "Lappi",
                    place: [1, 2],
                    regions: [
                        region(
                            11,
                            "Kotiseutu",
                            [
                                duty("agreement", "Agreement", "green"),
                                duty("plan", "Action plan", ...plan),
                            ],
                            "Nothing has been heard yet."
                        ),
                        region(12, "Vieras", []),
                    ],
                },
            ],
        };
    });
});

async function openMap() {
    await mountWebClient();
    await getService("action").doAction({ type: "ir.actions.client", tag: "seutuyp_status_map" });
}

test("a tile shows the worst duty by shape and word, and why it is silent", async () => {
    await openMap();
    expect.verifySteps(["get_map false"]);
    expect(".o_seutuyp_status_area[aria-label=Lappi] .o_seutuyp_tile").toHaveCount(2);
    const [own, other] = queryAllTexts(".o_seutuyp_tile");
    expect(own).toMatch(/Action plan[\s\S]*Late/);
    expect(own).toMatch(/Silent/);
    expect(own).toMatch(/Nothing has been heard yet/);
    expect(other).toMatch(/For those who take part/);
    expect(".o_seutuyp_tile svg .o_seutuyp_shape").toHaveCount(1);
});

test("a duty is chosen, and its button tells the reason", async () => {
    await openMap();
    await click("select[name=duty]");
    await select("agreement");
    await animationFrame();
    expect(queryAllTexts(".o_seutuyp_tile .o_seutuyp_light")).toEqual(["In order"]);
    await click(".o_seutuyp_tile button");
    await animationFrame();
    expect(".o_seutuyp_duty_popover .o_seutuyp_reason").toHaveText("Agreement of the year");
    expect.verifySteps(["get_map false"]);
});

test("another year tells its facts in their own words", async () => {
    await openMap();
    await click("select[name=year]");
    await select("2025");
    await animationFrame();
    await click("select[name=duty]");
    await select("plan");
    await animationFrame();
    expect(queryAllTexts(".o_seutuyp_tile .o_seutuyp_light")).toEqual(["Closed"]);
    expect(".o_seutuyp_note:contains(what is recorded)").toHaveCount(1);
    expect.verifySteps(["get_map false", "get_map 2025"]);
});
