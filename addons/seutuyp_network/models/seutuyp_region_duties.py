# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date

from ..tools import lights


class SeutuypRegion(models.Model):
    """How a region stands: one light a duty, with the reason and the next step.

    The rules are in ``tools/lights.py``; here facts are gathered, findings put into
    words and the next step chosen for the person who looks.
    """

    _inherit = "seutuyp.region"

    duties = fields.Json(
        compute="_compute_duties",
        help="One light a duty: code, label, light, reason and next step.",
    )

    @api.depends_context("uid", "lang")
    def _compute_duties(self):
        found = self._origin._duties()
        for region in self:
            region.duties = found.get(region._origin.id, [])

    # --------------------------------------------------------------------- duties
    def _duties_for(self, look):
        """Put the agreement and the licence before the groups.

        Of a region whose inner work the user may not read only the licence is told.
        """
        found = super()._duties_for(look)
        agreements = self._by_region("seutuyp.agreement")
        licences = self._latest_licences()
        for region in self:
            role = look.roles.get(region.id)
            licence = licences.get(region.id)
            licence = region._duty_licence(licence, look.today, bool(role))
            if role:
                agreement = region._duty_agreement(
                    agreements[region.id], look.today, role
                )
                found[region.id] = [agreement, licence, *found[region.id]]
            else:
                found[region.id] = [licence]
        return found

    def _day(self, day):
        return format_date(self.env, day, date_format="d.M.y") if day else ""

    @api.model
    def _open_form(self, record):
        return {
            "type": "ir.actions.act_window",
            "name": record.display_name,
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    # ------------------------------------------------------------------ agreement
    def _duty_agreement(self, agreements, today, role):
        """Say how the agreement stands.

        :param agreements: the region's active agreements
        :param str role: what the user is in this region
        """
        preparing = agreements.filtered(lambda item: item.state == "preparing")
        # A selection forgets with whom its records are read at once; say it again.
        together = agreements._prefetch_ids
        preparing = preparing.sorted("id")[-1:].with_prefetch(together)
        running = (self.agreement_id & agreements).with_prefetch(together)
        finding = lights.agreement(
            self._agreement_facts(running),
            self._agreement_facts(preparing),
            had_one=any(item.state != "preparing" for item in agreements),
            started=bool(self.coordinator_id),
            today=today,
        )
        if self.successor_id:
            finding = lights.Finding(lights.GREY, "merged")
        about = {"running": running, "preparing": preparing}
        item = about.get(finding.about, self.env["seutuyp.agreement"])
        action, label = self._agreement_step(finding.code, item, role)
        return {
            "code": "agreement",
            "label": self.env._("Agreement"),
            "light": finding.light,
            "reason": running._with_notices(self._agreement_reason(finding.code, item)),
            "action": action,
            "action_label": label,
        }

    @api.model
    def _agreement_facts(self, item):
        if not item:
            return None
        return lights.Agreement(
            state=item.state,
            signing=item.signing_state,
            review=item.review_state,
            date_start=item.date_start or None,
            date_end=item._last_day() or None,
            leaving=len(item._leaving_notices()),
            # The parties are read where it matters: most agreements are signed.
            declined=item.signing_state == "draft"
            and any(party.state == "declined" for party in item.party_ids),
        )

    def _agreement_reason(self, code, item):
        """Return the finding as a sentence.

        :param str code: see ``tools/lights.py``
        :param item: the agreement it speaks about, may be empty
        """
        end = self._day(item and item._last_day())
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "not_started": lambda: self.env._(
                "Nothing yet: the region has no coordinator."
            ),
            "missing": lambda: self.env._("No agreement, and none is being prepared."),
            "ended": lambda: self.env._(
                "The agreement has ended, and none is being prepared."
            ),
            "drafting": lambda: self.env._("The agreement is being drafted."),
            "declined": lambda: self.env._("A party declined to sign."),
            "clarification": lambda: self.env._(
                "The ministry asks for a clarification."
            ),
            "rejected": lambda: self.env._("The ministry rejected the agreement."),
            "collecting": lambda: self.env._(
                "%(signed)s of %(all)s parties have signed.",
                signed=item.signed_count,
                all=item.party_count,
            ),
            "submitted": lambda: self.env._("The ministry is reviewing the agreement."),
            "to_submit": lambda: self.env._(
                "All have signed. It is not yet submitted for review."
            ),
            "to_sign": lambda: self.env._("Approved, but not yet sent for signature."),
            "starts_later": lambda: self.env._(
                "Ready. It comes into force on %(day)s.",
                day=self._day(item.date_start),
            ),
            "renewing": lambda: self.env._(
                "In force. The next version is being prepared."
            ),
            "notice": lambda: (
                self.env._("Notice has been given. It ends on %(day)s.", day=end)
                if end
                else self.env._("Notice has been given.")
            ),
            "ends_soon": lambda: self.env._(
                "In force, but it ends on %(day)s.", day=end
            ),
            "in_force": lambda: (
                self.env._("In force until %(day)s.", day=end)
                if end
                else self.env._("In force until further notice.")
            ),
        }
        sentences["leaving"] = sentences["in_force"]
        return sentences[code]()

    def _agreement_step(self, code, item, role):
        """Return the next step as (action, label) for somebody with this role."""
        if not item:
            if role == "editor" and code in ("missing", "ended"):
                return self._draft_agreement_action(), self.env._("Draft the agreement")
            return False, False
        if role == "editor":
            return self._open_form(item), self._agreement_editor_label(code)
        review_round = item._open_round()
        if review_round and role == "reviewer":
            return self._open_form(review_round), self.env._("Review the agreement")
        if review_round and role == "area" and not review_round.statement:
            return self._open_form(item), self.env._("Give your statement")
        return self._open_form(item), self.env._("Open the agreement")

    def _agreement_editor_label(self, code):
        labels = {
            "drafting": lambda: self.env._("Continue drafting"),
            "declined": lambda: self.env._("Read why"),
            "clarification": lambda: self.env._("Clarify and submit again"),
            "rejected": lambda: self.env._("Read why"),
            "collecting": lambda: self.env._("See who has not signed"),
            "submitted": lambda: self.env._("Follow the review"),
            "to_submit": lambda: self.env._("Submit for review"),
            "to_sign": lambda: self.env._("Send for signature"),
            "notice": lambda: self.env._("Prepare the next agreement"),
            "ends_soon": lambda: self.env._("Prepare the next agreement"),
            "leaving": lambda: self.env._("See who leaves"),
        }
        return labels[code]() if code in labels else self.env._("Open the agreement")

    def _draft_agreement_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New agreement"),
            "res_model": "seutuyp.agreement",
            "views": [(False, "form")],
            "context": {"default_region_ids": self.ids},
        }

    # -------------------------------------------------------------------- licence
    def _latest_licences(self):
        """Return {region id: its present licence, else the latest}.

        History is looked at only where there is nothing else: it grows.
        """
        licences = self.env["seutuyp.licence"]
        running = licences.search(
            [("region_id", "in", self.ids), ("state", "in", ("active", "suspended"))]
        )
        without = self - running.region_id
        past = licences.search([("region_id", "in", without.ids)], order="granted_on")
        return {item.region_id.id: item for item in past + running}

    def _duty_licence(self, item, today, inner):
        """Say how the licence stands.

        :param item: see :meth:`_latest_licences`, may be None
        :param bool inner: the user may also know of the region's agreement
        """
        item = item or self.env["seutuyp.licence"]
        light, code = lights.licence(
            self._licence_facts(item, inner),
            agreement_ready=inner and self.agreement_id.review_state == "approved",
            today=today,
        )
        if not item and self.successor_id:
            light, code = lights.GREY, "merged"
        return {
            "code": "licence",
            "label": self.env._("Licence"),
            "light": light,
            "reason": self._licence_reason(code, item),
            "action": self._open_form(item) if item else False,
            "action_label": self.env._("Open the licence") if item else False,
        }

    @api.model
    def _licence_facts(self, item, inner):
        """Gather what the rule looks at; a risk stays inside until it is decided."""
        if not item:
            return None
        return lights.Licence(
            state=item.state,
            at_risk=inner and item.at_risk,
            deadline=item.deadline or None,
            date_end=item.date_end or None,
        )

    def _licence_reason(self, code, item):
        end, deadline = self._day(item.date_end), self._day(item.deadline)
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "not_yet": lambda: self.env._(
                "Granted once the agreement is signed and approved."
            ),
            "not_granted": lambda: self.env._(
                "The agreement is in force, but no licence is recorded."
            ),
            "active": lambda: (
                self.env._("Active until %(day)s.", day=end)
                if end
                else self.env._("Active until further notice.")
            ),
            "ends_soon": lambda: self.env._("Active, but it ends on %(day)s.", day=end),
            "at_risk": lambda: (
                self.env._(
                    "At risk: a criterion no longer holds. Put it right by %(day)s.",
                    day=deadline,
                )
                if deadline
                else self.env._("At risk: a criterion no longer holds.")
            ),
            "overdue": lambda: self.env._(
                "A criterion has not held since the deadline, %(day)s.", day=deadline
            ),
            "suspended": lambda: self.env._("The licence is suspended."),
            "revoked": lambda: self.env._("The licence has been revoked."),
            "expired": lambda: self.env._("The licence has expired."),
        }
        return sentences[code]()
