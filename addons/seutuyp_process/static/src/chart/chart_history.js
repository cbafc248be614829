// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const OFFERED = 20000; // milliseconds; the button above the chart stays

/**
 * The steps that were made on the chart since it was opened, each with what there was
 * before and after it. The server takes back only what nobody has changed since.
 *
 * @param {object} chart the component, with data and load()
 */
export function useChartHistory(chart) {
    const orm = useService("orm");
    const notification = useService("notification");
    const steps = [];
    let undoing = false;

    const remember = () => JSON.stringify(chart.data.state);

    /** Draw anew; if something is different, remember the step. */
    async function changed(before) {
        await chart.load();
        const after = remember();
        if (after === before) {
            return null;
        }
        const step = { before: JSON.parse(before), after: JSON.parse(after) };
        steps.push(step);
        return step;
    }

    /** Undo the last step, or a certain one; pressed twice it is one undo. */
    async function undo(step = steps.at(-1)) {
        if (undoing || !steps.includes(step)) {
            return;
        }
        undoing = true;
        steps.splice(steps.indexOf(step), 1);
        try {
            const args = [[chart.data.id], step.before, step.after];
            await orm.call("seutuyp.process", "undo_step", args);
            chart.state.said = _t("Undone.");
        } finally {
            undoing = false;
            await chart.load();
        }
    }

    function offerUndo(step, sentence) {
        const close = notification.add(sentence, {
            type: "info",
            autocloseDelay: OFFERED,
            buttons: [
                {
                    name: _t("Undo"),
                    primary: true,
                    onClick: () => {
                        close();
                        return undo(step);
                    },
                },
            ],
        });
    }

    return { changed, mayUndo: () => steps.length > 0, offerUndo, remember, undo };
}
