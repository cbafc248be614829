// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, markup, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";

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
        this.state = useState({ data: null });
        onWillStart(() => this.load(this.props.record.resId));
        onWillUpdateProps((next) => this.load(next.record.resId));
    }

    get svg() {
        return markup(this.state.data.svg);
    }

    async load(id) {
        this.state.data = id ? await this.orm.call("seutuyp.process", "chart_data", [id]) : null;
    }

    onChartClick(event) {
        const phase = event.target.closest("[data-phase]");
        if (phase && /^\d+$/.test(phase.dataset.phase)) {
            this.open("phase", Number(phase.dataset.phase));
        }
    }

    onChartKeydown(event) {
        if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            this.onChartClick(event);
        }
    }

    open(kind, id = false) {
        const processId = this.props.record.resId;
        this.dialog.add(FormViewDialog, {
            resModel: `seutuyp.process.${kind}`,
            resId: id,
            context: { default_process_id: processId },
            mode: this.state.data.may_edit ? "edit" : "readonly",
            onRecordSaved: () => this.load(processId),
        });
    }
}

export const processChart = { component: ProcessChart };
registry.category("view_widgets").add("seutuyp_process_chart", processChart);
