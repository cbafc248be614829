// Copyright 2026 Seutuyp contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { GridAdd, GridText } from "./plan_cells";

/** What readers think of a goal, and what the coordinator answers. */
export class PlanComments extends Component {
    static template = "seutuyp_planning.PlanComments";
    static components = { GridAdd, GridText };
    static props = { goal: Object, grid: Object };

    setup() {
        this.edit = this.env.planEdit;
    }

    get labels() {
        const { goal } = this.props;
        return {
            region: _t("Comments on “%s”", goal.name),
            add: _t("Comment on “%s”", goal.name),
        };
    }

    author(comment) {
        return this.props.grid.partners[comment.author];
    }

    commentLabel(comment, isAnswer) {
        const author = this.author(comment);
        return isAnswer ? _t("Answer to %s", author) : _t("Comment by %s", author);
    }

    save(comment, name, text) {
        return this.edit.writeComment(comment.id, { [name]: text });
    }

    add(text) {
        return this.edit.addComment({ goal_id: this.props.goal.id, text });
    }
}
