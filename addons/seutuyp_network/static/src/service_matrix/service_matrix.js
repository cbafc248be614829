// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { CoverageMark } from "./coverage_mark";
import { OfferMark } from "./offer_mark";

const STEPS = {
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
};

/** A region's services down, its organisations across; edited where it stands. */
export class ServiceMatrix extends Component {
    static template = "seutuyp_network.ServiceMatrix";
    static components = { CoverageMark, Layout, OfferMark };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.table = useRef("table");
        this.keepLast = new KeepLast();
        const { context } = this.props.action;
        this.state = useState({
            matrix: null,
            regionId: context.active_id || false,
            segmentId: false,
            onlyProblems: false,
            ...this.props.state,
        });
        useSetupAction({
            getLocalState: () => ({
                regionId: this.state.regionId,
                segmentId: this.state.segmentId,
                onlyProblems: this.state.onlyProblems,
            }),
        });
        onWillStart(() => this.load());
    }

    async load() {
        const ids = this.state.regionId ? [this.state.regionId] : [];
        const matrix = await this.keepLast.add(
            this.orm.call("seutuyp.region", "service_matrix", [ids], {
                segment_id: this.state.segmentId,
            })
        );
        this.state.regionId = matrix.region.id;
        this.state.matrix = matrix;
    }

    get matrix() {
        return this.state.matrix;
    }

    /** Categories with the services to show; those without any are left out. */
    get categories() {
        return this.matrix.categories
            .map((category) => ({
                ...category,
                services: category.services.filter(
                    (service) =>
                        !this.state.onlyProblems || ["gap", "overlap"].includes(service.status)
                ),
            }))
            .filter((category) => category.services.length);
    }

    organisationsOf(service) {
        return this.matrix.organisations.filter((item) => service.cells[item.id]);
    }

    onRegion(ev) {
        this.state.regionId = Number(ev.target.value);
        return this.load();
    }

    onSegment(ev) {
        this.state.segmentId = Number(ev.target.value) || false;
        return this.load();
    }

    /** Rows of the categories above, so that arrow keys cross from one to the next. */
    rowOffset(category) {
        let rows = 0;
        for (const other of this.categories) {
            if (other.id === category.id) {
                break;
            }
            rows += other.services.length;
        }
        return rows;
    }

    cellNote(cell) {
        return [
            cell.responsible,
            cell.segments.join(", "),
            cell.stale && _t("Not confirmed for seven months"),
        ]
            .filter(Boolean)
            .join(" · ");
    }

    /** What a cell says to somebody who does not see it. */
    cellLabel(service, organisation) {
        const cell = service.cells[organisation.id];
        const names = { service: service.name, organisation: organisation.name };
        if (!cell) {
            return _t("%(service)s, %(organisation)s: not offered. Add it.", names);
        }
        return cell.is_lead
            ? _t("%(service)s, %(organisation)s: lead provider. Open it.", names)
            : _t("%(service)s, %(organisation)s: offered. Open it.", names);
    }

    onCell(service, organisation) {
        const cell = service.cells[organisation.id];
        this.openOffer(cell?.id || false, {
            default_service_id: service.id,
            default_partner_id: organisation.id,
            default_is_lead: !this.organisationsOf(service).length,
        });
    }

    onAdd(service) {
        this.openOffer(false, {
            default_service_id: service.id,
            default_partner_id: this.matrix.own_organisation,
        });
    }

    openOffer(resId, context) {
        this.dialog.add(FormViewDialog, {
            resModel: "seutuyp.service.offer",
            resId,
            title: resId ? _t("Service offered") : _t("Add a service"),
            context: { default_region_id: this.state.regionId, ...context },
            canExpand: false,
            onRecordSaved: () => this.load(),
            removeRecord: resId ? () => this.endOffer(resId) : undefined,
        });
    }

    async endOffer(id) {
        await this.orm.call("seutuyp.service.offer", "action_end", [[id]]);
        await this.load();
        this.notification.add(_t("The service is no longer offered by the organisation."), {
            type: "info",
            sticky: true,
            buttons: [{ name: _t("Undo"), primary: true, onClick: () => this.resumeOffer(id) }],
        });
    }

    async resumeOffer(id) {
        await this.orm.call("seutuyp.service.offer", "action_resume", [[id]]);
        await this.load();
    }

    /** Arrow keys move between the cells, as in a spreadsheet. */
    onKeydown(ev) {
        const step = STEPS[ev.key];
        const cell = ev.target.closest("[data-row]");
        if (!step || !cell) {
            return;
        }
        const row = Number(cell.dataset.row) + step[0];
        const column = Number(cell.dataset.column) + step[1];
        const next = this.table.el.querySelector(
            `[data-row="${row}"][data-column="${column}"] button`
        );
        if (next) {
            ev.preventDefault();
            next.focus();
        }
    }

    openRegion() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "seutuyp.region",
            res_id: this.state.regionId,
            views: [[false, "form"]],
        });
    }

    openComparison() {
        return this.action.doAction("seutuyp_network.seutuyp_service_comparison_action");
    }

    openPublicPage() {
        return this.doRegionAction("action_open_help_page");
    }

    async doRegionAction(name, ...args) {
        const action = await this.orm.call("seutuyp.region", name, [
            [this.state.regionId],
            ...args,
        ]);
        return this.action.doAction(action);
    }

    print(kind) {
        return this.doRegionAction("action_print_matrix", kind, this.state.segmentId);
    }
}

registry.category("actions").add("seutuyp_service_matrix", ServiceMatrix);
