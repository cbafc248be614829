// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useState } from "@odoo/owl";
import { normalize } from "@web/core/l10n/utils";
import { _t } from "@web/core/l10n/translation";
import { DutyButton } from "../components/duty/duty_button";
import { Light } from "../components/light/light";
import { RegionLink } from "./region_link";

const WORST = ["red", "amber"];
const ROOM = 8; // columns beside which each light keeps its word

/** All regions by area, one column a duty; areas fold, a filter box narrows. */
export class HomeOverview extends Component {
    static template = "seutuyp_network.HomeOverview";
    static components = { DutyButton, Light, RegionLink };
    static props = {
        areas: Array,
        columns: Array,
        // What was typed, chosen and folded; kept by the home screen.
        state: Object,
    };

    setup() {
        this.state = useState(this.props.state);
    }

    /** The duties that stand in some region; the others are for their people only. */
    get columns() {
        const known = new Set(
            this.props.areas.flatMap((area) =>
                area.regions.flatMap((region) => region.duties.map((duty) => duty.code))
            )
        );
        return this.props.columns.filter((column) => known.has(column.code));
    }

    /** Whether there is room for shapes only, with their words once above the table. */
    get isDense() {
        return this.columns.length > ROOM;
    }

    get lights() {
        return ["red", "amber", "green", "grey"];
    }

    get isFiltered() {
        return Boolean(this.state.text.trim() || this.state.only);
    }

    /** Areas with those of their regions that the filter lets through. */
    get areas() {
        const needle = normalize(this.state.text.trim());
        const found = [];
        for (const area of this.props.areas) {
            const whole = normalize(area.name).includes(needle);
            const regions = area.regions.filter(
                (region) => (whole || this.matches(region, needle)) && this.hasLight(region)
            );
            if (regions.length) {
                found.push({ ...area, regions, counts: this.countLights(regions) });
            }
        }
        return found;
    }

    matches(region, needle) {
        return normalize(`${region.name} ${region.coordinator}`).includes(needle);
    }

    hasLight(region) {
        const { only } = this.state;
        return !only || region.duties.some((duty) => duty.light === only);
    }

    /** How many regions have something late, and how many something soon. */
    countLights(regions) {
        return WORST.map((light) => ({
            light,
            count: regions.filter((region) => region.duties.some((duty) => duty.light === light))
                .length,
        })).filter((item) => item.count);
    }

    get summary() {
        const total = this.props.areas.reduce((sum, area) => sum + area.regions.length, 0);
        const shown = this.areas.reduce((sum, area) => sum + area.regions.length, 0);
        return _t("%(shown)s of %(total)s regions", { shown, total });
    }

    /** An area is open when the user belongs to it, filters, or has opened it. */
    isOpen(area) {
        const before = this.isFiltered || area.mine || this.props.areas.length === 1;
        return Boolean(before) !== Boolean(this.state.toggled[area.id]);
    }

    get allOpen() {
        return this.areas.every((area) => this.isOpen(area));
    }

    toggle(area) {
        this.state.toggled[area.id] = !this.state.toggled[area.id];
    }

    toggleAll() {
        const open = !this.allOpen;
        for (const area of this.areas) {
            if (this.isOpen(area) !== open) {
                this.toggle(area);
            }
        }
    }

    /** A new filter shows what it finds, whatever was folded before. */
    onFilter() {
        this.state.toggled = {};
    }

    regionCount(area) {
        const count = area.regions.length;
        return count === 1 ? _t("1 region") : _t("%(count)s regions", { count });
    }

    contact(area) {
        return _t("Contact: %(name)s", { name: area.contact });
    }

    duty(region, column) {
        return region.duties.find((duty) => duty.code === column.code);
    }
}
