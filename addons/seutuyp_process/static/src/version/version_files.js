// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { savePicture } from "../chart/chart_picture";

/** A version as a file: on paper, and its chart as it was approved. */
export class VersionFiles extends Component {
    static template = "seutuyp_process.VersionFiles";
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
        this.kinds = ["PDF", "PNG", "SVG", "BPMN"];
    }

    address(kind) {
        return `/seutuyp/process/version/${this.props.record.resId}/chart.${kind}`;
    }

    download(kind) {
        const { resId, data } = this.props.record;
        if (kind === "PNG") {
            return savePicture(this.address("svg"), `${data.display_name}.png`);
        }
        if (kind === "PDF") {
            return this.action.doAction("seutuyp_process.action_report_process_version", {
                additionalContext: { active_ids: [resId] },
            });
        }
        const url = this.address(kind.toLowerCase());
        return this.action.doAction({ type: "ir.actions.act_url", url, target: "download" });
    }
}

registry.category("view_widgets").add("seutuyp_process_version_files", {
    component: VersionFiles,
});
