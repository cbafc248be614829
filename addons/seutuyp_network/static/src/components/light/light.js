// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/**
 * A status light. Shape and word tell it as well as the colour, so that it survives
 * greyscale print, high contrast and a screen reader.
 */
export class Light extends Component {
    static template = "seutuyp_network.Light";
    static props = {
        light: { type: String },
        hideWord: { type: Boolean, optional: true },
    };

    get word() {
        return {
            green: _t("In order"),
            amber: _t("Soon"),
            red: _t("Late"),
            grey: _t("Not yet needed"),
        }[this.props.light];
    }
}
