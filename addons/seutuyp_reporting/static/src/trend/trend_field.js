// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, markup, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** One indicator's chart with its words, its values as a table, and what stands beside. */
export class TrendField extends Component {
    static template = "seutuyp_reporting.TrendField";
    static props = { ...standardFieldProps };

    setup() {
        this.state = useState({ segment: null, borders: "new" });
    }

    get page() {
        return this.props.record.data[this.props.name] || { series: [], peers: [] };
    }

    get series() {
        const { series, main } = this.page;
        return series.find((one) => one.id === this.state.segment) || series[main];
    }

    get borders() {
        const { borders } = this.series;
        return borders.find((one) => one.code === this.state.borders) || borders[0];
    }

    get said() {
        return this.series.words.join(" ");
    }

    get svg() {
        // The server draws it and lets people's words be text only.
        return this.series.svg ? markup(this.series.svg) : "";
    }

    get selectId() {
        return `${this.props.id || this.props.name}_segment`;
    }

    get bordersId() {
        return `${this.props.id || this.props.name}_borders`;
    }

    chooseBorders(ev) {
        this.state.borders = ev.target.value;
    }

    choose(ev) {
        this.state.segment = Number(ev.target.value);
    }

    mailto(peer) {
        return `mailto:${peer.email}`;
    }
}

registry.category("fields").add("seutuyp_trend", {
    component: TrendField,
    displayName: _t("Trend of an indicator"),
    supportedTypes: ["json"],
});
