# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo.fields import Command

from .collection_workbook import FormWorkbook
from .common import ReportingCommon


class CollectionCommon(ReportingCommon):
    """Regions A and B follow indicators of every kind.

    Of both regions the partner's person collects the advice events, of region A its
    coordinator all else.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collector = cls.partner_user.partner_id
        cls.percent = cls._create_indicator(name="Satisfied", value_kind="percent")
        cls.mean = cls._create_indicator(name="Grade", value_kind="mean", scale=4)
        cls.yes_no = cls._create_indicator(name="Plan made", value_kind="yes_no")
        cls.segments = cls.env["seutuyp.segment"].search(
            [("parent_id", "=", False)], limit=2
        )
        cls.money = cls._create_indicator(
            name="Finance", value_kind="money", by_segment=True
        )
        cls.choice.collector_id = cls.collector
        cls.others = cls.percent | cls.mean | cls.yes_no | cls.money
        for indicator in cls.others:
            choice = cls._choose(indicator=indicator)
            if indicator.by_segment:
                choice.target_ids = [
                    Command.create({"segment_id": segment.id, "target": 1})
                    for segment in cls.segments
                ]
        cls._choose(cls.region_b, collector_id=cls.collector.id)

    @classmethod
    def _create_round(cls, user=None, **kw):
        """Return a draft of the nation's round, or of whatever ``kw`` says."""
        vals = {
            "level": "nation",
            "region_ids": [Command.set((cls.region_a | cls.region_b).ids)],
            "indicator_ids": [Command.set((cls.indicator | cls.others).ids)],
            "year": 2026,
            "deadline": "2050-01-31",
            **kw,
        }
        rounds = cls.env["seutuyp.collection"].with_user(user or cls.reviewer)
        return rounds.create(vals)

    def _open_round(self, **kw):
        """Return a round whose forms have been sent, and the mails."""
        collection = self._create_round(**kw)
        _result, mails = self._new_mails(collection.action_open)
        return collection, mails

    def _sheet(self, collection, person=None):
        person = person or self.collector
        return collection.sudo().sheet_ids.filtered(
            lambda sheet: sheet.collector_id == person
        )

    def _new_mails(self, function):
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        result = function()
        return result, mails.search([]) - before

    def _take(self, sheet):
        return FormWorkbook(sheet._excel())

    def _upload(self, sheet, data, user=None):
        """Let a person look at a file; return the wizard."""
        if isinstance(data, FormWorkbook):
            data = data.bytes()
        sheet = sheet.with_user(user or self.partner_user)
        wizard = self.env["seutuyp.collection.import.wizard"].with_user(sheet.env.user)
        wizard = wizard.create(
            {
                "sheet_id": sheet.id,
                "file": base64.b64encode(data),
                "filename": "form.xlsx",
            }
        )
        wizard.action_preview()
        return wizard

    def _bring(self, sheet, data, user=None):
        """Let a person look at a file and save it; return the wizard."""
        wizard = self._upload(sheet, data, user)
        self.assertFalse(wizard.error_count, wizard.line_ids.mapped("text"))
        wizard.action_apply()
        self.assertEqual(wizard.state, "done", wizard.line_ids.mapped("text"))
        self.env.invalidate_all()
        return wizard

    def _lines(self, wizard, kind):
        lines = wizard.line_ids.filtered(lambda line: line.kind == kind)
        return {line.where: line.text for line in lines}

    def assertProblem(self, sheet, data, where, text, user=None):
        """Check the error of one cell, and that nothing can be saved then."""
        wizard = self._upload(sheet, data, user)
        errors = self._lines(wizard, "error")
        self.assertIn(where, errors)
        self.assertRegex(errors[where], text)
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        return wizard

    def assertNothing(self, sheet, data, user=None):
        wizard = self._upload(sheet, data, user)
        self.assertEqual((wizard.error_count, wizard.change_count), (0, 0))
        return wizard

    def _values(self, indicator=None, region=None):
        """Return {segment: value} of the year 2026."""
        rows = self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", (indicator or self.indicator).id),
                ("region_id", "=", (region or self.region_a).id),
                ("date_to", "=", "2026-12-31"),
            ]
        )
        return {row.segment_id: row.value for row in rows}
