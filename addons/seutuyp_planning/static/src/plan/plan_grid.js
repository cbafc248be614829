// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useState, useSubEnv } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { GridAdd, GridChoice, GridText } from "./plan_cells";
import { PlanComments } from "./plan_comments";
import { usePlanData } from "./plan_data";
import { usePlanEditing } from "./plan_editing";
import { GridResources, GridResponsible, GridSchedule } from "./plan_folded_cells";
import { PlanReading } from "./plan_reading";
import { usePlanSaving } from "./plan_saving";
import { day, versionName } from "./plan_words";

/** The plan as the one-page form people know: goals as bands, actions as rows below. */
export class PlanGrid extends Component {
    static template = "seutuyp_planning.PlanGrid";
    static components = {
        GridAdd,
        GridChoice,
        GridResources,
        GridResponsible,
        GridSchedule,
        GridText,
        PlanComments,
        PlanReading,
    };
    static props = { ...standardWidgetProps };

    setup() {
        this.data = usePlanData(this);
        this.edit = usePlanEditing(this.data, () => this.props.record.resId);
        this.saving = usePlanSaving();
        useSubEnv({ planEdit: this.edit, planSaving: this.saving });
        this.day = day;
        this.versionName = versionName;
        this.state = useState({ show: "today", version: 0, old: 0, new: 0, comments: {} });
    }

    get grid() {
        return this.data.grid;
    }

    get switches() {
        return [
            ["today", _t("Today")],
            ["approved", _t("As approved")],
            ["changed", _t("What has changed")],
        ];
    }

    /** Which two versions are shown; 0 is today. */
    get reading() {
        const [last] = this.grid.versions;
        const version = this.state.version || last.id;
        return this.state.show === "approved"
            ? { oldId: version, newId: version }
            : { oldId: this.state.old || this.grid.versions.at(-1).id, newId: this.state.new };
    }

    choose(name, ev) {
        this.state[name] = Number(ev.target.value);
    }

    goalKey(goal, name) {
        return `seutuyp.plan.goal-${goal.id}-${name}`;
    }

    actionKey(action, name) {
        return `project.task-${action.id}-${name}`;
    }

    goalLabel(goal, name) {
        return {
            name: _t("Goal “%s”", goal.name),
            metric: _t("Metric of the goal “%s”", goal.name),
            target: _t("Target of “%s”", goal.name),
            segment: _t("Customer segment of “%s”", goal.name),
            reached: _t("Was “%s” reached", goal.name),
            reached_note: _t("In words: was “%s” reached", goal.name),
            details: _t("Details of “%s”", goal.name),
            remove: _t("Delete the goal “%s”", goal.name),
        }[name];
    }

    actionLabel(action, name) {
        return {
            name: _t("Action “%s”", action.name),
            metric: _t("Metric of “%s”", action.name),
            actual_state: _t("How far “%s” has come", action.name),
            actual: _t("How “%s” goes", action.name),
            details: _t("Details of “%s”", action.name),
            remove: _t("Delete “%s”", action.name),
            drop: _t("Drop “%s” by a decision", action.name),
        }[name];
    }

    needed(value) {
        return value.trim() ? "" : _t("A name is needed. Delete the row if it is not.");
    }

    saveGoal(goal, name, value) {
        const vals = { [name]: name === "segment_id" ? Number(value) : value || false };
        return this.edit.writeGoal(goal.id, vals);
    }

    saveAction(action, name, value) {
        return this.edit.writeAction(action.id, { [name]: value });
    }

    get segments() {
        return this.grid.segments.map(({ id, name }) => [String(id), name]);
    }

    segmentName(goal) {
        return this.grid.segments.find(({ id }) => id === goal.segment)?.name;
    }

    stateLabel(states, value) {
        return Object.fromEntries(states)[value] || "";
    }

    /** Shape and word of what needs attention in a row. */
    marks(action) {
        return [
            action.dropped && { code: "dropped", shape: "✕", word: _t("Dropped") },
            action.late && { code: "late", shape: "▲", word: _t("Late") },
            action.silent && { code: "silent", shape: "◌", word: _t("Silent: tell how it goes") },
        ].filter(Boolean);
    }

    told(action) {
        const names = { day: day(action.told_on), name: this.grid.partners[action.told_by] };
        return names.name ? _t("told %(day)s by %(name)s", names) : _t("told %(day)s", names);
    }

    commentWords(goal) {
        const all = goal.comments.length;
        const waiting = goal.comments.filter((comment) => !comment.answer).length;
        if (!all) {
            return _t("Comment");
        }
        return waiting
            ? _t("Comments: %(all)s, unanswered: %(waiting)s", { all, waiting })
            : _t("Comments: %(all)s", { all });
    }

    hasComments(goal) {
        return this.grid.may.comment || goal.comments.length > 0;
    }

    toggleComments(goal) {
        this.state.comments[goal.id] = !this.state.comments[goal.id];
    }

    addGoal(section, name, segment) {
        return this.edit.addGoal({ section: section.code, name, segment_id: segment });
    }

    addAction(goal, name) {
        return this.edit.addAction({ goal_id: goal.id, name });
    }

    askAdd(goal) {
        return this.edit.askChange({ default_kind: "add", default_goal_id: goal.id });
    }

    askDrop(action) {
        return this.edit.askChange({ default_kind: "drop", default_task_id: action.id });
    }
}

registry.category("view_widgets").add("seutuyp_plan_grid", { component: PlanGrid });
