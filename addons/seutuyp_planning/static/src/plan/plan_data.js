// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { onWillStart, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";

/**
 * The plan of a form's record, read when the form is read and again after each change.
 *
 * @param {object} component a widget of a form
 * @returns {{ grid: object, load: Function, changed: Function, openAction: Function }}
 */
export function usePlanData(component) {
    const orm = useService("orm");
    const action = useService("action");
    const keepLast = new KeepLast();
    const data = useState({ grid: null });

    async function load() {
        const id = component.props.record.resId;
        const grid = id && (await keepLast.add(orm.call("seutuyp.plan", "get_grid", [[id]])));
        data.grid = grid || null;
    }

    /** The form's own numbers follow; what is typed in its fields stays there. */
    async function changed() {
        const { record } = component.props;
        return (await record.isDirty()) ? load() : record.load();
    }

    function openAction(id) {
        return action.doAction("seutuyp_planning.project_task_action_plan", {
            viewType: "form",
            props: { resId: id },
        });
    }

    let read = false;
    onWillStart(load);
    useRecordObserver((record) => {
        const isAgain = read && read !== record.data;
        read = record.data;
        return isAgain ? load() : undefined;
    });
    return Object.assign(data, { load, changed, openAction });
}
