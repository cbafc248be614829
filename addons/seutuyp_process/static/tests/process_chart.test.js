// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, edit, press, queryAllTexts, queryOne, select } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

let phases, mayEdit;

class Process extends models.Model {
    _name = "seutuyp.process";
    name = fields.Char();
    _records = [{ id: 7, name: "Neuvonta" }];
}

class Lane extends models.Model {
    _name = "seutuyp.process.lane";
    title = fields.Char();
    _records = [{ id: 1, title: "Asiakas" }];
    _views = { form: `<form><field name="title"/></form>` };
}

class Phase extends models.Model {
    _name = "seutuyp.process.phase";
    name = fields.Char({ required: true });
    _records = [
        { id: 11, name: "Tarve" },
        { id: 12, name: "Neuvonta" },
        { id: 13, name: "Rahoitus" },
        { id: 14, name: "Palaute" },
    ];
    _views = { form: `<form><field name="name"/></form>` };
}

class Tool extends models.Model {
    _name = "seutuyp.process.tool";
    name = fields.Char();
    phase_id = fields.Many2one({ relation: "seutuyp.process.phase" });
}

defineMailModels();
defineModels([Process, Lane, Phase, Tool]);

const phase = (id, name, place, next, lanes = [1]) => ({
    ...{ id, name, place, next, lanes, number: id - 10 },
    ...{ column: place, who: lanes.map(() => "Asiakas"), content: "", success_factors: "" },
    ...{ tools: [], then: [] },
});

const shape = (kind, id, name) =>
    `<g class="${kind}" data-${kind}="${id}" tabindex="0" role="button" aria-label="${name}">
        <rect class="${kind}-head" width="9" height="9"/></g>`;

