// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const MARKS = { done: "✓", now: "●", todo: "○" };

/** The steps of a plan's year; each says by shape and word how it stands. */
export class PlanCycleField extends Component {
    static template = "seutuyp_planning.PlanCycleField";
    static props = { ...standardFieldProps };

    get steps() {
        const words = { done: _t("done"), now: _t("now"), todo: _t("to come") };
        return (this.props.record.data[this.props.name] || []).map((step) => ({
            ...step,
            mark: MARKS[step.status],
            word: words[step.status],
        }));
    }

    get title() {
        return _t("The plan’s year");
    }
}

export const planCycleField = {
    component: PlanCycleField,
    displayName: _t("Steps of a plan’s year"),
    supportedTypes: ["json"],
};

registry.category("fields").add("seutuyp_plan_cycle", planCycleField);
