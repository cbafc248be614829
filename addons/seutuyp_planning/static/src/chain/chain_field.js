// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Where a record comes from and what it leads to: two lists of links. */
export class ChainField extends Component {
    static template = "seutuyp_planning.ChainField";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
    }

    get sides() {
        const links = this.props.record.data[this.props.name] || [];
        return [
            { code: "from", title: _t("Comes from"), icon: "fa-arrow-left" },
            { code: "to", title: _t("Leads to"), icon: "fa-arrow-right" },
        ]
            .map((side) => ({
                ...side,
                id: `${this.props.id || this.props.name}_${side.code}`,
                links: links.filter((link) => link.direction === side.code),
            }))
            .filter((side) => side.links.length);
    }

    address(link) {
        return `/odoo/${link.model}/${link.id}`;
    }

    open(link) {
        this.action.doActionButton({
            type: "object",
            name: "action_open_chain",
            resModel: link.model,
            resId: link.id,
            resIds: [link.id],
        });
    }
}

export const chainField = {
    component: ChainField,
    displayName: _t("Chain of decisions"),
    supportedTypes: ["json"],
};

registry.category("fields").add("seutuyp_chain", chainField);
