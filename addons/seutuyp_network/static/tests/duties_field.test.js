// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { click, press, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    defineModels,
    fields,
    mockService,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

const DUTIES = [
    {
        code: "agreement",
        label: "Agreement",
        light: "red",
        reason: "The ministry asks for a clarification.",
        action: { type: "ir.actions.act_window", res_model: "seutuyp.agreement", res_id: 7 },
        action_label: "Clarify and submit again",
    },
    {
        code: "licence",
        label: "Licence",
        light: "grey",
        reason: "Granted once the agreement is signed and approved.",
        action: false,
        action_label: false,
    },
    {
        code: "groups",
        label: "Groups",
        light: "green",
        reason: "The steering group and a working group are named.",
        action: false,
        action_label: false,
    },
];

class Region extends models.Model {
    _name = "seutuyp.region";

    name = fields.Char();
    duties = fields.Json();

    _records = [
        { id: 1, name: "Region A", duties: DUTIES },
        { id: 2, name: "Region B", duties: false },
    ];
}

defineMailModels();
defineModels([Region]);

const LIST = `<list><field name="name"/><field name="duties" widget="seutuyp_duties"/></list>`;
const FORM = `<form><field name="name"/><field name="duties" widget="seutuyp_duties"/></form>`;

test.tags("desktop");
test("a list shows one light a duty, told by word and shape too", async () => {
    await mountView({ type: "list", resModel: "seutuyp.region", arch: LIST });
    expect(".o_data_row:first .o_seutuyp_duty_button").toHaveCount(3);
    expect(queryAllTexts(".o_data_row:first .o_seutuyp_duty_label")).toEqual([
        "Agreement",
        "Licence",
        "Groups",
    ]);
    expect(queryAllTexts(".o_data_row:first .o_seutuyp_light")).toEqual([
        "Late",
        "Not yet needed",
        "In order",
    ]);
    expect(".o_data_row:first .o_seutuyp_light_red rect").toHaveCount(1);
    expect(".o_data_row:first .o_seutuyp_light_grey circle.o_seutuyp_ring").toHaveCount(1);
    expect(".o_data_row:first .o_seutuyp_light_green circle.o_seutuyp_shape").toHaveCount(1);
    // There is room for the shape only; the word is for screen readers.
    expect(".o_data_row:first .o_seutuyp_light > .visually-hidden").toHaveCount(3);
    // What a region does not show leaves an empty cell.
    expect(".o_data_row:last .o_seutuyp_duty_button").toHaveCount(0);
});

test.tags("desktop");
test("a light tells its reason and leads to the next step", async () => {
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await mountView({ type: "form", resModel: "seutuyp.region", resId: 1, arch: FORM });
    expect(".o_seutuyp_light > .visually-hidden").toHaveCount(0);
    await click("[data-duty=agreement]");
    await animationFrame();
    expect(".o_seutuyp_duty_popover .o_seutuyp_reason").toHaveText(
        "The ministry asks for a clarification."
    );
    await click(".o_seutuyp_duty_popover button:contains(Clarify and submit again)");
    await animationFrame();
    expect(".o_seutuyp_duty_popover").toHaveCount(0);
    expect.verifySteps(["seutuyp.agreement 7"]);
});

test.tags("desktop");
test("a light without next step opens and closes by keyboard", async () => {
    await mountView({ type: "form", resModel: "seutuyp.region", resId: 1, arch: FORM });
    document.querySelector("[data-duty=licence]").focus();
    await press("Enter");
    await animationFrame();
    expect(".o_seutuyp_duty_popover .o_seutuyp_reason").toHaveCount(1);
    expect(".o_seutuyp_duty_popover button").toHaveCount(0);
    await press("Escape");
    await animationFrame();
    expect(".o_seutuyp_duty_popover").toHaveCount(0);
});

test.tags("desktop");
test("opening a light does not open the row", async () => {
    await mountView({
        type: "list",
        resModel: "seutuyp.region",
        arch: LIST,
        selectRecord: () => expect.step("row opened"),
    });
    await click(".o_data_row:first [data-duty=groups]");
    await animationFrame();
    expect(".o_seutuyp_duty_popover").toHaveCount(1);
    expect.verifySteps([]);
});
