// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { HomeTask } from "@seutuyp_network/home/home_task";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { HomeActions } from "./home_actions";
import { HomeMeetings } from "./home_meetings";

/** Mine to update, on one screen: my actions, my meetings, my answers due. */
export class SeutuypMine extends Component {
    static template = "seutuyp_planning.Mine";
    static components = { HomeActions, HomeMeetings, HomeTask, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ mine: null });
        onWillStart(async () => {
            this.state.mine = await this.orm.call("seutuyp.home", "get_mine", []);
        });
    }
}

registry.category("actions").add("seutuyp_mine", SeutuypMine);
