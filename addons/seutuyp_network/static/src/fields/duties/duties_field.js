// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { DutyButton } from "../../components/duty/duty_button";

/** A region's duties as a row of lights; in lists without the word, to save room. */
export class DutiesField extends Component {
    static template = "seutuyp_network.DutiesField";
    static components = { DutyButton };
    static props = {
        ...standardFieldProps,
        compact: { type: Boolean, optional: true },
    };

    get duties() {
        return this.props.record.data[this.props.name] || [];
    }
}

export const dutiesField = {
    component: DutiesField,
    displayName: _t("Lights of the duties"),
    supportedTypes: ["json"],
    extractProps: ({ viewType }) => ({ compact: viewType === "list" }),
};

registry.category("fields").add("seutuyp_duties", dutiesField);
