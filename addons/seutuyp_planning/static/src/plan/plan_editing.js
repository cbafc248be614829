// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const TASK = "project.task";
const GOAL = "seutuyp.plan.goal";
// What is written anew when a deletion is undone.
const TASK_FIELDS = [
    "goal_id",
    "name",
    "metric",
    "responsible_partner_ids",
    "coordinating_partner_id",
    "action_start",
    "action_end",
    "actual",
    "actual_state",
    "people_ids",
    "user_ids",
    "description",
];
const GOAL_FIELDS = ["plan_id", "section", "segment_id", "name", "metric", "target", "sequence"];

/** Values as they are written: a many2one by its id, a many2many as a set. */
function asVals({ id, ...values }) {
    const vals = {};
    for (const [name, value] of Object.entries(values)) {
        const isMany = name.endsWith("_ids");
        const isOne = name.endsWith("_id") && value;
        vals[name] = isMany ? [[6, 0, value]] : isOne ? value[0] : value;
    }
    return vals;
}

function partsOf({ checkpoints, resources }) {
    return {
        checkpoint_ids: checkpoints.map(({ date }) => [0, 0, { date }]),
        resource_ids: resources.map(({ partner, days, euros }) => [
            0,
            0,
            { partner_id: partner, days, euros },
        ]),
    };
}

/**
 * Everything that is written from the grid. The server decides what it accepts.
 *
 * @param {object} data of usePlanData
 * @param {Function} planId
 */
export function usePlanEditing(data, planId) {
    const orm = useService("orm");
    const action = useService("action");
    const dialog = useService("dialog");
    const notification = useService("notification");

    /** The page follows by itself; a cell need not wait for it. */
    async function after(work) {
        const result = await work;
        data.changed();
        return result;
    }

    const write = (model, id, vals) => after(orm.write(model, [id], vals));
    const create = (model, vals) => after(orm.create(model, [vals]));
    const call = (model, method, id) => after(orm.call(model, method, [[id]]));

    function remove({ model, row, body, restore }) {
        dialog.add(ConfirmationDialog, {
            title: _t("Delete “%s”?", row.name),
            body,
            confirmLabel: _t("Delete"),
            cancelLabel: _t("Keep"),
            confirmClass: "btn-danger",
            confirm: async () => {
                const undo = await restore();
                await after(orm.unlink(model, [row.id]));
                const close = notification.add(_t("“%s” is deleted.", row.name), {
                    type: "info",
                    sticky: true,
                    buttons: [
                        {
                            name: _t("Undo"),
                            primary: true,
                            onClick: async () => {
                                close();
                                await after(undo());
                            },
                        },
                    ],
                });
            },
            cancel: () => {},
        });
    }

    async function keepTasks(rows) {
        const read = await orm.read(
            TASK,
            rows.map((row) => row.id),
            TASK_FIELDS
        );
        return read.map((values) => ({
            ...asVals(values),
            ...partsOf(rows.find((row) => row.id === values.id)),
        }));
    }

    function removeAction(row) {
        remove({
            model: TASK,
            row,
            body: _t("The action goes with its checkpoints and resources."),
            restore: async () => {
                const tasks = await keepTasks([row]);
                return () => orm.create(TASK, tasks);
            },
        });
    }

    function removeGoal(row) {
        const counts = { actions: row.actions.length, comments: row.comments.length };
        remove({
            model: GOAL,
            row,
            body: counts.comments
                ? _t(
                      "The goal goes with its actions (%(actions)s) and comments (%(comments)s). The comments cannot be brought back.",
                      counts
                  )
                : _t("The goal goes with its actions (%(actions)s).", counts),
            restore: async () => {
                const tasks = row.actions.length ? await keepTasks(row.actions) : [];
                const [goal] = await orm.read(GOAL, [row.id], GOAL_FIELDS);
                return async () => {
                    const [id] = await orm.create(GOAL, [asVals(goal)]);
                    if (tasks.length) {
                        await orm.create(
                            TASK,
                            tasks.map((vals) => ({ ...vals, goal_id: id }))
                        );
                    }
                };
            },
        });
    }

    /** An approved plan changes by a decision, in the window that there is for it. */
    async function askChange(context) {
        const window = await orm.call("seutuyp.plan", "action_ask_change", [[planId()]]);
        return action.doAction(
            { ...window, context: { ...window.context, ...context } },
            { onClose: () => data.changed() }
        );
    }

    return {
        writeGoal: (id, vals) => write(GOAL, id, vals),
        writeAction: (id, vals) => write(TASK, id, vals),
        writeComment: (id, vals) => write("seutuyp.plan.comment", id, vals),
        addGoal: (vals) => create(GOAL, { plan_id: planId(), ...vals }),
        addAction: (vals) => create(TASK, vals),
        addComment: (vals) => create("seutuyp.plan.comment", vals),
        confirmResource: (id) => call("seutuyp.plan.resource", "action_confirm", id),
        openAction: data.openAction,
        openGoal: (id) =>
            action.doAction({
                type: "ir.actions.act_window",
                res_model: GOAL,
                res_id: id,
                views: [[false, "form"]],
            }),
        removeAction,
        removeGoal,
        askChange,
    };
}
