# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib
import secrets
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ..tools import invitation as icalendar

TARGETS = {"group": "group_id", "region": "region_id", "area": "area_id"}
SHOWN = ("invited", "held", "cancelled")
PAST = timedelta(days=90)
KEPT_MONTHS = 12
MOST = 2000


class SeutuypCalendarFeed(models.Model):
    """An address that a calendar program subscribes to, for one person.

    It shows what its person may read at the time it is read: whoever loses a right
    loses it here as well. The address itself is shown once and kept as a hash.
    """

    _name = "seutuyp.calendar.feed"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Calendar feed"
    _order = "id desc"

    _guarded_fields = frozenset({"user_id", "token_hash", "active"})

    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="cascade",
        index=True,
    )
    kind = fields.Selection(
        [
            ("me", "My meetings"),
            ("group", "A group"),
            ("region", "A region"),
            ("area", "An area"),
        ],
        string="Shows",
        required=True,
        default="me",
    )
    group_id = fields.Many2one("seutuyp.group", ondelete="cascade")
    region_id = fields.Many2one("seutuyp.region", ondelete="cascade")
    area_id = fields.Many2one("seutuyp.area", ondelete="cascade")
    token_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")
    has_link = fields.Boolean(compute="_compute_has_link", compute_sudo=True)
    active = fields.Boolean(default=True, readonly=True)

    _hash_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL")

    @api.depends("token_hash")
    def _compute_has_link(self):
        for feed in self:
            feed.has_link = bool(feed.token_hash)

    @api.depends("kind", "group_id", "region_id", "area_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for feed in self:
            target = feed[TARGETS[feed.kind]] if feed.kind in TARGETS else None
            feed.display_name = target.name if target else self.env._("My meetings")

    @api.constrains("kind", "group_id", "region_id", "area_id")
    def _check_target(self):
        for feed in self:
            for kind, name in TARGETS.items():
                if bool(feed[name]) != (feed.kind == kind):
                    raise ValidationError(
                        self.env._(
                            "Choose the group, the region or the area that the feed "
                            "shows, and nothing else."
                        )
                    )

    # -------------------------------------------------------------------- buttons
    def action_make_link(self):
        """Make the address, void an earlier one, and show it this one time."""
        self.ensure_one()
        self.check_access("write")
        if not self.active:
            raise UserError(self.env._("This feed is revoked. Make a new one."))
        text = secrets.token_urlsafe(32)
        self.sudo()._guarded().write({"token_hash": self._hash(text)})
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        link = self.env["seutuyp.calendar.feed.link"].create(
            {"url": f"{base}/seutuyp/calendar/{text}.ics"}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Address of the calendar"),
            "res_model": link._name,
            "res_id": link.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_revoke(self):
        """Make the address void for good."""
        self.check_access("write")
        self.sudo()._guarded().write({"active": False})
        return True

    # -------------------------------------------------------------------- reading
    @api.model
    def _hash(self, text):
        return hashlib.sha256((text or "").encode()).hexdigest()

    @api.model
    def _find(self, text):
        """Return (feed of superuser or empty, problem) for the token of an address.

        :return: problem is None, ``wrong`` or ``revoked``
        """
        feeds = self.sudo().with_context(active_test=False)
        feed = feeds.search([("token_hash", "=", self._hash(text))], limit=1)
        if not feed:
            return feed, "wrong"
        if not feed.active or not feed.user_id.active:
            return feed, "revoked"
        return feed, None

    def _events(self):
        """Return the meetings as the feed's person may read them now."""
        self.ensure_one()
        user = self.user_id
        domain = Domain("meeting_state", "in", SHOWN) & Domain(
            "start", ">=", fields.Datetime.now() - PAST
        )
        if self.kind == "me":
            domain &= Domain("partner_ids", "in", user.partner_id.ids)
        elif self.kind == "group":
            domain &= Domain("seutuyp_group_id", "=", self.group_id.id)
        else:
            area = self.area_id or self.region_id.area_id
            wide = Domain("seutuyp_scope", "=", "national") | (
                Domain("seutuyp_scope", "=", "area")
                & Domain("seutuyp_area_id", "=", area.id)
            )
            if self.kind == "region":
                wide |= Domain("seutuyp_region_ids", "in", self.region_id.ids)
            domain &= wide
        events = self.env["calendar.event"].with_user(user).sudo(False)
        if not events.has_access("read"):
            return events  # nobody of the staff any more
        return events.search(domain, order="start", limit=MOST)

    def _calendar_text(self):
        """Return the feed as iCalendar text; the same content gives the same bytes."""
        self.ensure_one()
        feed = self.with_context(lang=self.user_id.lang)
        gateway = self.env["seutuyp.invitation"]._gateway_address()
        meetings = [
            feed._prepare_meeting(event, gateway)
            for event in feed._events()
            if event.ics_uid
        ]
        return icalendar.feed(feed.display_name, meetings)

    def _prepare_meeting(self, event, gateway):
        """Return a meeting as the feed shows it: no people, no minutes.

        :param str gateway: address that answers by mail come back to
        """
        name = event._name_in(self.env.lang)
        cancelled = event.meeting_state == "cancelled"
        if cancelled:  # Outlook overlooks the status in a calendar it subscribes to
            name = self.env._("Cancelled: %(meeting)s", meeting=name)
        return icalendar.Meeting(
            uid=event.ics_uid,
            sequence=event.ics_sequence,
            name=name,
            start=event.start,
            stop=event.stop,
            stamp=event.write_date.replace(microsecond=0),
            # What is published names its organizer (RFC 5546).
            organizer=icalendar.Person(event._organizer().name or "", gateway),
            description=html2plaintext(event.description or "").strip(),
            location=event.location or "",
            video=event.videocall_location or "",
            cancelled=cancelled,
            allday=event.allday,
            free=event.show_as == "free",
        )

    # ------------------------------------------------------------------ retention
    @api.model
    def _domain_old(self):
        """Return the domain of feeds whose address has been void for a year.

        Until then the address says that it was revoked; later it is only unknown.
        """
        limit = fields.Datetime.now() - relativedelta(months=KEPT_MONTHS)
        revoked = Domain("active", "=", False) & Domain("write_date", "<", limit)
        # Whoever comes back after a year makes a new one.
        left = Domain("user_id.active", "=", False)
        left &= Domain("user_id.write_date", "<", limit)
        return revoked | left

    @api.autovacuum
    def _gc_old(self):
        """Forget feeds that nobody can read any more: each names a person."""
        feeds = self.sudo().with_context(active_test=False)
        feeds.search(self._domain_old(), limit=1000).unlink()
