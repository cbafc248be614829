// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { DutyButton, DutyPopover } from "@seutuyp_network/components/duty/duty_button";
import { Light } from "@seutuyp_network/components/light/light";

/** A light that may say its own word: of past years nothing is late any more. */
export class StatusLight extends Light {
    static props = { ...Light.props, own: { type: [String, Boolean], optional: true } };

    get word() {
        return this.props.own || super.word;
    }
}

/** The reason, and what can be opened. */
export class StatusPopover extends DutyPopover {
    static template = "seutuyp_reporting.StatusPopover";
    static components = { StatusLight };
    static props = { ...DutyPopover.props, duty: Object };
}

/** One duty of a region in a year as a button. */
export class StatusButton extends DutyButton {
    static template = "seutuyp_reporting.StatusButton";
    static components = { StatusLight };
    static props = { ...DutyButton.props, duty: Object };
    static popover = StatusPopover;
}

class DutiesOfRow extends Component {
    static components = { StatusButton };
    static props = { ...standardFieldProps };

    get duties() {
        return this.props.record.data.duties || [];
    }

    get name() {
        return this.props.record.data.region_id.display_name;
    }
}

/** The field sorts and groups, the duty of its name is shown in its column. */
export class StatusLightField extends DutiesOfRow {
    static template = "seutuyp_reporting.StatusLightField";

    get duty() {
        return this.duties.find((duty) => duty.code === this.props.name);
    }
}

/** All duties of a card, each with its label. */
export class StatusLightsField extends DutiesOfRow {
    static template = "seutuyp_reporting.StatusLightsField";
}

const REGION = { name: "region_id", type: "many2one", relation: "seutuyp.region" };

registry.category("fields").add("seutuyp_status_light", {
    component: StatusLightField,
    displayName: _t("Light of a duty"),
    supportedTypes: ["selection"],
    fieldDependencies: [{ name: "duties", type: "json" }, REGION],
});

registry.category("fields").add("seutuyp_status_lights", {
    component: StatusLightsField,
    displayName: _t("Lights of all duties"),
    supportedTypes: ["json"],
    fieldDependencies: [REGION],
});

/** Why a region is called silent: a mark, the word and the reason. */
export class SilenceField extends Component {
    static template = "seutuyp_reporting.SilenceField";
    static props = { ...standardFieldProps };

    get silence() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("seutuyp_silence", {
    component: SilenceField,
    displayName: _t("Silent region"),
    supportedTypes: ["char"],
});
