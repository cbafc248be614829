# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

TIMEZONE = "Europe/Helsinki"


class SeutuypDatedMixin(models.AbstractModel):
    """Records that hold for a time: areas, actor types, memberships.

    An empty start or end means that there is none. Both days are included.
    """

    _name = "seutuyp.dated.mixin"
    _description = "Valid for a time"

    date_from = fields.Date(
        string="From", help="First day this holds. Empty: always has."
    )
    date_to = fields.Date(
        string="Until", help="Last day this holds. Empty: until further notice."
    )
    is_current = fields.Boolean(
        string="Holds today",
        compute="_compute_is_current",
        search="_search_is_current",
    )

    @api.depends("date_from", "date_to")
    @api.depends_context("tz")
    def _compute_is_current(self):
        today = self._today()
        for record in self:
            record.is_current = record._holds_on(today)

    @api.model
    def _search_is_current(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._domain_on(self._today())
        wanted = (operator == "in") == (True in value)
        return domain if wanted else ~domain

    @api.constrains("date_from", "date_to")
    def _check_date_order(self):
        for record in self:
            if (
                record.date_from
                and record.date_to
                and record.date_to < record.date_from
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s ends on %(end)s, before it starts on %(start)s. "
                        "Correct one of the dates.",
                        name=record.display_name or "",
                        start=record.date_from,
                        end=record.date_to,
                    )
                )

    @api.model
    def _today(self):
        """Return today's date in Finland, whatever the user's or server's zone."""
        return fields.Date.context_today(self.with_context(tz=TIMEZONE))

    @api.model
    def _domain_on(self, date):
        """Return the domain of the records that hold on ``date``."""
        return (Domain("date_from", "=", False) | Domain("date_from", "<=", date)) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", date)
        )

    def _holds_on(self, date):
        self.ensure_one()
        return (not self.date_from or self.date_from <= date) and (
            not self.date_to or self.date_to >= date
        )

    def _on(self, date):
        """Return those of ``self`` that hold on ``date``."""
        current = self.filtered(lambda record: record._holds_on(date))
        return current.with_prefetch(self._prefetch_ids)

    def _overlaps(self, other):
        """Tell whether two records hold on a common day."""
        self.ensure_one()
        return (
            not self.date_to or not other.date_from or other.date_from <= self.date_to
        ) and (
            not other.date_to or not self.date_from or self.date_from <= other.date_to
        )
