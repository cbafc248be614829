# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter
from datetime import timedelta

from odoo import fields, models

WAIT = timedelta(days=7)
KINDS = ("steering", "working")


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    company_need_ids = fields.One2many(
        "seutuyp.company.need", "agenda_item_id", readonly=True, copy=False
    )
    is_company_needs = fields.Boolean(
        string="Needs nobody has taken", readonly=True, copy=False
    )

    _company_needs_once = models.UniqueIndex(
        "(event_id) WHERE is_company_needs AND event_id IS NOT NULL",
        "The companies' needs are on the agenda already. Reload the page.",
    )


class CalendarEvent(models.Model):
    """Needs that nobody has taken in a week come up at the next meeting (§3)."""

    _inherit = "calendar.event"

    def _prepare_agenda(self):
        result = super()._prepare_agenda()
        self.sudo()._bring_company_needs()
        return result

    def _bring_company_needs(self):
        """Put one matter onto each agenda that counts the needs, without companies."""
        events = self.filtered(lambda event: event.seutuyp_group_id.kind in KINDS)
        if not events:
            return
        today = self.env["seutuyp.dated.mixin"]._today()
        waiting = self.env["seutuyp.company.need"].search(
            [
                ("region_id", "in", events.seutuyp_group_id.region_ids.ids),
                ("state", "=", "open"),
                ("date", "<=", today - WAIT),
                ("agenda_item_id", "=", False),
            ],
            order="id",
        )
        for event in events.sorted("start"):
            regions = event.seutuyp_group_id.region_ids
            needs = waiting.filtered(lambda need, own=regions: need.region_id in own)
            if needs:
                event._bring_needs(needs)
                waiting -= needs

    def _bring_needs(self, needs):
        """Add needs to this meeting's matter about them, made when it is missing."""
        self.ensure_one()
        item = self.agenda_item_ids.filtered("is_company_needs")
        if not item:
            item = self.env["seutuyp.agenda.item"].create(
                {
                    "event_id": self.id,
                    "name": "-",
                    "sequence": 40,
                    "is_company_needs": True,
                }
            )
        needs._guarded().write({"agenda_item_id": item.id})
        words = item.with_context(lang=self._organizer().lang)
        item.note = words._company_needs_note()
        item._name_in_all_languages(
            lambda row: row.env._("Companies’ needs that nobody has taken")
        )


class SeutuypAgendaItemNote(models.Model):
    _inherit = "seutuyp.agenda.item"

    def _company_needs_note(self):
        """Return how many needs of which service, and what is asked of the meeting."""
        self.ensure_one()
        counts = Counter(
            (need.service_id, need.segment_id) for need in self.company_need_ids
        )
        lines = [
            self.env._(
                "%(service)s, %(segment)s: %(count)s",
                service=service.with_env(self.env).name,
                segment=segment.with_env(self.env).name,
                count=count,
            )
            for (service, segment), count in counts.items()
        ]
        return "\n".join([self.env._("Agree who takes them:"), *lines])


class SeutuypReferral(models.Model):
    """A need that went on as a referral is done when the referral is."""

    _inherit = "seutuyp.referral"

    need_ids = fields.One2many("seutuyp.company.need", "referral_id")

    def _transition(self, name, reason=None, values=None, partner=None):
        result = super()._transition(name, reason, values, partner)
        if name == "close":
            passed = self.sudo().need_ids.filtered(lambda need: need.state == "passed")
            passed._guarded().write({"state": "done"})
        return result
