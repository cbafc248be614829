# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, float_compare

from ..tools import periods
from .seutuyp_measurement_facts import Words

# Where nothing is known yet, values are worked out this many years back.
PAST_YEARS = 4


class SeutuypMeasurement(models.Model):
    """What the system works out: the same run twice changes nothing.

    Running periods are preliminary, past ones confirmed. A month after its year a
    value is fixed: it changes only with a reason, which is kept beside it.
    """

    _inherit = "seutuyp.measurement"

    @api.model
    def _cron_work_out(self):
        """Work out every night what the system knows, one indicator a step."""
        indicators = self.env["seutuyp.indicator"].search([("automatic", "=", True)])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(indicators))
        for indicator in indicators:
            self._work_out(indicator)
            if not cron._commit_progress(1):
                return

    @api.model
    def _work_out(self, indicators, regions=None, reason=None, year=None):
        """Write the values of automatic indicators.

        :param indicators: ``seutuyp.indicator``; those that are not automatic are left
        :param regions: only these; None: all that follow the indicator
        :param str reason: why fixed values may change too; kept in their history
        :param int year: only periods that end in it; None: the last years
        :return: the measurements written or made
        """
        indicators = indicators.sudo().filtered("automatic")
        self._lock_indicators(indicators)
        changed = self.sudo().browse()
        for indicator in indicators:
            own = indicator._regions_worked_out()
            own = own if regions is None else own & regions.sudo()
            if own:
                changed |= self.sudo()._work_out_one(indicator, own, reason, year)
        return changed

    @api.model
    def _lock_indicators(self, indicators):
        """Let two runs at once come one after the other, see the workflow's lock."""
        if indicators:
            indicators.flush_recordset()
            self.env.cr.execute(
                SQL(
                    "UPDATE seutuyp_indicator SET write_date = write_date "
                    "WHERE id IN %s",
                    tuple(sorted(indicators.ids)),
                )
            )

    @api.model
    def _work_out_one(self, indicator, regions, reason, year):
        today = self.env["seutuyp.dated.mixin"]._today()
        spans = periods.since(indicator.frequency, today.year - PAST_YEARS, today)
        spans = [span for span in spans if not year or span[1].year == year]
        if not spans:
            return self.browse()
        known = self._known(indicator, regions, spans)
        new, changed = [], self.browse()
        for span in spans:
            keep = periods.is_fixed(span[1], today) and not reason
            told = set()
            for vals in self._prepare_automatic_vals(indicator, regions, span, today):
                key = (vals["region_id"], vals["segment_id"] or 0, span)
                told.add(key)
                row = known.get(key)
                if not row:
                    new.append(vals)
                elif not keep and row._take_over(vals, reason):
                    changed |= row
            if not keep:
                changed -= self._forget(known, told, span)
        return changed | self._create_guarded(new)

    @api.model
    def _known(self, indicator, regions, spans):
        """Return {(region id, segment id or 0, period): row} of what there is."""
        rows = self.search(
            [
                ("indicator_id", "=", indicator.id),
                ("region_id", "in", regions.ids),
                ("partner_id", "=", False),
                ("date_from", ">=", spans[0][0]),
            ]
        )
        return {
            (
                row.region_id.id,
                row.segment_id.id or 0,
                (row.date_from, row.date_to),
            ): row
            for row in rows
        }

    @api.model
    def _forget(self, known, told, span):
        """Take away what can no longer be told of a period, unless it has a history."""
        rows = [
            row.id for key, row in known.items() if key[2] == span and key not in told
        ]
        gone = self.browse(rows).filtered(lambda row: not row.correction_ids)
        gone._guarded().unlink()
        return gone

    @api.model
    def _prepare_automatic_vals(self, indicator, regions, span, today):
        """Return the values of a period, with what stands beside them.

        That is kept as facts, and in words of each region's own language.
        """
        date_from, date_to = span
        here = self.env.lang or "en_US"
        worded = {
            lang: indicator.with_context(lang=lang)
            for lang in {here, *filter(None, regions.coordinator_id.mapped("lang"))}
        }
        words = {lang: Words(row.env) for lang, row in worded.items()}
        found = indicator._figures(regions, date_from, date_to)
        langs = {region.id: region.coordinator_id.lang or here for region in regions}
        return [
            {
                "indicator_id": indicator.id,
                "region_id": id_,
                "segment_id": line.segment or False,
                "date_from": date_from,
                "date_to": date_to,
                "value": line.value,
                "source": worded[langs[id_]].source or False,
                "coverage": words[langs[id_]](line.coverage),
                "note": words[langs[id_]](line.note),
                "facts": {"coverage": [*line.coverage], "note": [*line.note]},
                "state": "draft" if date_to >= today else "confirmed",
            }
            for id_, lines in found.items()
            for line in lines
        ]

    def _take_over(self, vals, reason=None):
        """Write what was worked out, if it differs; return whether it did.

        :param str reason: kept with the value before, when the value changes
        """
        self.ensure_one()
        differs = float_compare(self.value, vals["value"], precision_digits=4)
        if differs and reason:
            self._correct(vals["value"], reason)
        elif differs:
            self._guarded().value = vals["value"]
        words = {
            name: vals[name]
            for name in ("state", "coverage", "note", "source", "facts")
            if self[name] != vals[name]
        }
        if words:
            self._guarded().write(words)
        return bool(differs or "state" in words)


class SeutuypIndicator(models.Model):
    _inherit = "seutuyp.indicator"

    may_work_out = fields.Boolean(compute="_compute_may_work_out")

    def _regions_worked_out(self):
        """Return the regions the system works the indicator out for."""
        self.ensure_one()
        regions = self.choice_ids.region_id
        if self.for_all and not self.region_id:
            regions = self.env["seutuyp.region"].sudo().search([("active", "=", True)])
        return regions.filtered(lambda item: item.active and not item.successor_id)

    @api.depends_context("uid")
    def _compute_may_work_out(self):
        self.may_work_out = bool(self.env["seutuyp.region"]._user_edits())

    def action_work_out(self):
        """Work out now what the system knows of the user's own regions.

        Administrators of master data: of all regions.

        :return: a notice of how many values are new or changed
        :raise UserError: the user has no region of his own
        """
        self.check_access("read")
        regions = self.env["seutuyp.region"]._user_edits()
        if not regions:
            raise UserError(
                self.env._(
                    "Values are worked out now for regions that you coordinate. Those "
                    "of the others are worked out by night."
                )
            )
        rows = self.env["seutuyp.measurement"]._work_out(self, regions)
        message = (
            self.env._("Values new or changed: %(count)s.", count=len(rows))
            if rows
            else self.env._("All values were up to date.")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    @api.model
    def _user_edits(self):
        """Return the regions whose indicators the user chooses: own ones, or all."""
        domain = [("successor_id", "=", False)]
        if not self._user_manages():
            domain.append(("editor_user_ids", "in", self.env.uid))
        return self.search(domain)
