# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypProcessVersion(models.Model):
    """A description as it was approved: data and chart, who and why. Never changed."""

    _name = "seutuyp.process.version"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Version of a process"
    _order = "process_id, number desc"
    _guard_all = True

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="restrict"
    )
    region_id = fields.Many2one(related="process_id.region_id")
    number = fields.Integer(string="Version number", required=True, aggregator=False)
    approved_on = fields.Datetime(default=fields.Datetime.now, required=True)
    approved_by_id = fields.Many2one("res.partner", ondelete="restrict")
    decision_id = fields.Many2one("seutuyp.decision", ondelete="restrict")
    change_note = fields.Text(string="What changed")
    snapshot = fields.Json(required=True)
    chart_svg = fields.Text(string="Chart", required=True)

    _number_uniq = models.UniqueIndex(
        "(process_id, number)", "This version is kept already. Reload the page."
    )

    @api.depends("process_id.name", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            # Versions are read by all staff, also while the next one is written.
            version.display_name = self.env._(
                "%(process)s, version %(number)s",
                process=version.sudo().process_id.name,
                number=version.number,
            )


class SeutuypProcess(models.Model):
    """Keeping versions."""

    _inherit = "seutuyp.process"

    version_ids = fields.One2many(
        "seutuyp.process.version", "process_id", string="Approved versions"
    )

    def _keep_version(self, decision, note=None):
        """Freeze the description, drawn as it is now."""
        self.ensure_one()
        snapshot = self._snapshot()
        self.env["seutuyp.process.version"].sudo()._create_guarded(
            {
                "process_id": self.id,
                "number": self.version,
                "approved_by_id": self.env.user.partner_id.id,
                "decision_id": decision.id,
                "change_note": (note or "").strip() or False,
                "snapshot": snapshot,
                "chart_svg": self._draw(snapshot),
            }
        )
        self.invalidate_recordset(["version_ids"])

    def _snapshot(self):
        """Return the whole description as plain values, named and with ids.

        The chart, prints, comparisons and BPMN read this, so that a version kept long
        ago is shown as today's is.
        """
        self.ensure_one()
        selections = ("category", "describes")
        texts = (
            *("name", "inputs", "purpose", "scope_out"),
            *("start_event", "end_event", "improvement"),
        )
        return {
            **{name: self[name] or "" for name in (*texts, *selections)},
            "is_key": self.is_key,
            # Whoever may read the process reads who answers for it and approves it.
            "approving_body": self.sudo().approving_body.name or "",
            "owner_partner": self.sudo().owner_partner_id.name or "",
            "owner": self.sudo().owner_id.name or "",
            "lanes": [lane._snapshot() for lane in self.lane_ids],
            "phases": [phase._snapshot() for phase in self.phase_ids],
            "flows": [
                {
                    "source": arrow.source_id.id,
                    "target": arrow.target_id.id or "end",
                    "label": arrow.label or "",
                }
                for arrow in self.flow_ids
            ],
            "responsibilities": [
                {
                    "id": row.id,
                    "role": row.role,
                    "partner": row.partner_id.name or "",
                    "duties": row.duties or "",
                }
                for row in self.responsibility_ids
            ],
            "team": [
                {
                    "name": member.partner_id.name,
                    "organisation": member.organisation_id.name or "",
                }
                for member in self.member_ids
            ],
            **self._snapshot_parts(),
        }

    def _snapshot_parts(self):
        """Return further parts of the description, plain as :meth:`_snapshot`'s.

        Each file that adds a part extends this with its own key.
        """
        self.ensure_one()
        return {}


class SeutuypProcessLane(models.Model):
    _inherit = "seutuyp.process.lane"

    def _snapshot(self):
        self.ensure_one()
        return {
            "id": self.id,
            "title": self.display_name,
            "is_customer": self.is_customer,
        }


class SeutuypProcessPhase(models.Model):
    _inherit = "seutuyp.process.phase"

    def _snapshot(self):
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "column": self.column,
            "lanes": self.lane_ids.ids,
            "content": self.content or "",
            "success_factors": self.success_factors or "",
            "tools": [
                {"id": tool.id, "name": tool.name, "url": tool.url or ""}
                for tool in self.tool_ids
            ],
        }
