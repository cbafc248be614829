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
    const parts = [
        days && _t("%s days", number(days)),
        euros && _t("%s €", number(euros)),
    ].filter(Boolean);
    return parts.join(", ") || _t("no days, no euros");
}

export function versionName({ number, date, decision }) {
    const words = _t("Version %(number)s, %(date)s", { number, date: day(date) });
    return decision ? `${words} – ${decision}` : words;
}

/**
 * The words of one cell of a version.
 *
 * @param {string} name of the cell, as in tools/plan_difference.py
 * @param {any} value
 * @param {object} reading names by id: partners, segments, goals, section_labels
 * @returns {string[]} lines
 */
export function cellLines(name, value, reading) {
    const partner = (id) => reading.partners[id];
    switch (name) {
        case "responsible":
            return value.map(partner);
        case "coordinating":
            return value ? [_t("coordinated by %s", partner(value))] : [];
        case "from":
            return value ? [_t("from %s", day(value))] : [];
        case "until":
            return value ? [_t("until %s", day(value))] : [];
        case "checkpoints":
            return value.length ? [_t("checkpoints %s", value.map(day).join(", "))] : [];
        case "resources":
            return value.map((row) => `${partner(row.partner)}: ${effort(row)}`);
        case "segment":
            return value ? [reading.segments[value]] : [];
        case "section":
            return [reading.section_labels[value]];
        case "goal":
            return [_t("under “%s”", reading.goals[value])];
        default:
            return value ? [value] : [];
    }
}
