# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from odoo.addons.seutuyp_planning.models.seutuyp_chain_mixin import FROM


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    metrics_process_id = fields.Many2one(
        "seutuyp.process",
        string="Metrics of the process",
        index="btree_not_null",
        ondelete="cascade",
        copy=False,
        readonly=True,
    )

    _metrics_once = models.UniqueIndex(
        "(event_id, metrics_process_id) WHERE metrics_process_id IS NOT NULL",
        "The metrics of this process are on the agenda already. Reload the page.",
    )

    def _name_in_all_languages(self, name):
        """Write the matter in every language.

        :param name: function that gives the words for an item in its language
        """
        for code, _label in self.env["res.lang"].get_installed():
            for item in self.with_context(lang=code):
                item.name = name(item)

    def _chain_parts(self):
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Process"), self.metrics_process_id),
        ]


class SeutuypAgendaDocument(models.Model):
    _inherit = "seutuyp.agenda.document"

    @api.model
    def _resource_models(self):
        return [
            *super()._resource_models(),
            ("seutuyp.process", self.env._("Process")),
            ("seutuyp.process.review", self.env._("Review of a process")),
        ]


class CalendarEvent(models.Model):
    """The body that handles metrics gets them onto its agenda by itself."""

    _inherit = "calendar.event"

    def _prepare_agenda(self):
        result = super()._prepare_agenda()
        self.sudo()._bring_metrics()
        return result

    def _bring_metrics(self):
        """Put one matter a process onto the agendas, with the process as its paper."""
        metrics = self.env["seutuyp.process.metric"].search(
            [
                ("body_ids", "in", self.seutuyp_group_id.ids),
                ("process_id.state", "=", "in_use"),
            ]
        )
        wanted = [
            (event, process)
            for event in self
            for process in metrics.process_id
            if event.seutuyp_group_id in process.metric_ids.body_ids
            and process not in event.agenda_item_ids.metrics_process_id
        ]
        items = self.env["seutuyp.agenda.item"].create(
            [
                {
                    "event_id": event.id,
                    "name": process.name,
                    "sequence": 30,
                    "metrics_process_id": process.id,
                    "document_ids": [
                        fields.Command.create(
                            {"resource": f"seutuyp.process,{process.id}"}
                        )
                    ],
                }
                for event, process in wanted
            ]
        )
        items._name_in_all_languages(
            lambda item: item.env._(
                "Metrics: %(process)s", process=item.metrics_process_id.name
            )
        )
