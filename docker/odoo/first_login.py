"""Run in Odoo's shell: print the link by which an account chooses its password.

It is the link of Odoo's own *Reset password*: signed, valid for four hours, and void as
soon as the account has logged in.
"""

import os

login = os.environ["SEUTUYP_LOGIN"]
user = env["res.users"].search([("login", "=", login)])  # noqa: F821
if not user:
    raise SystemExit(f"There is no active account {login}.")
user.partner_id.signup_prepare(signup_type="reset")
link = user.partner_id.with_context(lang=user.lang)._get_signup_url()
env.cr.commit()  # noqa: F821
print(f"\nChoose the password of {login} here, within four hours:\n\n{link}\n")
