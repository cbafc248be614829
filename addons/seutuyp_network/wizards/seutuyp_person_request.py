# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import email_normalize

from ..models.seutuyp_person_data import LINKS
from ..models.seutuyp_person_finding import Who
from ..tools.person_archive import archive


class SeutuypPersonRequest(models.TransientModel):
    """A person asks what is kept (GDPR, article 15), or to be erased (article 17).

    Core's lookup finds the rows; here each is compared with the whole address, shown
    with what becomes of it, given out as a file, or erased. Only the log stays, with
    the name masked as core does.
    """

    _name = "seutuyp.person.request"
    _description = "Request about personal data"
    _transient_max_hours = 2.0

    name = fields.Char(string="Name of the person", required=True)
    email = fields.Char(string="Email of the person", required=True)
    state = fields.Selection(
        [("ask", "Who asks"), ("found", "Found"), ("erased", "Erased")],
        default="ask",
        readonly=True,
    )
    line_ids = fields.One2many("seutuyp.person.request.line", "request_id")
    summary = fields.Text(readonly=True)
    confirm_email = fields.Char(
        string="Type the email again to erase",
        help="Erasing cannot be undone.",
    )
    file = fields.Binary(readonly=True, attachment=False)
    filename = fields.Char(readonly=True)

    # --------------------------------------------------------------------- buttons
    def action_look_up(self):
        """Find what is kept on the person and show it. Role: administrator."""
        self._check_may()
        ticked = self._ticked_people() if self.state == "found" else None
        lines = [self._line_vals(row) for row in self._found(ticked)]
        if not lines:
            raise UserError(
                self.env._(
                    "Nothing is kept on %(name)s, %(email)s. Check how the name and "
                    "the address are written.",
                    name=self.name,
                    email=self.email,
                )
            )
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create(vals) for vals in lines
        ]
        self.state = "found"
        self.summary = self._words(lines)
        return True

    def action_export(self):
        """Give out what is kept as a zip of JSON and CSV. Role: administrator."""
        self._check_may()
        data = self.env["seutuyp.person.data"]
        rows = self._chosen()
        who = self._who(rows)
        tables, records = {}, {}
        for row in rows:
            line = data._export_row(row.record, row.handling, who)
            tables.setdefault(row.record._name, []).append(line)
            records.setdefault(row.record._name, []).append(row.record)
        about = {
            "name": self.name,
            "email": self.email,
            "exported_on": fields.Datetime.to_string(fields.Datetime.now()),
        }
        pages = data._export_pages(tables, records, who)
        self.file = base64.b64encode(archive(tables, about, pages))
        self.filename = f"personal-data-{fields.Date.today()}.zip"
        self._log(rows, self.env._("Given out as a file"))
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/file/{self.filename}"
            "?download=true",
            "target": "download",
        }

    def action_erase(self):
        """Erase what may be erased; the preview has said what. Role: administrator.

        :raise UserError: the address was not typed again, or nothing was looked up
        """
        self._check_may()
        if self.state != "found":
            raise UserError(self.env._("Look the person up first."))
        if email_normalize(self.confirm_email or "") != self._address():
            raise UserError(
                self.env._(
                    "Type the person’s email once more to erase. It cannot be undone."
                )
            )
        rows = self._chosen()
        details = self._words([self._line_vals(row) for row in rows])
        self._log(rows, details)
        unknown = self._is_unknown()
        groups = {}
        for row in rows:
            groups.setdefault((row.record._name, row.kind), []).append(row)
        # those that point at the contact go before it
        order = sorted(groups, key=lambda key: key[0] in LINKS)
        for model, kind in order:
            same = groups[model, kind]
            records = self.env[model].sudo()
            records = records.browse([row.record.id for row in same])
            if kind == "delete":
                self._open(records).unlink()
            elif kind == "erase":
                getattr(records, same[0].handling.method)()
        if unknown:
            self.env["seutuyp.person.data"]._erase_traces(self._address())
        self.env.flush_all()
        self.line_ids.unlink()
        self.write(
            {"state": "erased", "summary": details, "file": False, "confirm_email": ""}
        )
        self.write({"name": "–", "email": "–"})  # nor is it kept who asked
        return True

    def _is_unknown(self):
        """Whether no contact has the address: erasing one takes it out of mail."""
        contacts = self.env["res.partner"].sudo().with_context(active_test=False)
        domain = [("email_normalized", "=", self._address())]
        return not contacts.search_count(domain, limit=1)

    def action_again(self):
        """Begin anew, with an empty form. Role: administrator."""
        self._check_may()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.seutuyp_person_request_action"
        )
        return {**action, "target": "main"}

    # ---------------------------------------------------------------------- finding
    def _check_may(self):
        self.ensure_one()
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            raise AccessError(
                self.env._("Requests about personal data are the administrator's.")
            )

    def _address(self):
        address = email_normalize((self.email or "").strip())
        if not address:
            raise ValidationError(
                self.env._(
                    "“%(email)s” is not an email address. Write it like "
                    "name@example.fi.",
                    email=self.email,
                )
            )
        return address

    def _found(self, chosen=None):
        """Return the person's rows; see ``seutuyp.person.data._found``."""
        name = (self.name or "").strip()
        if not name or set(name) & set("%_\\"):
            raise ValidationError(
                self.env._("Write the person's whole name, without signs such as %.")
            )
        data = self.env["seutuyp.person.data"]
        return data._found(name, self._address(), chosen)

    def _chosen(self):
        """Return the rows ticked in the preview, looked up anew.

        The lines only carry the ticks: what they say of rows is never trusted.
        """
        ticked = {
            (line.res_model, line.res_id) for line in self.line_ids if line.chosen
        }
        rows = [
            row
            for row in self._found(self._ticked_people())
            if (row.record._name, row.record.id) in ticked
        ]
        if not ticked:
            raise UserError(self.env._("Look the person up and tick what is theirs."))
        if not rows:
            raise UserError(
                self.env._(
                    "What was ticked is not there any more: somebody has erased it "
                    "meanwhile. Look the person up anew."
                )
            )
        return rows

    def _ticked_people(self):
        """Return the ids of the contacts that are ticked."""
        lines = self.line_ids.filtered(lambda line: line.res_model == "res.partner")
        return set(lines.filtered("chosen").mapped("res_id"))

    def _who(self, rows):
        """Return the person of the rows that were chosen."""
        ids = [row.record.id for row in rows if row.record._name == "res.partner"]
        people = self.env["res.partner"].sudo().browse(ids)
        users = people.with_context(active_test=False).user_ids
        return Who(people, users, self._address(), self.name.strip(), {})

    def _open(self, records):
        return records._guarded() if hasattr(records, "_guarded") else records

    # ------------------------------------------------------------------------ words
    def _line_vals(self, row):
        return {
            "res_model": row.record._name,
            "res_id": row.record.id,
            "model_name": self.env["ir.model"]._get(row.record._name).name,
            "record_name": self.env["seutuyp.person.data"]._row_name(row.record),
            "how": row.how,
            "kind": row.kind,
            "reason": row.reason,
            # a name alone may be somebody else's
            "chosen": row.how != "name",
        }

    def _words(self, lines):
        """Return how many rows of what are erased, follow or are kept, and why."""
        line_model = self.env["seutuyp.person.request.line"]
        labels = dict(line_model._fields["kind"]._description_selection(self.env))
        counts = {}
        for line in lines:
            key = (labels[line["kind"]], line["model_name"], line["reason"] or "")
            counts[key] = counts.get(key, 0) + 1
        return "\n".join(
            f"{kind}: {model} ({count})" + (f" – {reason}" if reason else "")
            for (kind, model, reason), count in sorted(counts.items())
        )

    def _log(self, rows, details):
        """Note the request in core's log, which masks name and address."""
        groups = {}
        for row in rows:
            groups.setdefault(row.record._name, []).append(row.record.id)
        described = [
            f"{self.env['ir.model']._get(model).name} ({len(ids)}): "
            + ", ".join(f"#{id_}" for id_ in sorted(ids))
            for model, ids in groups.items()
        ]
        self.env["privacy.log"].sudo().create(
            {
                "anonymized_name": self.name,
                "anonymized_email": self._address(),
                "user_id": self.env.uid,
                "execution_details": details,
                "records_description": "\n".join(described),
            }
        )
