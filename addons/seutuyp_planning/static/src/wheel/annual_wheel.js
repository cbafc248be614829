// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { WheelList } from "./wheel_list";
import { WheelPicture } from "./wheel_picture";

const REPORTS = {
    a4: "seutuyp_planning.action_report_annual_wheel",
    a3: "seutuyp_planning.action_report_annual_wheel_a3",
};

/** A year as a wheel, and the same year as a list beside it. */
export class AnnualWheel extends Component {
    static template = "seutuyp_planning.AnnualWheel";
    static components = { Dropdown, DropdownItem, Layout, WheelList, WheelPicture };
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
            role: "",
            themeId: 0,
            filtersOpen: !this.env.isSmall,
            ...this.props.state,
        });
        useSetupAction({
            getLocalState: () => ({
                calendarId: this.state.calendarId,
                year: this.state.year,
                hidden: { ...this.state.hidden },
                role: this.state.role,
                themeId: this.state.themeId,
                filtersOpen: this.state.filtersOpen,
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
            this.forgetChoices(wheel);
        }
    }

    /** A role or theme that the other year does not have would hide all of it. */
    forgetChoices({ roles, themes }) {
        const { role, themeId } = this.state;
        if (!["", "any"].includes(role) && !roles.some((item) => item.code === role)) {
            this.state.role = "";
        }
        if (!themes.some((item) => item.id === themeId)) {
            this.state.themeId = 0;
        }
    }

    get wheel() {
        return this.state.wheel;
    }

    get events() {
        const { hidden, themeId } = this.state;
        return this.wheel.events.filter(
            (event) =>
                !hidden[event.ring] &&
                (!themeId || event.theme_id === themeId) &&
                this.isMine(event)
        );
    }

    isMine(event) {
        const { role } = this.state;
        if (role === "any") {
            return event.mine || event.roles.length > 0;
        }
        return !role || event.roles.includes(role);
    }

    get next() {
        return this.wheel.events.find((event) => event.id === this.wheel.next_id);
    }

    get summary() {
        const all = this.wheel.events.length;
        const shown = this.events.length;
        return shown === all
            ? _t("Meetings: %(all)s.", { all })
            : _t("Meetings shown: %(shown)s of %(all)s.", { shown, all });
    }

    get earlier() {
        return this.wheel.years.findLast((year) => year < this.wheel.calendar.year);
    }

    get later() {
        return this.wheel.years.find((year) => year > this.wheel.calendar.year);
    }

    onChooseCalendar(ev) {
        this.state.calendarId = Number(ev.target.value);
        return this.load();
    }

    onChooseTheme(ev) {
        this.state.themeId = Number(ev.target.value);
    }

    onTurn(year) {
        if (year) {
            this.state.year = year;
            return this.load();
        }
    }

    onToggleRing(code) {
        this.state.hidden[code] = !this.state.hidden[code];
    }

    onToggleFilters(ev) {
        this.state.filtersOpen = ev.target.open;
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

    print(size) {
        return this.action.doAction(REPORTS[size], {
            additionalContext: { active_ids: [this.wheel.calendar.id] },
        });
    }

    savePicture() {
        return this.action.doAction({
            type: "ir.actions.act_url",
            url: `/seutuyp/wheel/${this.wheel.calendar.id}.svg`,
            target: "download",
        });
    }
}

registry.category("actions").add("seutuyp_annual_wheel", AnnualWheel);
