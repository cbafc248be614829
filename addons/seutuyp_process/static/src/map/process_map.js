// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MARKS = { draft: "✎", feedback: "?", approved: "✓", in_use: "●", retired: "✕" };

/** What a region does together: core processes towards the customer, support below. */
export class ProcessMap extends Component {
    static template = "seutuyp_process.ProcessMap";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.marks = MARKS;
        this.state = useState({ map: null, regionId: false, ...this.props.state });
        useSetupAction({ getLocalState: () => ({ regionId: this.state.regionId }) });
        onWillStart(() => this.load());
    }

    get map() {
        return this.state.map;
    }

    get words() {
        return {
            core: _t("The customer takes part"),
            support: _t("Inside the network"),
        };
    }

    async load() {
        const map = await this.keepLast.add(
            this.orm.call("seutuyp.process", "process_map", [], {
                region_id: this.state.regionId,
            })
        );
        this.state.regionId = map.region.id;
        this.state.map = map;
    }

    onRegion(ev) {
        this.state.regionId = Number(ev.target.value);
        return this.load();
    }

    open(id = false) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "seutuyp.process",
            res_id: id,
            views: [[false, "form"]],
            context: id ? {} : { default_region_id: this.state.regionId },
        });
    }
}

registry.category("actions").add("seutuyp_process_map", ProcessMap);
