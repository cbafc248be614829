// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const duty = (code, label, light) => ({
    code,
    label,
    light,
    word: false,
    reason: `${label}: why`,
    action: false,
    action_label: false,
});

class Status extends models.Model {
    _name = "seutuyp.region.status";

    region_id = fields.Many2one({ relation: "seutuyp.region" });
    plan = fields.Selection({ selection: [["draft", "Draft"]] });
    duties = fields.Json();

    _records = [
        {
            id: 1,
            region_id: 7,
            plan: "draft",
            duties: [duty("licence", "Licence", "green"), duty("plan", "Action plan", "red")],
        },
        { id: 2, region_id: 7, plan: "draft", duties: false },
    ];
}

class Region extends models.Model {
    _name = "seutuyp.region";

    name = fields.Char();

    _records = [{ id: 7, name: "Kotiseutu" }];
}

defineMailModels();
defineModels([Status, Region]);

test("a card shows every duty with its label, in the order of the duties", async () => {
    await mountView({
        type: "kanban",
        resModel: "seutuyp.region.status",
        arch: `<kanban><templates><t t-name="card">
            <field name="duties" widget="seutuyp_status_lights"/>
        </t></templates></kanban>`,
    });
    expect(queryAllTexts(".o_kanban_record:not(.o_kanban_ghost) .o_seutuyp_duty_label")).toEqual([
        "Licence",
        "Action plan",
    ]);
    expect(".o_kanban_record:first .o_seutuyp_light_red").toHaveCount(1);
    await click("[data-duty=plan]");
    await animationFrame();
    expect(".o_seutuyp_duty_popover .o_seutuyp_reason").toHaveText("Action plan: why");
});

test("a column shows the duty of its name only", async () => {
    await mountView({
        type: "list",
        resModel: "seutuyp.region.status",
        arch: `<list><field name="plan" widget="seutuyp_status_light"/></list>`,
    });
    expect(".o_data_row:first .o_seutuyp_duty_button").toHaveCount(1);
    expect(".o_data_row:first .o_seutuyp_light_red").toHaveCount(1);
});
