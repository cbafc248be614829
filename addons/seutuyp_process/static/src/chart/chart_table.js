// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useSortable } from "@web/core/utils/sortable_owl";

/** The phases in words, and the lanes: the same as the chart, changed in place. */
export class ChartTable extends Component {
    static template = "seutuyp_process.ChartTable";
    static props = {
        data: Object,
        edit: Object,
        open: Function,
        remove: Function,
        focus: Function,
    };

    setup() {
        this.ui = useService("ui");
        this.root = useRef("root");
        useSortable({
            ref: this.root,
            enable: () => this.mayEdit,
            elements: "tr[data-row]",
            handle: ".o_seutuyp_chart_handle",
            cursor: "grabbing",
            onDrop: (places) => this.reorder(places),
        });
    }

    get mayEdit() {
        return this.props.data.may_edit;
    }

    phaseOf(row) {
        const id = Number(row?.dataset.row);
        return this.props.data.phases.find((phase) => phase.id === id && phase.number);
    }

    /** Between two that happen at once a row joins them; elsewhere it stands alone. */
    reorder({ element, previous, next }) {
        const [before, after] = [this.phaseOf(previous), this.phaseOf(next)];
        const last = Math.max(...this.props.data.phases.map((phase) => phase.place));
        this.props.edit.drop(this.phaseOf(element).id, {
            place: after ? after.place - 1 : last,
            alone: !(before && after && before.place === after.place),
            by: 0,
        });
    }

    rename(phase, ev) {
        const name = ev.target.value.trim();
        if (name && name !== phase.name) {
            return this.props.edit.rename(phase, name);
        }
        ev.target.value = phase.name;
    }

    lanesLeft(phase) {
        return this.props.data.lanes.filter((lane) => !phase.lanes.includes(lane.id));
    }

    addLane(phase, ev) {
        const id = Number(ev.target.value);
        ev.target.value = "";
        return this.props.edit.setLanes(phase.id, [...phase.lanes, id]);
    }

    dropLane(phase, id) {
        this.props.focus(`[data-lanes="${phase.id}"]`);
        const lanes = phase.lanes.filter((lane) => lane !== id);
        return this.props.edit.setLanes(phase.id, lanes);
    }

    addTool(phase, ev) {
        const name = ev.target.value.trim();
        ev.target.value = "";
        return name && this.props.edit.addTool(phase.id, name);
    }

    dropTool(phase, id) {
        this.props.focus(`[data-tools="${phase.id}"]`);
        return this.props.edit.dropTool(phase.id, id);
    }

    words(name, what) {
        return {
            earlier: _t("Move “%s” earlier", name),
            later: _t("Move “%s” later", name),
            up: _t("Move “%s” up", name),
            down: _t("Move “%s” down", name),
            remove: _t("Delete “%s”", name),
            name: _t("Name of “%s”", name),
            lane: _t("Add to “%s”: who takes part", name),
            tool: _t("Add to “%s”: a tool or a document", name),
        }[what];
    }

    takeOff(phase, what) {
        return _t("Take “%(what)s” away from “%(phase)s”", { what, phase: phase.name });
    }
}
