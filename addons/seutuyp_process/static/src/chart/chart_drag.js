// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { useExternalListener } from "@odoo/owl";

const LEAST = 6; // pixels before a press becomes a drag

const rectOf = (element) => element.getBoundingClientRect();

/**
 * A phase or a lane is taken by the pointer and put elsewhere. By touch the picture
 * scrolls; the buttons beside the table move instead.
 *
 * @param {object} chart the component, with picture, data and edit
 */
export function useChartDrag(chart) {
    let drag = null;
    let moved = false;

    function isHead(ev) {
        const head = ev.target.closest("g.lane")?.querySelector(".lane-head");
        return Boolean(head) && ev.clientX <= rectOf(head).right;
    }

    function start(ev) {
        moved = false;
        const part = chart.partOf(ev.target);
        if (!part || ev.button || ev.pointerType === "touch" || !chart.mayEdit) {
            return;
        }
        if (part.kind === "phase" || isHead(ev)) {
            drag = { part, x: ev.clientX, y: ev.clientY };
        }
    }

    function follow(ev) {
        if (!drag) {
            return;
        }
        const [x, y] = [ev.clientX - drag.x, ev.clientY - drag.y];
        moved ||= Math.hypot(x, y) > LEAST;
        if (moved) {
            ev.preventDefault();
            const svg = chart.picture.el.querySelector("svg");
            const scale = svg.viewBox.baseVal.width / rectOf(svg).width;
            for (const element of elements()) {
                const along = drag.part.kind === "lane" ? 0 : x * scale;
                element.setAttribute("transform", `translate(${along} ${y * scale})`);
                element.classList.add("o_seutuyp_dragged");
            }
        }
    }

    function elements() {
        const { kind, id } = drag.part;
        const name = kind === "lane" ? `lane${id}` : id;
        return chart.picture.el.querySelectorAll(`g.${kind}[data-${kind}="${name}"]`);
    }

    function letGo() {
        for (const element of elements()) {
            element.removeAttribute("transform");
            element.classList.remove("o_seutuyp_dragged");
        }
    }

    function rowAt(y) {
        const rows = chart.data.lanes.map((lane) =>
            rectOf(chart.picture.el.querySelector(`g.lane[data-lane="lane${lane.id}"]`))
        );
        const found = rows.findIndex((row) => y < row.bottom);
        return found < 0 ? rows.length - 1 : found;
    }

    /** The drawn places from left to right, with their edges. */
    function places() {
        const found = [];
        for (const phase of chart.data.phases.filter((row) => row.place)) {
            const box = rectOf(
                chart.picture.el.querySelector(`g.phase[data-phase="${phase.id}"] rect`)
            );
            const place = (found[phase.place - 1] ||= { left: box.left, right: box.right });
            place.left = Math.min(place.left, box.left);
            place.right = Math.max(place.right, box.right);
        }
        return found;
    }

    function placeAt(x, own) {
        const all = places();
        const inside = all.findIndex((place) => x >= place.left && x <= place.right);
        if (inside === own) {
            return { place: null, alone: false };
        }
        if (inside >= 0) {
            return { place: inside, alone: false };
        }
        const next = all.findIndex((place) => x < place.left);
        return { place: next < 0 ? all.length : next, alone: true };
    }

    function end(ev) {
        const done = drag;
        if (done && moved) {
            letGo();
            if (done.part.kind === "lane") {
                const from = chart.data.lanes.findIndex((lane) => lane.id === done.part.id);
                const by = rowAt(ev.clientY) - from;
                if (by) {
                    chart.edit.moveLane(done.part.id, by);
                }
            } else {
                const phase = chart.data.phases.find((row) => row.id === done.part.id);
                chart.edit.drop(done.part.id, {
                    ...placeAt(ev.clientX, phase.place - 1),
                    by: rowAt(ev.clientY) - rowAt(done.y),
                });
            }
        }
        drag = null;
    }

    function stop(ev) {
        if (drag && ev.key === "Escape") {
            letGo();
            drag = null;
        }
    }

    useExternalListener(window, "pointermove", follow);
    useExternalListener(window, "pointerup", end);
    useExternalListener(window, "keydown", stop, { capture: true });

    return { start, isHead, hasMoved: () => moved };
}
