// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const MODELS = {
    phase: "seutuyp.process.phase",
    lane: "seutuyp.process.lane",
    flow: "seutuyp.process.flow",
};

/**
 * Everything that is written from the chart and its table, said aloud and undone. The
 * server decides what it accepts.
 *
 * @param {object} chart the component, with data and load()
 */
export function useChartEditing(chart) {
    const orm = useService("orm");
    const history = [];

    const phaseOf = (id) => chart.data.phases.find((phase) => phase.id === id);
    const remember = () => chart.data && JSON.parse(JSON.stringify(chart.data));

    async function changed(before, sentence) {
        history.push(before);
        await chart.load();
        chart.state.said = sentence;
    }

    async function doing(part, work, sentence) {
        const before = remember();
        chart.stay(part);
        await work();
        await changed(before, "");
        chart.state.said = sentence();
    }

    function placeSentence(id) {
        const phase = phaseOf(id);
        const beside = chart.data.phases.filter(
            (other) => other.place === phase.place && other.id !== id
        );
        const words = {
            phase: phase.name,
            place: phase.place,
            others: beside.map((other) => other.name).join(", "),
        };
        return beside.length
            ? _t("“%(phase)s” now stands at place %(place)s, beside %(others)s.", words)
            : _t("“%(phase)s” now stands at place %(place)s, alone.", words);
    }

    function whoSentence(id) {
        const phase = phaseOf(id);
        return _t("Takes part in “%(phase)s” now: %(who)s.", {
            phase: phase.name,
            who: phase.who.join(", "),
        });
    }

    function step(id, by) {
        const work = () => orm.call("seutuyp.process", "step_phase", [[chart.data.id], id, by]);
        return doing({ kind: "phase", id }, work, () => placeSentence(id));
    }

    /** The lanes of a phase, all moved by so many rows; null if they do not fit. */
    function shifted(id, by) {
        const rows = chart.data.lanes.map((lane) => lane.id);
        const found = phaseOf(id).lanes.map((lane) => rows[rows.indexOf(lane) + by]);
        return found.every((lane) => lane !== undefined) ? found : null;
    }

    function shift(id, by) {
        const lanes = shifted(id, by);
        if (!lanes) {
            chart.state.said = _t("There is no lane further in that direction.");
            return;
        }
        const work = () => orm.write(MODELS.phase, [id], { lane_ids: [[6, 0, lanes]] });
        return doing({ kind: "phase", id }, work, () => whoSentence(id));
    }

    /** What a drop means: another place, other lanes, or both; one undo for all. */
    function drop(id, { place, alone, by }) {
        const lanes = by ? shifted(id, by) : null;
        if (place === null && !lanes) {
            return;
        }
        const work = async () => {
            if (place !== null) {
                const args = [[chart.data.id], id, place, alone];
                await orm.call("seutuyp.process", "move_phase", args);
            }
            if (lanes) {
                await orm.write(MODELS.phase, [id], { lane_ids: [[6, 0, lanes]] });
            }
        };
        return doing({ kind: "phase", id }, work, () =>
            [place !== null && placeSentence(id), lanes && whoSentence(id)]
                .filter(Boolean)
                .join(" ")
        );
    }

    function moveLane(id, by) {
        const rows = chart.data.lanes.map((lane) => lane.id);
        const from = rows.indexOf(id);
        const lanes = chart.data.lanes;
        const to = from + by;
        if (!lanes[to] || lanes[to].is_customer || lanes[from].is_customer) {
            chart.state.said = _t("The lane stays: the customer’s lane is always on top.");
            if (!lanes[to]) {
                chart.state.said = _t("There is no lane further in that direction.");
            }
            return;
        }
        rows.splice(to, 0, ...rows.splice(from, 1));
        const work = () => orm.webResequence(MODELS.lane, rows);
        return doing({ kind: "lane", id }, work, () => {
            const place = chart.data.lanes.findIndex((lane) => lane.id === id) + 1;
            const words = { lane: lanes[from].title, place, all: rows.length };
            return _t("The lane “%(lane)s” is now number %(place)s of %(all)s.", words);
        });
    }

    function rename(phase, name) {
        const work = () => orm.write(MODELS.phase, [phase.id], { name });
        return doing({ kind: "phase", id: phase.id }, work, () =>
            _t("The phase is now called “%s”.", name)
        );
    }

    /** What is deleted cannot be brought back from here, nor what was done before it. */
    async function remove(kind, id) {
        await orm.unlink(MODELS[kind], [id]);
        history.length = 0;
        await chart.load();
        chart.state.said = _t("Deleted.");
    }

    async function undoAdded(before, now) {
        for (const kind of ["flow", "phase", "lane"]) {
            const known = new Set(before[`${kind}s`].map((row) => row.id));
            const added = now[`${kind}s`].filter((row) => !known.has(row.id));
            if (added.length) {
                await orm.unlink(
                    MODELS[kind],
                    added.map((row) => row.id)
                );
            }
        }
    }

    async function undoPhases(before, now) {
        for (const old of before.phases) {
            const phase = now.phases.find((row) => row.id === old.id);
            const vals = {};
            for (const name of ["name", "column"]) {
                if (phase && phase[name] !== old[name]) {
                    vals[name] = old[name];
                }
            }
            if (phase && String(phase.lanes) !== String(old.lanes)) {
                vals.lane_ids = [[6, 0, old.lanes]];
            }
            if (Object.keys(vals).length) {
                await orm.write(MODELS.phase, [old.id], vals);
            }
        }
    }

    async function undo() {
        const before = history.pop();
        if (!before) {
            return;
        }
        await undoAdded(before, chart.data);
        await undoPhases(before, chart.data);
        const lanes = (data) => data.lanes.map((lane) => lane.id);
        if (String(lanes(before)) !== String(lanes(chart.data))) {
            await orm.webResequence(MODELS.lane, lanes(before));
        }
        await chart.load();
        chart.state.said = _t("Undone.");
    }

    return {
        changed,
        drop,
        moveLane,
        remember,
        remove,
        rename,
        shift,
        step,
        undo,
        mayUndo: () => history.length > 0,
    };
}
