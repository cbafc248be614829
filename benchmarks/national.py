"""The national data set: regions, parties, people, agreements of three generations.

All names are invented by numbers, and the same size always gives the same data. What
only the workflow may write is, for agreements of the past, written under the program's
own guard: playing 200 agreements through review is measured in `sitting.py` instead.
"""

import base64
import random

from odoo.fields import Command

REGIONS = 68
PARTIES = 556
AREA_ORGANISATIONS = 10
PEOPLE = 2000
GENERATIONS = (2018, 2022, 2026)
BATCH = 500
SIDES = ("municipality", "employment_area", "vitality_centre")
NETWORK = "seutuyp_network."
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
    "lang": "fi_FI",
}


def batches(items):
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def create(model, vals_list):
    """Create in batches, so that memory stays small."""
    records = model.browse()
    for batch in batches(vals_list):
        records |= model.create(batch)
    return records


def party_counts(regions, size, chance):
    """Return how many parties each region has: 5 to 17, about 8, 556 for 68 regions."""
    total = round(PARTIES * size)
    counts = [min(17, 5 + int(chance.expovariate(0.3))) for _number in range(regions)]
    step = 1 if sum(counts) < total else -1
    while sum(counts) != total:
        place = chance.randrange(regions)
        if 5 <= counts[place] + step <= 17:
            counts[place] += step
    return counts


