# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools.sheet import Column, Sheet
from .seutuyp_import import REGIONAL, New

KNOWN = (
    "name",
    "active",
    "ref",
    "company_registry",
    "email",
    "parent_id",
    "commercial_partner_id",
    "seutuyp_successor_id",
)


class SeutuypImportPartner(models.AbstractModel):
    """What organisations and people have in common."""

    _name = "seutuyp.import.partner"
    _inherit = ["seutuyp.import.sheet"]
    _description = "Sheet of contacts"
    _import_model = "res.partner"
    # column of the sheet: field of the contact
    _import_fields = {}

    @api.model
    def _labels(self, sheet):
        return {
            name: sheet.column(key).label for key, name in self._import_fields.items()
        }

    @api.model
    def _prepare(self, run):  # pylint: disable=missing-return
        if "region" in run.index:
            return
        index = run.index["region"]
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        regions = self.env["seutuyp.region"].sudo().search([])  # pylint: disable=no-search-all
        for lang in languages:
            for region in regions.with_context(lang=lang):
                index.add(region.id, any=region.name)
        for region in regions:
            index.add(region.id, any=region.code)
        self._remember_successors(run, "region", regions, "successor_id")

    def _contacts(self, domain):
        """Return contacts, the archived ones too, with what recognises them."""
        model = self.env["res.partner"].with_context(active_test=False)
        return model.search_fetch(domain, list(KNOWN), order="id")

    def _fetch(self, targets):
        """Read at once what the rows will be compared with."""
        ids = [target for target in targets if not isinstance(target, New)]
        partners = self.env["res.partner"].browse(ids)
        partners.fetch([*self._import_fields.values(), "parent_id"])

    def _plain_values(self, run, row, sheet):
        """Return {field: value} of the columns that need no looking up."""
        values = {}
        for key, name in self._import_fields.items():
            if key not in row.values:
                continue
            value = row.values[key]
            if name == REGIONAL:
                regions = self._find_regions(run, row, key, sheet)
                if regions is None:
                    continue
                value = regions
            elif name == "website" and value:
                value = self.env["res.partner"]._clean_website(value)
            elif name == "country_id" and value:
                value = self._find_country(run, row, key, sheet, value)
            values[name] = False if value is None else value
        return values

    def _find_country(self, run, row, key, sheet, code):
        countries = run.index["country"]
        if not countries.find("code", "FI"):
            for country in self.env["res.country"].search([]):  # pylint: disable=no-search-all
                countries.add(country.id, code=country.code)
        targets = countries.find("code", code)
        return self._find_one(run, row, key, sheet, targets, code) or False

    def _usable(self, run, row, key, target):
        """Blame a row about a contact that is in the archive."""
        if isinstance(target, New):
            return True
        partner = self.env["res.partner"].browse(target)
        if successor := run.successors["organisation"].get(target):
            run.blame(
                row,
                key,
                "merged_row",
                name=partner.name,
                successor=partner.browse(successor).sudo().name,
            )
            return False
        if not partner.active:
            run.blame(row, key, "archived", name=partner.name)
        return partner.active

    @api.model
    def _check_rights(self, run):
        steps = [step for step in run.acting() if step.part._name == self._name]
        old = [step.target for step in steps if step.kind == "changed"]
        partners = self.env["res.partner"].browse(old)
        allowed = set(partners._filtered_access("write").ids)
        manager = not self.env["res.partner"]._is_network_editor()
        own = set(self.env["seutuyp.import"]._own_regions().ids)
        names = self.env["seutuyp.region"].sudo()
        for step in steps:
            before = set()
            if step.kind == "changed":
                partner = self.env["res.partner"].browse(step.target)
                if step.target not in allowed:
                    run.blame(step.row, "name", "no_right", name=partner.name)
                    continue
                before = set(partner.seutuyp_region_ids.ids)
            if REGIONAL in step.values and not manager:
                foreign = (before ^ set(step.values[REGIONAL] or ())) - own
                if foreign:
                    regions = names.browse(sorted(foreign)).mapped("name")
                    run.blame(
                        step.row,
                        "regions",
                        "foreign_region",
                        regions=", ".join(regions),
                    )

    # ---------------------------------------------------------- for other sheets
    def _find_organisation(self, run, row, key, sheet):
        """Return the organisation that a cell names: business ID, code or name."""
        value = row.values.get(key)
        index = run.index["organisation"]
        targets = (
            index.find("number", self._number(value))
            or index.find("ref", value)
            or index.find("name", value)
        )
        targets = self._present_ones(
            run, "organisation", "res.partner", row, key, targets
        )
        return self._find_one(run, row, key, sheet, targets, value)

    def _number(self, text):
        return self.env["res.partner"]._normalise_business_id(text or "")

    def _find_person(self, run, row, key, sheet, organisation=None):
        """Return the person that a cell names: e-mail address or name."""
        value = row.values.get(key)
        index = run.index["person"]
        targets = index.find("email", value)
        if not targets and organisation:
            targets = index.find("at", (organisation, self._key(value)))
        return self._find_one(
            run, row, key, sheet, targets or index.find("name", value), value
        )

    @staticmethod
    def _key(name):
        return " ".join((name or "").casefold().split())


