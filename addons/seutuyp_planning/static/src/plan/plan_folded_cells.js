// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { MultiRecordSelector } from "@web/core/record_selectors/multi_record_selector";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { CellError, GridInput } from "./plan_cells";
import { useCell } from "./plan_saving";
import { day, effort, schedule } from "./plan_words";

const COMPANIES = [["is_company", "=", true]];

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
