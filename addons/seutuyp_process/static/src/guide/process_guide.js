// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const MARKS = { done: "✓", now: "●", later: "○" };

/** The making of a description in steps 0–10: what is next, in a sentence, stands first. */
export class ProcessGuideField extends Component {
    static template = "seutuyp_process.ProcessGuideField";
    static props = { ...standardFieldProps };

    setup() {
        this.ui = useService("ui");
    }

    get guide() {
        return this.props.record.data[this.props.name] || { steps: [], problems: [], next: "" };
    }

    get steps() {
        const words = { done: _t("done"), now: _t("now"), later: _t("to come") };
        return this.guide.steps.map((step) => ({
            ...step,
            mark: MARKS[step.state],
            word: words[step.state],
        }));
    }

    get summary() {
        const done = this.steps.filter((step) => step.state === "done").length;
        return _t("Steps done: %(done)s of %(all)s", { done, all: this.steps.length });
    }

    get problemsTitle() {
        return _t("Before it can be approved (%s):", this.guide.problems.length);
    }

    get mayTick() {
        const { may_edit: mayEdit, version } = this.props.record.data;
        return mayEdit && !version;
    }

    tick(step, ev) {
        return this.props.record.update({ [step.tick]: ev.target.checked });
    }
}

export const processGuideField = {
    component: ProcessGuideField,
    displayName: _t("Making of a process description"),
    supportedTypes: ["json"],
};

registry.category("fields").add("seutuyp_process_guide", processGuideField);
