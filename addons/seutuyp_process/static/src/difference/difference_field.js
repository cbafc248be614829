// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Two descriptions beside each other: both charts show the same stretch of time. */
export class DifferenceField extends Component {
    static template = "seutuyp_process.DifferenceField";
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
    }

    get page() {
        return this.props.record.data[this.props.name] || "";
    }

    /** Scrolling one chart moves the other as far, in proportion to its width. */
    onScroll({ target }) {
        const room = target.scrollWidth - target.clientWidth;
        for (const chart of this.root.el.querySelectorAll(".o_seutuyp_process_chart")) {
            const place = (target.scrollLeft / room) * (chart.scrollWidth - chart.clientWidth);
            if (chart !== target && room > 0 && Math.abs(chart.scrollLeft - place) > 1) {
                chart.scrollLeft = place;
            }
        }
    }
}

registry.category("fields").add("seutuyp_process_difference", {
    component: DifferenceField,
    supportedTypes: ["html"],
});
