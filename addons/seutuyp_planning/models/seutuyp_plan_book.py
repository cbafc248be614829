# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import difflib
import io
import zipfile
from functools import cached_property

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools.misc import hmac

from odoo.addons.seutuyp_network.tools import cell

KEY_LENGTH = 12
MOST_PLANS = 100


class Book:
    """A plan as its Excel shows it: its records, their keys and their labels.

    Everything is read once, whatever the number of rows.
    """

    def __init__(self, plan):
        self.plan = plan
        self.env = plan.env
        self.is_editor = plan._has_role("editor")
        self.columns = {}

    @cached_property
    def is_open(self):
        return not self.plan.content_locked

    @cached_property
    def goals(self):
        return self.plan.goal_ids

    @cached_property
    def segments(self):
        """Return the segments that a goal may name."""
        tops = self.env["seutuyp.segment"].search([("parent_id", "=", False)])
        return tops | self.goals.segment_id

    @cached_property
    def actions(self):
        """The actions in the order of their goals."""
        order = {goal.id: place for place, goal in enumerate(self.goals)}
        return self.plan.action_ids.sorted(
            lambda task: (order.get(task.goal_id.id, 0), task.sequence, task.id)
        )

    @cached_property
    def resources(self):
        order = {task.id: place for place, task in enumerate(self.actions)}
        return self.actions.resource_ids.sorted(
            lambda row: (order[row.task_id.id], row.id)
        )

    @cached_property
    def organisations(self):
        """Return the organisations of the region, and those the plan names already."""
        partners = self.env["res.partner"].search(
            [
                ("is_company", "=", True),
                "|",
                ("seutuyp_region_ids", "in", self.plan.region_id.ids),
                ("id", "in", self._named_ids()),
            ]
        )
        return partners.sorted(lambda partner: (partner.name or "").casefold())

    def _named_ids(self):
        plan, actions = self.plan, self.actions
        named = (
            plan.sudo().region_id.partner_ids
            | actions.responsible_partner_ids
            | actions.coordinating_partner_id
            | self.resources.partner_id
            | plan.budget_line_ids.partner_id
            | plan.communication_ids.partner_id
        )
        return named.ids

    @cached_property
    def labels(self):
        """Return {(model, id): how a cell calls it}."""
        found = {}
        for records, hint in (
            (self.organisations, "company_registry"),
            (self.goals.sorted("id"), None),
            (self.actions.sorted("id"), None),
        ):
            names = {
                (record._name, record.id): (
                    (record.name or "").replace(";", ","),
                    (hint and record[hint]) or "",
                )
                for record in records
            }
            found |= cell.unique(names)
        return found

    def label(self, record):
        return self.labels.get((record._name, record.id), record.name or "")

    def key(self, record):
        """Return the key of a row: tells nothing, and fits this record only."""
        message = (record._name, record.id, self.plan.id)
        secret = hmac(self.env(su=True), "seutuyp_planning.plan_excel", message)
        return secret[:KEY_LENGTH]

    @cached_property
    def partners_by_name(self):
        """Return {what people write: organisations}, by label, name and business ID."""
        found = {}
        for partner in self.organisations:
            for name in {self.label(partner), partner.name, partner.company_registry}:
                if name:
                    found.setdefault(" ".join(name.casefold().split()), []).append(
                        partner
                    )
        return found

    def find_partners(self, name):
        return self.partners_by_name.get(" ".join(name.casefold().split()), [])

    def alike(self, name):
        """Return the labels of organisations that look like ``name``."""
        labels = {self.label(item).casefold(): item for item in self.organisations}
        close = difflib.get_close_matches(name.casefold(), labels, 3)
        return [self.label(labels[text]) for text in close]


class SeutuypPlan(models.Model):
    """The plan goes out as Excel and comes back."""

    _inherit = "seutuyp.plan"

    may_import = fields.Boolean(compute="_compute_may_import")

    @api.depends("state", "action_ids.responsible_partner_ids", "action_ids.user_ids")
    @api.depends_context("uid")
    def _compute_may_import(self):
        for plan in self:
            plan.may_import = plan.state != "closed" and (
                plan._has_role("editor")
                or any(task._is_own_action() for task in plan.action_ids)
            )

    def _check_may_import(self):
        """Refuse whoever has nothing to change in the plan.

        :raise AccessError: telling why
        """
        self.ensure_one()
        self.check_access("read")
        if self.state == "closed":
            raise AccessError(
                self.env._(
                    "%(plan)s is closed. Ask the coordinator to open it again.",
                    plan=self.display_name,
                )
            )
        if not self.may_import:
            raise AccessError(
                self.env._(
                    "%(plan)s is changed by the region's coordinator and by the "
                    "organisations responsible for its actions. Send your Excel to the "
                    "coordinator.",
                    plan=self.display_name,
                )
            )

    def action_take_excel(self):
        """Download these plans as Excel: one workbook, or several in a zip file.

        :raise AccessError: a plan of another region is among them
        """
        self.check_access("read")
        ids = ",".join(str(id_) for id_ in self[:MOST_PLANS].ids)
        return {
            "type": "ir.actions.act_url",
            "url": f"/seutuyp/plan/excel/{ids}",
            "target": "download",
        }

    def action_bring_excel(self):
        """Open the import of this plan's Excel.

        :raise AccessError: there is nothing the user may change in it
        """
        self._check_may_import()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_planning.seutuyp_plan_import_wizard_action"
        )
        wizard = self.env["seutuyp.plan.import.wizard"].create({"plan_id": self.id})
        return {**action, "res_id": wizard.id, "context": {}}

    def _excel(self):
        """Return the plan as a workbook, in the reader's language."""
        self.ensure_one()
        self.check_access("read")
        return self.env["seutuyp.plan.import"]._of(self)._workbook()

    def _excel_name(self):
        self.ensure_one()
        name = self.display_name.replace("/", "-").replace(" ", "-").lower()
        return f"{name}.xlsx"

    def _excel_files(self):
        """Return the workbooks of several plans in one zip file."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for plan in self:
                archive.writestr(plan._excel_name(), plan._excel())
        return target.getvalue()
