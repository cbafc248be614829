// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CoverageMark } from "./coverage_mark";

/** The regions of an area side by side: which services have gaps or overlaps where. */
export class ServiceComparison extends Component {
    static template = "seutuyp_network.ServiceComparison";
    static components = { CoverageMark, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.state = useState({
            table: null,
            areaId: false,
            segmentId: false,
            ...this.props.state,
        });
        useSetupAction({
            getLocalState: () => ({
                areaId: this.state.areaId,
                segmentId: this.state.segmentId,
            }),
        });
        onWillStart(() => this.load());
    }

    async load() {
        const table = await this.keepLast.add(
            this.orm.call("seutuyp.region", "compare_services", [], {
                area_id: this.state.areaId,
                segment_id: this.state.segmentId,
            })
        );
        this.state.areaId = table.area_id;
        this.state.table = table;
    }

    onArea(ev) {
        this.state.areaId = Number(ev.target.value);
        return this.load();
    }

    onSegment(ev) {
        this.state.segmentId = Number(ev.target.value) || false;
        return this.load();
    }

    openMatrix(region) {
        return this.action.doAction("seutuyp_network.seutuyp_service_matrix_action", {
            additionalContext: { active_id: region.id },
        });
    }
}

registry.category("actions").add("seutuyp_service_comparison", ServiceComparison);
