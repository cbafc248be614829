// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** A year as a wheel, and the same year as a list beside it. */
export class AnnualWheel extends Component {
    static template = "seutuyp_planning.AnnualWheel";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        const { params = {}, context = {} } = this.props.action;
        this.state = useState({
            wheel: null,
            calendarId: params.calendar_id || context.active_id || false,
            year: false,
            hidden: {},
            onlyMine: false,
            focusId: false,
            ...this.props.state,
        });
        useSetupAction({
            getLocalState: () => ({
                calendarId: this.state.calendarId,
                year: this.state.year,
                hidden: { ...this.state.hidden },
                onlyMine: this.state.onlyMine,
            }),
        });
        onWillStart(() => this.load());
    }

    async load() {
        const { calendarId, year } = this.state;
        const wheel = await this.keepLast.add(
            this.orm.call("seutuyp.annual.calendar", "get_wheel", [calendarId, year])
        );
        this.state.wheel = wheel;
        if (wheel.calendar) {
            this.state.calendarId = wheel.calendar.id;
            this.state.year = false;
        }
    }

    get wheel() {
        return this.state.wheel;
    }

    get events() {
        return this.wheel.events.filter(
            (event) => !this.state.hidden[event.ring] && (!this.state.onlyMine || event.mine)
        );
    }

    /** The list, month by month; months without a meeting are left out. */
    get months() {
        return this.wheel.months
            .map(({ number, name }) => ({
                number,
                name,
                events: this.events.filter((event) => event.month === number),
            }))
            .filter((month) => month.events.length);
    }

    get summary() {
        return _t("Meetings shown: %(count)s.", { count: this.events.length });
    }

    get focused() {
        return this.wheel.events.find((event) => event.id === this.state.focusId);
    }

    otherYear(step) {
        const year = this.wheel.calendar.year + step;
        return this.wheel.years.includes(year) ? year : false;
    }

    onChooseCalendar(ev) {
        this.state.calendarId = Number(ev.target.value);
        return this.load();
    }

    onTurn(year) {
        this.state.year = year;
        return this.load();
    }

    onToggleRing(code) {
        this.state.hidden[code] = !this.state.hidden[code];
    }

    onFocus(id) {
        this.state.focusId = id;
    }

    onKeydown(ev, event) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.open(event);
        }
    }

    open(event) {
        return this.action.doAction("seutuyp_planning.calendar_event_action_meeting", {
            viewType: "form",
            props: { resId: event.id },
        });
    }

    openCalendar() {
        return this.action.doAction("seutuyp_planning.seutuyp_annual_calendar_action", {
            viewType: "form",
            props: { resId: this.wheel.calendar.id },
        });
    }

    openCalendars() {
        return this.action.doAction("seutuyp_planning.seutuyp_annual_calendar_action");
    }

    print() {
        return this.action.doAction("seutuyp_planning.action_report_annual_wheel", {
            additionalContext: { active_ids: [this.wheel.calendar.id] },
        });
    }
}

registry.category("actions").add("seutuyp_annual_wheel", AnnualWheel);
