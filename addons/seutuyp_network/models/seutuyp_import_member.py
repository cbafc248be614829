# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, models

from ..tools.sheet import Column, Sheet
from .seutuyp_group import REGIONAL_KINDS
from .seutuyp_import import New

MEMBER = "seutuyp.group.member"


class SeutuypImportMember(models.AbstractModel):
    """Regional groups and their members: one row is one membership.

    A row without a person makes a group without members.
    """

    _name = "seutuyp.import.member"
    _inherit = ["seutuyp.import.partner"]
    _description = "Sheet of groups and members"
    _import_key = "member"
    _import_model = "seutuyp.group"

    @api.model
    def _sheet(self):
        kinds = self._choices_of(self.env["seutuyp.group"]._fields["kind"])
        roles = self._choices_of(self.env[MEMBER]._fields["role"])
        return Sheet(
            "member",
            self.env._("Groups and members"),
            (
                Column(
                    "regions", self.env._("Regions"), "reference", True, multiple=True
                ),
                Column(
                    "kind",
                    self.env._("Kind"),
                    "choice",
                    required=True,
                    choices=tuple(kind for kind in kinds if kind[0] in REGIONAL_KINDS),
                ),
                Column("group", self.env._("Group"), required=True, width=34),
                Column(
                    "person",
                    self.env._("Person"),
                    "reference",
                    width=32,
                    help=self.env._("E-mail address, or name if nobody else has it."),
                ),
                Column("role", self.env._("Role"), "choice", choices=roles, width=16),
                Column("date_from", self.env._("From"), "date", width=12),
                Column("date_to", self.env._("Until"), "date", width=12),
            ),
            self.env._(
                "the groups of a region and who sits in them, a row for each member."
            ),
        )

    @api.model
    def _step_models(self):
        return [self._import_model, MEMBER]

    @api.model
    def _export_rows(self, regions):
        groups = self.env["seutuyp.group"].search(
            [("region_ids", "in", regions.ids), ("kind", "in", REGIONAL_KINDS)]
        )
        kinds = dict(groups._fields["kind"]._description_selection(self.env))
        members = self.env[MEMBER]
        roles = dict(members._fields["role"]._description_selection(self.env))
        rows = []
        for group in groups:
            head = {
                "regions": "; ".join(group.region_ids.mapped("name")),
                "kind": kinds[group.kind],
                "group": group.name,
            }
            rows += [
                {
                    **head,
                    "person": member.partner_id.email or member.partner_id.name,
                    "role": roles[member.role],
                    "date_from": member.date_from or None,
                    "date_to": member.date_to or None,
                }
                for member in group.member_ids
            ] or [head]
        return rows

    @api.model
    def _prepare(self, run):  # pylint: disable=missing-return
        super()._prepare(run)
        groups = self.env["seutuyp.group"].search([("kind", "in", REGIONAL_KINDS)])
        for group in groups:
            run.index["group"].add(group.id, name=group.name)

    @api.model
    def _plan(self, run, table):
        sheet = self._sheet()
        seats = defaultdict(list)
        for row in table.rows:
            if not all(row.values.get(key) for key in ("regions", "kind", "group")):
                continue
            group = self._group_of(run, row, sheet)
            if group is None:
                continue
            person, role = row.values.get("person"), row.values.get("role")
            if bool(person) != bool(role):
                if not row.problems:
                    run.blame(row, "role" if person else "person", "half_member")
            elif person:
                found = self._find_person(run, row, "person", sheet)
                if found is not None:
                    seats[group, found].append(row)
        self._plan_seats(run, sheet, seats)

    def _group_of(self, run, row, sheet):
        """Return the group of a row; the first row of a new one makes its step."""
        regions = self._find_regions(run, row, "regions", sheet)
        if not regions:
            return None
        key = (row.values["kind"], self._key(row.values["group"]), regions)
        new = run.index["new group"].find("key", key)
        if new:
            return new[0]
        groups = self.env["seutuyp.group"].browse(
            run.index["group"].find("name", row.values["group"])
        )
        groups = groups.filtered(
            lambda group: (
                group.kind == row.values["kind"] and regions & set(group.region_ids.ids)
            )
        )
        if len(groups) > 1:
            return self._find_one(run, row, "group", sheet, groups.ids, groups[0].name)
        if groups and set(groups.region_ids.ids) != regions:
            run.blame(
                row,
                "regions",
                "group_regions",
                group=groups.name,
                regions="; ".join(groups.region_ids.mapped("name")),
            )
            return None
        if groups:
            return groups.id
        target = New("group", row.number)
        run.names[target] = row.values["group"]
        run.index["new group"].add(target, key=key)
        values = {
            "name": row.values["group"],
            "kind": row.values["kind"],
            "region_ids": regions,
        }
        labels = {
            "name": sheet.column("group").label,
            "kind": sheet.column("kind").label,
            "region_ids": sheet.column("regions").label,
        }
        self._add_step(run, row, target, values, labels)
        return target

    def _plan_seats(self, run, sheet, seats):
        labels = {
            "group_id": sheet.column("group").label,
            "partner_id": sheet.column("person").label,
            **{
                key: sheet.column(key).label for key in ("role", "date_from", "date_to")
            },
        }
        old = defaultdict(list)
        groups = {group for group, _person in seats if not isinstance(group, New)}
        for member in self.env[MEMBER].search([("group_id", "in", list(groups))]):
            old[member.group_id.id, member.partner_id.id].append(member)
        for (group, person), rows in seats.items():
            free = list(old[group, person])
            rest = []
            for row in rows:
                member = self._seat_of(row, free, row.values["role"])
                if member:
                    free.remove(member)
                    self._plan_seat(run, row, member.id, group, person, labels)
                else:
                    rest.append(row)
            for row in rest:
                # One seat on each side: then the role has changed.
                member = self._seat_of(row, free) if len(rows) == 1 else None
                target = member.id if member else New("member", row.number)
                if isinstance(target, New) and not run.claim(
                    row, "person", (group, person, row.values["role"], self._from(row))
                ):
                    continue
                self._plan_seat(run, row, target, group, person, labels)

    @staticmethod
    def _from(row):
        return row.values.get("date_from")

    def _seat_of(self, row, members, role=None):
        """Return the seat that a row means: the same role at an overlapping time."""
        start, end = row.values.get("date_from"), row.values.get("date_to")
        fitting = [
            member
            for member in members
            if (not role or member.role == role)
            and (not end or not member.date_from or member.date_from <= end)
            and (not start or not member.date_to or member.date_to >= start)
        ]
        exact = [member for member in fitting if member.date_from == (start or False)]
        return next(iter(exact or fitting), None)

    def _plan_seat(self, run, row, target, group, person, labels):
        values = {"role": row.values["role"]}
        for key in ("date_from", "date_to"):
            if key in row.values:
                values[key] = row.values[key] or False
        start, end = values.get("date_from"), values.get("date_to")
        if start and end and end < start:
            run.blame(row, "date_to", "date_order")
            return
        if isinstance(target, New):
            values = {"group_id": group, "partner_id": person, **values}
        self._add_step(run, row, target, values, labels, model=MEMBER)

    @api.model
    def _check_rights(self, run):
        if self.env["seutuyp.import"]._manages():
            return
        own = self.env["seutuyp.import"]._own_regions()
        steps = [step for step in run.acting() if step.part._name == self._name]
        groups = {step: self._old_group(step) for step in steps}
        known = self.env["seutuyp.group"].union(*filter(None, groups.values()))
        kept = known.sudo().filtered(lambda group: group.region_ids & own)
        for step, group in groups.items():
            if group and group not in kept.with_env(self.env):
                run.blame(step.row, "group", "no_right", name=group.sudo().name)
            foreign = set(step.values.get("region_ids", ())) - set(own.ids)
            if foreign:
                regions = own.browse(sorted(foreign)).mapped("name")
                run.blame(
                    step.row, "regions", "foreign_region", regions=", ".join(regions)
                )

    def _old_group(self, step):
        """Return the group that is there already and that a step is about, or None."""
        if step.model != MEMBER:
            return None
        if step.kind == "changed":
            return self.env[MEMBER].browse(step.target).group_id
        group = step.values["group_id"]
        return (
            None if isinstance(group, New) else self.env["seutuyp.group"].browse(group)
        )
