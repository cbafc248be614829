# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools.misc import formatLang

NONE = "–"


class SeutuypOrganisationYear(models.Model):
    """The page: rows of what was given and got, a column a region and one in all.

    Screen and paper show the same parts.
    """

    _inherit = "seutuyp.organisation.year"

    def _parts(self):
        """Return what stands on the page.

        :return: a dict with ``regions`` (names of the columns), ``tables`` (title, note
            and rows, each a label and cells in words, one a region and the last in all)
            and ``results`` (how the regions themselves did)
        """
        self.ensure_one()
        returned = self._returned()
        gave, got = self._gave(), self._got(returned)
        ids = {id_ for _label, values, *_more in [*gave, *got] for id_ in values}
        regions = self._regions(ids)
        return {
            "regions": regions.mapped("name"),
            "tables": [
                {
                    "title": self.env._("What we gave"),
                    "rows": [self._row(regions, *line) for line in gave],
                },
                {
                    "title": self.env._("What we got"),
                    "rows": [self._row(regions, *line) for line in got],
                },
            ],
            "results": self._results(regions),
            "note": self._note(regions, returned),
        }

    def _regions(self, ids):
        """Return the regions of the page: where it is a party, or has figures."""
        regions = self.env["seutuyp.region"]
        own = regions.sudo().search([("partner_ids", "in", self.partner_id.ids)])
        return regions.search([("id", "in", list(ids | set(own.ids)))])

    # ------------------------------------------------------------------------ rows
    def _gave(self):
        """Return (label, {region id: number}, function that puts it into words)."""
        meetings = self._meetings()
        promised, confirmed = self._resources()
        return [
            (
                self.env._("Meetings our people attended"),
                {id_: line[0] for id_, line in meetings.items()},
            ),
            (
                self.env._("Attendances at them, counted by person"),
                {id_: line[1] for id_, line in meetings.items()},
            ),
            (
                self.env._("Working days promised to actions"),
                {id_: line[0] for id_, line in promised.items()},
                self._number,
            ),
            (
                self.env._("of which confirmed, days"),
                {id_: line[0] for id_, line in confirmed.items()},
                self._number,
            ),
            (
                self.env._("Euros promised to actions"),
                {id_: line[1] for id_, line in promised.items()},
                self._euros,
            ),
            (
                self.env._("of which confirmed, euros"),
                {id_: line[1] for id_, line in confirmed.items()},
                self._euros,
            ),
            (self.env._("Actions we answer for"), self._actions()),
            (
                self.env._("of which done"),
                self._actions([("actual_state", "=", "done")]),
            ),
            (self.env._("Services we offer today"), self._services()),
            *self._recorded(self.env._("Customers we referred to others"), "from"),
        ]

    def _got(self, returned):
        means, answers = self._feedback(returned)
        return [
            (
                self.env._("Customers served"),
                {row.region_id.id: row.customers for row in returned},
            ),
            (
                self.env._("Received from others, by our return"),
                {row.region_id.id: row.referrals_in for row in returned},
            ),
            (
                self.env._("Handed on to others, by our return"),
                {row.region_id.id: row.referrals_out for row in returned},
            ),
            *self._recorded(self.env._("Customers others referred to us"), "to"),
            (self.env._("Feedback of customers, 1 to 5"), means, self._grade, answers),
            (self.env._("Answers behind it"), answers),
        ]

    def _recorded(self, label, side):
        found = self._referrals(side)
        return [(label, found)] if found else []

    def _row(self, regions, label, values, words=None, weights=None):
        """Return a row in words.

        :param dict weights: the last column is the mean weighted by them, else the sum
        """
        words = words or self._number
        known = [value for value in values.values() if value]
        whole = sum(known)
        if weights:
            count = sum(weights.values())
            whole = count and (
                sum(value * weights.get(id_, 0) for id_, value in values.items())
                / count
            )
        cells = [values.get(region.id) for region in regions]
        if len(regions) > 1:
            cells.append(whole)
        return {
            "label": label,
            "cells": [words(value) if value else NONE for value in cells],
        }

    # --------------------------------------------------------------------- results
    def _results(self, regions):
        """Return how the regions did, as far as the reader may know.

        :return: a list of (region, agreement, plan, realisation, evaluation)
        """
        status = self.env["seutuyp.region.status"]
        rows = status.search(
            [("region_id", "in", regions.ids), ("year", "=", self.year)]
        )

        def words(row, name):
            labels = dict(row._fields[name]._description_selection(self.env))
            return labels[row[name]]

        return [
            {
                "name": row.region_id.name,
                "cells": [
                    words(row, "agreement"),
                    words(row, "plan"),
                    self._percent(row.realisation) if row.action_count else NONE,
                    words(row, "evaluation"),
                    self._number(row.process_count) if row.process_count else NONE,
                ],
            }
            for row in rows
        ]

    def _note(self, regions, returned):
        missing = regions.filtered(
            lambda region: (
                region not in returned.region_id
                and self.partner_id in region.sudo().partner_ids
            )
        )
        sentences = []
        if self.year == self.env["seutuyp.dated.mixin"]._today().year:
            sentences.append(self.env._("The year is going on: so far."))
        if missing:
            sentences.append(
                self.env._(
                    "Our yearly return is missing in: %(regions)s.",
                    regions=", ".join(missing.mapped("name")),
                )
            )
        return " ".join(sentences)

    # ----------------------------------------------------------------------- words
    def _number(self, value):
        digits = 0 if float(value).is_integer() else 1
        return formatLang(self.env, value, digits=digits)

    def _grade(self, value):
        return formatLang(self.env, value, digits=1)

    def _euros(self, value):
        return f"{formatLang(self.env, value, digits=0)}\N{NO-BREAK SPACE}€"

    def _percent(self, value):
        return f"{value:.0f}\N{NO-BREAK SPACE}%"
