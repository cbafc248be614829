// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Tally extends models.Model {
    _name = "seutuyp.referral.tally";

    month = fields.Date();

    _records = [{ id: 1, month: "2026-11-01" }];
}

defineMailModels();
defineModels([Tally]);

const FIELD = `<field name="month" widget="seutuyp_month"/>`;

test("a list reads a month, not its first day", async () => {
    await mountView({
        type: "list",
        resModel: "seutuyp.referral.tally",
        arch: `<list>${FIELD}</list>`,
    });
    expect(queryAllTexts(".o_data_cell[name=month]")).toEqual(["November 2026"]);
});

test("a form offers months to choose from", async () => {
    await mountView({
        type: "form",
        resModel: "seutuyp.referral.tally",
        resId: 1,
        arch: `<form>${FIELD}</form>`,
    });
    expect("[name=month] button").toHaveText("November 2026");
    await click("[name=month] button");
    await animationFrame();
    expect(".o_datetime_picker .o_date_item_cell").toHaveCount(12);
    await contains(".o_date_item_cell:contains(Sep)").click();
    await contains(".o_form_view").click();
    await animationFrame();
    expect("[name=month] button").toHaveText("September 2026");
});
