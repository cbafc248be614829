# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportPlanMatrix(models.AbstractModel):
    """A plan's matrix on paper."""

    _name = "report.seutuyp_planning.report_plan_matrix"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Plan matrix"
    _document_model = "seutuyp.plan"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {
            **super()._get_report_values(docids, data=data),
            "title": self._title,
            "source": self._source,
            "text_lang": self._text_lang,
        }

    def _title(self, owner):
        return self.env._("Plan matrix: %(name)s", name=owner.display_name)

    def _source(self, plan):
        return plan.region_id.code

    def _text_lang(self, plan):
        """Return the language in which people have written, as HTML names it."""
        lang = plan.region_id.coordinator_id.lang
        return self.env["res.lang"]._html_code(lang or self.env.lang)


class ReportAgreementPlanMatrix(models.AbstractModel):
    """An agreement's plan matrix on paper, as its annex."""

    _name = "report.seutuyp_planning.report_agreement_plan_matrix"
    _inherit = ["report.seutuyp_planning.report_plan_matrix"]
    _description = "Plan matrix of an agreement"
    _document_model = "seutuyp.agreement"

    def _source(self, agreement):
        return agreement.number

    def _text_lang(self, agreement):
        return self.env["res.lang"]._html_code(agreement.lang)
