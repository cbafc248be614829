// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { cellLines } from "./plan_words";

// What stands in each column; several parts may share one.
const COLUMNS = [
    ["name", ["name", "goal"]],
    ["metric", ["metric"]],
    ["responsible", ["responsible", "coordinating"]],
    ["schedule", ["from", "until", "checkpoints"]],
    ["resources", ["resources"]],
];
const GOAL_PARTS = ["section", "segment", "metric", "target"];
const SHAPES = { added: "+", dropped: "✕", changed: "≠" };

/** A version to read, or what has changed between two: old words struck, new ones beside. */
export class PlanReading extends Component {
    static template = "seutuyp_planning.PlanReading";
    static props = {
        planId: Number,
        oldId: [Number, Boolean],
        newId: [Number, Boolean],
        isComparison: Boolean,
        stamp: { optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ reading: null });
        this.columns = COLUMNS;
        this.shapes = SHAPES;
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((next) => this.load(next));
    }

    async load({ planId, oldId, newId }) {
        this.state.reading = await this.keepLast.add(
            this.orm.call("seutuyp.plan", "get_comparison", [[planId], oldId, newId])
        );
    }

    get reading() {
        return this.state.reading;
    }

    get words() {
        return { added: _t("Added"), dropped: _t("Dropped"), changed: _t("Changed") };
    }

    get labels() {
        return {
            metric: _t("Metric"),
            target: _t("Target"),
            segment: _t("Customer segment"),
            section: _t("Section"),
        };
    }

    /** The parts of a goal that say something, or did. */
    goalParts(goal) {
        return GOAL_PARTS.filter((name) => {
            const cell = goal.cells[name];
            const isHeading = name === "section" && !(cell && "old" in cell);
            return cell && !isHeading && (cell.new || cell.old);
        });
    }

    /** A single organisation coordinates without saying so. */
    isPlain({ cells }, name) {
        const isAlone = [cells.responsible?.new, cells.responsible?.old].every(
            (ids) => !ids || ids.length < 2
        );
        return name === "coordinating" && isAlone;
    }

    /** Lines of some parts of a row: kept, old (struck) or new. */
    lines(row, names) {
        return names.flatMap((name) => {
            const cell = row.cells[name];
            if (!cell || this.isPlain(row, name)) {
                return [];
            }
            const now = cellLines(name, cell.new, this.reading);
            if (!("old" in cell)) {
                return now.map((text) => ({ kind: "kept", text }));
            }
            const was = cellLines(name, cell.old, this.reading);
            return [
                ...was.filter((text) => !now.includes(text)).map((text) => ({ kind: "old", text })),
                ...now.map((text) => ({ kind: was.includes(text) ? "kept" : "new", text })),
            ];
        });
    }
}
