# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

TIMEZONE = "Europe/Helsinki"
# The order in which things wait; what is late comes before all of it.
ORDER = (
    "sign",
    "clarify",
    "declined",
    "rejected",
    "licence",
    "statement",
    "decide",
    "verdict",
    "comments",
    "submit",
    "send",
    "meeting",
    "offers",
    "brand",
    "commitments",
    "activity",
    "draft",
    "missing",
)


class SeutuypHome(models.AbstractModel):
    """What waits for the current user, each thing a sentence with its next step."""

    _inherit = "seutuyp.home"

    @api.model
    def _waiting(self):
        """Return (what the user is to do, what the user follows), the first first."""
        waiting = [
            *self._waiting_signatures(),
            *self._waiting_statements(),
            *self._waiting_licences(),
            *self._waiting_followups(),
        ]
        following = [*self._following_licences(), *self._following_notices()]
        for todo, others in (self._coordinator_items(), self._reviewer_items()):
            waiting += todo
            following += others
        waiting += self._waiting_activities(waiting)
        for item in [*waiting, *following]:
            item.pop("records")
        return sorted(waiting, key=self._urgency), following

    @api.model
    def _kinds(self):
        """Return the kinds of things that wait, in order; other addons add theirs."""
        return list(ORDER)

    @api.model
    def _urgency(self, item):
        return (
            not item["late"],
            self._kinds().index(item["kind"]),
            item["due"] or "9999",
            item["text"],
        )

    @api.model
    def _item(self, kind, text, record, label, *, due=None, detail="", action=None):
        """Return one thing that waits.

        :param str kind: one of ``_kinds()``
        :param record: what it is about
        :param due: a date or None
        :param str detail: a second line: the reason, who is missing
        :param action: opens something else than the record's form
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        return {
            "kind": kind,
            "text": text,
            "detail": detail or "",
            "due": due and fields.Date.to_string(due),
            "late": bool(due and due < today),
            "action": action or self.env["seutuyp.region"]._open_form(record),
            "action_label": label,
            "records": {(record._name, id_) for id_ in record.ids},
        }

    @api.model
    def _local_date(self, moment):
        if not moment:
            return None
        local = self.with_context(tz=TIMEZONE)
        return fields.Datetime.context_timestamp(local, moment).date()

    # ------------------------------------------------------------------ signatory
    @api.model
    def _waiting_signatures(self):
        """List agreements that wait for the user's own signature.

        A signatory need not be a reader of the region yet, so these few are looked
        up as superuser: only the user's own parties, and no more than their names.
        """
        parties = (
            self.env["seutuyp.agreement.party"]
            .sudo()
            .search(
                [
                    ("signatory_id", "=", self.env.user.partner_id.id),
                    ("state", "=", "pending"),
                    ("agreement_id.signing_state", "=", "collecting"),
                    ("agreement_id.active", "=", True),
                ]
            )
        )
        return [
            self._item(
                "sign",
                self.env._(
                    "Sign “%(agreement)s” for %(party)s.",
                    agreement=party.agreement_id.name,
                    party=party.partner_id.name,
                ),
                party.agreement_id,
                self.env._("Read and sign"),
                due=self._local_date(party.link_expires_on),
                action={
                    "type": "ir.actions.act_url",
                    "url": f"/my/agreements/{party.agreement_id.id}",
                    "target": "self",
                },
            )
            for party in parties
        ]

    # --------------------------------------------------------------- area contact
    @api.model
    def _waiting_statements(self):
        rounds = self.env["seutuyp.review.round"].search(
            [
                ("decision", "=", False),
                ("statement", "=", False),
                ("agreement_id.region_ids.area_id.editor_user_ids", "in", self.env.uid),
            ]
        )
        return [
            self._item(
                "statement",
                self.env._(
                    "Give your statement on “%(agreement)s”.",
                    agreement=item.agreement_id.name,
                ),
                item.agreement_id,
                self.env._("Give your statement"),
                due=self._local_date(item.meeting_id.date),
            )
            for item in rounds
        ]

    # ----------------------------------------------------------------- activities
    @api.model
    def _activity_models(self):
        return [
            name
            for name, model in self.env.registry.items()
            if name.startswith("seutuyp.") and "activity_ids" in model._fields
        ]

    @api.model
    def _waiting_activities(self, items):
        """List the user's activities, without those that ``items`` already say.

        The workflow also puts a line on a person's list; where the home screen has
        found the same record waiting by itself, that line would only repeat it.
        """
        said = set().union(
            *(item["records"] for item in items if item["kind"] != "draft")
        )
        activities = self.env["mail.activity"].search(
            [
                ("user_id", "=", self.env.uid),
                ("res_model", "in", self._activity_models()),
            ]
        )
        activities = activities.filtered(
            lambda item: not item.automated or (item.res_model, item.res_id) not in said
        )
        names = {}  # as the reader reads them: the activity keeps its maker's language
        for model, items in activities.grouped("res_model").items():
            records = self.env[model].browse(items.mapped("res_id")).exists()
            for record in records._filtered_access("read"):
                names[model, record.id] = record.display_name
        return [
            self._activity_item(item, names.get((item.res_model, item.res_id)))
            for item in activities
        ]

    @api.model
    def _activity_item(self, activity, name):
        text = activity.summary or activity.activity_type_id.name or ""
        return self._item(
            "activity",
            text,
            self.env[activity.res_model].browse(activity.res_id),
            self.env._("Open the matter"),
            due=activity.date_deadline,
            detail=name if name != text else "",
            action={
                "type": "ir.actions.act_window",
                "res_model": activity.res_model,
                "res_id": activity.res_id,
                "views": [(False, "form")],
            },
        )
