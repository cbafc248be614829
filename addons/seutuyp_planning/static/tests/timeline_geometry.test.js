// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { describe, expect, test } from "@odoo/hoot";
import { bar, isIn, months, place } from "@seutuyp_planning/plan/timeline_geometry";

describe.current.tags("desktop");

test("a day stands where it is in the year, others at the edge", () => {
    expect(place("2027-01-01", 2027)).toBe(0);
    expect(place("2027-12-31", 2027, 1)).toBe(100);
    expect(place("2027-07-02", 2027)).toBe(49.86);
    expect(place("2026-05-01", 2027)).toBe(0);
    expect(place("2028-05-01", 2027)).toBe(100);
    expect(isIn("2027-05-01", 2027)).toBe(true);
    expect(isIn("2028-05-01", 2027)).toBe(false);
});

test("the twelve months fill the year, in a leap year too", () => {
    for (const year of [2027, 2028]) {
        const found = months(year);
        expect(found).toHaveLength(12);
        const width = found.reduce((sum, month) => sum + month.width, 0);
        expect(Math.round(width)).toBe(100);
    }
});

test("a bar takes the whole of its last day", () => {
    expect(bar({ from: "2027-01-01", until: "2027-12-31" }, 2027)).toEqual({
        left: 0,
        width: 100,
        openStart: false,
        openEnd: false,
    });
});

test("a bar without a beginning or an end is open there; without dates there is none", () => {
    expect(bar({ from: "", until: "2027-01-31" }, 2027).openStart).toBe(true);
    expect(bar({ from: "2027-12-01", until: "" }, 2027).openEnd).toBe(true);
    expect(bar({ from: "2026-12-01", until: "2027-01-31" }, 2027).openStart).toBe(true);
    expect(bar({ from: "", until: "" }, 2027)).toBe(null);
});
