// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutoresize } from "@web/core/utils/autoresize";
import { useCell } from "./plan_saving";

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
