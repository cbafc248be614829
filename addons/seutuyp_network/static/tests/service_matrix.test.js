// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, press, queryAll, queryAllTexts, queryOne, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    getService,
    models,
    mountWebClient,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

let matrix;

class Region extends models.Model {
    _name = "seutuyp.region";
}

class Offer extends models.Model {
    _name = "seutuyp.service.offer";

    _views = { form: `<form><div class="o_test_offer">Offer</div></form>` };
    _records = [{ id: 31 }, { id: 32 }];
}

defineMailModels();
defineModels([Region, Offer]);

const cell = (id, isLead) => ({
    id,
    is_lead: isLead,
    responsible: "Maija Esimerkki",
    segments: [],
    confirmed: "1.9.2026",
    stale: false,
});

const service = (id, name, status, label, cells) => ({
    id,
    name,
    description: "",
    required: true,
    status,
    status_label: label,
    cells,
});

beforeEach(() => {
    onRpc("seutuyp.region", "service_matrix", ({ kwargs }) => {
        expect.step(`service_matrix ${kwargs.segment_id || "all"}`);
        return { ...matrix, segment_id: kwargs.segment_id };
    });
    matrix = {
        region: { id: 7, name: "Kotiseutu", area: "Alue" },
        regions: [{ id: 7, name: "Kotiseutu", mine: true }],
        segments: [{ id: 3, name: "Founders" }],
        summary: "Gaps 1, overlaps 1.",
        may_add: true,
        own_organisation: 21,
        organisations: [
            { id: 21, name: "Oma Oy", may_edit: true },
            { id: 22, name: "Muu Oy", may_edit: false },
        ],
        categories: [
            {
                id: 1,
                name: "Starting",
                services: [
                    service(11, "Advice", "overlap", "Overlap", {
                        21: cell(31, true),
                        22: cell(32, true),
                    }),
                    service(12, "Grant", "covered", "Covered", { 21: cell(33, false) }),
                ],
            },
            {
                id: 2,
                name: "Developing",
                services: [service(13, "Finance", "gap", "Gap", {})],
            },
        ],
    };
});

async function open() {
    await mountWebClient();
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "seutuyp_service_matrix",
        context: { active_id: 7 },
    });
    expect.verifySteps(["service_matrix all"]);
}

const place = (row, column) =>
    `.o_seutuyp_matrix [data-row="${row}"][data-column="${column}"] button`;

test("gaps and overlaps are said in words", async () => {
    await open();
    expect(queryAllTexts("tr[data-service] .o_seutuyp_coverage > span:last-child")).toEqual([
        "Overlap",
        "Covered",
        "Gap",
    ]);
    expect(".o_seutuyp_matrix_summary").toHaveText("Gaps 1, overlaps 1.");
});

test("what one may not edit is no place to add", async () => {
    await open();
    expect(place(1, 0)).toHaveCount(1);
    expect(place(1, 1)).toHaveCount(0);
    expect(place(0, 1)).toHaveCount(1, { message: "an offer can be opened by everyone" });
});

test("arrow keys move between the places and cross the categories", async () => {
    await open();
    queryOne(place(1, 0)).focus();
    await press("ArrowDown");
    expect(place(2, 0)).toBeFocused();
    await press("ArrowUp");
    await press("ArrowUp");
    expect(place(0, 0)).toBeFocused();
    await press("ArrowRight");
    expect(place(0, 1)).toBeFocused();
    await press("ArrowRight");
    expect(place(0, 1)).toBeFocused();
});

test("only gaps and overlaps", async () => {
    await open();
    await click(".o_seutuyp_matrix_check input");
    await animationFrame();
    expect(queryAll("tr[data-service]").map((row) => row.dataset.service)).toEqual(["11", "13"]);
});

test("a segment is asked from the server", async () => {
    await open();
    await click(".o_seutuyp_filters select:last");
    await select("3");
    await animationFrame();
    expect.verifySteps(["service_matrix 3"]);
});

test("a place opens the offer; when the server refuses the matrix stays", async () => {
    onRpc("seutuyp.service.offer", "web_save", () => {
        expect.step("web_save");
    });
    await open();
    await click(place(0, 0));
    await animationFrame();
    expect(".modal .o_test_offer").toHaveCount(1);
    await click(".modal .btn-close");
    await animationFrame();
    expect(".modal").toHaveCount(0);
    expect(place(0, 0)).toHaveCount(1);
    expect.verifySteps([]);
});
