// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { useAutoresize } from "@web/core/utils/autoresize";
import { useCell } from "./plan_saving";
import { day, effort, schedule } from "./plan_words";

const COMPANIES = [["is_company", "=", true]];
const CELL = {
    cellKey: String,
    label: String,
    save: Function,
    check: { type: Function, optional: true },
    isNew: { type: Boolean, optional: true },
};

function useOwnCell({ props }) {
    return useCell({
        key: props.cellKey,
        value: (current) => current.value,
        save: (value) => props.save(value),
        check: props.check,
        isNew: props.isNew,
    });
}

/** Why a cell is not saved, and what can be done about it. */
export class CellError extends Component {
    static template = "seutuyp_planning.CellError";
    static props = { cell: Object };
}

/** Words that are written where they stand. */
export class GridText extends Component {
    static template = "seutuyp_planning.GridText";
    static components = { CellError };
    static props = {
        ...CELL,
        value: String,
        lines: { type: Boolean, optional: true },
        placeholder: { type: String, optional: true },
    };

    setup() {
        this.cell = useOwnCell(this);
        useAutoresize(useRef("text"));
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.cell.discard();
        } else if (ev.key === "Enter" && (!this.props.lines || ev.ctrlKey)) {
            ev.preventDefault();
            this.cell.commit();
        }
    }
}

/** A day or a number; saved when it is left, since half of a day is a day too. */
export class GridInput extends Component {
    static template = "seutuyp_planning.GridInput";
    static components = { CellError };
    static props = {
        ...CELL,
        value: String,
        type: String,
        min: { type: String, optional: true },
        max: { type: String, optional: true },
    };

    setup() {
        this.cell = useOwnCell(this);
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.cell.discard();
        } else if (ev.key === "Enter") {
            ev.preventDefault();
            this.cell.commit();
        }
    }
}

/** One of a few. */
export class GridChoice extends Component {
    static template = "seutuyp_planning.GridChoice";
    static components = { CellError };
    static props = {
        ...CELL,
        value: String,
        options: Array,
        empty: { type: String, optional: true },
    };

    setup() {
        this.cell = useOwnCell(this);
    }

    onChange(ev) {
        this.cell.set(ev.target.value);
        return this.cell.commit();
    }
}

/** A cell that is read until "Change" is pressed; "Ready" brings the focus back. */
class FoldedCell extends Component {
    setup() {
        this.root = useRef("root");
        this.state = useState({ open: false });
        this.edit = this.env.planEdit;
        useEffect(
            (open) => {
                if (open !== this.wasOpen && this.wasOpen !== undefined) {
                    this.root.el?.querySelector("input, .o_seutuyp_cell_change")?.focus();
                }
                this.wasOpen = open;
            },
            () => [this.state.open]
        );
    }

    get names() {
        return { action: this.props.action.name };
    }

    key(name) {
        return `project.task-${this.props.action.id}-${name}`;
    }

    write(vals) {
        return this.edit.writeAction(this.props.action.id, vals);
    }
}

const FOLDED = { action: Object, mayEdit: Boolean };

/** Who is responsible; the coordinating one says so. */
export class GridResponsible extends FoldedCell {
    static template = "seutuyp_planning.GridResponsible";
    static components = { CellError, MultiRecordSelector };
    static props = { ...FOLDED, partners: Object };

    setup() {
        super.setup();
        this.companies = COMPANIES;
        this.cell = useCell({
            key: this.key("responsible"),
            value: ({ action }) => ({ ids: action.responsible, coordinating: action.coordinating }),
            save: ({ ids, coordinating }) =>
                this.write({
                    responsible_partner_ids: [[6, 0, ids]],
                    coordinating_partner_id: coordinating,
                }),
        });
        useEffect(
            (open) => {
                if (open) {
                    const input = this.root.el.querySelector("input");
                    input?.setAttribute("aria-label", this.labels.responsible);
                }
            },
            () => [this.state.open]
        );
    }

    get labels() {
        return {
            change: _t("Change who is responsible for “%(action)s”", this.names),
            responsible: _t("Responsible for “%(action)s”", this.names),
            coordinating: _t("Who coordinates “%(action)s”", this.names),
        };
    }

    /** A single organisation coordinates by itself; one that leaves no longer does. */
    onIds(ids) {
        const { coordinating } = this.cell.value;
        const stays = ids.includes(coordinating) ? coordinating : false;
        this.cell.set({ ids, coordinating: ids.length === 1 ? ids[0] : stays });
        return this.cell.commit();
    }

    onCoordinating(ev) {
        const coordinating = Number(ev.target.value) || false;
        this.cell.set({ ...this.cell.value, coordinating });
        return this.cell.commit();
    }
}

/** From, until and checkpoints. */
export class GridSchedule extends FoldedCell {
    static template = "seutuyp_planning.GridSchedule";
    static components = { GridInput };
    static props = { ...FOLDED, year: Number };

