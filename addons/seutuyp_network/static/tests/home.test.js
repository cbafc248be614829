// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, edit, queryAllTexts, queryOne, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    getService,
    mockService,
    models,
    mountWebClient,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const ACTION = { type: "ir.actions.act_window", res_model: "seutuyp.agreement", res_id: 3 };
let home;

const duty = (code, light, action = false) => ({
    code,
    light,
    label: code[0].toUpperCase() + code.slice(1),
    reason: `Reason of the ${code}.`,
    action,
    action_label: action && "Continue drafting",
});

const task = (text, values = {}) => ({
    kind: "draft",
    text,
    detail: "",
    due: null,
    late: false,
    action: ACTION,
    action_label: "Open the agreement",
    ...values,
});

const region = (id, name, coordinator, duties) => ({ id, name, coordinator, duties });

class Home extends models.Model {
    _name = "seutuyp.home";

    get_home() {
        expect.step("get_home");
        return home;
    }
}

defineMailModels();
defineModels([Home]);

beforeEach(() => {
    const own = region(1, "Kotiseutu", "Maija Esimerkki", [
        duty("agreement", "amber", ACTION),
        duty("licence", "grey"),
    ]);
    home = {
        name: "Maija Esimerkki",
        roles: ["coordinator"],
        waiting: [
            task("Finish the draft.", { due: "2027-03-02", late: true, detail: "Round two" }),
            task("Answer the comments."),
        ],
        following: [task("1 of 3 parties have signed.")],
        my_regions: [{ ...own, area: "Itä", role: "editor" }],
        columns: [
            { code: "agreement", label: "Agreement" },
            { code: "licence", label: "Licence" },
        ],
        areas: [
            { id: 1, name: "Itä", contact: "Aino Alue", mine: true, regions: [own] },
            {
                id: 2,
                name: "Länsi",
                contact: "",
                mine: false,
                regions: [
                    region(2, "Äetsä", "Kalle Kaksi", [duty("licence", "red")]),
                    region(3, "Salo", "", [duty("licence", "green")]),
                ],
            },
        ],
    };
});

async function openHome() {
    await mountWebClient();
    await getService("action").doAction({ type: "ir.actions.client", tag: "seutuyp_home" });
    await animationFrame();
    expect.verifySteps(["get_home"]);
}

const shownRegions = () => queryAllTexts(".o_seutuyp_region > th");

test("the first thing to do stands first, with its button", async () => {
    await openHome();
    expect(".o_seutuyp_first .o_seutuyp_sentence").toHaveText(/^Finish the draft\./);
    expect(".o_seutuyp_first .o_seutuyp_light_red").toHaveCount(1);
    expect(".o_seutuyp_first .o_seutuyp_due").toHaveText(/by 2\.3\.2027/);
    expect(".o_seutuyp_first .o_seutuyp_note").toHaveText("Round two");
    expect(".o_seutuyp_first .btn-primary").toHaveText("Open the agreement");
    expect(queryAllTexts(".o_seutuyp_others .o_seutuyp_sentence")).toEqual([
        "Answer the comments.",
    ]);
    expect(queryAllTexts(".o_seutuyp_following .o_seutuyp_sentence")).toEqual([
        "1 of 3 parties have signed.",
    ]);
});

test("buttons and links open what they say", async () => {
    await openHome();
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await click(".o_seutuyp_first .btn-primary");
    await click(".o_seutuyp_card dd .btn-link");
    await click(".o_seutuyp_card h3 a");
    expect.verifySteps(["seutuyp.agreement 3", "seutuyp.agreement 3", "seutuyp.region 1"]);
    expect(queryOne(".o_seutuyp_card h3 a").getAttribute("href")).toBe("/odoo/regions/1");
});

test("with nothing to do the screen says what will stand here", async () => {
    Object.assign(home, { waiting: [], following: [], my_regions: [], areas: [], roles: ["user"] });
    await openHome();
    expect(".o_seutuyp_first .o_seutuyp_sentence").toHaveText("Nothing waits for you.");
    expect(".o_seutuyp_others, .o_seutuyp_following, table").toHaveCount(0);
    expect(".o_seutuyp_my_regions .o_seutuyp_note").toHaveText(/Your region will stand here/);
    expect(".o_seutuyp_overview .o_seutuyp_empty").toHaveText(/Regions will stand here/);
});

