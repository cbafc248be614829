# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import models

from ..tools import difference


class SeutuypAgreement(models.Model):
    """What differs between two texts: sections, parties, term, promises, costs."""

    _inherit = "seutuyp.agreement"

    def _text_to_compare(self, content=None):
        """Return a text as plain data: the chosen frozen one, or as it stands.

        :param content: ``seutuyp.agreement.content`` of this agreement, or nothing
        """
        self.ensure_one()
        return self._text_to_read(content)

    def _difference(self, old, new, on_paper=False):
        """Return what differs between two texts, ready to be drawn.

        :param dict old: see ``_text_to_compare``
        :param dict new: the same
        :param bool on_paper: the words of the marks are seen, so they are short
        :return: list of dict(title, status, word, body); ``body`` is safe HTML
        """
        marks = {
            "added": self.env._("added"),
            "removed": self.env._("removed"),
            "end": "" if on_paper else self.env._("end of change"),
        }
        words = {
            "same": self.env._("Unchanged"),
            "changed": self.env._("Changed"),
            "added": self.env._("New"),
            "removed": self.env._("Taken out"),
        }
        rows = []
        for title, lines in self._lists_to_compare():
            pieces = difference.compare_lists(lines(old), lines(new))
            if not pieces:
                continue
            same = all(kind == "equal" for kind, _line in pieces)
            items = Markup("").join(
                Markup("<li>%s</li>")
                % Markup(difference.marked([(kind, line)], **marks))
                for kind, line in pieces
            )
            rows.append(
                {
                    "title": title,
                    "status": "same" if same else "changed",
                    "body": Markup("<ul>%s</ul>") % items,
                }
            )
        for section in difference.sections(old["sections"], new["sections"]):
            title = f"{section['number']} {section['title']}".strip()
            if section["old_title"] and section["old_title"] != section["title"]:
                title = self.env._(
                    "%(title)s (before: %(before)s)",
                    title=title,
                    before=section["old_title"],
                )
            rows.append(
                {
                    "title": title,
                    "status": section["status"],
                    "body": Markup("<p>%s</p>")
                    % Markup(difference.marked(section["pieces"], **marks)),
                }
            )
        for row in rows:
            row["word"] = words[row["status"]]
        return rows

    def _lists_to_compare(self):
        """Return [(title, function of a text that gives its lines)]."""
        labels = self._content_labels()

        def day(value):
            year, month, number = value.split("-")
            return f"{int(number)}.{int(month)}.{year}"

        def term(text):
            facts = text["term"]
            rule = labels["rule"].get(facts.get("amendment_rule"))
            return [
                self.env._(
                    "In force from: %s",
                    day(facts["date_start"]) if facts["date_start"] else "–",
                ),
                self.env._("In force until: %s", day(facts["date_end"]))
                if facts["date_end"]
                else self.env._("In force until further notice"),
                self.env._("Notice period in months: %s", facts["notice_months"]),
                *(
                    [self.env._("Who signs when a party joins or leaves: %s", rule)]
                    if rule
                    else []
                ),
            ]

        def line(*parts):
            return ", ".join(str(part) for part in parts if part)

        return [
            (
                self.env._("Parties"),
                lambda text: [
                    line(item["name"], item["business_id"]) for item in text["parties"]
                ],
            ),
            (
                self.env._("Coordinating organisation"),
                lambda text: [text["coordinating_organisation"] or "–"],
            ),
            (self.env._("Term"), term),
            (
                self.env._("Named people"),
                lambda text: [
                    line(item["name"], item["organisation"], item["role"])
                    for item in text["people"]
                ],
            ),
            (
                self.env._("Commitments"),
                lambda text: [
                    line(
                        item["what"],
                        item["who"],
                        item["by_when"] and day(item["by_when"]),
                        item["cost"],
                    )
                    for item in text["commitments"]
                ],
            ),
            (
                self.env._("Cost sharing"),
                lambda text: [
                    line(
                        item["what"],
                        labels["kind"].get(item["kind"]),
                        item["who"],
                        item["amount"],
                        item["percentage"] and f"{item['percentage']} %",
                    )
                    for item in text["cost_sharing"]
                ],
            ),
            (
                self.env._("Annexes"),
                lambda text: [
                    line(item["name"], item["filename"], item["sha256"][:16])
                    for item in text["annexes"]
                ],
            ),
        ]

    def _difference_html(self, old, new):
        """Return the whole comparison as HTML for a screen."""
        rows = self._difference(old, new)
        return self.env["ir.qweb"]._render(
            "seutuyp_network.difference",
            {
                "rows": rows,
                "summary": self._difference_summary(old, new, rows),
                "text_lang": self.env["res.lang"]._html_code(new["lang"]),
            },
        )

    def _difference_summary(self, old, new, rows):
        """Return in one sentence which texts these are and how much differs.

        :param rows: see ``_difference``
        """
        changed = len([row for row in rows if row["status"] != "same"])
        if not changed:
            return self.env._("The two texts say the same.")
        return self.env._(
            "Version %(old)s compared with version %(new)s: %(changed)s of %(all)s "
            "parts differ.",
            old=old["version"],
            new=new["version"],
            changed=changed,
            all=len(rows),
        )
