// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { formatFloat } from "@web/core/utils/numbers";

/** A day as the country writes it. */
export function day(iso) {
    return iso ? formatDate(deserializeDate(iso)) : "";
}

export function schedule(from, until) {
    if (from && until) {
        return _t("%(from)s – %(until)s", { from: day(from), until: day(until) });
    }
    if (until) {
        return _t("until %s", day(until));
    }
    return from ? _t("from %s", day(from)) : "";
}

/** What is asked of an organisation: "5 days, 600 €". */
export function effort({ days, euros }) {
    const number = (value) => formatFloat(value, { digits: [0, value % 1 ? 2 : 0] });
    const parts = [days && _t("%s days", number(days)), euros && _t("%s €", number(euros))].filter(
        Boolean
    );
    return parts.join(", ") || _t("no days, no euros");
}

export function versionName({ number, date, decision }) {
    const words = _t("Version %(number)s, %(date)s", { number, date: day(date) });
    return decision ? `${words} – ${decision}` : words;
}

// Lines of the cells of a version, by the cell's name in tools/plan_difference.py.
const LINES = {
    responsible: (ids, { partners }) => ids.map((id) => partners[id]),
    coordinating: (id, { partners }) => [_t("coordinated by %s", partners[id])],
    from: (iso) => [_t("from %s", day(iso))],
    until: (iso) => [_t("until %s", day(iso))],
    checkpoints: (days) => [_t("checkpoints %s", days.map(day).join(", "))],
    resources: (rows, { partners }) =>
        rows.map((row) => `${partners[row.partner]}: ${effort(row)}`),
    segment: (id, { segments }) => [segments[id]],
    section: (code, reading) => [reading.section_labels[code]],
    goal: (id, { goals }) => [_t("under “%s”", goals[id])],
};

/**
 * The words of one cell of a version.
 *
 * @param {string} name of the cell
 * @param {any} value
 * @param {object} reading names by id: partners, segments, goals, section_labels
 * @returns {string[]} lines
 */
export function cellLines(name, value, reading) {
    if (!value || value.length === 0) {
        return [];
    }
    return LINES[name] ? LINES[name](value, reading) : [value];
}
