// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { Light } from "@seutuyp_network/components/light/light";
import { useService } from "@web/core/utils/hooks";

/** One action: how far it has come and a field for words, saved in place. */
export class HomeAction extends Component {
    static template = "seutuyp_planning.HomeAction";
    static components = { Light };
    static props = {
        row: Object,
        // Pairs of value and label.
        states: Array,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({
            row: this.props.row,
            chosen: this.props.row.state,
            words: "",
            saying: "",
            busy: false,
        });
        onWillUpdateProps((next) => this.onReload(next.row));
    }

    /** The home screen was read again: keep what the user is about to tell. */
    onReload(row) {
        if (this.state.chosen === this.row.state) {
            this.state.chosen = row.state;
        }
        this.state.row = { ...row, undo: this.row.undo };
    }

    get row() {
        return this.state.row;
    }

    get isChanged() {
        return this.state.chosen !== this.row.state || this.state.words.trim() !== "";
    }

    onChoose(state) {
        this.state.chosen = state;
    }

    /** Tell, or say again that it goes as before. */
    onTell() {
        const { chosen, words } = this.state;
        return this.call("tell_action", [this.row.id, chosen, words], "told");
    }

    onTakeBack() {
        return this.call("take_back", [this.row.undo], "back");
    }

    async call(method, args, saying) {
        Object.assign(this.state, { busy: true, saying: "" });
        try {
            const row = await this.orm.call("seutuyp.home", method, args);
            Object.assign(this.state, { row, chosen: row.state, words: "", saying });
        } finally {
            this.state.busy = false;
        }
    }

    onOpen() {
        this.action.doAction("seutuyp_planning.project_task_action_plan", {
            viewType: "form",
            props: { resId: this.row.id },
        });
    }
}
