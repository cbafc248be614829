// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";

/** Gap, overlap or covered: an own shape, a word and a colour, so that any one suffices. */
export class CoverageMark extends Component {
    static template = "seutuyp_network.CoverageMark";
    static props = {
        status: { type: [String, Boolean] },
        word: { type: String, optional: true },
    };

    get shape() {
        return { gap: "○", overlap: "≠", covered: "✓" }[this.props.status];
    }
}
