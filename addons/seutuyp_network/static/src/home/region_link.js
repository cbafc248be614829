// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/** A region's name as a link that opens its form; a new tab works too. */
export class RegionLink extends Component {
    static template = "seutuyp_network.RegionLink";
    static props = { id: Number, name: String };

    setup() {
        this.action = useService("action");
    }

    get href() {
        return `/odoo/regions/${this.props.id}`;
    }

    onClick(ev) {
        if (ev.ctrlKey || ev.metaKey || ev.shiftKey) {
            return;
        }
        ev.preventDefault();
        this.action.doAction({
            type: "ir.actions.act_window",
            name: this.props.name,
            res_model: "seutuyp.region",
            res_id: this.props.id,
            views: [[false, "form"]],
        });
    }
}
