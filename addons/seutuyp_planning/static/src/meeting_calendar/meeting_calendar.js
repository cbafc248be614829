// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { CalendarModel } from "@web/views/calendar/calendar_model";
import { calendarView } from "@web/views/calendar/calendar_view";

// A meeting begins here when somebody presses a day of the month.
const HOUR = 9;
const HOURS = 2;
// One colour a forum, the same every time: indexes of Odoo's calendar palette.
const COLOURS = {
    national: 4,
    area: 8,
    talk: 2,
    steering: 7,
    working: 10,
    process: 11,
    customer: 3,
    training: 5,
    campaign: 6,
};

/** Meetings by month and week: moved by dragging, and put back if that is refused. */
export class MeetingCalendarModel extends CalendarModel {
    static services = [...CalendarModel.services, "dialog"];

    setup(params, services) {
        super.setup(params, services);
        this.dialog = services.dialog;
    }

    /** Open on the month of the next meeting if there is none in this one. */
    async load(params = {}) {
        const opening = !this.meta.date;
        await super.load(params);
        if (opening && !params.context?.initial_date && !Object.keys(this.records).length) {
            const [next] = await this.orm.searchRead(
                this.meta.resModel,
                [...this.meta.domain, ["start", ">=", serializeDateTime(this.rangeEnd)]],
                ["start"],
                { limit: 1, order: "start" }
            );
            if (next) {
                await super.load({ date: deserializeDateTime(next.start).startOf("day") });
            }
        }
    }

    normalizeRecord(rawRecord) {
        return {
            ...super.normalizeRecord(rawRecord),
            colorIndex: COLOURS[rawRecord.seutuyp_forum] || 1,
            isHatched: rawRecord.meeting_state === "planned",
            isStriked: rawRecord.meeting_state === "cancelled",
        };
    }

    /** A day of the month means a meeting on that day, seldom a whole day. */
    makeContextDefaults(rawRecord) {
        const context = super.makeContextDefaults(rawRecord);
        if (["month", "year"].includes(this.meta.scale) && context.default_start) {
            const day = luxon.DateTime.fromISO(context.default_start.slice(0, 10));
            const start = day.set({ hour: HOUR });
            context.default_allday = false;
            context.default_start = serializeDateTime(start);
            context.default_stop = serializeDateTime(start.plus({ hours: HOURS }));
        }
        return context;
    }

    /** Ask first where a move mails people; show the meeting where it really is. */
    async updateRecord(record, options = {}) {
        const before = this.records[record.id];
        if (before.rawRecord.meeting_state === "invited" && !(await this.ask(before))) {
            return this.load();
        }
        try {
            return await super.updateRecord(record, options);
        } catch (error) {
            await this.load();
            throw error;
        }
    }

    ask(record) {
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Move the meeting?"),
                    body: _t("“%(name)s” has been invited to. Everybody is told by mail.", {
                        name: record.title,
                    }),
                    confirmLabel: _t("Move and tell"),
                    confirm: () => resolve(true),
                    cancelLabel: _t("Leave it"),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) }
            );
        });
    }
}

registry.category("views").add("seutuyp_meeting_calendar", {
    ...calendarView,
    Model: MeetingCalendarModel,
});
