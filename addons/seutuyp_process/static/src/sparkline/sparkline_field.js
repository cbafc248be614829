// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, markup } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A small chart drawn by the server, which carries its own text alternative. */
export class SparklineField extends Component {
    static template = "seutuyp_process.SparklineField";
    static props = { ...standardFieldProps };

    get svg() {
        const drawn = this.props.record.data[this.props.name];
        return drawn ? markup(drawn) : "";
    }
}

registry.category("fields").add("seutuyp_sparkline", {
    component: SparklineField,
    displayName: _t("Small chart"),
    supportedTypes: ["text"],
});
