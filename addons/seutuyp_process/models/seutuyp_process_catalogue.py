# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

PUBLISHED = ("approved", "in_use")


class SeutuypProcess(models.Model):
    """The catalogue: what other regions have approved, to copy with attribution."""

    _inherit = "seutuyp.process"

    segment_ids = fields.Many2many(
        "seutuyp.segment",
        "seutuyp_process_segment_rel",
        "process_id",
        "segment_id",
        string="Segments",
        help="For what kind of companies it is meant; empty: for all.",
    )
    copied_from_version_id = fields.Many2one(
        "seutuyp.process.version",
        string="Copied from",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    copied_from = fields.Char(
        string="Made after",
        compute="_compute_copied_from",
        compute_sudo=True,
        help="The region and the version that this description was copied from.",
    )
    copied_by = fields.Char(
        string="Taken over by",
        compute="_compute_copied_by",
        compute_sudo=True,
        help="Regions that have copied this description as a beginning of their own.",
    )
    may_copy = fields.Boolean(compute="_compute_may_copy")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"copied_from_version_id"}

    @api.depends("copied_from_version_id")
    @api.depends_context("lang")
    def _compute_copied_from(self):
        for process in self:
            version = process.copied_from_version_id
            process.copied_from = bool(version) and self.env._(
                "%(version)s (%(region)s)",
                version=version.display_name,
                region=version.process_id.region_id.name,
            )

    @api.depends("version_ids.copy_ids.region_id")
    @api.depends_context("lang")
    def _compute_copied_by(self):
        for process in self:
            regions = process.version_ids.copy_ids.region_id
            process.copied_by = ", ".join(regions.mapped("name")) or False

    @api.depends("state", "region_id")
    @api.depends_context("uid")
    def _compute_may_copy(self):
        own = self._own_regions()
        for process in self:
            process.may_copy = bool(
                process.state in PUBLISHED and own - process.region_id
            )

    @api.model
    def _own_regions(self):
        return self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid), ("successor_id", "=", False)]
        )

    def action_copy_to_region(self, region_id=None):
        """Copy a published process to one's own region, as a draft.

        :param int region_id: where to; the first region that the user coordinates
        :return: the action that opens the copy
        :raise AccessError: the user does not coordinate the region
        :raise UserError: it is not published, or it is the same region
        """
        self.ensure_one()
        self.check_access("read")
        own = self._own_regions()
        region = own.browse(region_id) if region_id else (own - self.region_id)[:1]
        if region not in own:
            raise AccessError(
                self.env._("A region's coordinator copies processes to it.")
            )
        if self.state not in PUBLISHED or region == self.region_id:
            raise UserError(
                self.env._(
                    "What another region has approved can be copied. “%s” cannot be "
                    "copied now.",
                    self.name,
                )
            )
        made = self._copy_to(region)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": made.id,
            "views": [(False, "form")],
        }

    def _copy_to(self, region):
        """Return the copy. Organisations of elsewhere become their type or position."""
        source = self.sudo()
        copied = _Copied(source, region)
        made = self.with_context(lang=self.env.lang).create(
            {
                **{name: source[name] for name in ("category", "is_key", "describes")},
                **{
                    name: copied.text(source[name])
                    for name in (
                        *("name", "inputs", "purpose", "scope_out"),
                        *("start_event", "end_event", "improvement"),
                    )
                },
                "region_id": region.id,
                "segment_ids": [Command.set(source.segment_ids.ids)],
                "lane_ids": [
                    Command.create(copied.lane(lane)) for lane in source.lane_ids
                ],
                "responsibility_ids": [
                    Command.create(copied.responsibility(row))
                    for row in source.responsibility_ids
                ],
            }
        )
        lanes = dict(zip(source.lane_ids.ids, made.lane_ids.ids, strict=True))
        phases = {}
        for phase in source.phase_ids:
            phases[phase.id] = self.env["seutuyp.process.phase"].create(
                copied.phase(phase, made, lanes)
            )
        self.env["seutuyp.process.flow"].create(
            [
                {
                    "source_id": phases[arrow.source_id.id].id,
                    "target_id": arrow.target_id and phases[arrow.target_id.id].id,
                    "label": copied.text(arrow.label),
                }
                for arrow in source.flow_ids
            ]
        )
        copied.metrics(made)
        made.sudo()._guarded().copied_from_version_id = source.version_ids[:1]
        made._log("copy", self.env._("Copied from another region"))
        return made


class _Copied:
    """What a copy takes of its original: nothing that names organisations elsewhere."""

    def __init__(self, source, region):
        self.source, self.region = source, region
        self.known = region.sudo()._organisations()
        named = (
            source.lane_ids.partner_id
            | source.responsibility_ids.partner_id
            | source.owner_partner_id
            | source.region_id.partner_ids
        )
        foreign = (named - self.known).filtered("name")
        # The longest first: a name may be part of another.
        self.words = {
            partner.name: self.kind(partner)
            for partner in foreign.sorted(lambda partner: -len(partner.name))
        }
        self.pattern = self.words and re.compile(
            "|".join(rf"\b{re.escape(name)}\b" for name in self.words)
        )

    def kind(self, partner):
        return partner.actor_type_id.name or self.source.env._("Organisation")

    def text(self, text):
        """Return a text with organisations of elsewhere named by their type."""
        if not text or not self.pattern:
            return text
        return self.pattern.sub(lambda found: self.words[found.group()], text)

    def lane(self, lane):
        partner = lane.partner_id
        title = self.text(lane.title)
        if partner and partner not in self.known:
            title = title or self.kind(partner)
        return {
            "sequence": lane.sequence,
            "is_customer": lane.is_customer,
            "title": title,
            "partner_id": partner.id if partner in self.known else False,
        }

    def responsibility(self, row):
        partner = row.partner_id
        duties = self.text(row.duties)
        if partner and partner not in self.known:
            duties = f"{self.kind(partner)}: {duties}"
        return {
            "sequence": row.sequence,
            "role": row.role,
            "duties": duties,
            "partner_id": partner.id if partner in self.known else False,
        }

    def phase(self, phase, made, lanes):
        return {
            "process_id": made.id,
            "sequence": phase.sequence,
            "column": phase.column,
            "name": self.text(phase.name),
            "content": self.text(phase.content),
            "success_factors": self.text(phase.success_factors),
            "lane_ids": [Command.set([lanes[lane.id] for lane in phase.lane_ids])],
            # Addresses may be another region's own: the name tells what to get.
            "tool_ids": [
                Command.create(
                    {"sequence": tool.sequence, "name": self.text(tool.name)}
                )
                for tool in phase.tool_ids
            ],
        }

    def metrics(self, made):
        """Copy the metrics without readings, organisations and bodies."""
        if "metric_ids" not in self.source._fields:
            return
        metrics = self.source.metric_ids
        kinds = ("char", "text", "selection", "float", "integer", "boolean")
        guards = getattr(metrics, "_guarded_names", frozenset)
        guarded = {*models.MAGIC_COLUMNS, *guards()}
        names = [
            name
            for name, field in metrics._fields.items()
            if field.type in kinds
            and field.store
            and field.copy
            and not field.compute
            and name not in guarded
        ]
        for metric in metrics:
            values = {name: metric[name] for name in names}
            values = {
                name: self.text(value) if isinstance(value, str) else value
                for name, value in values.items()
            }
            made.env[metrics._name].create({**values, "process_id": made.id})


class SeutuypProcessVersion(models.Model):
    _inherit = "seutuyp.process.version"

    copy_ids = fields.One2many(
        "seutuyp.process", "copied_from_version_id", string="Copies"
    )