test("a region's card tells each duty's light, reason and next step", async () => {
    await openHome();
    expect(queryAllTexts(".o_seutuyp_card dt")).toEqual(["Agreement", "Licence"]);
    expect(queryAllTexts(".o_seutuyp_card .o_seutuyp_light")).toEqual(["Soon", "Not yet needed"]);
    expect(queryAllTexts(".o_seutuyp_card .o_seutuyp_reason")).toEqual([
        "Reason of the agreement.",
        "Reason of the licence.",
    ]);
    expect(queryAllTexts(".o_seutuyp_card .btn-link")).toEqual(["Continue drafting"]);
});

test("the user's own area is open, others tell what is late in them", async () => {
    await openHome();
    expect(shownRegions()).toEqual(["Kotiseutu"]);
    expect(".o_seutuyp_area button:contains(Itä)").toHaveAttribute("aria-expanded", "true");
    expect(".o_seutuyp_area button:contains(Länsi)").toHaveAttribute("aria-expanded", "false");
    expect(queryAllTexts(".o_seutuyp_area:last .o_seutuyp_count")).toEqual(["Late\n1"]);
    await click(".o_seutuyp_area button:contains(Länsi)");
    await animationFrame();
    expect(shownRegions()).toEqual(["Kotiseutu", "Äetsä", "Salo"]);
    await click(".o_seutuyp_toggle_all");
    await animationFrame();
    expect(shownRegions()).toEqual([]);
    await click(".o_seutuyp_toggle_all");
    await animationFrame();
    expect(shownRegions()).toHaveLength(3);
});

test("a duty that is not shown to the user says so", async () => {
    await openHome();
    await click(".o_seutuyp_area button:contains(Länsi)");
    await animationFrame();
    const cells = ".o_seutuyp_region:contains(Äetsä) td:not(.o_seutuyp_coordinator)";
    expect(`${cells}:first`).toHaveText(/Shown only to those who take part/);
    expect(`${cells}:last .o_seutuyp_light_red`).toHaveCount(1);
});

test("many duties: shapes in the table, their words once above it", async () => {
    const codes = Array.from({ length: 12 }, (_value, place) => `duty${place}`);
    home.columns = codes.map((code) => ({ code, label: `Head ${code}` }));
    home.areas[0].regions = [
        region(
            1,
            "Kotiseutu",
            "",
            codes.slice(1).map((c) => duty(c, "red"))
        ),
    ];
    home.areas.splice(1);
    await openHome();
    expect(queryAllTexts(".o_seutuyp_legend .o_seutuyp_light")).toEqual([
        "Late",
        "Soon",
        "In order",
        "Not yet needed",
    ]);
    expect(".o_seutuyp_dense").toHaveCount(1);
    // a duty that nobody shown has makes no column
    expect(queryAllTexts(".o_seutuyp_duty_head")).toEqual(
        codes.slice(1).map((code) => `Head ${code}`)
    );
});

test("the box finds regions, coordinators and areas without accents or case", async () => {
    await openHome();
    const box = ".o_seutuyp_filters input";
    for (const [text, found] of [
        ["aetsa", ["Äetsä"]],
        ["KALLE", ["Äetsä"]],
        ["länsi", ["Äetsä", "Salo"]],
        ["", ["Kotiseutu"]],
    ]) {
        await click(box);
        await edit(text);
        await animationFrame();
        expect(shownRegions()).toEqual(found, { message: text });
    }
    await edit("nowhere");
    await animationFrame();
    expect("table").toHaveCount(0);
    expect(".o_seutuyp_empty").toHaveText(/No region matches/);
    expect(".o_seutuyp_filters [role=status]").toHaveText("0 of 3 regions");
});

test("what is late can be shown alone", async () => {
    await openHome();
    await click(".o_seutuyp_filters select");
    await select("red");
    await animationFrame();
    expect(shownRegions()).toEqual(["Äetsä"]);
    expect(".o_seutuyp_filters [role=status]").toHaveText("1 of 3 regions");
});

test("the filter is there again after coming back", async () => {
    await openHome();
    await contains(".o_seutuyp_filters input").edit("salo", { confirm: false });
    expect(shownRegions()).toEqual(["Salo"]);
    await getService("action").doAction({ type: "ir.actions.client", tag: "seutuyp_home" });
    await animationFrame();
    await click(".o_back_button, .breadcrumb-item a");
    await animationFrame();
    expect(".o_seutuyp_filters input").toHaveValue("salo");
    expect(shownRegions()).toEqual(["Salo"]);
    expect.verifySteps(["get_home", "get_home"]);
});

test("coming back to the tab shows the present state", async () => {
    await openHome();
    home = { ...home, waiting: [] };
    document.dispatchEvent(new Event("visibilitychange"));
    await animationFrame();
    await animationFrame();
    expect(".o_seutuyp_first .o_seutuyp_sentence").toHaveText("Nothing waits for you.");
    expect.verifySteps(["get_home"]);
});
