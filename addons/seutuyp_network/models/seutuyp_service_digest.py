# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import digest


class SeutuypServiceChange(models.Model):
    """The weekly mail to the partners: what changed in their regions' services."""

    _inherit = "seutuyp.service.change"

    @api.model
    def _cron_tell(self):
        """Tell each person once what has changed since the last mail.

        All in one transaction: after a crash everything is told next time, and
        nothing twice. What was changed and changed back is not told.
        """
        changes = self.sudo().search([("told_on", "=", False)], order="id")
        news = changes._net()
        for person, regions in self._digest_receivers(news).items():
            lines = self.with_context(lang=person.lang)._digest_lines(
                person, {region: news[region] for region in regions}
            )
            self.env["seutuyp.mailer"]._mail(
                "seutuyp_network.mail_template_service_digest",
                person,
                person,
                sender=next(iter(regions)).coordinator_id,
                seutuyp_regions=lines,
            )
        changes._guarded().write({"told_on": fields.Datetime.now()})

    def _net(self):
        """Return {region: [(kind, organisation, service)]} that is worth telling."""
        news = {}
        things = self.grouped(
            lambda item: (item.region_id, item.partner_id, item.service_id)
        )
        for (region, partner, service), changes in things.items():
            kind = digest.net(changes.mapped("kind"))
            if kind and not region.successor_id:
                news.setdefault(region, []).append((kind, partner, service))
        return news

    @api.model
    def _digest_receivers(self, news):
        """Return {person: regions}: who works with the services of which regions.

        Those responsible for a service, the coordinators, and staff of the parties
        who have an account; who does not want the mail gets none.
        """
        receivers = {}
        for region in sorted(news, key=lambda item: item.name or ""):
            people = (
                region.offer_ids.responsible_id
                | region.coordinator_id
                | region.substitute_id
                | region.user_ids.partner_id
            )
            for person in people.filtered(
                lambda item: item.active and item.email and item.seutuyp_digest
            ):
                receivers[person] = receivers.get(person, region.browse()) | region
        return receivers

    @api.model
    def _digest_lines(self, person, news):
        """Return what the mail shows: [{name, url, sentences}], one a region."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        staff = any(not user.share for user in person.user_ids)
        return [
            {
                "name": region.with_env(self.env).name,
                "url": f"{base}/odoo/{region.id}/service-matrix"
                if staff
                else f"{base}/seutuyp/help/{region.code}",
                "sentences": [
                    self._digest_sentence(kind, partner, service.with_env(self.env))
                    for kind, partner, service in items
                ],
            }
            for region, items in news.items()
        ]

    @api.model
    def _digest_sentence(self, kind, partner, service):
        values = {"organisation": partner.name, "service": service.name}
        sentences = {
            "new": lambda: self.env._(
                "%(organisation)s now offers: %(service)s.", **values
            ),
            "ended": lambda: self.env._(
                "%(organisation)s no longer offers: %(service)s.", **values
            ),
            "lead": lambda: self.env._(
                "%(organisation)s is now the lead provider of: %(service)s.", **values
            ),
            "no_lead": lambda: self.env._(
                "%(organisation)s is no longer the lead provider of: %(service)s.",
                **values,
            ),
        }
        return sentences[kind]()


class ResPartner(models.Model):
    _inherit = "res.partner"

    seutuyp_digest = fields.Boolean(
        string="Weekly mail on services",
        default=True,
        help="Once a week a mail tells what changed in the services of the person's "
        "regions, if anything did.",
    )
