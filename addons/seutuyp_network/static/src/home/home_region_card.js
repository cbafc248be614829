// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Light } from "../components/light/light";
import { RegionLink } from "./region_link";

/** A region with one light a duty, the reason in words and the next step as a link. */
export class HomeRegionCard extends Component {
    static template = "seutuyp_network.HomeRegionCard";
    static components = { Light, RegionLink };
    static props = { region: Object };

    setup() {
        this.action = useService("action");
    }

    onStep(duty) {
        this.action.doAction(duty.action);
    }
}
