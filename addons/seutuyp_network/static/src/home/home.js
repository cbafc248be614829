// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { HomeOverview } from "./home_overview";
import { HomeRegionCard } from "./home_region_card";
import { HomeTask } from "./home_task";

/** The home screen: what to do first, my region, all regions by area. */
export class SeutuypHome extends Component {
    static template = "seutuyp_network.Home";
    static components = { HomeOverview, HomeRegionCard, HomeTask, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ home: null });
        this.overview = useState({ text: "", only: "", toggled: {}, ...this.props.state });
        useSetupAction({ getLocalState: () => ({ ...this.overview }) });
        useExternalListener(document, "visibilitychange", () => this.onVisibilityChange());
        onWillStart(() => this.load(this.orm));
    }

    async load(orm) {
        this.state.home = await this.keepLast.add(orm.call("seutuyp.home", "get_home", []));
    }

    /** Whoever comes back from signing in another tab finds the present state. */
    onVisibilityChange() {
        if (document.visibilityState === "visible") {
            this.load(this.orm.silent);
        }
    }

    get first() {
        return this.state.home.waiting[0];
    }

    get others() {
        return this.state.home.waiting.slice(1);
    }

    get nothingNote() {
        return _t(
            "When something needs your signature, answer or decision, it stands here and you get a mail."
        );
    }

    get regionNote() {
        return _t(
            "Your region will stand here, with one light for each of its duties. You belong to a region when your organisation is a party to its agreement or you are a member of one of its groups. The region's coordinator adds you."
        );
    }

    get regionsHeading() {
        return this.state.home.my_regions.length > 1 ? _t("My regions") : _t("My region");
    }

    get showsTeaching() {
        const { my_regions: regions, roles } = this.state.home;
        return !regions.length && roles.length === 1 && roles[0] === "user";
    }
}

registry.category("actions").add("seutuyp_home", SeutuypHome);
