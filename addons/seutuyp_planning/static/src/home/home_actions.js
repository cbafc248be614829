// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useState } from "@odoo/owl";
import { SeutuypHome } from "@seutuyp_network/home/home";
import { _t } from "@web/core/l10n/translation";
import { HomeAction } from "./home_action";

/** Mine to update: the user's actions, and behind a fold those of the organisation. */
export class HomeActions extends Component {
    static template = "seutuyp_planning.HomeActions";
    static components = { HomeAction };
    static props = {
        actions: {
            type: Object,
            shape: { mine: Array, ours: Array, organisation: String, states: Array },
        },
    };

    setup() {
        this.state = useState({ open: false });
    }

    get foldLabel() {
        return _t("My organisation's: %(count)s", { count: this.props.actions.ours.length });
    }

    onFold() {
        this.state.open = !this.state.open;
    }
}

SeutuypHome.components = { ...SeutuypHome.components, HomeActions };
