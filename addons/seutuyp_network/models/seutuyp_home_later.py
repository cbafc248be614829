# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools import lights


class SeutuypHome(models.AbstractModel):
    """Amendments to sign or to send, and agreements that end soon."""

    _inherit = "seutuyp.home"

    @api.model
    def _waiting_signatures(self):
        signers = (
            self.env["seutuyp.agreement.amendment.signer"]
            .sudo()
            .search(
                [
                    ("signatory_id", "=", self.env.user.partner_id.id),
                    ("state", "=", "pending"),
                    ("amendment_id.state", "=", "collecting"),
                ]
            )
        )
        return super()._waiting_signatures() + [
            self._item(
                "sign",
                self.env._(
                    "Sign for %(party)s: %(what)s.",
                    party=signer.partner_id.name,
                    what=signer.amendment_id.display_name,
                ),
                signer.amendment_id,
                self.env._("Read and sign"),
                due=self._local_date(signer.link_expires_on),
                detail=signer.agreement_id.name,
                action={
                    "type": "ir.actions.act_url",
                    "url": signer._portal_path(),
                    "target": "self",
                },
            )
            for signer in signers
        ]

    @api.model
    def _coordinator_items(self):
        waiting, following = super()._coordinator_items()
        amendments = self.env["seutuyp.agreement.amendment"].search(
            [
                ("agreement_id.region_ids.editor_user_ids", "in", self.env.uid),
                ("state", "in", ("draft", "collecting")),
            ]
        )
        for amendment in amendments:
            if amendment.state == "draft":
                waiting.append(
                    self._item(
                        "send",
                        self.env._(
                            "Finish and send: %(what)s.", what=amendment.display_name
                        ),
                        amendment,
                        self.env._("Open the amendment"),
                        detail=amendment.agreement_id.name,
                    )
                )
            else:
                following.append(
                    self._item(
                        "sign",
                        amendment.display_name,
                        amendment,
                        self.env._("See who has not signed"),
                        detail=amendment.next_step,
                    )
                )
        return waiting + self._ending_items(), following

    @api.model
    def _following_notices(self):
        """List the running notices for coordinators and the area's contact people."""
        notices = self.env["seutuyp.agreement.notice"].search(
            [
                ("state", "=", "given"),
                "|",
                ("agreement_id.region_ids.editor_user_ids", "in", self.env.uid),
                ("agreement_id.region_ids.area_id.editor_user_ids", "in", self.env.uid),
            ]
        )
        return [
            self._item(
                "draft",
                self.env._(
                    "%(party)s leaves “%(agreement)s”; its last day is %(day)s.",
                    party=notice.partner_id.name,
                    agreement=notice.agreement_id.name,
                    day=notice.agreement_id._day(notice.date_end),
                )
                if notice.party_id
                else self.env._(
                    "Notice of “%(agreement)s” runs; its last day is %(day)s.",
                    agreement=notice.agreement_id.name,
                    day=notice.agreement_id._day(notice.date_end),
                ),
                notice.agreement_id,
                self.env._("Open the agreement"),
                detail=notice.reason,
            )
            for notice in notices.sorted("date_end")
        ]

    @api.model
    def _ending_items(self):
        """List the user's agreements that end within half a year, not renewed yet."""
        today = self.env["seutuyp.dated.mixin"]._today()
        running = self.env["seutuyp.agreement"].search(
            [
                ("region_ids.editor_user_ids", "in", self.env.uid),
                ("state", "in", ("in_force", "notice")),
                "|",
                ("date_end", "!=", False),
                ("notice_end", "!=", False),
            ]
        )
        return [
            self._item(
                "draft",
                self.env._(
                    "“%(agreement)s” ends on %(day)s: renew it or tell companies.",
                    agreement=agreement.name,
                    day=agreement._day(agreement._last_day()),
                ),
                agreement,
                self.env._("Open the agreement"),
                due=agreement._last_day(),
            )
            for agreement in running
            if lights.ends_soon(agreement._last_day(), today)
            and not agreement.next_ids.filtered("active")
        ]