class SeutuypImportOrganisation(models.AbstractModel):
    _name = "seutuyp.import.organisation"
    _inherit = ["seutuyp.import.partner"]
    _description = "Sheet of organisations"
    _import_key = "organisation"
    _import_fields = {
        "business_id": "company_registry",
        "code": "ref",
        "name": "name",
        "actor_type": "actor_type_id",
        "regions": REGIONAL,
        "email": "email",
        "phone": "phone",
        "website": "website",
        "street": "street",
        "zip": "zip",
        "city": "city",
        "country": "country_id",
    }

    @api.model
    def _sheet(self):
        types = self.env["seutuyp.actor.type"].search([])  # pylint: disable=no-search-all
        return Sheet(
            "organisation",
            self.env._("Organisations"),
            (
                Column(
                    "business_id",
                    self.env._("Business ID"),
                    "business_id",
                    width=14,
                    country_key="country",
                ),
                Column("code", self.env._("Own code"), width=12),
                Column("name", self.env._("Name"), required=True, width=36),
                Column(
                    "actor_type",
                    self.env._("Actor type"),
                    "choice",
                    choices=self._actor_types(types),
                    width=28,
                ),
                Column(
                    "regions",
                    self.env._("Regions"),
                    "reference",
                    multiple=True,
                    width=28,
                ),
                Column("email", self.env._("E-mail"), "email", width=30),
                Column("phone", self.env._("Phone"), width=18),
                Column("website", self.env._("Web page"), width=26),
                Column("street", self.env._("Street"), width=26),
                Column("zip", self.env._("Postcode"), width=10),
                Column("city", self.env._("City"), width=18),
                Column(
                    "country",
                    self.env._("Country"),
                    width=9,
                    help=self.env._(
                        "Two letters, for example FI or SE. Empty: Finland."
                    ),
                ),
            ),
            self.env._("the organisations of the regions."),
        )

    def _actor_types(self, types):
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        words = {lang: types.with_context(lang=lang) for lang in languages}
        return tuple(
            (
                actor_type.id,
                actor_type.name,
                actor_type.code,
                *(records[place].name for records in words.values()),
            )
            for place, actor_type in enumerate(types)
        )

    @api.model
    def _export_rows(self, regions):
        partners = self.env["res.partner"].search(
            [("is_company", "=", True), (REGIONAL, "in", regions.ids)]
        )
        return [
            {
                "business_id": partner.company_registry,
                "code": partner.ref,
                "name": partner.name,
                "actor_type": partner.actor_type_id.name,
                "regions": "; ".join(partner.seutuyp_region_ids.mapped("name")),
                "email": partner.email,
                "phone": partner.phone,
                "website": partner.website,
                "street": partner.street,
                "zip": partner.zip,
                "city": partner.city,
                "country": partner.country_id.code,
            }
            for partner in partners
        ]

    @api.model
    def _prepare(self, run):  # pylint: disable=missing-return
        super()._prepare(run)
        organisations = self._contacts([("is_company", "=", True)])
        self._remember_successors(
            run, "organisation", organisations, "seutuyp_successor_id"
        )
        for partner in organisations:
            self._remember(
                run,
                partner.id,
                partner.company_registry,
                partner.ref,
                partner.name,
            )

    def _remember(self, run, target, number, ref, name):
        index = run.index["organisation"]
        index.add(target, number=number, ref=ref, name=name)

    @api.model
    def _plan(self, run, table):
        sheet = self._sheet()
        labels = self._labels(sheet)
        found = []
        for row in table.rows:
            target = self._recognise(run, row)
            if target is None or not self._usable(run, row, "name", target):
                continue
            key = self._row_key(row)
            if run.claim(row, key, ("organisation", target)):
                found.append((row, target))
            if isinstance(target, New):
                run.names[target] = row.values.get("name", "")
            values = row.values
            self._remember(
                run,
                target,
                values.get("business_id"),
                values.get("code"),
                values.get("name"),
            )
        self._fetch([target for _row, target in found])
        for row, target in found:
            values = self._plain_values(run, row, sheet)
            if isinstance(target, New):
                values["is_company"] = True
            self._add_step(run, row, target, values, labels)

    @staticmethod
    def _row_key(row):
        keys = (key for key in ("business_id", "code") if row.values.get(key))
        return next(keys, "name")

    def _recognise(self, run, row):
        """Return whom the row is about, :class:`New`, or None after blaming it."""
        index, values = run.index["organisation"], row.values
        number, ref = values.get("business_id"), values.get("code")
        if any(
            problem.where == row.where("business_id") for problem in row.problems
        ) or not values.get("name"):
            return None
        by_number, by_ref = index.find("number", number), index.find("ref", ref)
        if by_number and by_ref and not set(by_number) & set(by_ref):
            run.blame(
                row,
                "business_id",
                "conflict",
                first=self._name_of(run, by_number[0]),
                second=self._name_of(run, by_ref[0]),
            )
            return None
        targets = by_number or by_ref or self._by_name(run, values["name"], number)
        if len(targets) > 1:
            key = self._row_key(row)
            run.blame(
                row,
                key,
                "ambiguous",
                column=self._sheet().column(key).label,
                value=values[key],
                count=len(targets),
            )
            return None
        return targets[0] if targets else New("organisation", row.number)

    def _by_name(self, run, name, number):
        """Return namesakes; one with another business id is someone else."""
        targets = run.index["organisation"].find("name", name)
        if not number:
            return targets
        partners = self.env["res.partner"]
        return [
            target
            for target in targets
            if not isinstance(target, New)
            and not partners.browse(target).company_registry
        ]

    def _name_of(self, run, target):
        if isinstance(target, New):
            return run.names[target]
        return self.env["res.partner"].browse(target).name


