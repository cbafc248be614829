"""Run in Odoo's shell on a new database: Finnish, of Finland, no password yet."""

company = env.ref("base.main_company")  # noqa: F821
finland = env.ref("base.fi")  # noqa: F821
finland.currency_id.active = True
company.write({"country_id": finland.id, "currency_id": finland.currency_id.id})
if company.name == "My Company":
    company.name = "Seutuyp"

partners = env["res.partner"].with_context(active_test=False)  # noqa: F821
partners.search([]).write({"lang": "fi_FI", "tz": "Europe/Helsinki"})
env["ir.default"].set("res.partner", "lang", "fi_FI")  # noqa: F821
env["ir.default"].set("res.partner", "tz", "Europe/Helsinki")  # noqa: F821

# Accounts are for those who were invited; core lets everybody make one.
env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2b")  # noqa: F821

# Core's administrator is admin/admin. Without a hash every password is refused, until
# one is chosen through the link of `seutuyp first-login`.
env.cr.execute("UPDATE res_users SET password = NULL")  # noqa: F821
env.cr.commit()  # noqa: F821
