// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useSubEnv } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { GridSchedule } from "./plan_folded_cells";
import { usePlanData } from "./plan_data";
import { usePlanEditing } from "./plan_editing";
import { usePlanSaving } from "./plan_saving";
import { day } from "./plan_words";
import { bar, isIn, months, place } from "./timeline_geometry";

const { DateTime } = luxon;

/** The year of the plan: a bar for each action, a diamond for each checkpoint. */
export class PlanTimeline extends Component {
    static template = "seutuyp_planning.PlanTimeline";
    static components = { GridSchedule };
    static props = { ...standardWidgetProps };

    setup() {
        this.data = usePlanData(this);
        this.saving = usePlanSaving();
        const edit = usePlanEditing(this.data, () => this.props.record.resId);
        useSubEnv({ planEdit: edit, planSaving: this.saving });
        this.day = day;
    }

    get grid() {
        return this.data.grid;
    }

    get goals() {
        return this.grid.sections
            .flatMap((section) => section.goals)
            .filter((goal) => goal.actions.length);
    }

    get months() {
        return months(this.grid.plan.year).map((month) => ({
            ...month,
            name: DateTime.local(this.grid.plan.year, month.number).toFormat("LLL"),
            long: DateTime.local(this.grid.plan.year, month.number).toFormat("LLLL"),
        }));
    }

    /** Where today stands, if it is in the plan's year. */
    get today() {
        const { today, year } = this.grid.plan;
        return isIn(today, year) ? place(today, year) : null;
    }

    bar(action) {
        return bar(action, this.grid.plan.year);
    }

    diamonds(action) {
        const { year } = this.grid.plan;
        return action.checkpoints
            .filter(({ date }) => isIn(date, year))
            .map(({ id, date }) => ({ id, left: place(date, year), words: day(date) }));
    }

    /** The word of the state, and its shape in the list of signs. */
    state(action) {
        const word = Object.fromEntries(this.grid.actual_states)[action.actual_state];
        return action.dropped ? _t("Dropped") : word;
    }

    stateCode(action) {
        return action.dropped ? "dropped" : action.actual_state;
    }

    get signs() {
        return [
            ...this.grid.actual_states,
            ["late", _t("Late")],
            ["checkpoint", _t("Checkpoint")],
            ...(this.today === null ? [] : [["today", _t("Today")]]),
        ];
    }

    get caption() {
        return _t("Actions of the plan through the year %s", this.grid.plan.year);
    }

    mayEdit(action) {
        return this.grid.may.edit && !action.dropped;
    }
}

registry.category("view_widgets").add("seutuyp_plan_timeline", { component: PlanTimeline });
