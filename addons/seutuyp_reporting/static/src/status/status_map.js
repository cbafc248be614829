// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { RegionLink } from "@seutuyp_network/home/region_link";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { StatusButton, StatusLight } from "./status_light";

const WORST_FIRST = ["red", "amber", "green", "grey"];

/** The nation as tiles: areas where the map has them, a tile a region. */
export class StatusMap extends Component {
    static template = "seutuyp_reporting.StatusMap";
    static components = { Layout, RegionLink, StatusButton, StatusLight };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ map: null, year: false, duty: "", ...this.props.state });
        useSetupAction({
            getLocalState: () => ({ year: this.state.year, duty: this.state.duty }),
        });
        onWillStart(() => this.load());
    }

    get map() {
        return this.state.map;
    }

    async load() {
        this.state.map = await this.keepLast.add(
            this.orm.call("seutuyp.region.status", "get_map", [], { year: this.state.year })
        );
        this.state.year = this.map.year;
    }

    onYear(ev) {
        this.state.year = Number(ev.target.value);
        return this.load();
    }

    /** The duty that is chosen, else the region's worst, the first of equals. */
    duty(region) {
        const { duty: code } = this.state;
        if (code) {
            return region.duties.find((duty) => duty.code === code);
        }
        const place = (duty) => WORST_FIRST.indexOf(duty.light);
        return region.duties.reduce(
            (worst, duty) => (worst && place(worst) <= place(duty) ? worst : duty),
            undefined
        );
    }

    /** How many regions have each light, with the word that goes with it. */
    get counts() {
        const counts = new Map();
        for (const region of this.map.areas.flatMap((area) => area.regions)) {
            const duty = this.duty(region);
            if (duty) {
                const key = `${duty.light} ${duty.word || ""}`;
                const found = counts.get(key) || { key, duty, count: 0 };
                counts.set(key, { ...found, count: found.count + 1 });
            }
        }
        const place = (item) => WORST_FIRST.indexOf(item.duty.light);
        return [...counts.values()].sort((one, other) => place(one) - place(other));
    }

    get silentCount() {
        const regions = this.map.areas.flatMap((area) => area.regions);
        return regions.filter((region) => region.silence).length;
    }

    get silentSummary() {
        return _t("Silent regions: %(count)s", { count: this.silentCount });
    }

    /**
     * Of the worst one says which duty it is; where nothing waits, none is named. Of a
     * region one does not take part in, the one duty that is told is named.
     */
    showsLabel(region, duty) {
        const waits = WORST_FIRST.indexOf(duty.light) < 2;
        const partly = region.duties.length < this.map.columns.length;
        return !this.state.duty && (waits || partly);
    }

    style(area) {
        const [row, column] = area.place;
        return `--row: ${row}; --column: ${column}`;
    }

    tileClass(region) {
        const duty = this.duty(region);
        return duty ? `o_seutuyp_tile_${duty.light}` : "o_seutuyp_tile_closed";
    }
}

registry.category("actions").add("seutuyp_status_map", StatusMap);
