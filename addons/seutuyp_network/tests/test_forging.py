# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import json
from datetime import date, timedelta

from psycopg2 import Error as DatabaseError

from odoo import fields
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon

# Who tries. "superuser" stands for the records that a portal gate hands out.
ROLES = (
    "portal_user",
    "partner_user",
    "coordinator",
    "area_contact",
    "reviewer",
    "manager",
    "admin",
    "superuser",
)
# The guard does not ask who it is: where every role would repeat the same, these do.
FEW = ("coordinator", "admin", "superuser")
MAGIC = {"id", "create_uid", "create_date", "write_uid", "write_date", "display_name"}
CONTENT = (
    "seutuyp.agreement.section",
    "seutuyp.agreement.section.translation",
    "seutuyp.agreement.person",
    "seutuyp.agreement.commitment",
    "seutuyp.agreement.cost.line",
)
# Drafts, plans and what one may take back; whoever may write them may delete them.
DELETABLE = (
    "seutuyp.agreement.annex",
    "seutuyp.agreement.section.translation",
    "seutuyp.review.meeting",
    "seutuyp.region",
    "seutuyp.service.offer",
    "seutuyp.practice.adoption",
    "seutuyp.material",
    "seutuyp.handover",
    "seutuyp.handover.line",
    "seutuyp.vacancy",
    "seutuyp.commitment.followup",
)
# How the server says no; a programming error of the attempt counts as well.
REFUSED = (
    UserError,
    RedirectWarning,
    DatabaseError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)


