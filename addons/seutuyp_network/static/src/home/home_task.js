// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Light } from "../components/light/light";

/** One thing that waits: a sentence, when it is due, and a button to the next step. */
export class HomeTask extends Component {
    static template = "seutuyp_network.HomeTask";
    static components = { Light };
    static props = {
        task: {
            type: Object,
            shape: {
                kind: String,
                text: String,
                detail: String,
                due: { type: [String, { value: null }], optional: true },
                late: Boolean,
                action: Object,
                action_label: String,
            },
        },
        primary: { type: Boolean, optional: true },
    };

    setup() {
        this.action = useService("action");
    }

    get due() {
        const { due } = this.props.task;
        return (
            due &&
            _t("by %(date)s", { date: formatDate(deserializeDate(due), { format: "d.M.yyyy" }) })
        );
    }

    onClick() {
        this.action.doAction(this.props.task.action);
    }
}
