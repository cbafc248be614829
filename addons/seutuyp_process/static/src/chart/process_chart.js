// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import {
    Component,
    markup,
    onPatched,
    onWillStart,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useChartDrag } from "./chart_drag";
import { useChartEditing } from "./chart_editing";
import { useChartOpening } from "./chart_opening";
import { ChartPanel } from "./chart_panel";
import { savePicture } from "./chart_picture";
import { goes } from "./chart_sentences";
import { ChartTable } from "./chart_table";
import { walk } from "./chart_walk";

const MOVES = {
    ArrowRight: ["step", 1],
    ArrowLeft: ["step", -1],
    ArrowDown: ["shift", 1],
    ArrowUp: ["shift", -1],
};

/**
 * The chart of a process, drawn on the server from lanes and phases, and the table that
 * says the same. A phase opens beside the chart from either; what changes is drawn anew.
 */
export class ProcessChart extends Component {
    static template = "seutuyp_process.ProcessChart";
    static components = { ChartPanel, ChartTable };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.ui = useService("ui");
        this.root = useRef("root");
        this.picture = useRef("picture");
        this.keepLast = new KeepLast();
        this.state = useState({ data: null, fit: !this.ui.isSmall, said: "" });
        this.edit = useChartEditing(this);
        this.drag = useChartDrag(this);
        this.panel = useChartOpening(this);
        this.focused = null;
        onWillStart(() => this.load(this.props.record.resId));
        onWillUpdateProps((next) => {
            // The form saves its own fields as well; the chart follows them.
            if (next.record.resId !== this.data?.id || !next.record.dirty) {
                return this.load(next.record.resId);
            }
        });
        onPatched(() => this.restoreFocus());
    }

    get data() {
        return this.state.data;
    }

    get mayEdit() {
        return this.data.may_edit;
    }

    async load(id = this.props.record.resId) {
        const data = id
            ? await this.keepLast.add(this.orm.call("seutuyp.process", "chart_data", [id]))
            : null;
        // The same drawing is the same object, else it would be drawn anew by each patch.
        if (data && String(this.svg) !== data.svg) {
            this.svg = markup(data.svg);
        }
        this.state.data = data && { ...data, id };
    }

    /** A new drawing replaces the old one; the keyboard stays where it was. */
    restoreFocus() {
        this.panel.mark();
        if (this.focused) {
            this.root.el?.querySelector(this.focused)?.focus();
            this.focused = null;
        }
    }

    partOf(target) {
        const phase = target.closest("g.phase");
        const lane = target.closest("g.lane");
        if (phase) {
            return { kind: "phase", id: Number(phase.dataset.phase) };
        }
        return lane && { kind: "lane", id: Number(lane.dataset.lane.replace("lane", "")) };
    }

    onChartClick(ev) {
        const part = !this.drag.hasMoved() && this.partOf(ev.target);
        const head = ev.target.closest("g.lane") ? this.drag.isHead(ev) : true;
        if (part && head) {
            this.panel.open(part.kind, part.id);
        }
    }

    onChartKeydown(ev) {
        const part = this.partOf(ev.target);
        if (!part) {
            return;
        }
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.panel.open(part.kind, part.id);
        } else if (ev.key === "Delete" && this.mayEdit) {
            this.remove(part.kind, part.id);
        } else if (ev.altKey && MOVES[ev.key] && this.mayEdit) {
            ev.preventDefault();
            ev.stopPropagation();
            this.move(part, ...MOVES[ev.key]);
        } else if (!ev.altKey && !ev.ctrlKey && !ev.metaKey) {
            this.walk(ev, part);
        }
    }

    walk(ev, part) {
        const to = walk(this.data, part, ev.key);
        if (to) {
            ev.preventDefault();
            this.picture.el.querySelector(this.shapeOf(to)).focus();
        }
    }

    shapeOf({ kind, id }) {
        const name = kind === "lane" ? `lane${id}` : id;
        return `[data-${kind}="${name}"][tabindex]`;
    }

    /** Move by a key or a button; the button keeps the focus by itself. */
    move(part, kind, by) {
        if (part.kind === "phase") {
            return kind === "step" ? this.edit.step(part.id, by) : this.edit.shift(part.id, by);
        }
        return kind === "shift" && this.edit.moveLane(part.id, by);
    }

    stay(part) {
        if (this.picture.el?.contains(document.activeElement)) {
            this.focused = this.shapeOf(part);
        }
    }

    remove(kind, id) {
        const rows = { phase: this.data.phases, lane: this.data.lanes }[kind];
        const row = rows.find((item) => item.id === id);
        const name = row.name || row.title;
        this.dialog.add(ConfirmationDialog, {
            title: _t("Delete “%s”?", name),
            body: goes(this.data, kind, id),
            confirmLabel: _t("Delete"),
            cancelLabel: _t("Keep"),
            confirmClass: "btn-danger",
            confirm: async () => {
                if (this.panel.isOpen(kind, id) || (await this.panel.leave()) !== false) {
                    await this.edit.remove(kind, id, name);
                    this.panel.shut(".o_seutuyp_chart_undo");
                }
            },
            cancel: () => {},
        });
    }

    async download(kind) {
        const id = this.props.record.resId;
        if (kind === "png") {
            const url = `/seutuyp/process/${id}/chart.svg`;
            return savePicture(url, `${this.props.record.data.name}.png`);
        }
        const work =
            kind === "pdf"
                ? {
                      type: "ir.actions.report",
                      report_type: "qweb-pdf",
                      report_name: "seutuyp_process.report_process",
                      context: { active_ids: [id] },
                  }
                : await this.orm.call("seutuyp.process", `action_take_${kind}`, [[id]]);
        return this.action.doAction(work);
    }

    async bring() {
        return this.action.doAction(
            await this.orm.call("seutuyp.process", "action_bring_bpmn", [[this.props.record.resId]])
        );
    }
}

export const processChart = { component: ProcessChart };
registry.category("view_widgets").add("seutuyp_process_chart", processChart);