class ForgingCase(SeutuypCommon):
    """A licensed agreement with every kind of evidence, and one in review."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls.admin.group_ids += cls.env.ref("base.group_system")
        self = cls()  # for helpers that act
        cls.body = cls.env["seutuyp.deciding.body"].create({"name": "Board"})
        cls.licensed = self._create_licensed()
        cls.open = cls._create_agreement()
        cls.open.action_send()
        cls.open.action_submit()
        cls.draft = cls._create_agreement()
        cls.comment = cls.env["seutuyp.agreement.comment"]._add(
            cls.draft.section_ids[0],
            cls.draft.party_ids[0].signatory_id,
            cls.organisation_a,
            "Please clarify",
        )
        cls.env["seutuyp.document"]._issue(
            "signed", b"%PDF", "a.pdf", agreement_id=cls.licensed.id
        )
        cls.meeting = (
            cls.env["seutuyp.review.meeting"]
            .with_user(cls.reviewer)
            .create(
                {
                    "date": "2026-12-01",
                    "body_id": cls.body.id,
                    "agreement_ids": [Command.set(cls.open.ids)],
                }
            )
        )
        cls.region_a.group_ids.chair_id.is_entrepreneur = False
        cls.env.cr.flush()  # as at the end of a request: the licence is looked at
        cls.case = cls.licensed.sudo().licence_ids.case_ids.sudo(False)
        cls.brand_use = cls.env["seutuyp.brand.use"]._create_guarded(
            {
                "region_id": cls.region_a.id,
                "partner_id": cls.organisation_a.id,
                "year": 2026,
            }
        )
        joining = cls._create_organisation(name="Joining")
        person = cls._create_person(parent_id=joining.id)
        cls.amendment = (
            cls.env["seutuyp.agreement.amendment"]
            .with_user(cls.coordinator)
            .create(
                {
                    "agreement_id": cls.licensed.id,
                    "partner_id": joining.id,
                    "signatory_id": person.id,
                    "decision_date": "2026-10-01",
                }
            )
        )
        cls.amendment.action_send()
        leaving = cls.licensed.party_ids[2]
        cls.notice = cls.licensed._give_notice(
            date(2026, 11, 1), leaving.partner_id, party=leaving
        ).sudo(False)
        cls._make_network_records()
        cls.env.flush_all()
        cls.records = {
            **cls.network_records,
            "seutuyp.agreement.amendment": cls.amendment,
            "seutuyp.agreement.amendment.signer": cls.amendment.signer_ids[0],
            "seutuyp.agreement.notice": cls.notice,
            "seutuyp.agreement": cls.open,
            "seutuyp.agreement.party": cls.open.party_ids[0],
            "seutuyp.agreement.comment": cls.comment,
            "seutuyp.agreement.annex": cls.draft.annex_ids[0],
            "seutuyp.agreement.section.translation": (
                cls.draft.section_ids.translation_ids[:1]
            ),
            "seutuyp.agreement.content": cls.open.content_id,
            "seutuyp.agreement.assessment": cls.open.assessment_ids[0],
            "seutuyp.review.round": cls.open.round_ids,
            "seutuyp.review.meeting": cls.meeting,
            "seutuyp.signature": cls.licensed.signature_ids[0],
            "seutuyp.document": cls.licensed.document_ids[0],
            "seutuyp.licence": cls.licensed.licence_ids,
            "seutuyp.brand.use": cls.brand_use,
            "seutuyp.licence.case": cls.case,
            "seutuyp.licence.case.line": cls.case.line_ids,
            "seutuyp.token": cls.env["seutuyp.token"].search([], limit=1),
            "seutuyp.workflow.log": cls.open.log_ids[0],
            "seutuyp.region": cls.region_a,
        }

    @classmethod
    def _make_network_records(cls):
        """Services, changes over time, handovers, practices, promises kept."""
        env = cls.env
        offer = env["seutuyp.service.offer"].create(
            {
                "region_id": cls.region_a.id,
                "service_id": env.ref("seutuyp_network.service_start_founding").id,
                "partner_id": cls.organisation_a.id,
            }
        )
        env["seutuyp.service.coverage.count"]._cron_count()
        confirmation = env["seutuyp.service.confirmation"]._create_guarded(
            {
                "region_id": cls.region_a.id,
                "partner_id": cls.organisation_a.id,
                "date_round": "2026-09-01",
            }
        )
        change = env["seutuyp.change"]._plan(
            {
                "kind": "rename",
                "res_model": "seutuyp.region",
                "effective_on": "2099-01-01",
                "names": {"en_US": "Other name"},
            },
            [{"role": "source", "record": cls.region_b}],
        )
        practice = env["seutuyp.practice"].create(
            {"name": "One meeting", "region_id": cls.region_a.id, "summary": "S"}
        )
        practice.action_publish()
        adoption = env["seutuyp.practice.adoption"]._create_guarded(
            {"practice_id": practice.id, "region_id": cls.region_b.id}
        )
        material = env["seutuyp.material"].create(
            {
                "name": "Invitation",
                "region_id": cls.region_a.id,
                "url": "https://www.example.fi",
            }
        )
        handover = env["seutuyp.handover"].create(
            {
                "kind": "coordinator",
                "region_id": cls.region_a.id,
                "date_last": "2099-01-01",
                "person_to_id": cls._create_person(name="Successor").id,
            }
        )
        vacancy = env["seutuyp.vacancy"]._create_guarded(
            {
                "kind": "coordinator",
                "region_id": cls.region_b.id,
                "reason": "empty",
                "since": "2026-11-01",
            }
        )
        helper = cls._create_user("stand_in", "group_user")
        stand_in = env["seutuyp.stand.in"].create(
            {
                "kind": "coordinator",
                "region_id": cls.region_a.id,
                "person_id": helper.partner_id.id,
                "date_from": "2099-01-01",
                "date_to": "2099-02-01",
            }
        )
        promise = cls.licensed.commitment_ids[:1]
        followup = env["seutuyp.commitment.followup"]._create_guarded(
            {
                "name": "Promise",
                "commitment_id": promise.id,
                "agreement_id": cls.licensed.id,
                "partner_id": cls.organisation_a.id,
                "year": 2026,
            }
        )
        feedback = env["seutuyp.accessibility.feedback"]
        feedback._receive(
            "barrier", "Front page", "The chart is silent", "a@example.fi"
        )
        cls.network_records = {
            "seutuyp.accessibility.feedback": feedback.search(
                [], limit=1, order="id desc"
            ),
            "seutuyp.stand.in": stand_in,
            "seutuyp.service.offer": offer,
            "seutuyp.service.confirmation": confirmation,
            "seutuyp.service.change": env["seutuyp.service.change"].search([], limit=1),
            "seutuyp.service.coverage.count": env[
                "seutuyp.service.coverage.count"
            ].search([("region_id", "=", cls.region_a.id)], limit=1),
            "seutuyp.change": change,
            "seutuyp.change.line": change.line_ids,
            "seutuyp.practice": practice,
            "seutuyp.practice.adoption": adoption,
            "seutuyp.material": material,
            "seutuyp.handover": handover,
            "seutuyp.handover.line": handover.line_ids[:1],
            "seutuyp.vacancy": vacancy,
            "seutuyp.commitment.followup": followup,
        }

    def _as(self, role, records):
        records = records.with_env(self.env)
        if role == "superuser":
            return records.with_user(self.coordinator).sudo()
        return records.with_user(getattr(self, role))

    # ------------------------------------------------------------------ values
    def _guarded_fields(self, model):
        """Return the guarded fields that have a value of their own to forge."""
        names = self.env[model]._guarded_names() - MAGIC
        fields = [self.env[model]._fields[name] for name in sorted(names)]
        return [
            field
            for field in fields
            if field.store or field.type in ("one2many", "many2many", "binary")
        ]

    def _forged(self, field, record):
        """Return a value that differs from what the record holds."""
        old = record.sudo()[field.name]
        kind = field.type
        if kind == "selection":
            return next(key for key in field.get_values(self.env) if key != old)
        if kind == "boolean":
            return not old
        if kind in ("integer", "float", "monetary", "many2one_reference"):
            return (old or 0) + 1
        if kind in ("char", "text", "html"):
            return "forged"
        if kind == "date":
            return date(1999, 1, 1)
        if kind == "datetime":
            return fields.Datetime.to_datetime("1999-01-01")
        if kind == "binary":
            return base64.b64encode(b"forged")
        if kind == "json":
            return {"forged": True}
        other = (
            self.env[field.comodel_name]
            .sudo()
            .search([("id", "not in", old.ids)], limit=1)
        )
        if kind == "many2one":
            return other.id or False
        return [Command.set(other.ids)]

    def _snapshot(self):
        """Return the guarded columns of every row of every guarded model."""
        self.env.flush_all()
        rows = {}
        for model in self.records:
            columns = [
                f'"{field.name}"'
                for field in self._guarded_fields(model)
                if field.column_type and field.store
            ]
            table = self.env[model]._table
            self.env.cr.execute(
                f'SELECT id, {", ".join(columns)} FROM "{table}" ORDER BY id'
            )
            rows[model] = self.env.cr.fetchall()
        self.env.cr.execute(
            """SELECT id, res_model, res_field, res_id, checksum, store_fname
               FROM ir_attachment WHERE res_field IS NOT NULL
               AND res_model LIKE 'seutuyp.%' ORDER BY id"""
        )
        rows["files"] = self.env.cr.fetchall()
        for table in (
            "seutuyp_agreement_region_rel",
            "seutuyp_region_reader_rel",
            "seutuyp_region_editor_rel",
            "seutuyp_region_party_rel",
        ):
            self.env.cr.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')
            rows[table] = self.env.cr.fetchall()
        return rows

    def _difference(self, before):
        after = self._snapshot()
        return {
            name: (
                [row for row in before[name] if row not in after[name]],
                [row for row in after[name] if row not in before[name]],
            )
            for name in before
            if before[name] != after[name]
        }

    def _try(self, attempt):
        """Make the attempt; what it did not refuse stays, to be seen afterwards."""
        try:
            with (
                mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule"),
                self.env.cr.savepoint(),
            ):
                attempt()
                self.env.flush_all()
        except REFUSED:
            self.env.invalidate_all()
            return True
        self.env.invalidate_all()
        return False


@tagged("post_install", "-at_install")
class TestForging(ForgingCase):
    spare = None

    # ------------------------------------------------------- completeness of it
    def test_the_table_covers_every_guarded_model(self):
        mixin = self.env.registry["seutuyp.guard.mixin"]
        guarded = {
            name
            for name, cls in self.env.registry.items()
            if issubclass(cls, mixin)
            and cls._original_module == "seutuyp_network"
            and not cls._abstract
            and not cls._transient
        }
        self.assertEqual(guarded, set(self.records))
        for model, record in self.records.items():
            self.assertTrue(record, model)
            self.assertTrue(self._guarded_fields(model), model)

    def test_what_the_program_computes_is_guarded(self):
        """A stored computed field is an ordinary column to whoever writes it."""
        for model in (*self.records, *CONTENT):
            records = self.env[model]
            guarded = records._guarded_names() if model in self.records else frozenset()
            computed = {
                name
                for name, field in records._fields.items()
                if field.store and field.compute and field.readonly
            }
            if model == "seutuyp.agreement.assessment":
                continue  # all of it is guarded
            with self.subTest(model=model):
                self.assertFalse(
                    {
                        name
                        for name in computed - guarded
                        if not name.startswith(("message_", "activity_"))
                    }
                )

    def test_guarded_fields_are_not_copied(self):
        for model in ("seutuyp.agreement", "seutuyp.agreement.party"):
            fields = self.env[model]._fields
            for name in self.env[model]._guarded_names():
                with self.subTest(model=model, field=name):
                    self.assertFalse(fields[name].copy)

    # -------------------------------------------------------------- the entrances
    def _write_attempts(self, record, name, value):
        model = record.browse()
        yield "write", lambda: record.write({name: value})
        yield "attribute", lambda: record.update({name: value})
        yield "web_save", lambda: record.web_save({name: value}, {"id": {}})
        yield (
            "web_save_multi",
            lambda: record.web_save_multi([{name: value}], {"id": {}}),
        )
        yield (
            "load",
            lambda: self._load(model, [".id", name], [str(record.id), str(value)]),
        )
        yield (
            "translations",
            lambda: record.update_field_translations(name, {"en_US": "forged"}),
        )
        yield "override", lambda: record.web_override_translations({name: "forged"})
        yield "copy", lambda: record.copy({name: value})
        if "message_ids" in record._fields:
            yield "message_update", lambda: record.message_update({}, {name: value})
            yield (
                "message_new",
                lambda: model.message_new({"subject": "x"}, {name: value}),
            )

    def _load(self, model, names, row):
        result = model.load(names, [row])
        if not result["ids"]:
            raise UserError(str(result["messages"]))

    def test_nothing_is_written(self):
        """Each model, field, role and entrance: refused, or at least without effect."""
        before = self._snapshot()
        for model, record in self.records.items():
            for role in ROLES:
                mine = self._as(role, record)
                for field in self._guarded_fields(model):
                    value = self._forged(field, record)
                    attempts = self._write_attempts(mine, field.name, value)
                    if role not in FEW:
                        attempts = [next(attempts)]
                    for how, attempt in attempts:
                        refused = self._try(attempt)
                        with self.subTest(
                            model=model, field=field.name, role=role, how=how
                        ):
                            if how in ("write", "web_save", "attribute"):
                                self.assertTrue(refused)
                with self.subTest(model=model, role=role):
                    self.assertEqual(self._difference(before), {})

    def test_nothing_is_created(self):
        before = self._snapshot()
        for model, record in self.records.items():
            for role in FEW:
                mine = self._as(role, record).browse()
                for field in self._guarded_fields(model):
                    vals = {
                        **self._minimal(model),
                        field.name: self._forged(field, record),
                    }
                    refused = self._try(lambda m=mine, v=vals: m.create(v))
                    with self.subTest(model=model, field=field.name, role=role):
                        self.assertTrue(refused)
        self.assertEqual(self._difference(before), {})

    def _minimal(self, model):
        """Return what an ordinary creation gives, where there is such a thing."""
        draft = self.draft
        return {
            "seutuyp.agreement": {
                "region_ids": [Command.set(self.region_a.ids)],
                "template_id": False,
            },
            "seutuyp.agreement.party": {
                "agreement_id": draft.id,
                "partner_id": self._spare_organisation().id,
            },
            "seutuyp.agreement.comment": {
                "section_id": draft.section_ids[1].id,
                "text": "A remark",
            },
            "seutuyp.agreement.annex": {
                "agreement_id": draft.id,
                **self._annex_vals("other"),
            },
            "seutuyp.agreement.section.translation": {
                "section_id": draft.section_ids[1].id,
                "lang": "en_US",
                "title": "x",
            },
            "seutuyp.review.meeting": {"date": "2026-12-01", "body_id": self.body.id},
            "seutuyp.region": {"code": self._next_code("F"), "name": "Forged"},
            "seutuyp.service.offer": {
                "region_id": self.region_a.id,
                "service_id": self.env.ref("seutuyp_network.service_start_grant").id,
                "partner_id": self.organisation_a.id,
            },
            "seutuyp.practice": {"name": "Forged", "region_id": self.region_a.id},
            "seutuyp.material": {
                "name": "Forged",
                "region_id": self.region_a.id,
                "url": "https://www.example.fi",
            },
        }.get(model, {})

    def _spare_organisation(self):
        """Return an organisation that is no party yet: a refusal leaves it one."""
        parties = self.env["seutuyp.agreement.party"]
        if not self.spare or parties.search_count([("partner_id", "=", self.spare.id)]):
            self.spare = self._create_organisation(name=self._next_code("Spare "))
            self.spare.flush_recordset()
        return self.spare

    def test_no_rights_no_creation_of_evidence(self):
        """Models that only the workflow fills take no creation at all."""
        before = self._snapshot()
        for model in self.records:
            if self._minimal(model):
                continue
            for role in ROLES:
                mine = self._as(role, self.env[model])
                full = (
                    self.records[model].sudo().copy_data()[0]
                    if model != ("seutuyp.document")
                    else {"name": "x"}
                )
                for vals in ({}, full):
                    refused = self._try(lambda m=mine, v=vals: m.create(v))
                    with self.subTest(model=model, role=role, vals=sorted(vals)):
                        self.assertTrue(refused)
        self.assertEqual(self._difference(before), {})

    def test_defaults_do_not_count(self):
        """Neither default_* in the context nor a stored user default reaches in."""
        compared = 0
        for model in self.records:
            if not self._minimal(model):
                continue
            for role in ("coordinator", "reviewer", "manager", "admin", "superuser"):
                plain = self._values_created(role, model)
                for how in ("context", "ir.default"):
                    forged = self._values_created(role, model, how)
                    with self.subTest(model=model, role=role, how=how):
                        self.assertEqual(forged, plain)
                    compared += bool(forged)
        self.assertGreater(compared, 20, "The attempts have to get as far as creating")

    def _values_created(self, role, model, how=None):
        """Return the guarded values of a record made with forged defaults, if it is."""
        record = self.records[model]
        fields = self._guarded_fields(model)
        defaults = {field.name: self._forged(field, record) for field in fields}
        found = {}

        def attempt():
            mine = self._as(role, self.env[model])
            if how == "context":
                mine = mine.with_context(
                    **{f"default_{name}": value for name, value in defaults.items()}
                )
            elif how == "ir.default":
                self._set_defaults(model, mine.env.uid, defaults)
            made = mine.create(self._minimal(model)).sudo()
            # Numbers and moments differ from one record to the next in any case.
            for field in fields:
                if field.name not in ("number", "date", "access_token"):
                    value = made[field.name]
                    found[field.name] = getattr(value, "ids", value)
            raise UserError("enough seen")  # pylint: disable=translation-required

        self._try(attempt)
        return found

    def _set_defaults(self, model, uid, defaults):
        for name, value in defaults.items():
            if isinstance(value, bytes):
                value = value.decode()
            elif isinstance(value, date):
                value = str(value)[:19]
            elif isinstance(value, list):
                value = value[0][2]
            self.env["ir.default"].sudo().set(model, name, value, user_id=uid)

    def test_commands_from_every_parent(self):
        """Through each x2many field of any model that leads to a guarded one."""
        before = self._snapshot()
        tried = 0
        for parent_model, field in self._ways_in():
            child = self.records[field.comodel_name].sudo()
            parents = self._parents_of(parent_model, field, child)
            guarded = self._guarded_fields(field.comodel_name)
            for role in FEW:
                parent = self._as(role, parents)
                for target in guarded:
                    vals = {target.name: self._forged(target, child)}
                    minimal = {**self._minimal(field.comodel_name), **vals}
                    for command in (
                        Command.update(child.id, vals),
                        Command.create(minimal),
                    ):
                        tried += 1
                        self._try(
                            lambda p=parent, f=field, c=command: p.write({f.name: [c]})
                        )
                if field.comodel_name in ("seutuyp.agreement.comment",):
                    continue
                for command in (
                    Command.delete(child.id),
                    Command.unlink(child.id),
                    Command.clear(),
                    Command.set([]),
                ):
                    if self.env[field.comodel_name]._guard_all:
                        self._try(
                            lambda p=parent, f=field, c=command: p.write({f.name: [c]})
                        )
            with self.subTest(parent=parent_model, field=field.name):
                self.assertEqual(self._difference(before), {})
        self.assertGreater(tried, 100)

    def _ways_in(self):
        """Yield (model, x2many field) of everything that leads to a guarded model."""
        for name, cls in self.env.registry.items():
            if cls._abstract or cls._transient or not cls._auto:
                continue
            for field in self.env[name]._fields.values():
                if (
                    field.type in ("one2many", "many2many")
                    and field.comodel_name in self.records
                    and field.store
                    and not field.related
                ):
                    yield name, field

    def _parents_of(self, model, field, child):
        if field.type == "one2many" and child[field.inverse_name]:
            return child[field.inverse_name].sudo()
        return self.records.get(model) or self.env[model].sudo().search([], limit=1)

    # ----------------------------------------------------------- files and more
    def test_files_of_evidence(self):
        before = self._snapshot()
        image = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [("res_model", "=", "seutuyp.document"), ("res_field", "=", "file")],
                limit=1,
            )
        )
        self.assertTrue(image)
        place = {
            "res_model": "seutuyp.signature",
            "res_field": "image",
            "res_id": self.licensed.signature_ids[0].id,
        }
        for role in ROLES:
            stored = self._as(role, image)
            for how, attempt in {
                "write": lambda a=stored: a.write({"raw": b"forged"}),
                "datas": lambda a=stored: a.write(
                    {"datas": base64.b64encode(b"forged")}
                ),
                "fname": lambda a=stored: a.write({"store_fname": "00/00"}),
                "public": lambda a=stored: a.write({"public": True}),
                "token": lambda a=stored: a.generate_access_token(),
                "unlink": lambda a=stored: a.unlink(),
                "copy": lambda a=stored: a.copy(),
                "create": lambda a=stored: a.create(
                    {"name": "x", "raw": b"x", **place}
                ),
                "move in": lambda a=stored: a.create({"name": "x", "raw": b"x"}).write(
                    place
                ),
            }.items():
                refused = self._try(attempt)
                with self.subTest(role=role, how=how):
                    self.assertTrue(refused)
        self.assertEqual(self._difference(before), {})

    def test_evidence_is_not_deleted(self):
        before = self._snapshot()
        for model, record in self.records.items():
            if model in DELETABLE:
                continue
            for role in ROLES:
                refused = self._try(self._as(role, record).unlink)
                with self.subTest(model=model, role=role):
                    self.assertTrue(refused)
        self.assertEqual(self._difference(before), {})

    def test_onchange_answers_but_stores_nothing(self):
        before = self._snapshot()
        agreement = self._as("coordinator", self.open)
        agreement.onchange(
            {"signing_state": "complete", "review_state": "approved"},
            ["signing_state"],
            {"signing_state": {}, "review_state": {}, "state": {}},
        )
        self.assertEqual(self._difference(before), {})

    def test_a_look_alike_does_not_open_the_guard(self):
        from ..models import seutuyp_guard_mixin

        for fake in (
            True,
            1,
            "GUARD",
            object(),
            repr(seutuyp_guard_mixin.GUARD),
            [],
            {},
        ):
            for role in ("coordinator", "admin", "superuser"):
                record = self._as(role, self.open).with_context(seutuyp_guard=fake)
                with self.subTest(fake=str(fake)[:20], role=role):
                    with self.assertRaises(AccessError):
                        record.write({"review_state": "approved"})

    def test_records_of_deleted_people_stay(self):
        """Deleting a contact or a user does not empty the evidence."""
        signature = self.licensed.signature_ids[0]
        before = self._snapshot()
        for record in (signature.partner_id, self.reviewer, self.reviewer.partner_id):
            with self.subTest(record=record.display_name):
                self.assertTrue(self._try(lambda r=record: r.sudo().unlink()))
        self.assertEqual(self._difference(before), {})

    # ---------------------------------------------------------- merging contacts
    def _merge(self, keep, *others):
        partners = keep
        for other in others:
            partners |= other
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard.with_user(self.admin).create(
            {
                "dst_partner_id": keep.id,
                "partner_ids": [Command.set(partners.ids)],
                "state": "selection",
            }
        ).action_merge()

    def test_a_contact_in_evidence_is_not_merged_away(self):
        before = self._snapshot()
        party = self.licensed.party_ids[0]
        for partner in (
            party.signatory_id,
            self.open.party_ids[1].partner_id,
            self.draft.person_ids[0].partner_id,
            self.comment.author_id,
        ):
            other = self._create_person(
                is_company=partner.is_company, email=partner.email or False
            )
            with (
                self.subTest(partner=partner.name),
                self.assertRefused(UserError, "has to stay"),
            ):
                self._merge(other, partner)
            self.assertTrue(partner.exists())
        self.assertEqual(self._difference(before), {})

    def test_two_parties_are_not_merged(self):
        first, second = self.open.party_ids[:2].partner_id
        with self.assertRefused(UserError, "has to stay"):
            self._merge(first, second)
        self.assertEqual(len(self.open.party_ids), 3)

    def test_another_contact_is_merged_into_one_in_evidence(self):
        signatory = self.licensed.party_ids[0].signatory_id
        double = self._create_person(
            email=signatory.email, parent_id=signatory.parent_id.id
        )
        before = self._snapshot()
        self._merge(signatory, double)
        self.assertFalse(double.exists())
        self.assertEqual(self._difference(before), {})


# What others may call from outside by name (the API); there is nothing public beside
# buttons, which check who presses them.
PUBLIC = {
    "seutuyp.agreement": {
        "action_approve",
        "action_ask_reason",
        "action_draft_from_template",
        "action_open_send",
        "action_open_statement",
        "action_open_submit",
        "action_recall",
        "action_reject",
        "action_remind",
        "action_reopen",
        "action_request_comments",
        "action_retry",
        "action_return",
        "action_send",
        "action_submit",
        "action_withdraw",
    },
    "seutuyp.agreement.party": {
        "action_change_signatory",
        "action_open_signatory",
        "action_renew_link",
    },
    "seutuyp.agreement.assessment": {
        "action_met",
        "action_open_evidence",
        "action_open_verdict",
        "action_verdict",
    },
    "seutuyp.signature": set(),
    "seutuyp.token": set(),
    "seutuyp.document": set(),
    "seutuyp.agreement.content": set(),
    "seutuyp.workflow.log": set(),
}


@tagged("post_install", "-at_install")
class TestForgingRpc(HttpCase, ForgingCase):
    """The same over the wire: web client, JSON-2 and XML-RPC."""

    PRIVATE = (
        "_sign",
        "_decline",
        "_delegate",
        "_guarded",
        "_create_guarded",
        "_transition",
        "_freeze",
        "_unlock",
        "_log",
        "_renew_link",
        "_write",
        "_find",
        "_issue",
    )

    def _password(self, user):
        user.password = "a-long-password-for-tests"
        self.env.flush_all()
        return "a-long-password-for-tests"

    def _call(self, model, method, args, kwargs=None):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs or {},
                    },
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_web_client(self):
        self.authenticate(self.coordinator.login, self._password(self.coordinator))
        before = self._snapshot()
        self.assertIn(
            "result", self._call("seutuyp.agreement", "read", [self.open.ids, ["name"]])
        )
        party = self.open.party_ids[0]
        for model, ids in (
            ("seutuyp.agreement", self.open.ids),
            ("seutuyp.agreement.party", party.ids),
            ("seutuyp.token", []),
            ("seutuyp.document", self.licensed.document_ids.ids),
        ):
            for method in self.PRIVATE:
                with self.subTest(model=model, method=method):
                    self.assertIn("error", self._call(model, method, [ids]))
        for guard in (True, "GUARD", {"a": 1}, None, "<object object at 0x0>"):
            answer = self._call(
                "seutuyp.agreement",
                "write",
                [self.open.ids, {"review_state": "approved"}],
                {"context": {"seutuyp_guard": guard}},
            )
            with self.subTest(guard=guard):
                self.assertEqual(
                    answer["error"]["data"]["name"], "odoo.exceptions.AccessError"
                )
        for args in (
            [{"signing_state": "complete", "region_ids": [[6, 0, self.region_a.ids]]}],
            [[{"content_hash": "x", "region_ids": [[6, 0, self.region_a.ids]]}]],
        ):
            self.assertIn("error", self._call("seutuyp.agreement", "create", args))
        answer = self._call(
            "seutuyp.agreement",
            "web_save",
            [self.open.ids, {"party_ids": [[1, party.id, {"state": "signed"}]]}],
            {"specification": {"id": {}}},
        )
        self.assertIn("error", answer)
        self.assertEqual(self._difference(before), {})

    @mute_logger(
        "odoo.http",
        "odoo.addons.base.models.ir_rule",
        "odoo.addons.rpc.controllers.jsonrpc",
    )
    def test_json2(self):
        key = self._key(self.coordinator)
        before = self._snapshot()
        ids = self.open.ids
        for path, body, status in (
            ("seutuyp.agreement/read", {"ids": ids, "fields": ["name"]}, 200),
            (
                "seutuyp.agreement/write",
                {"ids": ids, "vals": {"state": "in_force"}},
                403,
            ),
            (
                "seutuyp.agreement/write",
                {
                    "ids": ids,
                    "vals": {"review_state": "approved"},
                    "context": {"seutuyp_guard": True},
                },
                403,
            ),
            ("seutuyp.agreement/_guarded", {"ids": ids}, 403),
            ("seutuyp.agreement/_transition", {"ids": ids, "name": "approve"}, 403),
            (
                "seutuyp.agreement.party/_sign",
                {"ids": self.open.party_ids.ids[:1]},
                403,
            ),
            ("seutuyp.agreement/action_approve", {"ids": ids, "reason": "x"}, 403),
            ("seutuyp.token/search_read", {}, 403),
            ("seutuyp.signature/create", {"vals_list": [{"signer_name": "x"}]}, 403),
        ):
            response = self.url_open(
                f"/json/2/{path}",
                data=json.dumps(body),
                headers={
                    "Content-Type": "application/json",
                    "Authorization": f"bearer {key}",
                },
            )
            with self.subTest(path=path):
                self.assertEqual(response.status_code, status, response.text[:300])
        self.assertEqual(self._difference(before), {})

    def _key(self, user):
        keys = self.env(user=user)["res.users.apikeys"]
        key = keys._generate(None, "Test", fields.Datetime.now() + timedelta(days=30))
        self.env.flush_all()
        return key

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_xmlrpc(self):
        password = self._password(self.coordinator)
        before = self._snapshot()
        call = self.xmlrpc_object.execute_kw
        database, uid, ids = self.env.cr.dbname, self.coordinator.id, self.open.ids
        self.assertTrue(
            call(database, uid, password, "seutuyp.agreement", "read", [ids, ["name"]])
        )
        for method, args in (
            ("write", [ids, {"signing_state": "complete"}]),
            ("_guarded", [ids]),
            ("_freeze", [ids]),
            ("action_approve", [ids, "x"]),
        ):
            with self.subTest(method=method), self.assertRaises(Exception):  # noqa: B017
                call(database, uid, password, "seutuyp.agreement", method, args)
        self.assertEqual(self._difference(before), {})

    def test_public_methods_are_known(self):
        base = set(dir(self.env.registry["mail.thread"])) | set(
            dir(self.env.registry["mail.activity.mixin"])
        )
        for model, known in PUBLIC.items():
            cls = self.env.registry[model]
            public = {
                name
                for name in set(dir(cls)) - base - set(cls._fields)
                if not name.startswith("_") and callable(getattr(cls, name, None))
            }
            with self.subTest(model=model):
                self.assertLessEqual(
                    {name for name in public if not name.startswith("action_")}, set()
                )
                self.assertLessEqual(known, public)
