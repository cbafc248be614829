// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

// Plain functions: where a day and a bar stand in a year, in per cent of its width.

const DAY = 24 * 60 * 60 * 1000;

function time(iso) {
    const [year, month, date] = iso.split("-").map(Number);
    return Date.UTC(year, month - 1, date);
}

/**
 * Where a day begins in the year; outside it at the edge.
 *
 * @param {string} iso such as "2027-03-02"
 * @param {number} year
 * @param {number} [more] days later
 * @returns {number} 0 to 100
 */
export function place(iso, year, more = 0) {
    const start = Date.UTC(year, 0, 1);
    const share = (time(iso) + more * DAY - start) / (Date.UTC(year + 1, 0, 1) - start);
    return Math.round(Math.min(Math.max(share, 0), 1) * 10000) / 100;
}

/** Whether a day is in the year. */
export function isIn(iso, year) {
    return Number(iso.slice(0, 4)) === year;
}

/** The twelve months: their number, where they begin and how wide they are. */
export function months(year) {
    const first = (number) => {
        const months = String(number).padStart(2, "0");
        return number > 12 ? 100 : place(`${year}-${months}-01`, year);
    };
    return Array.from({ length: 12 }, (_item, index) => ({
        number: index + 1,
        left: first(index + 1),
        width: Math.round((first(index + 2) - first(index + 1)) * 100) / 100,
    }));
}

/**
 * The bar of an action. Without a beginning it begins with the year, without an end it
 * lasts to the end of it; both say so, since the bar is only drawn that way.
 *
 * @param {{ from: string, until: string }} action
 * @param {number} year
 * @returns {object | null} null without any dates
 */
export function bar({ from, until }, year) {
    if (!from && !until) {
        return null;
    }
    const left = from ? place(from, year) : 0;
    const right = until ? place(until, year, 1) : 100;
    return {
        left,
        width: Math.max(Math.round((right - left) * 100) / 100, 0.5),
        openStart: !from || from < `${year}-01-01`,
        openEnd: !until || until > `${year}-12-31`,
    };
}
