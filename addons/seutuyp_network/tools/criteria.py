# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The eight licence criteria as plain rules (report appendix A2 B). No ORM here.

Each rule takes the facts of one agreement (see :class:`Facts`) and answers with
(status, findings): status is ``met``, ``not_met`` or ``manual``; findings are pairs
of a code and its values, put into words by the model in the reader's language.
"""

from dataclasses import dataclass, field

MET, NOT_MET, MANUAL = "met", "not_met", "manual"
MAX_STEERING = 10
SIDES = ("municipal", "employment", "state")


@dataclass
class Facts:
    """What the rules look at.

    :param parties: list of (name, side) of organisations that are in the agreement
    :param sections: {key: text length} of the sections that have text
    :param annexes: kinds of the annexes
    :param coordinating: name of the coordinating organisation or None
    :param coordinator: names of the regions' coordinators
    :param regions_without_coordinator: names
    :param steering: list of dict(name, count, chair, chair_is_entrepreneur), one a
        steering group; empty when a region has none
    :param regions_without_steering: names
    :param people: {party name: number of named people}
    :param cost_lines: number of cost-sharing lines
    :param percentages_ok: percentages make 100 wherever they are used
    :param commitments: number of commitments
    :param services: {"start" or "existing": names of services that the parties offer
        according to the living matrix}; None: the matrix is not in use
    """

    parties: list = field(default_factory=list)
    sections: dict = field(default_factory=dict)
    annexes: list = field(default_factory=list)
    coordinating: str | None = None
    coordinators: list = field(default_factory=list)
    regions_without_coordinator: list = field(default_factory=list)
    steering: list = field(default_factory=list)
    regions_without_steering: list = field(default_factory=list)
    people: dict = field(default_factory=dict)
    cost_lines: int = 0
    percentages_ok: bool = True
    commitments: int = 0
    services: dict | None = None


def sides(facts):
    """(1) A municipality or development company, the employment side and the state.

    >>> sides(Facts(parties=[("Kunta", "municipal")]))[0]
    'not_met'
    """
    findings = []
    status = MET
    for side in SIDES:
        names = [name for name, own in facts.parties if own == side]
        if names:
            findings.append((f"side_{side}", {"names": ", ".join(names)}))
        else:
            findings.append((f"no_side_{side}", {}))
            status = NOT_MET
    return status, findings


def services(facts):
    """(2) An agreed set of services: advice for starters, products for the others.

    What the living matrix shows is computed. Without it the rule only sees that a
    matrix or a text is there; whether that suffices is for the reviewer.

    >>> services(Facts(services={"start": ["Advice"], "existing": ["Loans"]}))[0]
    'met'
    """
    findings = []
    if facts.services is not None:
        for role in ("start", "existing"):
            names = ", ".join(facts.services.get(role) or [])
            code = f"services_{role}" if names else f"no_services_{role}"
            findings.append((code, {"names": names}))
        if all(facts.services.get(role) for role in ("start", "existing")):
            return MET, findings
    if "matrix" in facts.annexes:
        return MANUAL, [*findings, ("matrix_annexed", {})]
    if facts.sections.get("processes") or facts.sections.get("tools"):
        return MANUAL, [*findings, ("services_in_text", {})]
    return NOT_MET, findings or [("no_services", {})]


def coordinator(facts):
    """(3) A responsible coordinator is agreed: the organisation and the person.

    >>> coordinator(Facts(coordinating="Kehitys Oy", coordinators=["Maija"]))[0]
    'met'
    """
    findings = []
    if facts.coordinating:
        findings.append(("coordinating", {"name": facts.coordinating}))
    else:
        findings.append(("no_coordinating", {}))
    if facts.coordinators:
        findings.append(("coordinators", {"names": ", ".join(facts.coordinators)}))
    if facts.regions_without_coordinator:
        names = ", ".join(facts.regions_without_coordinator)
        findings.append(("no_coordinator", {"regions": names}))
    ok = (
        facts.coordinating
        and facts.coordinators
        and not facts.regions_without_coordinator
    )
    return (MET if ok else NOT_MET), findings


def steering_group(facts):
    """(4) A steering group of at most ten, chaired by an entrepreneur.

    A chair without that background is unmet here and for the reviewer to accept
    with a condition: few regions had one and all were licensed.
    """
    findings = []
    status = MET if facts.steering else NOT_MET
    if facts.regions_without_steering:
        names = ", ".join(facts.regions_without_steering)
        findings.append(("no_steering", {"regions": names}))
        status = NOT_MET
    for group in facts.steering:
        values = {
            "count": group["count"],
            "chair": group["chair"] or "",
            "max": MAX_STEERING,
        }
        if group["count"] > MAX_STEERING:
            findings.append(("steering_too_many", values))
        if not group["chair"]:
            findings.append(("steering_no_chair", values))
        elif group["chair_is_entrepreneur"]:
            findings.append(("steering_ok", values))
        else:
            findings.append(("steering_chair_not_entrepreneur", values))
        if (
            group["count"] > MAX_STEERING
            or not group["chair"]
            or not group["chair_is_entrepreneur"]
        ):
            status = NOT_MET
    return status, findings


def people(facts):
    """(5) Every party has named the people who deliver the service."""
    without = [name for name, _side in facts.parties if not facts.people.get(name)]
    total = sum(facts.people.values())
    findings = [("people_named", {"count": total})] if total else []
    if without:
        findings.append(("people_missing", {"parties": ", ".join(without)}))
    return (MET if total and not without else NOT_MET), findings


def cost_sharing(facts):
    """(6) Cost sharing is agreed; percentages, where used, make 100."""
    if not facts.cost_lines:
        return NOT_MET, [("no_cost_lines", {})]
    if not facts.percentages_ok:
        return NOT_MET, [("percentages_wrong", {})]
    return MET, [("cost_lines", {"count": facts.cost_lines})]


def follow_up(facts):
    """(7) Follow-up agreed: customers, content of advice, feedback, every year.

    The section's presence is computed, its content judged by the reviewer.
    """
    if not facts.sections.get("follow_up"):
        return NOT_MET, [("no_section", {})]
    return MANUAL, [("section_present", {})]


def communication(facts):
    """(8) Shared communication and marketing exist or are agreed."""
    if not facts.sections.get("communication"):
        return NOT_MET, [("no_section", {})]
    return MANUAL, [("section_present", {})]


def manual(facts):
    """A criterion that an administrator added: judged by the reviewer alone."""
    return MANUAL, [("judged_by_reviewer", {})]


CHECKS = {
    "sides": sides,
    "services": services,
    "coordinator": coordinator,
    "steering_group": steering_group,
    "people": people,
    "cost_sharing": cost_sharing,
    "follow_up": follow_up,
    "communication": communication,
    "manual": manual,
}
