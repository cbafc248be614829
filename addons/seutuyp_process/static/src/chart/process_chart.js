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
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { useChartDrag } from "./chart_drag";
import { useChartEditing } from "./chart_editing";
import { savePicture } from "./chart_picture";

const MOVES = {
    ArrowRight: ["step", 1],
    ArrowLeft: ["step", -1],
    ArrowDown: ["shift", 1],
    ArrowUp: ["shift", -1],
};

/**
 * The chart of a process, drawn on the server from lanes and phases, and the table that
 * says the same. A phase opens from either; what changes is drawn anew.
 */
export class ProcessChart extends Component {
    static template = "seutuyp_process.ProcessChart";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.ui = useService("ui");
        this.picture = useRef("picture");
        this.keepLast = new KeepLast();
        this.state = useState({ data: null, fit: !this.ui.isSmall, said: "" });
        this.edit = useChartEditing(this);
        this.drag = useChartDrag(this);
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

    get svg() {
        return markup(this.data.svg);
    }

    get mayEdit() {
        return this.data.may_edit;
    }

    async load(id = this.props.record.resId) {
        const data = id
            ? await this.keepLast.add(this.orm.call("seutuyp.process", "chart_data", [id]))
            : null;
        this.state.data = data && { ...data, id };
    }

    /** A new drawing replaces the old one; the keyboard stays where it was. */
    restoreFocus() {
        if (this.focused) {
            this.picture.el?.querySelector(this.focused)?.focus();
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
            this.open(part.kind, part.id);
        }
    }

    onChartKeydown(ev) {
        const part = this.partOf(ev.target);
        if (!part) {
            return;
        }
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.open(part.kind, part.id);
        } else if (ev.altKey && MOVES[ev.key] && this.mayEdit) {
            ev.preventDefault();
            ev.stopPropagation();
            this.move(part, ...MOVES[ev.key]);
        }
    }

    /** Move by a key or a button; the button keeps the focus by itself. */
    move(part, kind, by) {
        if (part.kind === "phase") {
            return kind === "step" ? this.edit.step(part.id, by) : this.edit.shift(part.id, by);
        }
        return kind === "shift" && this.edit.moveLane(part.id, by);
    }

    stay(part) {
        const active = this.picture.el?.contains(document.activeElement);
        const name = part.kind === "lane" ? `lane${part.id}` : part.id;
        this.focused = active ? `[data-${part.kind}="${name}"][tabindex]` : null;
    }

    open(kind, id = false) {
        const titles = {
            phase: id ? _t("Phase") : _t("Add a phase"),
            lane: id ? _t("Lane") : _t("Add a lane"),
            flow: id ? _t("Arrow") : _t("Add an arrow"),
        };
        if (id) {
            this.stay({ kind, id });
        }
        const back = this.focused;
        const before = this.edit.remember();
        this.dialog.add(
            FormViewDialog,
            {
                resModel: `seutuyp.process.${kind}`,
                resId: id,
                title: titles[kind],
                context: { default_process_id: this.props.record.resId },
                readonly: !this.mayEdit,
                preventEdit: !this.mayEdit,
                canExpand: false,
                size: "lg",
                onRecordSaved: () => this.edit.changed(before, _t("Saved.")),
                removeRecord: id && this.mayEdit ? () => this.remove(kind, id) : undefined,
            },
            {
                onClose: () => {
                    this.focused = back;
                    this.restoreFocus();
                },
            }
        );
    }

    remove(kind, id) {
        const rows = { phase: this.data.phases, lane: this.data.lanes, flow: [] }[kind];
        const row = rows.find((item) => item.id === id);
        this.dialog.add(ConfirmationDialog, {
            title: _t("Delete “%s”?", row?.name || row?.title || ""),
            body:
                kind === "phase"
                    ? _t("The phase goes with its content, tools and arrows.")
                    : _t("The phases stay; those of this lane alone then stand in none."),
            confirmLabel: _t("Delete"),
            cancelLabel: _t("Keep"),
            confirmClass: "btn-danger",
            confirm: () => this.edit.remove(kind, id),
            cancel: () => {},
        });
    }

    rename(phase, ev) {
        const name = ev.target.value.trim();
        if (name && name !== phase.name) {
            return this.edit.rename(phase, name);
        }
        ev.target.value = phase.name;
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

    moveLabel(name, direction) {
        return {
            earlier: _t("Move “%s” earlier", name),
            later: _t("Move “%s” later", name),
            up: _t("Move “%s” up", name),
            down: _t("Move “%s” down", name),
            open: _t("Open “%s”", name),
            name: _t("Name of “%s”", name),
        }[direction];
    }
}

export const processChart = { component: ProcessChart };
registry.category("view_widgets").add("seutuyp_process_chart", processChart);
