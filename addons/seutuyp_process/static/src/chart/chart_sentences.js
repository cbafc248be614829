// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { _t } from "@web/core/l10n/translation";

/* What has been done on the chart, in sentences: said aloud and shown above it. */

export const noLane = () => _t("There is no lane further in that direction.");

export function place(phases, phase, rewired) {
    const others = phases
        .filter((other) => other.place === phase.place && other.id !== phase.id)
        .map((other) => other.name)
        .join(", ");
    const words = { phase: phase.name, place: phase.place, others };
    const said = others
        ? _t("“%(phase)s” now stands at place %(place)s, beside %(others)s.", words)
        : _t("“%(phase)s” now stands at place %(place)s, alone.", words);
    return rewired ? `${said} ${_t("The arrows follow the new order.")}` : said;
}

export function who(phase) {
    if (!phase.who.length) {
        return _t("“%s” stands in no lane now.", phase.name);
    }
    const words = { phase: phase.name, who: phase.who.join(", ") };
    return _t("Takes part in “%(phase)s” now: %(who)s.", words);
}

export function tools(phase) {
    if (!phase.tools.length) {
        return _t("“%s” has no tools and documents now.", phase.name);
    }
    const words = { phase: phase.name, tools: phase.tools.map((tool) => tool.name).join(", ") };
    return _t("Tools and documents of “%(phase)s” now: %(tools)s.", words);
}

export function lane(lanes, id) {
    const at = lanes.findIndex((row) => row.id === id);
    const words = { lane: lanes[at].title, place: at + 1, all: lanes.length };
    return _t("The lane “%(lane)s” is now number %(place)s of %(all)s.", words);
}

/** What goes with a phase or a lane, before it is deleted. */
export function goes(data, kind, id) {
    const undo = _t("You can undo this.");
    if (kind === "lane") {
        const alone = data.phases.filter((row) => String(row.lanes) === String(id));
        const names = alone.map((row) => row.name).join(", ");
        const stay = names
            ? _t("The phases stay; these then stand in no lane: %s.", names)
            : _t("The phases stay, with the others who take part in them.");
        return `${stay} ${undo}`;
    }
    const phase = data.phases.find((row) => row.id === id);
    const arrows = data.state.flows.filter((arrow) => arrow.slice(0, 2).includes(id)).length;
    const words = { tools: phase.tools.map((tool) => tool.name).join(", ") || "–", arrows };
    return `${_t("With it go its content, its tools and documents (%(tools)s) and its drawn arrows (%(arrows)s).", words)} ${undo}`;
}
