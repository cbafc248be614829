// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onMounted, useRef, useSubEnv } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { CallbackRecorder, useCallbackRecorder } from "@web/search/action_hook";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";
import { getDefaultConfig, View } from "@web/views/view";

/** Odoo's form, with its buttons below: beside the chart there is no control panel. */
export class ChartPanelController extends FormController {
    static template = "seutuyp_process.ChartPanelForm";
    static props = {
        ...FormController.props,
        leaving: CallbackRecorder,
        onDone: Function,
        onDelete: { type: Function, optional: true },
    };

    setup() {
        super.setup();
        useCallbackRecorder(this.props.leaving, () => this.leave());
    }

    /** Keep what was written; false if it cannot be kept. What is typed now counts. */
    async leave() {
        if (await this.model.root.isDirty()) {
            const onError = (error, options) => this.onSaveError(error, options, true);
            return this.save({ reload: false, onError });
        }
    }

    async onSaveClicked() {
        if (await this.saveButtonClicked({ reload: false })) {
            return this.props.onDone();
        }
    }
}

registry.category("views").add("seutuyp_process_chart_panel", {
    ...formView,
    Controller: ChartPanelController,
});

/**
 * A phase, lane or arrow beside the chart. Escape and the cross keep what was written
 * and give the keyboard back; "Discard" drops it.
 */
export class ChartPanel extends Component {
    static template = "seutuyp_process.ChartPanel";
    static components = { View };
    static props = {
        resModel: String,
        resId: { type: [Number, Boolean] },
        title: String,
        context: Object,
        readonly: Boolean,
        leaving: CallbackRecorder,
        onClose: Function,
        onDone: Function,
        onDelete: { type: Function, optional: true },
    };

    setup() {
        this.root = useRef("root");
        // A view of its own: neither its title nor its leaving are those of the process.
        useSubEnv({ config: getDefaultConfig() });
        onMounted(() => this.takeFocus());
    }

    get viewProps() {
        const { resModel, resId, context, readonly, leaving, onDone, onDelete } = this.props;
        return {
            type: "form",
            jsClass: "seutuyp_process_chart_panel",
            views: [[false, "form"]],
            display: { controlPanel: false },
            preventEdit: readonly,
            preventCreate: readonly,
            ...{ resModel, resId, context, readonly, leaving, onDone, onDelete },
        };
    }

    takeFocus() {
        const field = ".o_field_widget input:not([type=checkbox]), .o_field_widget textarea";
        const first = !this.props.readonly && this.root.el.querySelector(field);
        (first || this.root.el.querySelector(".btn-close")).focus({ preventScroll: true });
        this.root.el.scrollIntoView({ block: "nearest" });
    }

    /** Lists and menus inside use Escape themselves and say so. */
    onKeydown(ev) {
        if (ev.key === "Escape" && !ev.defaultPrevented) {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.onClose();
        }
    }
}
