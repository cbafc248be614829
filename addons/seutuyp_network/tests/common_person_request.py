# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL


class PersonRequests:
    """How an administrator answers a person; beside a case that has one.

    ``who``: (name, email) of the person who asks, unless a test says otherwise.
    """

    who = ("", "")

    def _request(self, name=None, email=None, user=None):
        request = self.env["seutuyp.person.request"].with_user(user or self.manager)
        return request.create(
            {"name": name or self.who[0], "email": email or self.who[1]}
        )

    def _found(self, *args, **kw):
        request = self._request(*args, **kw)
        request.action_look_up()
        return request

    def _lines(self, request, model):
        return request.line_ids.filtered(lambda line: line.res_model == model)

    def _erase(self, request):
        request.confirm_email = request.email
        request.action_erase()
        self.env.invalidate_all()

    def _places(self, *words):
        """Return {"table.column"} where one of the words stands, in every table."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        return {
            f"{table}.{column}"
            for (table,) in self.env.cr.fetchall()
            for (column,) in self.env.execute_query(
                SQL(
                    "SELECT DISTINCT pair.key FROM %s AS whole, "
                    "jsonb_each_text(to_jsonb(whole)) AS pair "
                    "WHERE pair.value ILIKE ANY(%s)",
                    SQL.identifier(table),
                    [f"%{word}%" for word in words],
                )
            )
        }
