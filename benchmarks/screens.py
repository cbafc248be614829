"""What the server needs for each main screen, as the person who opens it.

Measured are the calls that a web client makes for the records of a view: the view's
own fields, with the names of what they point at. Reading the view itself is left out on
both sides: the client keeps it.
"""

from lxml import etree

from . import clock

NETWORK = "seutuyp_network."
LIST, FORM = "core list", "core form"


def specification(env, model, arch):
    """Return what a web client asks for to show a view.

    :param arch: the view's root element, or that of a list inside a form
    """
    fields = env[model]._fields
    result = {}
    for node in arch.iter("field"):
        if next(node.iterancestors("field"), arch) is not arch:
            continue  # a field of a list inside the form
        name = node.get("name")
        if name not in fields or node is arch:
            continue
        result[name] = part(env, fields[name], node)
    return result


def part(env, field, node):
    if field.type == "many2one":
        return {"fields": {"display_name": {}}}
    if field.type not in ("one2many", "many2many"):
        return {}
    inner = next(iter(node), None)
    if inner is not None and inner.tag in ("list", "kanban"):
        shown = specification(env, field.comodel_name, inner)
        return {"fields": shown, "limit": 40}
    if node.get("widget", "").startswith("many2many_tags"):
        return {"fields": {"display_name": {}}}
    return {}


def view(env, model, kind, xmlid=None):
    """Return the specification of a view as this user gets it."""
    number = env.ref(xmlid).id if xmlid else None
    arch = etree.fromstring(env[model].get_view(number, kind)["arch"])
    return specification(env, model, arch)


def opens_list(env, model, domain=(), xmlid=None):
    wanted = view(env, model, "list", xmlid)
    return lambda: env[model].web_search_read(list(domain), wanted, limit=80)


def opens_form(env, model, record, xmlid=None):
    wanted = view(env, model, "form", xmlid)
    return lambda: env[model].browse(record.id).web_read(wanted)


def make_core(env, nation):
    """Make as many projects as there are agreements, with tasks like parties."""
    projects = env["project.project"].create(
        [{"name": f"Projekti {number:04}"} for number in range(len(nation.regions) * 3)]
    )
    env["project.task"].create(
        [
            {"name": f"Tehtävä {number}", "project_id": project.id}
            for project in projects
            for number in range(8)
        ]
    )
    env.cr.commit()
    return projects


def measure(nation, repeats):
    """Yield a figure for each main screen; core's project list and form come first."""
    yield from clock.compare("screen", tries(nation), repeats)


def tries(nation):
    """List what is measured, see ``clock.compare``."""
    own = core_env(nation)
    project = make_core(nation.env, nation)[0]
    yield clock.Try(LIST, own, opens_list(own, "project.project"), LIST)
    yield clock.Try(FORM, own, opens_form(own, "project.project", project), FORM)
    for role, name, against, make in screens(nation):
        own = nation.env(user=nation.users[role].id, su=False)
        yield clock.Try(f"{name} ({role})", own, make(own), against)


def core_env(nation):
    """Return the environment in which a coordinator opens core's project screens."""
    user = nation.users["coordinator"]
    user.sudo().group_ids |= nation.env.ref("project.group_project_manager")
    nation.env.cr.commit()
    return nation.env(user=user.id, su=False)


def screens(nation):
    """List (role, name, compared with, function that makes the call)."""
    region, agreement = nation.regions[0], nation.agreements[0]
    licence = agreement.licence_ids[:1]
    group = region.group_ids[:1]
    for role in ("coordinator", "partner", "area", "reviewer"):
        yield role, "home", LIST, lambda env: env["seutuyp.home"].get_home
    yield from (
        ("coordinator", "regions", LIST, lambda env: opens_list(env, "seutuyp.region")),
        (
            "coordinator",
            "region",
            FORM,
            lambda env: opens_form(env, "seutuyp.region", region),
        ),
        (
            "reviewer",
            "agreements",
            LIST,
            lambda env: opens_list(env, "seutuyp.agreement"),
        ),
        (
            "coordinator",
            "agreement",
            FORM,
            lambda env: opens_form(env, "seutuyp.agreement", agreement),
        ),
        ("reviewer", "licences", LIST, lambda env: opens_list(env, "seutuyp.licence")),
        (
            "reviewer",
            "licence",
            FORM,
            lambda env: opens_form(env, "seutuyp.licence", licence),
        ),
        ("area", "groups", LIST, lambda env: opens_list(env, "seutuyp.group")),
        (
            "coordinator",
            "group",
            FORM,
            lambda env: opens_form(env, "seutuyp.group", group),
        ),
        (
            "coordinator",
            "organisations",
            LIST,
            lambda env: opens_list(
                env,
                "res.partner",
                [("is_company", "=", True)],
                NETWORK + "res_partner_view_list_organisation",
            ),
        ),
        (
            "partner",
            "service matrix",
            FORM,
            lambda env: env["seutuyp.region"].browse(region.id).service_matrix,
        ),
        (
            "area",
            "services compared",
            FORM,
            lambda env: (
                lambda: env["seutuyp.region"].compare_services(region.area_id.id)
            ),
        ),
        (
            "partner",
            "services offered",
            LIST,
            lambda env: opens_list(env, "seutuyp.service.offer"),
        ),
        (
            "reviewer",
            "coverage of the nation",
            LIST,
            lambda env: (
                lambda: env["seutuyp.service.coverage"].formatted_read_group(
                    [], ["region_id", "status"], ["__count"]
                )
            ),
        ),
        (
            "reviewer",
            "matrices of all regions",
            "",
            lambda env: (
                lambda: [
                    env["seutuyp.region"].browse(region_id).service_matrix()
                    for region_id in nation.regions.ids
                ]
            ),
        ),
        (
            "partner",
            "public page of a region",
            FORM,
            lambda env: (
                lambda: region.with_env(env)._help_values(
                    env["seutuyp.segment"].browse()
                )
            ),
        ),
    )