class SeutuypImportPerson(models.AbstractModel):
    _name = "seutuyp.import.person"
    _inherit = ["seutuyp.import.partner"]
    _description = "Sheet of people"
    _import_key = "person"
    _import_fields = {
        "email": "email",
        "name": "name",
        "title": "function",
        "phone": "phone",
        "language": "lang",
        "is_entrepreneur": "is_entrepreneur",
        "regions": REGIONAL,
    }

    @api.model
    def _sheet(self):
        yes_no = ((True, self.env._("yes")), (False, self.env._("no")))
        languages = tuple(
            (code, *self._language_words(code, name))
            for code, name in self.env["res.lang"].get_installed()
        )
        return Sheet(
            "person",
            self.env._("People"),
            (
                Column("email", self.env._("E-mail"), "email", width=32),
                Column("name", self.env._("Name"), required=True, width=28),
                Column(
                    "organisation",
                    self.env._("Organisation"),
                    "reference",
                    width=34,
                    help=self.env._("Business ID, code or name."),
                ),
                Column("title", self.env._("Title"), width=24),
                Column("phone", self.env._("Phone"), width=18),
                Column(
                    "language",
                    self.env._("Language"),
                    "choice",
                    choices=languages,
                    width=14,
                ),
                Column(
                    "is_entrepreneur",
                    self.env._("Entrepreneur's background"),
                    "yes_no",
                    choices=yes_no,
                    width=16,
                ),
                Column(
                    "regions",
                    self.env._("Regions"),
                    "reference",
                    multiple=True,
                    width=28,
                ),
            ),
            self.env._("people, with the organisation they work for."),
        )

    @staticmethod
    def _language_words(code, name):
        label = name.split(" / ")[-1]
        return label, label.partition(" (")[0], name.partition(" /")[0], code[:2]

    @api.model
    def _export_rows(self, regions):
        people = self.env["res.partner"].search(
            [
                ("is_company", "=", False),
                "|",
                (REGIONAL, "in", regions.ids),
                ("parent_id." + REGIONAL, "in", regions.ids),
            ]
        )
        languages = {
            code: self._language_words(code, name)[0]
            for code, name in self.env["res.lang"].get_installed()
        }
        return [
            {
                "email": person.email,
                "name": person.name,
                "organisation": person.parent_id.company_registry
                or person.parent_id.ref
                or person.parent_id.name,
                "title": person.function,
                "phone": person.phone,
                "language": languages.get(person.lang),
                "is_entrepreneur": self.env._("yes")
                if person.is_entrepreneur
                else self.env._("no"),
                "regions": "; ".join(person.seutuyp_region_ids.mapped("name")),
            }
            for person in people
        ]

    @api.model
    def _prepare(self, run):  # pylint: disable=missing-return
        super()._prepare(run)
        people = self._contacts([("is_company", "=", False), ("name", "!=", False)])
        for person in people:
            organisation = person.parent_id.id
            self._remember(run, person.id, person.email, person.name, organisation)

    def _remember(self, run, target, email, name, organisation):
        index = run.index["person"]
        index.add(target, email=email, name=name)
        if organisation:
            index.add(target, at=(organisation, self._key(name)))

    @api.model
    def _plan(self, run, table):
        sheet = self._sheet()
        labels = {
            **self._labels(sheet),
            "parent_id": sheet.column("organisation").label,
        }
        found = []
        for row in table.rows:
            organisation = None
            if row.values.get("organisation"):
                organisation = self._find_organisation(run, row, "organisation", sheet)
                if organisation is None:
                    continue
            target = self._recognise(run, row, sheet, organisation)
            if target is None or not self._usable(run, row, "name", target):
                continue
            key = "email" if row.values.get("email") else "name"
            if run.claim(row, key, ("person", target)):
                found.append((row, target, organisation))
            if isinstance(target, New):
                run.names[target] = row.values.get("name", "")
            self._remember(
                run,
                target,
                row.values.get("email"),
                row.values.get("name"),
                organisation,
            )
        self._fetch([target for _row, target, _organisation in found])
        for row, target, organisation in found:
            values = self._plain_values(run, row, sheet)
            if "organisation" in row.values:
                values["parent_id"] = organisation or False
            self._add_step(run, row, target, values, labels)

    def _recognise(self, run, row, sheet, organisation):
        """Return whom the row is about, :class:`New`, or None after blaming it."""
        index = run.index["person"]
        name, email = row.values.get("name"), row.values.get("email")
        if not name or any(
            problem.where == row.where("email") for problem in row.problems
        ):
            return None
        if not email and not organisation:
            run.blame(row, "email", "no_key")
            return None
        same_place = index.find("at", (organisation, self._key(name)))
        targets = index.find("email", email)
        if len(targets) > 1:
            # An office's address is shared; then the name decides.
            namesakes = index.find("name", name)
            targets = [target for target in targets if target in namesakes] or targets
        targets = targets or (organisation and same_place) or []
        if len(targets) > 1:
            key = "email" if email else "name"
            run.blame(
                row,
                key,
                "ambiguous",
                column=sheet.column(key).label,
                value=row.values[key],
                count=len(targets),
            )
            return None
        return targets[0] if targets else New("person", row.number)
