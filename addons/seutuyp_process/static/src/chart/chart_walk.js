// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

/** Where the arrow keys lead from a phase: along the arrows, and between neighbours. */
const STEPS = {
    ArrowRight: (phases, own) => phases.find((phase) => own.next.includes(phase.id)),
    ArrowLeft: (phases, own) => phases.findLast((phase) => phase.next.includes(own.id)),
    ArrowDown: (phases, own) => beside(phases, own, 1),
    ArrowUp: (phases, own) => beside(phases, own, -1),
    Home: (phases) => phases[0],
    End: (phases) => phases.at(-1),
};

function beside(phases, own, by) {
    const row = phases.filter((phase) => phase.place === own.place);
    return row[row.indexOf(own) + by];
}

/**
 * Return the part of the chart that a key leads to from another.
 *
 * @param {object} data of the chart, see chart_data on the server
 * @param {{kind: string, id: number}} part that has the focus
 * @param {string} key of the keyboard
 * @returns {{kind: string, id: number}|undefined} none: it stays
 */
export function walk(data, part, key) {
    const phases = data.phases.filter((phase) => phase.number);
    if (part.kind === "phase") {
        const own = phases.find((phase) => phase.id === part.id);
        const to = STEPS[key]?.(phases, own);
        return to && { kind: "phase", id: to.id };
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    const lane = data.lanes[data.lanes.findIndex((row) => row.id === part.id) + by];
    return lane && { kind: "lane", id: lane.id };
}
