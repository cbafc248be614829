# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypLicenceCase(models.Model):
    """Who hears of a case: the region's coordinators, the area contact, the reviewer.

    One mail each, in one's own language; a line on the list of whoever is to act.
    """

    _inherit = "seutuyp.licence.case"

    broken_text = fields.Text(
        string="Criteria that do not hold", compute="_compute_broken_text"
    )
    decision_text = fields.Char(compute="_compute_broken_text")
    backend_url = fields.Char(compute="_compute_backend_url")

    @api.depends("state", "line_ids.state")
    @api.depends_context("lang")
    def _compute_broken_text(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        self.line_ids.mapped("found")  # a selection of lines is read case by case
        for case in self:
            lines = case.line_ids.filtered(lambda line: line.state == "broken")
            case.broken_text = "\n".join(
                self.env._(
                    "%(code)s. %(criterion)s: %(found)s",
                    code=line.code,
                    criterion=line.criterion_id.name,
                    found=(line.found or "").replace("\n", " "),
                )
                for line in lines
            )
            case.decision_text = labels.get(case.state)

    def _compute_backend_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for case in self:
            case.backend_url = f"{base}/odoo/licence-cases/{case.id}"

    # ---------------------------------------------------------------------- people
    def _region_people(self):
        """Return the coordinator, the substitute and the area contact, sudo."""
        region = self.sudo().region_id
        people = region.coordinator_id | region.substitute_id
        return people | region.area_id.contact_id

    def _reviewer_users(self):
        """Return whoever presented the agreement, else all reviewers."""
        group = self.env.ref("seutuyp_network.group_reviewer").sudo()
        reviewers = group.all_user_ids.filtered(
            lambda user: user.active and not user.share and user.id != 1
        )
        presenter = self.sudo().licence_id.round_id.presenter_id
        return presenter & reviewers or reviewers

    def _mail_people(self, template, people, told=None):
        """Mail each of these people once.

        :param str template: last part of the template's xml id
        :param set told: (agreement, person) pairs that were told just now; one mail
            is enough for an agreement of several regions
        """
        self.ensure_one()
        for person in people.filtered("email"):
            if told is not None:
                if (self.agreement_id, person) in told:
                    continue
                told.add((self.agreement_id, person))
            self.agreement_id._mail_person(
                f"seutuyp_network.mail_template_case_{template}", person, record=self
            )

    def _schedule_todo(self, users, todo, deadline=None):
        """Put a line on people's lists, once, each in his or her own language.

        :param todo: function of the case that returns what to do
        """
        self.ensure_one()
        day = deadline or fields.Date.add(fields.Date.context_today(self), days=7)
        for user in users:
            text = todo(self.with_context(lang=user.lang))
            known = self.activity_ids.filtered(
                lambda item, user=user, text=text: (
                    item.user_id == user and item.summary == text
                )
            )
            if not known:
                self.with_context(mail_activity_quick_update=True).activity_schedule(
                    "mail.mail_activity_data_todo", day, summary=text, user_id=user.id
                )

    # ----------------------------------------------------------------------- words
    def _tell_opened(self):
        told = set()
        for case in self:
            case._mail_people(
                "opened",
                case._region_people() | case._reviewer_users().partner_id,
                told,
            )
            if case.state == "open":
                case._schedule_todo(
                    case.region_id.editor_user_ids,
                    lambda item: item.env._(
                        "Put right what puts the licence at risk, or answer the "
                        "ministry"
                    ),
                    case.deadline,
                )

    def _tell_answered(self):
        self._mail_people("answered", self._reviewer_users().partner_id)
        self._schedule_todo(self._reviewer_users(), lambda item: item._decide_todo())

    def _decide_todo(self):
        return self.env._(
            "Decide on the licence of %(region)s", region=self.region_id.name
        )

    def _tell_decided(self):
        self._mail_people("decided", self._region_people())

    def _tell_put_right(self):
        self._done_todos()
        self._mail_people(
            "put_right", self._region_people() | self._reviewer_users().partner_id
        )

    def _tell_holds_again(self):
        self._mail_people("holds_again", self._reviewer_users().partner_id)
        self._schedule_todo(
            self._reviewer_users(),
            lambda item: item.env._(
                "Restore the licence of %(region)s: all criteria hold again",
                region=item.region_id.name,
            ),
        )

    @api.model
    def _tell_late(self):
        """Tell the reviewer once of each case whose deadline has passed."""
        today = self.env["seutuyp.dated.mixin"]._today()
        late = self.sudo().search(
            [
                ("state", "=", "open"),
                ("deadline", "<", today),
                ("late_told_on", "=", False),
            ]
        )
        for case in late:
            case._guarded().late_told_on = today
            case._mail_people("late", case._reviewer_users().partner_id)
            case._schedule_todo(
                case._reviewer_users(), lambda item: item._decide_todo(), today
            )
