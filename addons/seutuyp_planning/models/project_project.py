# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from .seutuyp_calendar_template import SCOPES


class ProjectProject(models.Model):
    """Projects that carry the network's work know whose it is."""

    _name = "project.project"
    _inherit = ["project.project", "seutuyp.guard.mixin"]

    _guarded_fields = frozenset(
        {"seutuyp_scope", "seutuyp_group_id", "seutuyp_area_id", "seutuyp_region_ids"}
    )

    seutuyp_scope = fields.Selection(
        SCOPES, string="Level", index="btree_not_null", copy=False
    )
    seutuyp_group_id = fields.Many2one(
        "seutuyp.group", string="Group", ondelete="restrict", copy=False
    )
    seutuyp_area_id = fields.Many2one(
        "seutuyp.area", string="Area", ondelete="restrict", copy=False
    )
    seutuyp_region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_project_region_rel",
        "project_id",
        "region_id",
        string="Regions",
        copy=False,
    )

    # Two meetings that make their first decision at once share one project.
    _one_a_group = models.UniqueIndex(
        "(seutuyp_scope, COALESCE(seutuyp_group_id, 0), COALESCE(seutuyp_area_id, 0)) "
        "WHERE seutuyp_group_id IS NOT NULL "
        "OR seutuyp_scope IN ('area', 'national')",
        "The tasks of this group's meetings have their project already.",
    )

    @api.model
    def _seutuyp_project(self, scope, name, group=None, area=None, regions=None):
        """Return the project of a group's, an area's or the nation's decisions.

        :param str scope: ``region``, ``area`` or ``national``
        :param str name: for a new one
        :return: superuser record
        """
        projects = self.sudo().with_context(active_test=False)
        domain = [
            ("seutuyp_scope", "=", scope),
            ("seutuyp_group_id", "=", group.id if group else False),
            ("seutuyp_area_id", "=", area.id if area else False),
            ("plan_ids", "=", False),
        ]
        if not group and scope == "region":
            domain += [("seutuyp_region_ids", "in", regions.ids)]
        found = projects.search(domain, limit=1)
        return found or projects._create_guarded(
            {
                "name": name,
                "seutuyp_scope": scope,
                "seutuyp_group_id": group.id if group else False,
                "seutuyp_area_id": area.id if area else False,
                "seutuyp_region_ids": [
                    fields.Command.set((regions or []) and regions.ids)
                ],
                "privacy_visibility": "followers",
                "user_id": False,
            }
        )
