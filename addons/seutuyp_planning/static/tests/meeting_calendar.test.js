// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { click, queryOne } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    mockService,
    models,
    mountView,
    onRpc,
    preloadBundle,
} from "@web/../tests/web_test_helpers";
import { moveEventToDate } from "@web/../tests/views/calendar/calendar_test_helpers";

describe.current.tags("desktop");
preloadBundle("web.fullcalendar_lib");

class Meeting extends models.Model {
    _name = "meeting";

    name = fields.Char();
    start = fields.Datetime();
    stop = fields.Datetime();
    allday = fields.Boolean();
    seutuyp_forum = fields.Selection({
        selection: [
            ["steering", "Steering group"],
            ["training", "Training"],
        ],
    });
    meeting_state = fields.Selection({
        selection: [
            ["planned", "Planned"],
            ["invited", "Invited"],
            ["cancelled", "Cancelled"],
        ],
    });

    _records = [1, 2, 3].map((id) => ({
        id,
        name: `Meeting ${id}`,
        start: `2027-03-0${id} 07:00:00`,
        stop: `2027-03-0${id} 09:00:00`,
        allday: false,
        seutuyp_forum: id === 2 ? "training" : "steering",
        meeting_state: ["planned", "invited", "cancelled"][id - 1],
    }));
    _views = {
        calendar: `
            <calendar js_class="seutuyp_meeting_calendar" date_start="start" date_stop="stop"
                      all_day="allday" mode="month" color="seutuyp_forum" quick_create="0">
                <field name="seutuyp_forum" filters="1"/>
                <field name="meeting_state"/>
            </calendar>`,
    };
}

defineMailModels();
defineModels([Meeting]);

beforeEach(() => {
    mockDate("2027-03-10 08:00:00");
    onRpc("meeting", "write", ({ args }) => {
        expect.step(`write ${args[0]} ${args[1].start}`);
    });
});

async function openCalendar() {
    await mountView({ type: "calendar", resModel: "meeting" });
    await animationFrame();
}

function cell(id) {
    return queryOne(`.o_event[data-event-id="${id}"]`).closest(".fc-day").dataset.date;
}

test("a planned meeting is moved by dragging", async () => {
    await openCalendar();
    await moveEventToDate(1, "2027-03-12");
    expect.verifySteps(["write 1 2027-03-12 07:00:00"]);
    expect(cell(1)).toBe("2027-03-12");
});

test("an invited one is moved only after asking", async () => {
    await openCalendar();
    await moveEventToDate(2, "2027-03-12");
    await animationFrame();
    expect(".modal-body").toHaveText(/Everybody is told by mail/);
    await contains(".modal-footer .btn-secondary").click();
    await animationFrame();
    expect.verifySteps([]);
    expect(cell(2)).toBe("2027-03-02");
    await moveEventToDate(2, "2027-03-12");
    await animationFrame();
    await contains(".modal-footer .btn-primary").click();
    await animationFrame();
    expect.verifySteps(["write 2 2027-03-12 07:00:00"]);
    expect(cell(2)).toBe("2027-03-12");
});

test("a refused move is told and the meeting stands where it was", async () => {
    expect.errors(1);
    onRpc("meeting", "write", () => {
        throw makeServerError({ type: "AccessError", message: "not yours to change" });
    });
    await openCalendar();
    await moveEventToDate(1, "2027-03-12");
    await animationFrame();
    expect.verifyErrors(["not yours to change"]);
    expect(cell(1)).toBe("2027-03-01");
});

test("states and forums are told apart", async () => {
    await openCalendar();
    expect('.o_event[data-event-id="1"]').toHaveClass("o_event_hatched");
    expect('.o_event[data-event-id="3"]').toHaveClass("o_event_striked");
    const colour = (id) =>
        queryOne(`.o_event[data-event-id="${id}"]`).className.match(/o_calendar_color_\d+/)[0];
    expect(colour(1)).toBe(colour(3));
    expect(colour(1)).not.toBe(colour(2));
    expect(".o_calendar_filter_item").toHaveCount(2);
});

test("a day of the month means a meeting in the morning", async () => {
    mockService("action", {
        doAction({ context }) {
            expect.step([context.default_start, context.default_stop, context.default_allday]);
        },
    });
    await openCalendar();
    await click('.fc-day[data-date="2027-03-18"]');
    await animationFrame();
    expect.verifySteps([["2027-03-18 08:00:00", "2027-03-18 10:00:00", false]]);
});

test("it opens where the next meeting is", async () => {
    mockDate("2026-11-10 08:00:00");
    await openCalendar();
    expect('.o_event[data-event-id="1"]').toHaveCount(1);
});