function drawn() {
    const shapes = phases.map((row) => shape("phase", row.id, row.name));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90">
        ${shape("lane", "lane1", "Asiakas")}${shape("lane", "lane2", "Neuvoja")}
        ${shapes.join("")}</svg>`;
}

beforeEach(() => {
    mayEdit = true;
    phases = [
        phase(11, "Tarve", 1, [12, 13]),
        phase(12, "Neuvonta", 2, [14]),
        phase(13, "Rahoitus", 2, [14]),
        phase(14, "Palaute", 3, []),
    ];
    onRpc("seutuyp.process", "chart_data", () => ({
        svg: drawn(),
        may_edit: mayEdit,
        lanes: [
            { id: 1, title: "Asiakas", is_customer: true },
            { id: 2, title: "Neuvoja", is_customer: false },
        ],
        phases,
        state: mayEdit ? { lanes: [], phases, flows: [[11, 12, ""]] } : {},
    }));
});

const open = () =>
    mountView({
        type: "form",
        resModel: "seutuyp.process",
        resId: 7,
        arch: `<form><widget name="seutuyp_process_chart"/></form>`,
    });

const at = (id) => `g.phase[data-phase="${id}"]`;
const panel = ".o_seutuyp_chart_panel";

/** The server takes the phase at this place of the list out, and back by undo. */
function removable(index) {
    const all = phases;
    onRpc("seutuyp.process", "remove_part", ({ args }) => {
        expect.step(`remove ${args.slice(1).join(" ")}`);
        phases = all.filter((row, place) => place !== index);
        return true;
    });
    onRpc("seutuyp.process", "undo_step", ({ args }) => {
        expect.step(`undo ${args[2].phases.length} to ${args[1].phases.length}`);
        phases = all;
        return true;
    });
}

test("arrow keys follow the arrows and walk between neighbours", async () => {
    await open();
    queryOne(at(11)).focus();
    await press("ArrowRight");
    expect(at(12)).toBeFocused();
    await press("ArrowDown");
    expect(at(13)).toBeFocused();
    await press("ArrowRight");
    expect(at(14)).toBeFocused();
    await press("ArrowRight");
    expect(at(14)).toBeFocused({ message: "the last one stays" });
    await press("Home");
    expect(at(11)).toBeFocused();
    queryOne(`g[data-lane="lane1"]`).focus();
    await press("ArrowDown");
    expect(`g[data-lane="lane2"]`).toBeFocused();
});

test("a phase is moved by keys, keeps the focus and says where it stands", async () => {
    onRpc("seutuyp.process", "step_phase", ({ args }) => {
        expect.step(`step ${args.slice(1).join(" ")}`);
        phases = [...phases.slice(0, 3), phase(14, "Palaute", 2, [])];
        return true;
    });
    await open();
    queryOne(at(14)).focus();
    await press(["alt", "ArrowLeft"]);
    await animationFrame();
    expect.verifySteps(["step 14 -1"]);
    expect(at(14)).toBeFocused();
    expect(".o_seutuyp_chart_said").toHaveText(
        "“Palaute” now stands at place 2, beside Neuvonta, Rahoitus. " +
            "The arrows follow the new order."
    );
});

test("Enter opens a phase beside the chart; Escape keeps it and gives the focus back", async () => {
    onRpc("seutuyp.process.phase", "web_save", ({ args }) => {
        expect.step(`save ${args[0]} ${args[1].name}`);
        phases = phases.map((row) => (row.id === 12 ? { ...row, name: args[1].name } : row));
    });
    await open();
    queryOne(at(12)).focus();
    await press("Enter");
    await animationFrame();
    expect(".modal").toHaveCount(0);
    expect(`${panel} [name=name] input`).toBeFocused();
    expect(`${panel} [name=name] input`).toHaveValue("Neuvonta");
    await edit("Ohjaus");
    await press("Escape");
    await animationFrame();
    expect.verifySteps(["save 12 Ohjaus"]);
    expect(panel).toHaveCount(0);
    expect(at(12)).toBeFocused();
    expect(at(12)).toHaveAttribute("aria-label", "Ohjaus");
    expect(".o_seutuyp_chart_said").toHaveText("Saved.");
    expect(".o_seutuyp_chart_undo").toBeEnabled();
});

test("what is discarded is not saved; without changes nothing is", async () => {
    onRpc("seutuyp.process.phase", "web_save", () => expect.step("save"));
    await open();
    await click("[data-open='phase-13']");
    await animationFrame();
    await click(`${panel} [name=name] input`);
    await edit("Other");
    await click(`${panel} .o_form_button_cancel`);
    await animationFrame();
    expect("[data-open='phase-13']").toBeFocused();
    await click(at(13));
    await animationFrame();
    await press("Escape");
    await animationFrame();
    expect(panel).toHaveCount(0);
    expect(".o_seutuyp_chart_undo").not.toBeEnabled();
    expect.verifySteps([]);
});

test("an open phase is kept before another opens; one without a name stays open", async () => {
    onRpc("seutuyp.process.phase", "web_save", ({ args }) => expect.step(`save ${args[0]}`));
    await open();
    await click(at(12));
    await animationFrame();
    await click(`${panel} [name=name] input`);
    await edit("");
    await click(at(13));
    await animationFrame();
    expect(`${panel} [name=name] input`).toHaveValue("");
    expect.verifySteps([]);
    await click(`${panel} [name=name] input`);
    await edit("Ohjaus");
    await click(at(13));
    await animationFrame();
    expect.verifySteps(["save 12"]);
    expect(`${panel} [name=name] input`).toHaveValue("Rahoitus");
});

test("what may not be edited opens to be read", async () => {
    mayEdit = false;
    await open();
    queryOne(at(12)).focus();
    await press("Enter");
    await animationFrame();
    expect(panel).toHaveText("2. Neuvonta\nNeuvonta");
    expect(`${panel} .btn-close`).toBeFocused();
    expect(`${panel} input`).toHaveCount(0);
    await press("Escape");
    await animationFrame();
    expect(at(12)).toBeFocused();
});

test("deleting says what goes, and the notification brings it back once", async () => {
    removable(1);
    await open();
    queryOne(at(12)).focus();
    await press("Delete");
    await animationFrame();
    expect(".modal-body").toHaveText(
        "With it go its content, its tools and documents (–) and its drawn arrows (1). " +
            "You can undo this."
    );
    await click(".modal .btn-danger");
    await animationFrame();
    expect.verifySteps(["remove phase 12"]);
    expect(at(12)).toHaveCount(0);
    const undo = queryOne(".o_notification_buttons button");
    click(undo);
    await click(undo);
    await animationFrame();
    expect.verifySteps(["undo 3 to 4"]);
    expect(at(12)).toHaveCount(1);
    expect(".o_seutuyp_chart_undo").not.toBeEnabled();
});

test("deleted from the panel: it closes, and the button undoes", async () => {
    removable(3);
    await open();
    await click(at(14));
    await animationFrame();
    await click(`${panel} .o_seutuyp_chart_delete`);
    await animationFrame();
    await click(".modal .btn-danger");
    await animationFrame();
    expect.verifySteps(["remove phase 14"]);
    expect(panel).toHaveCount(0);
    await click(".o_seutuyp_chart_undo");
    await animationFrame();
    expect.verifySteps(["undo 3 to 4"]);
});

test("lanes and tools are changed in the table", async () => {
    onRpc("seutuyp.process.phase", "write", ({ args }) => {
        expect.step(`lanes ${args[0]} ${args[1].lane_ids[0][2].join(" ")}`);
        return true;
    });
    onRpc("seutuyp.process.tool", "create", ({ args }) => {
        expect.step(`tool ${args[0][0].phase_id} ${args[0][0].name}`);
        return [1];
    });
    await open();
    await click("select[data-lanes='11']");
    await select("2");
    await animationFrame();
    await click("[data-row='11'] button[title^='Take “Asiakas”']");
    await animationFrame();
    expect("select[data-lanes='11']").toBeFocused();
    await click("input[data-tools='12']");
    await edit("Lomake", { confirm: "blur" });
    await animationFrame();
    expect.verifySteps(["lanes 11 1 2", "lanes 11 ", "tool 12 Lomake"]);
    expect(queryAllTexts("[data-row] th textarea")).toHaveLength(4);
});
