# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import datetime
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from odoo import api, models


class Look(NamedTuple):
    """What the duties of many regions go by when somebody looks at them.

    Read once for all duties and regions, and gone with the call that made it.

    :param today: the day in Finland
    :param roles: see ``seutuyp.region._viewer_roles``
    :param window: function of an action's XML id that returns the action; whoever
        changes it makes a copy
    """

    today: datetime.date
    roles: dict
    window: Callable


class SeutuypRegion(models.Model):
    """Who looks at the duties of regions, and what he is in each."""

    _inherit = "seutuyp.region"

    def _duties(self, roles=None):
        """Tell how each region stands, one entry a duty.

        Addons add their own to :meth:`_duties_for`.

        :param dict roles: what :meth:`_viewer_roles` returned, where it is known
        :return: ``{region_id: [{"code", "label", "light", "reason", "action",
            "action_label"}]}``; ``light`` is grey (not yet needed), green, amber
            (soon) or red (late); ``action`` is an action dictionary or False
        """
        return self._duties_for(
            Look(
                today=self.env["seutuyp.dated.mixin"]._today(),
                roles=self._viewer_roles() if roles is None else roles,
                window=cache(self.env["ir.actions.actions"]._for_xml_id),
            )
        )

    def _open_to_user(self):
        """Return those regions whose inner work the current user may read.

        Agreements, groups and meetings belong to a region; its licence is public.
        """
        if self.env.su or self._reads_nation():
            return self
        return self._with_user_in("user_ids")

    @api.model
    def _reads_nation(self):
        user = self.env.user
        return user.has_group("seutuyp_network.group_reviewer") or user.has_group(
            "seutuyp_network.group_manager"
        )

    def _with_user_in(self, path):
        """Return those of ``self`` whose ``path`` of users holds the current one."""
        if not self.ids:
            return self.browse()
        return self.with_context(active_test=False).search(
            [("id", "in", self.ids), (path, "in", self.env.uid)]
        )

    def _viewer_roles(self):
        """Return {region id: role}: what the current user is in each region.

        ``editor``, ``area`` (contact), ``reviewer`` or ``reader``, the nearest first.
        """
        roles = dict.fromkeys(self._open_to_user().ids, "reader")
        if self.env.user.has_group("seutuyp_network.group_reviewer"):
            roles.update(dict.fromkeys(self.ids, "reviewer"))
        contact = self._with_user_in("area_id.contact_id.user_ids")
        roles.update(dict.fromkeys(contact.ids, "area"))
        roles.update(dict.fromkeys(self._with_user_in("editor_user_ids").ids, "editor"))
        return roles
