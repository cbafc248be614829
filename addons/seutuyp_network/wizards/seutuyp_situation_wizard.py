# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models

BORDERS = [
    ("then", "As they were on that day"),
    ("today", "As they are today"),
]


class SeutuypSituationWizard(models.TransientModel):
    """The situation by area on a day, in the borders of that day or of today.

    Counts only: identity of areas and regions, and the licences, which are public.
    """

    _name = "seutuyp.situation.wizard"
    _description = "Situation by area"

    date = fields.Date(
        string="On the day",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
    )
    borders = fields.Selection(BORDERS, required=True, default="then")
    table = fields.Html(
        string="Situation", compute="_compute_table", sanitize=False, readonly=True
    )

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("Situation by area")

    @api.depends("date", "borders")
    @api.depends_context("lang")
    def _compute_table(self):
        for wizard in self:
            wizard.table = wizard.date and wizard._table_html()

    # ---------------------------------------------------------------------- figures
    def _rows(self):
        """Return the figures: list of dict(area, regions, agreements, licences).

        A few queries for the nation, whatever the day.
        """
        self.ensure_one()
        areas = self._region_areas()
        agreements = self._regions_with_agreement()
        licences = self._regions_with_licence()
        rows = {}
        for region, area in areas.items():
            row = rows.setdefault(
                area,
                {"area": area.name, "names": [], "agreements": 0, "licences": 0},
            )
            row["names"].append(
                region.name_on(self.date) if region.change_ids else region.name
            )
            row["agreements"] += region.id in agreements
            row["licences"] += region.id in licences
        return [
            {**row, "regions": len(row["names"]), "names": sorted(row["names"])}
            for _area, row in sorted(rows.items(), key=lambda item: item[0].name or "")
        ]

    def _region_areas(self):
        """Return {region: its area} of the regions that there were on the day."""
        lines = self.env["seutuyp.region.area"].search(
            self.env["seutuyp.dated.mixin"]._domain_on(self.date)
        )
        if self.borders == "then":
            return {line.region_id: line.area_id for line in lines}
        result = {}
        for region in lines.region_id:
            present = region
            while present.successor_id:
                present = present.successor_id
            result[region] = present.area_id
        return result

    def _regions_with_agreement(self):
        """Return ids of the regions whose agreement was in force on the day."""
        agreements = (
            self.env["seutuyp.agreement"]
            .sudo()
            .search(
                [
                    ("state", "!=", "preparing"),
                    ("date_start", "<=", self.date),
                    "|",
                    ("date_end", "=", False),
                    ("date_end", ">=", self.date),
                ]
            )
        )
        return set(agreements.filtered(self._bound_then).region_ids.ids)

    def _bound_then(self, agreement):
        """Leave out what a notice or the next version had ended by then."""
        if agreement.notice_end and agreement.notice_end < self.date:
            return False
        following = agreement.next_ids.filtered(lambda item: item.state != "preparing")
        return not any(item.date_start <= self.date for item in following)

    def _regions_with_licence(self):
        """Return ids of the regions whose licence was valid on the day."""
        licences = (
            self.env["seutuyp.licence"].sudo().search([("granted_on", "<=", self.date)])
        )
        ended = self._licence_ends(licences)
        return {
            licence.region_id.id
            for licence in licences
            if (not licence.date_end or licence.date_end >= self.date)
            and not (licence.id in ended and ended[licence.id] <= self.date)
        }

    def _licence_ends(self, licences):
        """Return {licence id: day on which it was revoked or expired, by the log}."""
        lines = (
            self.env["seutuyp.workflow.log"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "seutuyp.licence"),
                    ("res_id", "in", licences.ids),
                    ("transition", "in", ("revoke", "expire")),
                ]
            )
        )
        return {line.res_id: line.date.date() for line in lines}

    # ------------------------------------------------------------------------ words
    def _heads(self):
        return [
            self.env._("Area"),
            self.env._("Regions"),
            self.env._("Agreement in force"),
            self.env._("Licence valid"),
        ]

    def _title(self):
        day = self.env["seutuyp.report.mixin"]._day(self.date)
        borders = dict(self._fields["borders"]._description_selection(self.env))
        return self.env._(
            "Situation by area on %(day)s, borders: %(borders)s",
            day=day,
            borders=borders[self.borders].lower(),
        )

    def _sentence(self, rows):
        return self.env._(
            "%(areas)s areas, %(regions)s regions; an agreement in force in "
            "%(agreements)s, a valid licence in %(licences)s.",
            areas=len(rows),
            regions=sum(row["regions"] for row in rows),
            agreements=sum(row["agreements"] for row in rows),
            licences=sum(row["licences"] for row in rows),
        )

    def _table_html(self):
        rows = self._rows()
        heads = Markup("").join(
            Markup('<th scope="col">{}</th>').format(head) for head in self._heads()
        )
        body = Markup("").join(
            Markup(
                '<tr><th scope="row">{}<div class="text-muted fw-normal">{}</div></th>'
                "<td>{}</td><td>{}</td><td>{}</td></tr>"
            ).format(
                row["area"],
                ", ".join(row["names"]),
                row["regions"],
                row["agreements"],
                row["licences"],
            )
            for row in rows
        )
        return Markup(
            '<p class="fw-bold">{}</p><table class="table"><thead><tr>{}</tr></thead>'
            "<tbody>{}</tbody></table>"
        ).format(self._sentence(rows), heads, body)

    def action_print(self):
        """Return the action that makes a PDF of the situation."""
        self.ensure_one()
        report = self.env.ref("seutuyp_network.action_report_situation").sudo()
        return report.report_action(self, config=False)

    def action_export(self):
        """Return the action that makes an Excel file of the situation."""
        self.ensure_one()
        report = self.env.ref("seutuyp_network.action_report_situation_xlsx").sudo()
        return report.report_action(self, config=False)
