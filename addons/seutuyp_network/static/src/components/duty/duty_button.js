// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { usePopover } from "@web/core/popover/popover_hook";
import { useService } from "@web/core/utils/hooks";
import { Light } from "../light/light";

export const dutyProps = {
    type: Object,
    shape: {
        code: String,
        label: String,
        light: String,
        reason: String,
        action: { type: [Object, Boolean], optional: true },
        action_label: { type: [String, Boolean], optional: true },
    },
};

/** The reason behind a light, and the next step. */
export class DutyPopover extends Component {
    static template = "seutuyp_network.DutyPopover";
    static components = { Light };
    static props = {
        duty: dutyProps,
        name: { type: String, optional: true },
        onStep: Function,
        close: Function,
    };

    onClick() {
        this.props.close();
        this.props.onStep();
    }
}

/** One duty's light as a button: it tells the reason and leads to the next step. */
export class DutyButton extends Component {
    static template = "seutuyp_network.DutyButton";
    static popover = DutyPopover;
    static components = { Light };
    static props = {
        duty: dutyProps,
        name: { type: String, optional: true },
        showLabel: { type: Boolean, optional: true },
        hideWord: { type: Boolean, optional: true },
    };

    setup() {
        this.action = useService("action");
        this.popover = usePopover(this.constructor.popover, {
            position: "bottom",
            role: "dialog",
        });
    }

    get tooltip() {
        const { label, reason } = this.props.duty;
        return _t("%(duty)s: %(reason)s", { duty: label, reason });
    }

    onClick(ev) {
        this.popover.open(ev.currentTarget, {
            duty: this.props.duty,
            name: this.props.name,
            onStep: () => this.action.doAction(this.props.duty.action),
        });
    }
}
