// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { SeutuypHome } from "@seutuyp_network/home/home";
import { useService } from "@web/core/utils/hooks";

/** The user's next meetings, each with its agenda. */
export class HomeMeetings extends Component {
    static template = "seutuyp_planning.HomeMeetings";
    static props = { meetings: Array };

    setup() {
        this.action = useService("action");
    }

    open(meeting) {
        return this.action.doAction(meeting.action);
    }
}

SeutuypHome.components = { ...SeutuypHome.components, HomeMeetings };
