# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class SeutuypIndicator(models.Model):
    """Choosing from the catalogue: one list, one button a row.

    For which region stands in the context as ``follow_region_id``; without it the
    user's only region is meant.
    """

    _inherit = "seutuyp.indicator"

    followed = fields.Selection(
        [("yes", "✓ Followed"), ("no", "Not followed")],
        string="In our region",
        compute="_compute_followed",
    )
    may_follow = fields.Boolean(compute="_compute_followed")
    may_edit = fields.Boolean(compute="_compute_may_edit")
    follower_count = fields.Integer(
        string="Regions following", compute="_compute_follower_count"
    )

    @api.model
    def _follow_region(self):
        """Return the region that is choosing, empty if that is not clear."""
        edited = self.env["seutuyp.region"]._user_edits()
        chosen = self.env.context.get("follow_region_id")
        if chosen:
            return edited.filtered(lambda region: region.id == chosen)
        return edited if len(edited) == 1 else edited.browse()

    @api.depends("choice_ids.active", "choice_ids.region_id")
    @api.depends_context("uid", "follow_region_id")
    def _compute_followed(self):
        region = self._follow_region()
        choices = self.env["seutuyp.indicator.choice"].search_fetch(
            [("region_id", "=", region.id)], ["indicator_id"]
        )
        followed = choices.indicator_id if region else self.browse()
        for indicator in self:
            indicator.followed = "yes" if indicator._origin in followed else "no"
            indicator.may_follow = bool(region)

    @api.depends("region_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for indicator in self:
            indicator.may_edit = not indicator._origin or indicator._may_change("write")

    @api.depends("choice_ids.active")
    def _compute_follower_count(self):
        counts = dict(
            self.env["seutuyp.indicator.choice"]._read_group(
                [("indicator_id", "in", self.ids)], ["indicator_id"], ["__count"]
            )
        )
        for indicator in self:
            indicator.follower_count = counts.get(indicator._origin, 0)

    def write(self, vals):
        result = super().write(vals)
        if "region_id" in vals and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    def _choices_of(self, region):
        return (
            self.env["seutuyp.indicator.choice"]
            .with_context(active_test=False)
            .search(
                [("region_id", "=", region.id), ("indicator_id", "in", self.ids)],
            )
        )

    def action_follow(self):
        """Let the region follow these indicators; what was followed before comes back.

        :return: True
        :raise UserError: it is not clear which region is meant
        :raise AccessError: the user does not coordinate the region
        """
        region = self._the_follow_region()
        choices = self._choices_of(region)
        choices.filtered(lambda row: not row.active).active = True
        choices |= choices.create(
            [
                {"region_id": region.id, "indicator_id": indicator.id}
                for indicator in self - choices.indicator_id
            ]
        )
        self.env["seutuyp.measurement"]._work_out(choices.indicator_id, region)
        return True

    def action_stop_following(self):
        """Let the region follow these no longer; targets and values are kept.

        :return: True
        """
        self._choices_of(self._the_follow_region()).active = False
        return True

    def action_choice(self):
        """Open how the region follows the indicator: target, collector, sharing."""
        self.ensure_one()
        choice = self._choices_of(self._the_follow_region())
        return {
            "type": "ir.actions.act_window",
            "name": choice.display_name,
            "res_model": "seutuyp.indicator.choice",
            "res_id": choice.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _the_follow_region(self):
        region = self._follow_region()
        if not region:
            raise UserError(
                self.env._(
                    "Which region is meant? Choose “Choose indicators” in the menu, "
                    "then the region."
                )
            )
        return region


class SeutuypIndicatorChoice(models.Model):
    _inherit = "seutuyp.indicator.choice"

    may_edit = fields.Boolean(compute="_compute_may_edit")
    unit = fields.Char(related="indicator_id.unit")
    frequency = fields.Selection(related="indicator_id.frequency")
    by_segment = fields.Boolean(related="indicator_id.by_segment")
    automatic = fields.Boolean(related="indicator_id.automatic")

    @api.depends("region_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for choice in self:
            choice.may_edit = not choice._origin or choice._may_change("write")

    def write(self, vals):
        result = super().write(vals)
        if "region_id" in vals and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    @api.constrains("region_id", "indicator_id")
    def _check_own(self):
        for choice in self:
            if choice.indicator_id.region_id not in (
                choice.region_id,
                self.env["seutuyp.region"],
            ):
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” is %(region)s’s own. Add one of your own.",
                        indicator=choice.indicator_id.name,
                        region=choice.indicator_id.region_id.name,
                    )
                )

    @api.onchange("target")
    def _onchange_target(self):
        if self.target:
            self.has_target = True

    def action_measurements(self):
        """Open the values of the indicator in the region."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "seutuyp.measurement",
            "views": [
                (False, view) for view in ("list", "kanban", "graph", "pivot", "form")
            ],
            "domain": [
                ("region_id", "=", self.region_id.id),
                ("indicator_id", "=", self.indicator_id.id),
            ],
            "context": {
                "default_region_id": self.region_id.id,
                "default_indicator_id": self.indicator_id.id,
            },
        }


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    def action_choose_indicators(self):
        """Open the catalogue in which the region chooses what it follows."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_reporting.seutuyp_indicator_action_choose"
        )
        return {
            **action,
            "display_name": self.env._("Indicators of %(region)s", region=self.name),
            "domain": [("region_id", "in", (False, self.id))],
            "context": {
                "follow_region_id": self.id,
                "default_region_id": self.id,
                "search_default_group_topic": 1,
            },
        }

    @api.model
    def action_choose_for_mine(self):
        """Open the catalogue for the user's region; of several, first the choice.

        :raise UserError: the user coordinates none
        """
        regions = self._user_edits()
        if not regions:
            raise UserError(
                self.env._("The coordinator of the region chooses what it follows.")
            )
        if len(regions) == 1:
            return regions.action_choose_indicators()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose the region first"),
            "res_model": "seutuyp.region",
            "views": [
                (
                    self.env.ref(
                        "seutuyp_reporting.seutuyp_region_view_list_choose"
                    ).id,
                    "list",
                ),
                (False, "form"),
            ],
            "domain": [("id", "in", regions.ids)],
        }
