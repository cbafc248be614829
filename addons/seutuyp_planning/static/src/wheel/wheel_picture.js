// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, useEffect, useRef, useState } from "@odoo/owl";

/**
 * The wheel itself. One dot is in the tab order; arrow keys go to the others, round the
 * year and from ring to ring, Page Up and Page Down turn the year.
 */
export class WheelPicture extends Component {
    static template = "seutuyp_planning.WheelPicture";
    static props = {
        wheel: Object,
        events: Array,
        onOpen: Function,
        onTurn: Function,
        earlier: { type: Number, optional: true },
        later: { type: Number, optional: true },
    };

    setup() {
        this.root = useRef("root");
        this.state = useState({ said: false, current: false });
        this.refocus = false;
        useEffect(
            () => {
                if (this.refocus) {
                    this.refocus = false;
                    this.focus(this.current);
                }
            },
            () => [this.props.wheel.calendar.id]
        );
    }

    /** The dot in the tab order: where one was last, else the next meeting, else the first. */
    get current() {
        const { events, wheel } = this.props;
        return [this.state.current, wheel.next_id]
            .map((id) => events.find((event) => event.id === id))
            .concat(events)
            .find(Boolean);
    }

    get said() {
        return this.props.events.find((event) => event.id === this.state.said);
    }

    onFocus(id) {
        this.state.said = id;
        this.state.current = id;
    }

    onPoint(id) {
        this.state.said = id;
    }

    focus(event) {
        const dot = event && this.root.el.querySelector(`[data-event-id="${event.id}"]`);
        if (dot) {
            dot.focus();
        }
    }

    onKeydown(ev, event) {
        const { events, earlier, later, onOpen } = this.props;
        const index = events.indexOf(event);
        const act = {
            Enter: () => onOpen(event),
            " ": () => onOpen(event),
            ArrowRight: () => this.focus(events[(index + 1) % events.length]),
            ArrowLeft: () => this.focus(events.at(index - 1)),
            ArrowUp: () => this.focus(this.acrossRings(event, -1)),
            ArrowDown: () => this.focus(this.acrossRings(event, 1)),
            Home: () => this.focus(events[0]),
            End: () => this.focus(events.at(-1)),
            PageUp: () => this.turn(earlier),
            PageDown: () => this.turn(later),
        }[ev.key];
        if (act && !ev.ctrlKey && !ev.altKey && !ev.metaKey) {
            ev.preventDefault();
            act();
        }
    }

    turn(year) {
        if (year) {
            this.refocus = true;
            this.props.onTurn(year);
        }
    }

    /** The nearest meeting on the next ring out (-1) or in (1) that has one. */
    acrossRings(event, step) {
        const codes = this.props.wheel.rings.map((ring) => ring.code);
        for (let at = codes.indexOf(event.ring) + step; codes[at]; at += step) {
            const there = this.props.events.filter((other) => other.ring === codes[at]);
            if (there.length) {
                const far = (other) => Math.hypot(other.x - event.x, other.y - event.y);
                return there.reduce((best, other) => (far(other) < far(best) ? other : best));
            }
        }
        return event;
    }
}