class Nation:
    """The data set in one database.

    :param env: an environment of the superuser
    :param float size: 1 is the nation
    :param int staff: one organisation in so many has an account of its own
    """

    def __init__(self, env, size=1, staff=10):
        self.env = env(context={**env.context, **QUIET})
        self.size = size
        self.staff = staff
        self.chance = random.Random(2026)  # no secret depends on it
        self.areas = self.regions = None
        self.users = {}

    def make(self):
        """Make everything; commits at the end of each part."""
        for part in (
            self.make_regions,
            self.make_organisations,
            self.make_people,
            self.make_users,
            self.make_groups,
            self.make_agreements,
            self.make_offers,
        ):
            part()
            self.env.cr.commit()
            self.env.invalidate_all()
        return self

    def ref(self, name):
        return self.env.ref(NETWORK + name)

    def create(self, name, vals_list):
        return create(self.env[name], vals_list)

    # --------------------------------------------------------------- who is who
    def make_regions(self):
        count = round(REGIONS * self.size)
        self.areas = self.env["seutuyp.area"].search([("date_to", "=", False)])
        shipped = self.env["seutuyp.region"].search([], limit=count, order="id")
        more = [
            {
                "code": f"B{number:04}",
                "name": f"Seutu {number:04}",
                "area_history_ids": [
                    Command.create({"area_id": self.areas[number % len(self.areas)].id})
                ],
            }
            for number in range(count - len(shipped))
        ]
        (self.env["seutuyp.region"].search([]) - shipped).active = False
        self.regions = shipped | self.create("seutuyp.region", more)

    def make_organisations(self):
        """450 organisations for 556 places: some sit in many regions."""
        counts = party_counts(len(self.regions), self.size, self.chance)
        types = {side: self.ref(f"actor_type_{side}").id for side in SIDES}
        company = {"is_company": True}
        state = self.create(
            "res.partner",
            [
                {
                    **company,
                    "name": f"Keskus {number:03}",
                    "actor_type_id": types["vitality_centre"],
                }
                for number in range(max(1, round(AREA_ORGANISATIONS * self.size)))
            ],
        )
        finance = self.create(
            "res.partner",
            [
                {
                    **company,
                    "name": f"Rahoittaja {number + 1} Oyj",
                    "actor_type_id": self.ref("actor_type_finnvera").id,
                }
                for number in range(max(1, round(self.size)))
            ],
        )
        self.parties = {}
        for number, (region, count) in enumerate(
            zip(self.regions, counts, strict=True)
        ):
            shared = state[number % len(state)]
            if number % 17 < 12:  # 49 of 68 regions
                shared |= finance[number % len(finance)]
            own = self.create(
                "res.partner",
                [
                    {
                        **company,
                        "name": f"{region.name}, organisaatio {place + 1}",
                        "actor_type_id": types[SIDES[place % 2]],
                        "seutuyp_region_ids": [Command.link(region.id)],
                    }
                    for place in range(count - len(shared))
                ],
            )
            self.parties[region] = own | shared

    def make_people(self):
        organisations = self.env["res.partner"].union(*self.parties.values())
        total = round(PEOPLE * self.size)
        people = self.create(
            "res.partner",
            [
                {
                    "name": f"Henkilö {number:05}",
                    "email": f"henkilo{number}@example.com",
                    "parent_id": organisations[number % len(organisations)].id,
                    "is_entrepreneur": number % 3 == 0,
                    "lang": "fi_FI",
                }
                for number in range(total)
            ],
        )
        self.people = dict(people.grouped("parent_id").items())

    def person(self, organisation, number=0):
        staff = self.people[organisation]
        return staff[number % len(staff)]

    def make_users(self):
        """Coordinators, area contacts, staff of some parties, two above them."""
        wanted = {}
        for region in self.regions:
            wanted[self.person(self.parties[region][0])] = "group_coordinator"
        for organisation in list(self.people)[:: self.staff]:
            wanted.setdefault(self.person(organisation, 1), "group_user")
        contacts, centre = (
            {},
            self.parties[self.regions[0]].filtered(
                lambda item: (
                    item.actor_type_id == self.ref("actor_type_vitality_centre")
                )
            ),
        )
        for area in self.regions.area_id:
            contacts[area] = self.env["res.partner"].create(
                {
                    "name": f"Yhdyshenkilö {area.code}",
                    "parent_id": centre[0].id,
                    "email": f"{area.code}@example.com",
                }
            )
            wanted[contacts[area]] = "group_area"
        reviewer, manager = self.create(
            "res.partner",
            [
                {"name": "Arvioija", "email": "arvioija@example.com"},
                {"name": "Pääkäyttäjä", "email": "paakayttaja@example.com"},
            ],
        )
        wanted[reviewer] = "group_reviewer"
        wanted[manager] = "group_manager"
        users = self.create(
            "res.users",
            [
                {
                    "partner_id": person.id,
                    "login": person.email,
                    "lang": "fi_FI",
                    "group_ids": [Command.set([self.ref(group).id])],
                }
                for person, group in wanted.items()
            ],
        )
        for region in self.regions:
            region.write(
                {
                    "coordinator_id": self.person(self.parties[region][0]).id,
                    "coordinating_partner_id": self.parties[region][0].id,
                }
            )
        for area, contact in contacts.items():
            area.contact_id = contact
        known = {user.partner_id: user for user in users}
        first = self.regions[0]
        self.users = {
            "coordinator": known[first.coordinator_id],
            "area": known[contacts[first.area_id]],
            "reviewer": known[reviewer],
            "manager": known[manager],
            "partner": next(
                user for person, user in known.items() if wanted[person] == "group_user"
            ),
        }

    def make_groups(self):
        members = []
        for kind, size in (("steering", 10), ("working", 11)):
            groups = self.create(
                "seutuyp.group",
                [
                    {
                        "name": f"{region.name}, {kind}",
                        "kind": kind,
                        "region_ids": [Command.set(region.ids)],
                    }
                    for region in self.regions
                ],
            )
            for number, group in enumerate(groups):
                members += self.members_of(group, number, kind, size)
        self.create("seutuyp.group.member", members)

    def members_of(self, group, number, kind, size):
        """One person from each party, then a second; who serves many regions, in many.

        :param int number: of the region; other regions get other people of a party
        """
        coordinator = group.region_ids.coordinator_id
        people = self.env["res.partner"].union(
            *(
                self.person(item, number + turn)
                for turn in range(size)
                for item in self.parties[group.region_ids]
            )
        )
        people -= coordinator
        chairs = people.filtered("is_entrepreneur")[:1] if kind == "steering" else None
        chair = chairs or people[:1]
        roles = [(chair, "chair"), (coordinator, "secretary")]
        roles += [(person, "member") for person in (people - chair)[: size - 2]]
        return [
            {"group_id": group.id, "partner_id": person.id, "role": role}
            for person, role in roles
        ]

    # --------------------------------------------------------------- agreements
    def make_agreements(self):
        previous = {}
        for version, year in enumerate(GENERATIONS, 1):
            agreements = self.draft(year, version, previous)
            self.sign(agreements, year)
            self.license(agreements, year, last=year == GENERATIONS[-1])
            previous = {item.region_ids: item for item in agreements}
            self.env.cr.commit()
            self.env.invalidate_all()
        self.agreements = agreements

    def draft(self, year, version, previous):
        """Make one generation of drafts, complete enough to be sent and submitted."""
        model = self.env["seutuyp.agreement"]._guarded()
        return create(
            model,
            [
                {
                    "region_ids": [Command.set(region.ids)],
                    "coordinating_partner_id": parties[0].id,
                    "number": f"YS-{number:04}",
                    "version": version,
                    "previous_id": region in previous and previous[region].id,
                    "lang": "fi_FI",
                    "date_start": f"{year}-01-01",
                    "date_end": f"{year + 3}-12-31",
                    "party_ids": [
                        Command.create(
                            {
                                "partner_id": item.id,
                                "signatory_id": self.person(item).id,
                                "capacity": "Toimitusjohtaja",
                            }
                        )
                        for item in parties
                    ],
                    "person_ids": [
                        Command.create(
                            {
                                "organisation_id": item.id,
                                "partner_id": self.person(item, 1).id,
                                "role": "Neuvoo yrityksiä",
                            }
                        )
                        for item in parties
                    ],
                    "cost_line_ids": [Command.create({"what": "Yhteinen viestintä"})],
                    "commitment_ids": [
                        Command.create({"name": "Kokous joka kuukausi"})
                    ],
                    "annex_ids": [
                        Command.create(
                            {
                                "name": kind,
                                "kind": kind,
                                "file": base64.b64encode(kind.encode()),
                                "filename": f"{kind}.txt",
                            }
                        )
                        for kind in ("plan", "matrix")
                    ],
                }
                for number, (region, parties) in enumerate(self.parties.items(), 1)
            ],
        ).with_env(self.env)

    def sign(self, agreements, year):
        """Write signatures as they stand after signing: for the frozen text."""
        signed = f"{year - 1}-11-15 10:00:00"
        for agreement in agreements:
            agreement._freeze()
            agreement.party_ids._guarded().write(
                {
                    "state": "signed",
                    "signed_on": signed,
                    "signed_hash": agreement.content_hash,
                    "date_joined": f"{year}-01-01",
                }
            )
        agreements._guarded().write(
            {"signing_state": "complete", "review_state": "approved"}
        )
        agreements.flush_recordset()

    def license(self, agreements, year, last):
        self.env["seutuyp.licence"]._create_guarded(
            [
                {
                    "number": f"L-{year}-{agreement.number}",
                    "region_id": agreement.region_ids.id,
                    "agreement_id": agreement.id,
                    "content_hash": agreement.content_hash,
                    "granted_on": f"{year}-01-01",
                    "date_end": f"{year + 3}-12-31",
                    "state": "active" if last else "expired",
                }
                for agreement in agreements
            ]
        )

    # ----------------------------------------------------------------- services
    def make_offers(self):
        """A full matrix: each service from one to three parties, the first leads."""
        services = self.env["seutuyp.service"].search([])
        self.create(
            "seutuyp.service.offer",
            [
                {
                    "region_id": region.id,
                    "service_id": service.id,
                    "partner_id": partner.id,
                    "is_lead": place == 0,
                    "responsible_id": self.person(partner).id,
                }
                for region, parties in self.parties.items()
                for number, service in enumerate(services)
                if (region.id + number) % 11  # here and there a gap
                for place, partner in enumerate(
                    (parties[number % len(parties) :] | parties)[: 1 + number % 3]
                )
            ],
        )

    def facts(self):
        """Return how much there is, in words and numbers."""

        def count(name):
            return self.env[name].search_count([])

        parties = self.env["res.partner"].union(*self.parties.values())
        return {
            "regions": len(self.regions),
            "parties": sum(len(item) for item in self.parties.values()),
            "organisations": len(parties),
            "people": sum(len(item) for item in self.people.values()),
            "users": count("res.users"),
            "agreements": count("seutuyp.agreement"),
            "licences": count("seutuyp.licence"),
            "offers": count("seutuyp.service.offer"),
        }
