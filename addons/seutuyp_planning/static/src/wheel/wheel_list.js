// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";

/** The meetings of the wheel month by month; months without one are left out. */
export class WheelList extends Component {
    static template = "seutuyp_planning.WheelList";
    static props = { events: Array, rings: Array, months: Array, onOpen: Function };

    get months() {
        return this.props.months
            .map(({ number, name }) => ({
                number,
                name,
                events: this.props.events.filter((event) => event.month === number),
            }))
            .filter((month) => month.events.length);
    }

    letter(event) {
        return this.props.rings.find((ring) => ring.code === event.ring).letter;
    }
}
