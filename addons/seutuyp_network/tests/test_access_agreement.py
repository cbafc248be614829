# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_forging import ForgingCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "partner_user",
    "coordinator_b",
    "area_contact_b",
    "outsider",
    "portal_user",
)
# What each role may do with a record of region A, by access rights and record rules: r
# w c d. A role that is missing may do nothing. Region A's own people are
# "coordinator", "partner_user" and "area_contact"; guarded fields are closed to all.
TEXT = {
    "manager": "rwcd",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "rwcd",
    "partner_user": "r",
}
EVIDENCE = dict.fromkeys(TEXT, "r")
EXPECTED = {
    "seutuyp.agreement": TEXT,
    "seutuyp.agreement.section": TEXT,
    "seutuyp.agreement.section.translation": TEXT,
    "seutuyp.agreement.party": TEXT,
    "seutuyp.agreement.person": TEXT,
    "seutuyp.agreement.commitment": TEXT,
    "seutuyp.agreement.cost.line": TEXT,
    "seutuyp.agreement.annex": TEXT,
    "seutuyp.agreement.comment": {
        "manager": "r",
        "reviewer": "r",
        "area_contact": "r",
        "coordinator": "rwcd",
        "partner_user": "r",
    },
    "seutuyp.agreement.amendment": {**EVIDENCE, "coordinator": "rwcd"},
    "seutuyp.agreement.amendment.signer": EVIDENCE,
    "seutuyp.agreement.notice": EVIDENCE,
    "seutuyp.agreement.content": EVIDENCE,
    "seutuyp.agreement.assessment": EVIDENCE,
    "seutuyp.signature": EVIDENCE,
    "seutuyp.document": EVIDENCE,
    "seutuyp.workflow.log": EVIDENCE,
    "seutuyp.brand.use": {**EVIDENCE, "coordinator": "rw", "partner_user": "rw"},
    "seutuyp.licence.case": EVIDENCE,
    "seutuyp.licence.case.line": EVIDENCE,
    "seutuyp.review.round": {**EVIDENCE, "reviewer": "rw"},
    "seutuyp.review.meeting": {
        "reviewer": "rwcd",
        "area_contact": "r",
        "coordinator": "r",
        "partner_user": "r",
    },
    # The licence is public anyway.
    "seutuyp.licence": {
        **EVIDENCE,
        "coordinator_b": "r",
        "area_contact_b": "r",
        "outsider": "r",
    },
    "seutuyp.token": {},
}
READ_BY_ALL_STAFF = ("seutuyp.licence",)


