// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";

/** A dot for an offer, a star for the lead provider. */
export class OfferMark extends Component {
    static template = "seutuyp_network.OfferMark";
    static props = { isLead: Boolean };
}
