# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from datetime import timedelta

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.masking import where

_logger = logging.getLogger(__name__)


class SeutuypHandover(models.Model):
    """What changes on the day, once, however late the job comes."""

    _inherit = "seutuyp.handover"

    @api.model
    def _cron_apply(self):
        """Let the dates of confirmed handovers take effect.

        One transaction a handover: after a stop it goes on with the next.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        due = self.search([("state", "=", "under_way"), ("date_last", "<", today)])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for handover in due:
            if handover.try_lock_for_update():
                try:
                    with self.env.cr.savepoint():
                        handover._apply(today)
                except (AccessError, UserError) as error:
                    self.env.invalidate_all()
                    _logger.warning("Handover %s waits: %s", handover.id, where(error))
            if not cron._commit_progress(1):
                return

    def _apply(self, today):
        """Change hands as far as the dates allow on ``today``; again is harmless."""
        for handover in self.filtered(lambda item: item.state == "under_way"):
            agreements = handover._agreements()
            if not handover.left_on and handover.date_last < today:
                handover._leave()
                handover._guarded().left_on = handover.date_last
            starts = handover.person_to_id and handover.date_first <= today
            if handover.left_on and starts:
                handover._begin()
                handover._guarded().started_on = handover.date_first
            if handover.left_on and (starts or not handover.person_to_id):
                handover._transition("finish")
            agreements._recheck_licences()

    def _agreements(self):
        return self.region_ids.agreement_id

    # --------------------------------------------------------------------- leaving
    def _leave(self):
        leaver = self.person_from_id
        if not leaver:
            return
        if self.kind == "chair":
            self._end_seats(self.group_id, "chair")
        elif self._holder() == leaver:
            self._name_holder(self.env["res.partner"])
        if self.kind == "coordinator":
            self._end_seats(self._steering_groups(), "secretary")
            self._revoke_links()
        if not (self.person_to_id and self.date_first == self._day_after()):
            self._move_todos(self._stand_ins())

    def _day_after(self):
        return self.date_last + timedelta(days=1)

    def _name_holder(self, person):
        field = "coordinator_id" if self.kind == "coordinator" else "contact_id"
        self._place().write({field: person.id})

    def _steering_groups(self):
        """Return the groups whose secretary changes together with the coordinator."""
        leaver = self.person_from_id
        return self.region_id.group_ids.filtered(
            lambda group: (
                group.kind == "steering"
                and leaver not in (group.region_ids - self.region_id).coordinator_id
            )
        )

    def _end_seats(self, groups, role):
        seats = groups.member_ids._on(self.date_last)._with_role(role)
        seats.filtered(lambda seat: seat.partner_id == self.person_from_id).write(
            {"date_to": self.date_last}
        )

    def _revoke_links(self):
        """Void the links that the leaver got as the region's coordinator."""
        tokens = self.env["seutuyp.token"].search(
            [
                ("partner_id", "=", self.person_from_id.id),
                ("purpose", "in", ("brand", "offers")),
                ("revoked_on", "=", False),
            ]
        )
        for token in tokens:
            record = self.env[token.res_model].browse(token.res_id).exists()
            if record and self._regions_of(record) & self.region_ids:
                token._revoke(record, token.purpose, token.partner_id)

    # ------------------------------------------------------------------- beginning
    def _begin(self):
        if self.kind == "chair":
            self._take_seat(self.group_id, "chair")
        else:
            # Somebody else may have been named by hand in between: that stands.
            if self._holder() and self._holder() != self.person_from_id:
                return
            self._name_holder(self.person_to_id)
            self._open_menus()
        if self.kind == "coordinator":
            for group in self._steering_groups():
                if not group.member_ids._on(self.date_first)._with_role("secretary"):
                    self._take_seat(group, "secretary")
        self._move_todos(self._users(self.person_to_id))

    def _take_seat(self, group, role):
        """Give the successor the seat; an earlier seat in the group ends before it."""
        seats = group.member_ids.filtered(
            lambda seat: (
                seat.partner_id == self.person_to_id
                and (not seat.date_to or seat.date_to >= self.date_first)
            )
        )
        if seats.filtered(lambda seat: seat.role == role):
            return
        later = seats.filtered(
            lambda seat: seat.date_from and seat.date_from >= self.date_first
        )
        (seats - later).write({"date_to": self.date_first - timedelta(days=1)})
        later.unlink()
        group.write(
            {
                "member_ids": [
                    Command.create(
                        {
                            "partner_id": self.person_to_id.id,
                            "role": role,
                            "date_from": self.date_first,
                        }
                    )
                ]
            }
        )

    def _open_menus(self):
        """Give the successor's account the menus that the role needs."""
        xmlid = "group_coordinator" if self.kind == "coordinator" else "group_area"
        group = self.env.ref(f"seutuyp_network.{xmlid}")
        for user in self._users(self.person_to_id):
            if group not in user.all_group_ids:
                user.write({"group_ids": [Command.link(group.id)]})

    # ----------------------------------------------------------------------- to-dos
    @api.model
    def _users(self, people):
        return people.user_ids.filtered(lambda user: user.active and not user.share)

    def _stand_ins(self):
        """Return who looks after the to-dos while nobody holds the duty."""
        if self.kind == "coordinator":
            return self._users(self.region_id.substitute_id)
        if self.kind == "area":
            return self._users(self.area_id.deputy_id)
        members = self.group_id.member_ids._on(self._day_after())
        return self._users(members._with_role("vice_chair").partner_id)

    def _move_todos(self, users):
        """Put the leaver's open to-dos of these regions on the successor's list."""
        leavers = self.person_from_id.with_context(active_test=False).user_ids
        user = users[:1]
        if not leavers or not user:
            return
        activities = self.env["mail.activity"].search(
            [
                ("user_id", "in", leavers.ids),
                ("res_model", "in", self.env["seutuyp.home"]._activity_models()),
            ]
        )
        for model, items in activities.grouped("res_model").items():
            records = self.env[model].browse(items.mapped("res_id")).exists()
            own = {
                record.id
                for record in records
                if record == self._place()
                or (self.kind != "chair" and self._regions_of(record) & self.region_ids)
            }
            items.filtered(lambda item, own=own: item.res_id in own).with_context(
                mail_activity_quick_update=True
            ).write({"user_id": user.id})

    @api.model
    def _regions_of(self, record):
        if record._name == "seutuyp.region":
            return record
        for name in ("region_ids", "region_id"):
            if name in record._fields:
                return record[name]
        if "agreement_id" in record._fields:
            return record.agreement_id.region_ids
        return self.env["seutuyp.region"]