@tagged("post_install", "-at_install")
class TestAccessAgreement(ForgingCase):
    @classmethod
    def _make_network_records(cls):
        # Services, changes, handovers and practices have tables of their own.
        cls.network_records = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.area_contact_b = cls._create_user("area_contact_b", "group_area")
        cls.area_b.contact_id = cls.area_contact_b.partner_id
        draft = cls.draft.sudo()
        cls.of_region_a = {
            **cls.records,
            "seutuyp.agreement": draft,
            "seutuyp.agreement.party": draft.party_ids[0],
            "seutuyp.agreement.section": draft.section_ids[0],
            "seutuyp.agreement.person": draft.person_ids[0],
            "seutuyp.agreement.commitment": draft.commitment_ids,
            "seutuyp.agreement.cost.line": draft.cost_line_ids,
        }
        cls.of_region_a.pop("seutuyp.region")
        cls.of_region_a = {
            name: records.sudo() for name, records in cls.of_region_a.items()
        }
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _allowed(self, record, user):
        record = record.with_user(user).sudo(False)
        return "".join(
            letter
            for letter, operation in OPERATIONS.items()
            if record.has_access(operation)
        )

    # ----------------------------------------------------------------- the table
    def test_table(self):
        self.assertEqual(set(EXPECTED), set(self.of_region_a))
        for model, roles in EXPECTED.items():
            record = self.of_region_a[model]
            self.assertTrue(record, model)
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(
                        self._allowed(record, getattr(self, role)), roles.get(role, "")
                    )

    def _strangers(self):
        for role in ("coordinator_b", "area_contact_b", "outsider", "portal_user"):
            yield role, getattr(self, role)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_every_way_of_reading(self):
        """By id, search, group, export, name: a stranger learns nothing anywhere."""
        for model, record in self.of_region_a.items():
            if model in READ_BY_ALL_STAFF:
                continue
            label = record.display_name
            for role, user in self._strangers():
                mine = record.with_user(user).sudo(False)
                everything = mine.browse()
                attempts = {
                    "read": lambda m=mine: m.read(["display_name"]),
                    "web_read": lambda m=mine: m.web_read({"display_name": {}}),
                    "export": lambda m=mine: m.export_data(["display_name"])["datas"],
                    "search": lambda e=everything, r=record: (
                        e.search([("id", "=", r.id)]).ids
                    ),
                    "count": lambda e=everything, r=record: e.search_count(
                        [("id", "=", r.id)]
                    ),
                    "group": lambda e=everything, r=record: [
                        row
                        for row in e.formatted_read_group(
                            [("id", "=", r.id)], [], ["__count"]
                        )
                        if row["__count"]
                    ],
                    "name_search": lambda e=everything, la=label, r=record: [
                        row for row in e.name_search(la or "") if row[0] == r.id
                    ],
                    "web_search_read": lambda e=everything, r=record: e.web_search_read(
                        [("id", "=", r.id)], {"display_name": {}}
                    )["records"],
                    "copy": lambda m=mine: m.copy(),
                }
                for how, attempt in attempts.items():
                    with self.subTest(model=model, role=role, how=how):
                        self.env.invalidate_all()
                        self.assertFalse(self._answer(attempt))

    def _answer(self, attempt):
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                return attempt()
        except UserError:
            return None

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_nothing_through_a_neighbour(self):
        """Records that all staff read tell at most the name of what they point at.

        Core shows the name of a many2one's record to whoever reads the many2one. Here
        that is the agreement behind a licence, which is public.
        """
        ways = [
            (self.region_a, "agreement_ids"),
            (self.region_a, "message_ids"),
            (self.licensed.licence_ids.sudo(), "message_ids"),
        ]
        for record, name in ways:
            for role, user in self._strangers():
                self.env.invalidate_all()
                mine = record.with_user(user).sudo(False)
                with self.subTest(field=f"{record._name}.{name}", role=role):
                    values = self._answer(
                        lambda m=mine, n=name: m.web_read(
                            {n: {"fields": {"display_name": {}}}}
                        )
                    )
                    told = str(values or "")
                    self.assertNotIn(self.licensed.display_name, told)
                    self.assertNotIn(self.open.display_name, told)
        for record in (self.region_a, self.licensed.licence_ids.sudo()):
            for role, user in self._strangers():
                self.env.invalidate_all()
                mine = record.with_user(user).sudo(False)
                with self.subTest(field=f"{record._name}.agreement_id", role=role):
                    fields = {
                        "display_name": {},
                        "review_state": {},
                        "content_hash": {},
                    }
                    values = self._answer(
                        lambda m=mine, f=fields: m.web_read(
                            {"agreement_id": {"fields": f}}
                        )
                    )
                    told = values[0]["agreement_id"] if values else {}
                    self.assertLessEqual(set(told or {}), {"id", "display_name"})

    # --------------------------------------------------------- chatter and files
    def test_chatter_of_a_foreign_agreement(self):
        message = self.open.sudo().message_post(body="Inner matter of region A")
        activity = self.open.sudo().activity_schedule(
            "mail.mail_activity_data_todo",
            summary="Inner to-do",
            user_id=self.coordinator.id,
        )
        self.open.sudo().message_subscribe(self.coordinator.partner_id.ids)
        for user in (
            self.partner_user,
            self.coordinator,
            self.reviewer,
            self.area_contact,
        ):
            with self.subTest(reader=user.login):
                self.assertTrue(message.with_user(user).read(["body"]))
                followers = (
                    self.open.sudo().message_follower_ids.with_user(user).sudo(False)
                )
                self.assertTrue(followers.read(["partner_id"]))
                self.assertTrue(followers.search([("id", "in", followers.ids)]))
        for role, user in self._strangers():
            with self.subTest(role=role):
                self.env.invalidate_all()
                with self.assertRaises(AccessError):
                    message.with_user(user).read(["body"])
                found = self.env["mail.message"].with_user(user)
                self.assertFalse(found.search([("id", "=", message.id)]))
                self.assertFalse(found.search([("model", "=", "seutuyp.agreement")]))
                self.assertFalse(
                    self._answer(lambda u=user: activity.with_user(u).read(["summary"]))
                )
                self._answer(
                    lambda u=user: self.open.with_user(u).message_subscribe(
                        [u.partner_id.id]
                    )
                )
                self.assertNotIn(user.partner_id, self.open.sudo().message_partner_ids)
                with self.assertRaises(AccessError):
                    self.open.with_user(user).message_post(body="Hello")
                follower = self.open.sudo().message_follower_ids[0]
                self.assertFalse(
                    self._answer(
                        lambda u=user, f=follower: f.with_user(u).read(["partner_id"])
                    )
                )
                self.assertFalse(
                    self._answer(
                        lambda u=user, f=follower: f.with_user(u).search(
                            [("res_model", "=", "seutuyp.agreement")]
                        )
                    )
                )
                told = self._answer(
                    lambda u=user: self.open.with_user(u).message_get_followers()
                )
                self.assertFalse((told or {}).get("mail.followers"))

    def test_files_of_a_foreign_agreement(self):
        places = {
            "annex": ("seutuyp.agreement.annex", "file", self.open.annex_ids[0].id),
            "document": (
                "seutuyp.document",
                "file",
                self.licensed.sudo().document_ids[0].id,
            ),
        }
        files = self.env["ir.attachment"]
        for model, field, id_ in places.values():
            files |= files.search(
                [
                    ("res_model", "=", model),
                    ("res_field", "=", field),
                    ("res_id", "=", id_),
                ]
            )
        loose = files.create(
            {
                "name": "x",
                "raw": b"x",
                "res_model": "seutuyp.agreement",
                "res_id": self.open.id,
            }
        )
        self.assertEqual(len(files), 2)
        for attachment in files | loose:
            for user in (self.partner_user, self.coordinator, self.reviewer):
                self.assertTrue(attachment.with_user(user).read(["name"]))
            for role, user in self._strangers():
                with self.subTest(role=role, model=attachment.res_model):
                    mine = attachment.with_user(user)
                    with self.assertRaises(AccessError):
                        mine.read(["name", "raw"])
                    self.assertFalse(
                        mine.search(
                            [("id", "=", attachment.id), ("res_field", "!=", "x")]
                        )
                    )
                    with self.assertRaises(AccessError):
                        mine.generate_access_token()

    # ------------------------------------------------------------ single matters
    def test_a_reader_comments_in_his_own_name(self):
        comments = self.env["seutuyp.agreement.comment"]
        vals = {"section_id": self.draft.section_ids[1].id, "text": "A remark"}
        for user in (self.partner_user, self.area_contact):
            comment = comments.with_user(user).create(vals)
            self.assertEqual(comment.author_id, user.partner_id)
        for _role, user in self._strangers():
            with self.assertRaises(AccessError):
                comments.with_user(user).create(vals)

    def test_the_prepared_reason_is_the_reviewers(self):
        review_round = self.open.round_ids.with_user(self.reviewer)
        review_round.prepared_reason = "We will return it"
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.manager,
        ):
            mine = review_round.with_user(user)
            with self.subTest(user=user.login):
                self.assertNotIn("prepared_reason", mine.fields_get())
                self.assertNotIn("prepared_reason", mine.read()[0])
                with self.assertRaises(AccessError):
                    mine.read(["prepared_reason"])
                with self.assertRaises(AccessError):
                    mine.search([("prepared_reason", "ilike", "return")])
                with self.assertRaises(AccessError):
                    mine.write({"prepared_reason": "x"})

    def test_tokens_are_out_of_reach_for_everybody(self):
        tokens = self.env["seutuyp.token"]
        for user in (self.admin, *(getattr(self, role) for role in ROLES)):
            for how, attempt in {
                "search": lambda u=user: tokens.with_user(u).search([]),
                "read": lambda u=user: tokens.search([]).with_user(u).read(),
                "create": lambda u=user: tokens.with_user(u).create({}),
            }.items():
                with (
                    self.subTest(user=user.login, how=how),
                    self.assertRaises(AccessError),
                ):
                    attempt()
        self.assertFalse(
            self.env["ir.model.access"].search(
                [("model_id.model", "=", "seutuyp.token"), ("perm_read", "=", True)]
            )
        )

    def test_mail_templates_are_the_administrators(self):
        template = self.env.ref("seutuyp_network.mail_template_sign")
        for role in ROLES:
            with self.subTest(role=role), self.assertRaises(AccessError):
                template.with_user(getattr(self, role)).write({"subject": "x"})

    def test_a_reader_who_leaves_reads_no_more(self):
        draft = self.draft.with_user(self.partner_user)
        self.assertTrue(draft.has_access("read"))
        self.partner_user.partner_id.sudo().parent_id = self.organisation_b
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(draft.has_access("read"))
        self.assertFalse(draft.search([("id", "=", draft.id)]))

    def test_staff_of_every_party_reads_while_it_is_negotiated(self):
        other = self.draft.party_ids[1].partner_id
        self.outsider.partner_id.sudo().parent_id = other
        self.env.flush_all()
        self.assertTrue(self.draft.with_user(self.outsider).has_access("read"))
        self.assertFalse(self.draft.with_user(self.outsider).has_access("write"))

    def test_the_log_of_foreign_regions(self):
        logs = self.env["seutuyp.workflow.log"]
        self.assertTrue(logs.with_user(self.partner_user).search([]))
        for role, user in self._strangers():
            with self.subTest(role=role):
                self.assertFalse(
                    self._answer(lambda u=user: logs.with_user(u).search([]).ids)
                )

    def test_an_agreement_of_two_regions_is_read_by_both(self):
        joint = (
            self.env["seutuyp.agreement"]
            .with_user(self.manager)
            .create(
                {
                    "region_ids": [Command.set((self.region_a | self.region_b).ids)],
                    "template_id": False,
                }
            )
        )
        for user in (self.coordinator, self.coordinator_b):
            with self.subTest(user=user.login):
                self.assertEqual(self._allowed(joint, user), "rwcd")
        with self.assertRaises(UserError):
            joint.with_user(self.coordinator_b).region_ids = self.region_b
