# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Licences at risk: the region answers or puts it right, the reviewer decides."""

    _inherit = "seutuyp.home"

    @api.model
    def _reviews(self):
        return self.env.user.has_group("seutuyp_network.group_reviewer")

    @api.model
    def _licences_at_risk(self):
        domain = [("at_risk", "=", True), ("state", "in", ("active", "suspended"))]
        if not self._reviews():
            domain.append(("region_id.editor_user_ids", "in", self.env.uid))
        return self.env["seutuyp.licence"].search(domain)

    @api.model
    def _waiting_licences(self):
        """List licences at risk that wait for this user, and those to restore."""
        items = []
        for licence in self._licences_at_risk():
            case = licence.case_id
            if self._reviews():
                if not case or case.heard:
                    items.append(self._licence_to_decide(licence, case))
            elif not case or not case.answer or not case.heard:
                items.append(self._licence_to_answer(licence, case))
        return items + self._licences_to_restore() + self._conditions_to_meet()

    @api.model
    def _licence_to_decide(self, licence, case):
        name = {"region": licence.region_id.name}
        if case and case.answer:
            text = self.env._(
                "%(region)s has answered about its licence at risk: decide.", **name
            )
        elif case:
            text = self.env._(
                "The licence of %(region)s is at risk, and the deadline has passed: "
                "decide.",
                **name,
            )
        else:
            text = self.env._(
                "The licence of %(region)s is at risk: a criterion does not hold.",
                **name,
            )
        return self._item(
            "licence",
            text,
            case or licence,
            self.env._("Decide on the licence")
            if case
            else self.env._("Open the licence"),
            due=licence.deadline or None,
            detail=case.broken_text,
        )

    @api.model
    def _licence_to_answer(self, licence, case):
        return self._item(
            "licence",
            self.env._(
                "The licence of %(region)s is at risk: a criterion does not hold.",
                region=licence.region_id.name,
            ),
            case or licence,
            self.env._("Put it right or answer")
            if case
            else self.env._("Open the licence"),
            due=licence.deadline or None,
            detail=case.broken_text,
        )

    @api.model
    def _licences_to_restore(self):
        if not self._reviews():
            return []
        cases = self.env["seutuyp.licence.case"].search(
            [("state", "in", ("conditional", "suspended")), ("holds_again", "=", True)]
        )
        return [
            self._item(
                "licence",
                self.env._(
                    "All criteria of %(region)s hold again: restore the licence.",
                    region=case.region_id.name,
                ),
                case,
                self.env._("Restore the licence"),
            )
            for case in cases
        ]

    @api.model
    def _conditions_to_meet(self):
        """List the conditions that the user's own regions have to meet."""
        cases = self.env["seutuyp.licence.case"].search(
            [
                ("state", "=", "conditional"),
                ("holds_again", "=", False),
                ("region_id.editor_user_ids", "in", self.env.uid),
            ]
        )
        items = []
        for case in cases:
            lines = case.line_ids.filtered(lambda line: line.state == "conditional")
            text = self.env._(
                "Meet the condition of the licence: %(region)s.",
                region=case.region_id.name,
            )
            items.append(
                self._item(
                    "licence",
                    text,
                    case,
                    self.env._("Open the case"),
                    due=case.condition_date or None,
                    detail="\n".join(filter(None, lines.mapped("condition"))),
                )
            )
        return items

    @api.model
    def _following_licences(self):
        """List licences at risk that wait for others."""
        items = []
        for licence in self._licences_at_risk():
            case = licence.case_id
            if not case:
                continue
            name = {"region": licence.region_id.name}
            if self._reviews() and not case.heard:
                text = self.env._(
                    "The licence of %(region)s is at risk; the region is being heard.",
                    **name,
                )
            elif not self._reviews() and case.answer and case.heard:
                text = self.env._(
                    "The ministry decides on the licence of %(region)s.", **name
                )
            else:
                continue
            label = self.env._("Open the case")
            items.append(
                self._item("licence", text, case, label, due=licence.deadline or None)
            )
        return items
