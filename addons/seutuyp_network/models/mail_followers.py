# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class MailFollowers(models.Model):
    """Core lets every employee list who follows what; ours is told to readers only."""

    _inherit = "mail.followers"

    @api.model
    def _seutuyp_threads(self):
        """Return the names of our models that people follow."""
        thread = self.env.registry["mail.thread"]
        return [
            name
            for name, cls in self.env.registry.items()
            if name.startswith("seutuyp.")
            and issubclass(cls, thread)
            and not cls._abstract
        ]

    @api.model
    def _seutuyp_readable(self):
        """Return the domain of followers of what the user may read."""
        domain = Domain.TRUE
        for name in self._seutuyp_threads():
            model = self.env[name].with_context(active_test=False)
            own = Domain("res_model", "!=", name)
            if model.has_access("read"):
                own |= Domain("res_id", "in", model._search(Domain.TRUE))
            domain &= own
        return domain

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not self.env.su and not bypass_access:
            domain = Domain(domain) & self._seutuyp_readable()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not self.ids:
            return result
        hidden = self - self.search([("id", "in", self.ids)])
        forbidden, error = result or (
            self.browse(),
            lambda: AccessError(
                self.env._("Who follows this is told to its readers only.")
            ),
        )
        forbidden |= hidden
        return (forbidden, error) if forbidden else None