    get words() {
        return schedule(this.props.action.from, this.props.action.until);
    }

    get checkpointWords() {
        return this.props.action.checkpoints.map(({ date }) => day(date)).join(", ");
    }

    get labels() {
        const { from, until } = this.props.action;
        const hasDates = from || until;
        return {
            button: hasDates ? _t("Change") : _t("Set the dates"),
            change: hasDates
                ? _t("Change the dates of “%(action)s”", this.names)
                : _t("Set the dates of “%(action)s”", this.names),
            from: _t("“%(action)s” from", this.names),
            until: _t("“%(action)s” until", this.names),
            checkpoint: _t("Checkpoint of “%(action)s”", this.names),
            more: _t("New checkpoint of “%(action)s”", this.names),
        };
    }

    saveCheckpoint(id, date) {
        const command = date ? [1, id, { date }] : [2, id];
        return this.write({ checkpoint_ids: [command] });
    }

    addCheckpoint(date) {
        return this.write({ checkpoint_ids: [[0, 0, { date }]] });
    }
}

/** Days and euros of each organisation, confirmed by it or not yet. */
export class GridResources extends FoldedCell {
    static template = "seutuyp_planning.GridResources";
    static components = { CellError, GridInput, RecordSelector };
    static props = { ...FOLDED, partners: Object };

    setup() {
        super.setup();
        this.companies = COMPANIES;
        this.day = day;
        this.effort = effort;
        this.added = useCell({
            key: this.key("resource"),
            value: () => false,
            save: (id) => this.write({ resource_ids: [[0, 0, { partner_id: id }]] }),
            isNew: true,
        });
        this.confirming = useState({ error: "" });
        useEffect(
            (open) => {
                if (open) {
                    const input = this.root.el.querySelector(".o_record_selector input");
                    input?.setAttribute("aria-label", this.labels.more);
                }
            },
            () => [this.state.open]
        );
    }

    get labels() {
        return {
            change: _t("Change the resources of “%(action)s”", this.names),
            more: _t("Organisation that gives resources to “%(action)s”", this.names),
        };
    }

    rowNames(row) {
        return { organisation: this.props.partners[row.partner], ...this.names };
    }

    rowLabel(row, name) {
        return name === "days"
            ? _t("Days of %(organisation)s for “%(action)s”", this.rowNames(row))
            : _t("Euros of %(organisation)s for “%(action)s”", this.rowNames(row));
    }

    removeLabel(row) {
        return _t("Remove %(organisation)s from “%(action)s”", this.rowNames(row));
    }

    confirmLabel(row) {
        return _t("Confirm %(organisation)s for “%(action)s”", this.rowNames(row));
    }

    saveRow(row, name, value) {
        return this.write({ resource_ids: [[1, row.id, { [name]: Number(value) || 0 }]] });
    }

    async removeRow(row) {
        this.confirming.error = await this.env.planSaving.run(() =>
            this.write({ resource_ids: [[2, row.id]] })
        );
    }

    onAdd(id) {
        this.added.set(id);
        return this.added.commit();
    }

    async confirm(row) {
        this.confirming.error = await this.env.planSaving.run(() =>
            this.edit.confirmResource(row.id)
        );
    }
}

/** A new goal, action or comment: a button that becomes a line to write on. */
export class GridAdd extends Component {
    static template = "seutuyp_planning.GridAdd";
    static components = { CellError };
    static props = {
        cellKey: String,
        button: String,
        label: String,
        add: Function,
        segments: { type: Array, optional: true },
        lines: { type: Boolean, optional: true },
    };

    setup() {
        this.input = useRef("input");
        this.button = useRef("button");
        this.cell = useCell({
            key: this.props.cellKey,
            value: () => ({ name: "", segment: "" }),
            save: ({ name, segment }) => this.props.add(name.trim(), Number(segment) || false),
            check: ({ name, segment }) => this.problem(name, segment),
            isNew: true,
        });
        this.state = useState({ open: Boolean(this.cell.error) });
        useEffect(
            (open) => {
                if (this.wasOpen !== undefined && this.wasOpen !== open) {
                    (open ? this.input : this.button).el?.focus();
                }
                this.wasOpen = open;
            },
            () => [this.state.open]
        );
    }

    problem(name, segment) {
        if (!name.trim()) {
            return _t("Write something first.");
        }
        return this.props.segments && !segment ? _t("Choose the customer segment.") : "";
    }

    onInput(values) {
        this.cell.set({ ...this.cell.value, ...values });
    }

    /** The line stays for the next one. */
    async onSubmit() {
        this.cell.set({ ...this.cell.value });
        if (await this.cell.commit()) {
            this.input.el?.focus();
        }
    }

    close() {
        this.cell.discard();
        this.state.open = false;
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.close();
        } else if (ev.key === "Enter" && this.props.lines && ev.ctrlKey) {
            ev.preventDefault();
            this.onSubmit();
        }
    }
}
