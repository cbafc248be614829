# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models

from ..tools import risk
from .seutuyp_licence import SeutuypLicence as Licence

BATCH = 100


class SeutuypAgreement(models.Model):
    """Whether the criteria that a licence rests on still hold."""

    _inherit = "seutuyp.agreement"

    def _recheck_licences(self):
        """Look again whether the computed criteria behind the licences hold.

        Called by whatever changes the facts, and every night. Calling it again
        changes nothing; many agreements cost as many queries as one.
        """
        self.env["seutuyp.licence"].sudo().search(
            [
                ("agreement_id", "in", self.ids),
                ("state", "in", ("active", "suspended")),
            ]
        )._recheck()


class SeutuypLicence(models.Model):
    """A licence rests on criteria; here they are compared with what was accepted.

    What was accepted stands in the assessments of the approving round, frozen by the
    decision. A licence recorded from paper has none: for it the first computed finding
    counts, so that only what gets worse from then on puts it at risk.
    """

    _inherit = "seutuyp.licence"

    _guarded_fields = Licence._guarded_fields | {"baseline", "case_ids"}

    baseline = fields.Json(
        readonly=True,
        copy=False,
        help="First computed findings, for a licence without assessments.",
    )
    case_ids = fields.One2many("seutuyp.licence.case", "licence_id", readonly=True)

    # ------------------------------------------------------------------ looking
    def _recheck(self):
        """Compare these licences with the facts of today and act on what changed."""
        if not self:
            return
        today = self.env["seutuyp.dated.mixin"]._today()
        items = self.env["seutuyp.criterion"].sudo()._all()
        agreements = self.agreement_id
        agreements._warm_facts()
        findings = {item: item._criteria_findings(items) for item in agreements}
        self._keep_first_findings(findings)
        self._open_cases_of_approval(today)
        accepted = self._accepted_criteria()
        lines = self._lines_in_question()
        news = []
        for licence in self:
            for item in items:
                live, found = findings[licence.agreement_id][item.id]
                line = lines.get((licence.id, item.id))
                then = accepted[licence.id].get(item.id)
                live = risk.compared(then, live)
                verdict = risk.look(
                    then is not None,
                    live,
                    line and line._as_rule(),
                    today,
                )
                if verdict and verdict != (line and line.state):
                    news.append((licence, item, line, verdict, live, found))
        if news:
            self._act_on(news, today)

    def _keep_first_findings(self, findings):
        """Remember what was found first, where no assessment was made."""
        for licence in self:
            if not licence.baseline and not licence.round_id.assessment_ids:
                first = findings[licence.agreement_id]
                licence._guarded().baseline = {
                    str(id_): [status, found] for id_, (status, found) in first.items()
                }

    def _accepted_criteria(self):
        """Return {licence id: {criterion id: finding}} of what the licence rests on."""
        accepted = {}
        for licence in self:
            assessments = licence.round_id.assessment_ids
            if assessments:
                accepted[licence.id] = {
                    item.criterion_id.id: item.frozen_computed
                    for item in assessments
                    if risk.was_accepted(item.frozen_computed, item.verdict)
                }
            else:
                accepted[licence.id] = {
                    int(id_): status
                    for id_, (status, _found) in (licence.baseline or {}).items()
                    if status != risk.NOT_MET
                }
        return accepted

    def _lines_in_question(self):
        """Return {(licence id, criterion id): the line that speaks of it now}."""
        lines = self.env["seutuyp.licence.case.line"].search(
            [("licence_id", "in", self.ids), ("state", "!=", risk.HELD)], order="id"
        )
        return {(line.licence_id.id, line.criterion_id.id): line for line in lines}

    def _open_cases_of_approval(self, today):
        """Follow the conditions of the approval itself like those set later."""
        new = self.filtered(lambda item: item.state == "active" and not item.case_ids)
        cases = self.env["seutuyp.licence.case"]
        for licence in new:
            conditional = licence.round_id.assessment_ids.filtered(
                lambda item: item.verdict == "conditional"
            )
            if conditional:
                cases._open_of_approval(licence, conditional)

    # ------------------------------------------------------------------- acting
    def _act_on(self, news, today):
        """Write down what has changed, and tell the people concerned.

        :param news: list of (licence, criterion, line or None, new state, live status,
            findings)
        """
        self.browse({licence.id for licence, *_rest in news})._lock()
        broken, held = defaultdict(list), self.env["seutuyp.licence.case.line"]
        for licence, item, line, state, live, found in news:
            if state == risk.HELD:
                held |= line
            else:
                broken[licence].append((item, line, live, found))
        if held:
            held.case_id._lock()
            held._guarded().write({"state": risk.HELD, "held_on": today})
        cases = self.env["seutuyp.licence.case"]
        opened = cases.browse()
        for licence, rows in broken.items():
            opened |= cases._open_or_join(licence, rows)
        opened._tell_opened()
        held.case_id._settle()

    # -------------------------------------------------------------------- night
    @api.model
    def _cron_recheck(self):
        """Look at every licence each night: dates pass without anybody's doing.

        Safe to run late or twice: it compares what is with what was accepted, so an
        outage of weeks only makes the news later.
        """
        licences = self.search([("state", "in", ("active", "suspended"))])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(licences))
        for start in range(0, len(licences), BATCH):
            batch = licences[start : start + BATCH]
            batch.sudo()._recheck()
            if not cron._commit_progress(len(batch)):
                return
        self.env["seutuyp.licence.case"]._tell_late()
