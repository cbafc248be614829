# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL


class SeutuypIndicatorChoice(models.Model):
    """What is exceptional in the newest period goes to the steering group, once."""

    _inherit = "seutuyp.indicator.choice"

    exception_ids = fields.One2many(
        "seutuyp.indicator.exception",
        "choice_id",
        string="Exceptional changes",
        readonly=True,
    )

    has_new_exception = fields.Boolean(compute="_compute_has_new_exception")

    @api.depends("exception_ids", "rebase_ids.date")
    @api.depends_context("uid")
    def _compute_has_new_exception(self):
        for choice, found in self._series().items():
            choice.has_new_exception = bool(
                choice._new_exceptions(found, choice.sudo().exception_ids)
            )

    # -------------------------------------------------------------------- buttons
    def action_propose_exceptions(self):
        """Propose what is exceptional in the newest period to the next agenda.

        :raise AccessError: the user does not choose what the region follows
        :raise UserError: there is no steering group, or nothing new
        """
        self.check_access("write")
        self._check_steering_group()
        if not self._propose():
            raise UserError(
                self.env._(
                    "Nothing new to propose: in the newest confirmed period nothing is "
                    "exceptional, or it has been proposed or withdrawn already."
                )
            )
        return True

    @api.model
    def _cron_exceptions(self):
        """Propose every night what is newly exceptional; run twice, nothing twice."""
        choices = self.search([("region_id.active", "=", True)])
        choices.filtered(lambda choice: choice.sudo()._steering_group())._propose()

    def _check_steering_group(self):
        for choice in self:
            if not choice.sudo()._steering_group():
                raise UserError(
                    self.env._(
                        "%(region)s has no steering group. Form it first, then there "
                        "is an agenda to propose to.",
                        region=choice.region_id.name,
                    )
                )

    def _steering_group(self):
        """Return the steering group of the region, or none."""
        groups = self.region_id.group_ids
        return groups.filtered(lambda group: group.kind == "steering")[:1]

    def _lock_trend(self):
        """Let two who propose or withdraw come one after the other.

        The rows are changed, see ``_lock`` of the workflow.
        """
        if self.ids:
            self.flush_recordset()
            self.env.cr.execute(
                SQL(
                    "UPDATE seutuyp_indicator_choice SET write_date = write_date "
                    "WHERE id IN %s",
                    tuple(sorted(self.ids)),
                )
            )

    # ------------------------------------------------------------------ exceptions
    def _propose(self):
        """Note what is newly exceptional and put it on the agendas.

        :return: the new exceptions
        """
        self._lock_trend()
        exceptions = self.env["seutuyp.indicator.exception"].sudo()
        known = exceptions.search([("choice_id", "in", self.ids)]).grouped("choice_id")
        vals_list = [
            vals
            for choice, found in self.sudo()._series().items()
            for vals in choice._new_exceptions(found, known.get(choice, exceptions))
        ]
        created = exceptions._create_guarded(vals_list)
        created._to_agenda()
        return created

    def _new_exceptions(self, found, known):
        """Return values of what is exceptional in the newest periods and not known.

        :param found: series of this choice, see :meth:`_series`
        :param known: its ``seutuyp.indicator.exception`` so far
        """
        return [
            self._prepare_exception(series, signal)
            for series in found
            for signal in series.chart.newest()
            if not self._is_known(known, series, signal)
        ]

    def _is_known(self, known, series, signal):
        """Return whether this change was noticed before: a run that goes on is one."""
        start = series.rows[signal.first].date_from
        return any(
            row.segment_id == series.segment
            and row.code == signal.code
            and row.direction == signal.direction
            and row.date_to >= start
            for row in known
        )

    def _prepare_exception(self, series, signal):
        return {
            "choice_id": self.id,
            "segment_id": series.segment.id,
            "code": signal.code,
            "direction": signal.direction,
            "date_from": series.rows[signal.first].date_from,
            "date_to": series.rows[signal.last].date_to,
        }

    # -------------------------------------------------------------------- matters
    def _open_matters(self):
        """Return {choice: its matter that still waits to be handled}, as superuser."""
        items = self.env["seutuyp.agenda.item"].sudo()
        found = items.search(
            [("indicator_choice_id", "in", self.ids), ("handled", "=", False)]
        )
        return {item.indicator_choice_id: item for item in found if not item._is_past()}

    def _create_matters(self):
        """Put one matter a choice on the group's next agenda, or into its backlog.

        The matter names the indicator, not its values: an agenda has more readers than
        they may have.

        :return: {choice: matter}
        """
        groups = {choice: choice._steering_group() for choice in self}
        meetings = self.env["seutuyp.group"].union(*groups.values())._next_meetings()
        items = self.env["seutuyp.agenda.item"].sudo()
        for choice, group in groups.items():
            coming = meetings.get(group.id, self.env["calendar.event"])
            event = coming.filtered(lambda row: row.minutes_state == "draft")[:1]
            lang = choice.region_id.coordinator_id.lang
            items |= items.with_context(lang=lang or self.env.lang).create(
                choice._prepare_matter(group, event)
            )
        items._name_in_all_languages(lambda item: item._exception_name())
        return {item.indicator_choice_id: item for item in items}

    def _prepare_matter(self, group, event):
        return {
            "group_id": group.id,
            "event_id": event.id,
            "name": self.indicator_id.name,
            "sequence": 28,
            "indicator_choice_id": self.id,
            "document_ids": [
                Command.create({"resource": f"seutuyp.indicator.choice,{self.id}"})
            ],
        }


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    indicator_choice_id = fields.Many2one(
        "seutuyp.indicator.choice",
        string="Indicator",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        readonly=True,
    )
    indicator_exception_ids = fields.One2many(
        "seutuyp.indicator.exception", "agenda_item_id", readonly=True
    )

    def _exception_name(self):
        """Return the matter in the language of the context."""
        choice = self.indicator_choice_id
        return self.env._(
            "Exceptional change: %(indicator)s, %(region)s",
            indicator=choice.indicator_id.name,
            region=choice.region_id.name,
        )

    def _is_past(self):
        """Return whether the matter has been handled, or its meeting has ended."""
        self.ensure_one()
        if self.handled:
            return True
        event = self.event_id
        return bool(event) and (
            event.minutes_state != "draft" or event.meeting_state == "held"
        )

    def _take_comments(self, emptied=False):
        """Let the coordinator's comments stand on the agenda, the newest period first.

        :param bool emptied: also when there are none left; otherwise what somebody
            wrote on the agenda stays
        """
        for item in self:
            comments = [*filter(None, item.indicator_exception_ids.mapped("comment"))]
            if comments or emptied:
                item.note = "\n\n".join(comments) or False


class SeutuypAgendaDocument(models.Model):
    _inherit = "seutuyp.agenda.document"

    @api.model
    def _resource_models(self):
        return [
            *super()._resource_models(),
            ("seutuyp.indicator.choice", self.env._("Indicator that a region follows")),
        ]

    def action_open(self):
        action = super().action_open()
        if self.resource and self.resource._name == "seutuyp.indicator.choice":
            return self.resource.action_open_chain()
        return action
