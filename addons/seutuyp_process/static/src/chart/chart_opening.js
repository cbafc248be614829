// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { CallbackRecorder, useSetupAction } from "@web/search/action_hook";

/**
 * What is open beside the chart: one phase, lane or arrow. Whoever leaves it keeps what
 * was written, and comes back to where it was opened.
 *
 * @param {object} chart the component, with data, edit, picture and shapeOf()
 */
export function useChartOpening(chart) {
    const state = useState({ opened: null });
    const leaving = new CallbackRecorder();
    let opener, before, shown;

    function title(kind, id) {
        const phase = chart.data.phases.find((row) => kind === "phase" && row.id === id);
        const lane = chart.data.lanes.find((row) => kind === "lane" && row.id === id);
        return (
            (phase && (phase.number ? `${phase.number}. ${phase.name}` : phase.name)) ||
            lane?.title ||
            { phase: _t("Add a phase"), lane: _t("Add a lane"), flow: _t("Add an arrow") }[kind]
        );
    }

    /** Open a part beside the chart, once the one that is open has been kept. */
    async function open(kind, id = false) {
        const inPicture = chart.picture.el?.contains(document.activeElement);
        const from = id && inPicture ? chart.shapeOf({ kind, id }) : `[data-open="${kind}-${id}"]`;
        if ((await leave()) !== false) {
            opener = from;
            before = chart.edit.remember();
            state.opened = { kind, id, key: (state.opened?.key || 0) + 1 };
        }
    }

    async function draw() {
        if (await chart.edit.changed(before)) {
            chart.state.said = _t("Saved.");
            before = chart.edit.remember();
        }
    }

    /** Keep what was written and draw it; false if it cannot be kept. */
    async function leave() {
        if (!state.opened) {
            return;
        }
        const kept = await Promise.all(leaving.callbacks.map((callback) => callback()));
        return !kept.includes(false) && draw();
    }

    function shut(focused = opener) {
        chart.focused = focused;
        state.opened = null;
    }

    async function close() {
        if ((await leave()) !== false) {
            shut();
        }
    }

    /** The panel has saved or dropped what was written. */
    async function done() {
        await draw();
        shut();
    }

    /** Show in the drawing what is open: it is drawn anew without. */
    function mark() {
        for (const shape of chart.picture.el?.querySelectorAll("[data-phase], [data-lane]") || []) {
            const { kind, id } = state.opened || {};
            const part = chart.partOf(shape);
            const isOpen = Boolean(id) && part?.kind === kind && part.id === id;
            shape.classList.toggle("o_seutuyp_opened", isOpen);
            if (isOpen && state.opened.key !== shown && shape.tabIndex === 0) {
                shape.scrollIntoView({ block: "nearest", inline: "center" });
                shown = state.opened.key;
            }
        }
    }

    useSetupAction({ beforeLeave: leave });

    return {
        ...{ close, leave, mark, open, shut },
        isOpen: (kind, id) => state.opened?.kind === kind && state.opened.id === id,
        get key() {
            return state.opened?.key;
        },
        get props() {
            const { kind, id } = state.opened;
            return {
                resModel: `seutuyp.process.${kind}`,
                resId: id,
                title: title(kind, id),
                context: { default_process_id: chart.data.id },
                readonly: !chart.mayEdit,
                leaving,
                onClose: close,
                onDone: done,
                onDelete: id && chart.mayEdit ? () => chart.remove(kind, id) : undefined,
            };
        },
    };
}
