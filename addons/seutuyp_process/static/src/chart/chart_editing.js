// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import * as sentences from "./chart_sentences";
import { useChartHistory } from "./chart_history";

const PHASE = "seutuyp.process.phase";
const TOOL = "seutuyp.process.tool";

/**
 * Everything that is written from the chart and its table, said aloud and undone. The
 * server decides what it accepts.
 *
 * @param {object} chart the component, with data and load()
 */
export function useChartEditing(chart) {
    const orm = useService("orm");
    const history = useChartHistory(chart);

    const call = (name, ...args) => orm.call("seutuyp.process", name, [[chart.data.id], ...args]);
    const phaseOf = (id) => chart.data.phases.find((phase) => phase.id === id);

    /** Do one step; ``sentence`` says it, from the data as they are then. */
    async function doing(part, work, sentence) {
        const before = history.remember();
        chart.stay(part);
        const result = await work();
        await history.changed(before);
        chart.state.said = sentence(result);
    }

    const writePhase = (id, vals, sentence) =>
        doing({ kind: "phase", id }, () => orm.write(PHASE, [id], vals), sentence);

    const saysWho = (id) => () => sentences.who(phaseOf(id));

    function saysPlace(id) {
        return (rewired) => sentences.place(chart.data.phases, phaseOf(id), rewired);
    }

    function step(id, by) {
        return doing({ kind: "phase", id }, () => call("step_phase", id, by), saysPlace(id));
    }

    /** The lanes of a phase, all moved by so many rows; null if they do not fit. */
    function shifted(id, by) {
        const rows = chart.data.lanes.map((lane) => lane.id);
        const found = phaseOf(id).lanes.map((lane) => rows[rows.indexOf(lane) + by]);
        return found.every((lane) => lane !== undefined) ? found : null;
    }

    const setLanes = (id, lanes) => writePhase(id, { lane_ids: [[6, 0, lanes]] }, saysWho(id));

    function shift(id, by) {
        const lanes = shifted(id, by);
        if (lanes) {
            return setLanes(id, lanes);
        }
        chart.state.said = sentences.noLane();
    }

    /** What a drop means: another place, other lanes, or both; one undo for all. */
    function drop(id, { place, alone, by }) {
        const lanes = by ? shifted(id, by) : null;
        if (place === null && !lanes) {
            return;
        }
        const work = async () => {
            const rewired = place !== null && (await call("move_phase", id, place, alone));
            if (lanes) {
                await orm.write(PHASE, [id], { lane_ids: [[6, 0, lanes]] });
            }
            return rewired;
        };
        return doing({ kind: "phase", id }, work, (rewired) =>
            [place !== null && saysPlace(id)(rewired), lanes && saysWho(id)()]
                .filter(Boolean)
                .join(" ")
        );
    }

    function moveLane(id, by) {
        const lanes = chart.data.lanes;
        const rows = lanes.map((lane) => lane.id);
        const from = rows.indexOf(id);
        const to = from + by;
        if (!lanes[to]) {
            chart.state.said = sentences.noLane();
        } else if (lanes[to].is_customer || lanes[from].is_customer) {
            chart.state.said = _t("The lane stays: the customer’s lane is always on top.");
        } else {
            rows.splice(to, 0, ...rows.splice(from, 1));
            const work = () => orm.webResequence("seutuyp.process.lane", rows);
            return doing({ kind: "lane", id }, work, () => sentences.lane(chart.data.lanes, id));
        }
    }

    function rename(phase, name) {
        return writePhase(phase.id, { name }, () => _t("The phase is now called “%s”.", name));
    }

    const saysTools = (id) => () => sentences.tools(phaseOf(id));

    function addTool(id, name) {
        const work = () => orm.create(TOOL, [{ phase_id: id, name }]);
        return doing({ kind: "phase", id }, work, saysTools(id));
    }

    function dropTool(id, tool) {
        return doing({ kind: "phase", id }, () => orm.unlink(TOOL, [tool]), saysTools(id));
    }

    /** Delete a phase or a lane; the notification brings it back. */
    async function remove(kind, id, name) {
        const before = history.remember();
        await call("remove_part", kind, id);
        const done = await history.changed(before);
        chart.state.said = _t("“%s” has been deleted.", name);
        history.offerUndo(done, chart.state.said);
    }

    return {
        ...{ addTool, drop, dropTool, moveLane, remove, rename, setLanes, shift, step },
        ...history,
    };
}
