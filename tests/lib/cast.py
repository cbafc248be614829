"""The people that a system test plays, entered over RPC."""


def reference(admin, name):
    """Return the id of what one of our addons ships under this name."""
    domain = [("module", "=like", "seutuyp_%"), ("name", "=", name)]
    return admin("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


def add_users(admin, users, address):
    """Enter people with an account, in Finnish; the password is the login.

    :param users: {login: (name, name of the group)}
    :param address: what makes a mail address of a name
    :return: {login: id of the person}
    """
    people = {}
    for login, (name, group) in users.items():
        user = admin(
            "res.users",
            "create",
            {
                "name": name,
                "login": login,
                "email": address(name),
                "password": login,
                "lang": "fi_FI",
                "tz": "Europe/Helsinki",
                "group_ids": [(4, reference(admin, group))],
            },
        )
        (found,) = admin("res.users", "read", [user], ["partner_id"])
        people[login] = found["partner_id"][0]
    return people
