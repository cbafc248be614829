# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import collecting


class SeutuypCollection(models.Model):
    """Whom a round asks what, and how many have answered.

    Of each region the indicators of the round that it follows; of whoever it has named
    to collect them, else of its coordinator. One person gets one sheet. What has been
    confirmed already is not asked again. Figures of areas and of the nation are asked
    in ``seutuyp_collection_wide.py``.
    """

    _inherit = "seutuyp.collection"

    unasked = fields.Text(compute="_compute_unasked", string="Not asked")
    sheet_count = fields.Integer(
        string="Asked", compute="_compute_responses", help="People with a form."
    )
    answered_count = fields.Integer(string="Answered", compute="_compute_responses")
    response_rate = fields.Integer(
        string="Response rate",
        compute="_compute_responses",
        aggregator=False,
        help="How many per cent of those asked have answered.",
    )

    @api.depends("sheet_ids.state")
    def _compute_responses(self):
        groups = (
            self.env["seutuyp.collection.sheet"]
            .sudo()
            ._read_group(
                [("collection_id", "in", self.ids)],
                ["collection_id", "state"],
                ["__count"],
            )
        )
        counts = defaultdict(dict)
        for collection, state, count in groups:
            counts[collection.id][state] = count
        for collection in self:
            found = counts[collection.id]
            collection.sheet_count = sum(found.values())
            collection.answered_count = found.get("applied", 0)
            collection.response_rate = collecting.rate(
                collection.answered_count, collection.sheet_count
            )

    @api.depends("region_ids", "indicator_ids", "year", "part", "state")
    @api.depends_context("lang")
    def _compute_unasked(self):
        for collection in self:
            collection.unasked = collection.state == "draft" and (
                collection._unasked_words(collection._asked(), collection._asked_wide())
            )

    # ----------------------------------------------------------------- whom, what
    def _choices(self):
        """Return what the round's regions follow of its indicators."""
        self.ensure_one()
        return (
            self.env["seutuyp.indicator.choice"]
            .sudo()
            .search(
                [
                    ("region_id", "in", self._origin.region_ids.ids or self._ids_new()),
                    ("indicator_id", "in", self.indicator_ids._origin.ids),
                    ("indicator_id.automatic", "=", False),
                    ("indicator_id.level", "=", "region"),
                ]
            )
        )

    def _ids_new(self):
        """Return the regions chosen on a form that is not saved yet."""
        return self.region_ids._origin.ids

    def _asked(self):
        """Return {collector: choices}; without a collector: those nobody can answer."""
        self.ensure_one()
        choices = self._choices()
        people = choices.collector_id | choices.region_id.coordinator_id
        gone = people._gone_reasons(self._today())
        asked = defaultdict(choices.browse)
        for choice in choices:
            person = next(
                (
                    person
                    for person in (choice.collector_id, choice.region_id.coordinator_id)
                    if person and person.id not in gone and person.email_normalized
                ),
                self.env["res.partner"],
            )
            asked[person] |= choice
        return asked

    def _questions_of(self, regional, wide):
        """Return ({collector: values of questions}, how many are confirmed already).

        :param dict regional: see :meth:`_asked`
        :param dict wide: see :meth:`_asked_wide`
        """
        told, skipped, found = self._confirmed_places(), 0, {}
        names = self.env["seutuyp.measurement"]._place_fields
        for person in filter(None, {**regional, **wide}):
            rows = self._prepare_questions(regional[person])
            rows += self._prepare_wide(wide[person])
            found[person] = [
                row for row in rows if tuple(row[name] for name in names) not in told
            ]
            skipped += len(rows) - len(found[person])
        return {person: rows for person, rows in found.items() if rows}, skipped

    def _confirmed_places(self):
        """Return the places, see ``_place``, of figures that are confirmed already."""
        rows = self.env["seutuyp.measurement"].sudo()
        domain = [
            ("indicator_id", "in", self.indicator_ids._origin.ids),
            ("partner_id", "=", False),
            ("state", "=", "confirmed"),
            ("date_to", ">=", self.date_from),
            ("date_to", "<=", self.date_to),
        ]
        return {row._place() for row in rows.search_fetch(domain, rows._place_fields)}

    def _unasked_words(self, regional, wide):
        """Return who and what is left out and why, in sentences, or False.

        The arguments are those of :meth:`_questions_of`.
        """
        nobody = regional.get(self.env["res.partner"])
        choices = self.env["seutuyp.indicator.choice"].union(*regional.values())
        follows = choices.region_id
        silent = self.region_ids._origin - follows.with_env(self.env)
        sentences = []
        if nobody:
            sentences.append(
                self.env._(
                    "Nobody with an e-mail address collects the figures of "
                    "%(regions)s: name a collector, or a coordinator.",
                    regions=", ".join(nobody.region_id.mapped("name")),
                )
            )
        if silent and "region" in self.indicator_ids.mapped("level"):
            sentences.append(
                self.env._(
                    "None of these indicators is followed in %(regions)s.",
                    regions=", ".join(silent.mapped("name")),
                )
            )
        if places := self._places_without_collector(wide):
            sentences.append(
                self.env._(
                    "Nobody with an e-mail address collects the figures of %(places)s: "
                    "name a collector in the indicator, or a contact of the area.",
                    places=", ".join(places),
                )
            )
        _questions, skipped = self._questions_of(regional, wide)
        if skipped:
            sentences.append(
                self.env._(
                    "Figures that are confirmed already and so not asked: %(count)s.",
                    count=skipped,
                )
            )
        return "\n".join(sentences) or False

    # -------------------------------------------------------------------- sending
    def action_open(self):
        """Send a form to everybody who collects figures of this round.

        :return: True
        :raise UserError: there is nobody to ask, or the deadline is over
        """
        for collection in self:
            collection._check_may_open()
            collection._transition(
                "open", values={"opened_on": fields.Date.context_today(self)}
            )
            collection.sudo()._make_sheets()._send()
        return True

    def _check_may_open(self):
        self._check_transition("open")
        if self.deadline < self._today():
            raise UserError(
                self.env._("The deadline is over already. Set a later one, then send.")
            )
        regional = "region" in self.indicator_ids.mapped("level")
        if not self.indicator_ids or (regional and not self.region_ids):
            raise UserError(
                self.env._("Choose the regions and the indicators first, then send.")
            )

    def _make_sheets(self):
        """Make one sheet a collector with its questions.

        :return: the sheets
        :raise UserError: nobody is asked anything
        """
        self.ensure_one()
        questions, _skipped = self._questions_of(self._asked(), self._asked_wide())
        if not questions:
            raise UserError(
                self.env._(
                    "Nobody is asked anything: the regions follow none of these "
                    "indicators, or have no collector with an e-mail address, or the "
                    "indicators are told of other periods than this one, or all of it "
                    "is confirmed already."
                )
            )
        sheets = self.env["seutuyp.collection.sheet"]._create_guarded(
            [
                {
                    "collection_id": self.id,
                    "collector_id": person.id,
                    **self._prepare_places(rows),
                }
                for person, rows in questions.items()
            ]
        )
        self.env["seutuyp.collection.question"]._create_guarded(
            [
                {**row, "sheet_id": sheet.id, "collection_id": self.id, "sequence": n}
                for sheet, rows in zip(sheets, questions.values(), strict=True)
                for n, row in enumerate(rows)
            ]
        )
        return sheets

    @api.model
    def _prepare_places(self, rows):
        """Return the values of a sheet that say of which places its questions are."""

        def command(name):
            ids = {row[name] for row in rows if row[name]}
            return [fields.Command.set(sorted(ids))]

        national = [row for row in rows if not row["region_id"] and not row["area_id"]]
        return {
            "region_ids": command("region_id"),
            "area_ids": command("area_id"),
            "of_nation": bool(national),
        }

    def _prepare_questions(self, choices):
        """Return the values of the questions on one sheet, in their order there."""
        tops = self._top_segments()
        order = {
            indicator: place
            for place, indicator in enumerate(choices.indicator_id.sorted())
        }
        rows = []
        for choice in choices.sorted(
            lambda item: (order[item.indicator_id], item.region_id.name)
        ):
            # The whole, and the segments that the agreement has fixed a target for,
            # else all.
            agreed = choice.target_ids.segment_id.sorted() or tops
            rows += self._prepare_rows(
                choice.indicator_id, agreed, region_id=choice.region_id.id
            )
        return rows

    @api.model
    def _top_segments(self):
        return self.env["seutuyp.segment"].search([("parent_id", "=", False)])

    def _prepare_rows(self, indicator, segments, region_id=False, area_id=False):
        """Return the values of the questions about one indicator in one place."""
        whole = segments.browse()
        return [
            {
                "indicator_id": indicator.id,
                "region_id": region_id,
                "area_id": area_id,
                "segment_id": segment.id,
                "date_from": start,
                "date_to": end,
            }
            for segment in ([whole, *segments] if indicator.by_segment else [whole])
            for start, end in collecting.asked(
                indicator.frequency, self.date_from, self.date_to
            )
        ]
