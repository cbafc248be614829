# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import doctest

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import BaseCase, tagged

from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf

from ..tools import basic_page
from .common import PlanCommon

LONG = "Omistajanvaihdokset ja alkavien yritysten yhteinen neuvonta. "


def block(kind, **kw):
    return {"kind": kind, "title": kind.capitalize(), "missing": "", **kw}


def group(people, steering=True):
    one = {"name": "Maija Esimerkki", "organisation": "Esimerkkilä", "role": ""}
    return block(
        "group", steering=steering, purpose=LONG, chair=one, people=[one] * people
    )


class TestBasicPageRules(BaseCase):
    """What is shown at which size, without any record."""

    def test_examples_in_the_docstrings(self):
        self.assertFalse(doctest.testmod(basic_page).failed)

    def test_little_is_shown_whole_and_large(self):
        page = basic_page.fitted({"texts": [], "blocks": [group(3)]})
        self.assertEqual((page["size"], page["rows"]), (10, True))
        self.assertFalse(page["shortened"])

    def test_details_go_before_names(self):
        """Working groups lose organisations, then names; the steering group neither."""
        blocks = [group(10)] + [group(10, steering=False) for _number in range(9)]
        blocks.append(block("parties", names=[LONG] * 20))
        page = basic_page.fitted({"texts": [], "blocks": blocks})
        self.assertTrue(page["shortened"])
        steering, working = page["blocks"][0], page["blocks"][1]
        self.assertEqual(steering["people"], ["Maija Esimerkki, Esimerkkilä"] * 10)
        self.assertNotIn("Maija Esimerkki, Esimerkkilä", working["people"])
        self.assertTrue(working["chair"])

    def test_the_last_step_fits_whatever_there_is(self):
        names = [f"{LONG}{number}" for number in range(60)]
        dates = [{"day": "12.10.", "theme": LONG}] * 40
        blocks = [
            block("parties", names=names),
            group(60),
            *(group(60, steering=False) for _number in range(40)),
            block("calendar", series=[{"name": LONG, "dates": dates}] * 30),
            block("priorities", passages=[(True, LONG * 9)] * 30),
            block("budget", rows=[{"name": name, "planned": 1000} for name in names]),
        ]
        texts = [{"kind": "own", "title": "Own", "text": LONG * 50}]
        page = basic_page.fitted({"texts": texts, "blocks": blocks})
        self.assertLessEqual(page["height"], basic_page.HEIGHT)
        self.assertEqual(page["groups_left_out"], 34)
        budget = page["blocks"][-1]
        self.assertEqual(budget["planned"], 60000)
        shown = sum(row["planned"] for row in budget["rows"])
        self.assertEqual(shown + budget["others_planned"], 60000)


@tagged("post_install", "-at_install")
class TestBasicPage(PlanCommon):
    """One page of what the system knows, on paper and on the screen."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.year = cls._create_year(year=2050)
        cls.year._generate()
        cls.plan.with_user(cls.coordinator).write(
            {
                "priorities": "<p>Succession</p><ul><li>Shared advice</li></ul>",
                "mission": "Near our companies",
                "budget_line_ids": [
                    Command.create(
                        {"partner_id": cls.organisation_a.id, "planned": 1500}
                    )
                ],
            }
        )

    def _print(self, plans, report="basic_page", user=None, lang="en_US"):
        """Return the file as a reader prints it."""
        reports = self.env["ir.actions.report"].with_user(user or self.partner_user)
        content, _kind = reports.with_context(
            lang=lang, force_report_rendering=True
        )._render_qweb_pdf(f"seutuyp_planning.report_{report}", plans.ids)
        return TaggedPdf(content)

    def _screen(self, user=None, lang="en_US"):
        plan = self.plan.with_user(user or self.coordinator)
        return str(plan.with_context(lang=lang).basic_page)

    def _enlarge(self):
        """Make of region A a big one: 15 parties, 10 members, 6 working groups."""
        parties = self.env["res.partner"]
        for number in range(15):
            parties |= self._create_organisation(
                name=f"Etelä-Pohjanmaan yrityspalvelujen kuntayhtymä {number}"
            )
        self.region_a._guarded().write({"partner_ids": [Command.set(parties.ids)]})
        groups = self.steering
        for number in range(6):
            groups |= self._create_group(
                name=f"Yrityspalvelujen työryhmä {number}", purpose=LONG * 4
            )
        for place in groups:
            full = len(place.member_ids._full())
            for number in range(10 - full):
                self._create_member(place, organisation_id=parties[number].id)
        plan = self.plan.with_user(self.coordinator)
        plan.priorities = f"<ul>{f'<li>{LONG * 4}</li>' * 12}</ul>"
        plan.mission = LONG * 12
        plan.budget_line_ids = [
            Command.create({"partner_id": party.id, "planned": 2000})
            for party in parties
        ]

    # ------------------------------------------------------------------------ paper
    def test_one_page_with_all_its_pieces(self):
        pdf = self._print(self.plan)
        pdf.assert_accessible(self)
        self.assertEqual(pdf.page_count, 1)
        for text in (
            "Mission:",
            "Near our companies",
            "coordinator@example.com",
            "Organisation A",
            self.chair.name,
            self.member.name,
            "9 Mar",
            "Shared advice",
            "1,500",
            "Draft",
        ):
            self.assertIn(text, pdf.text)
        self.assertEqual(len(pdf.all_of("Table")), 1)

    def test_one_page_of_a_big_region(self):
        self._enlarge()
        pdf = self._print(self.plan)
        pdf.assert_accessible(self)
        self.assertEqual(pdf.page_count, 1)
        self.assertIn("others", pdf.text)
        self.assertIn(self.chair.name, pdf.text)
        self.assertRegex(pdf.text, "31,500")

    def test_one_page_of_nothing(self):
        region = self._create_region(name="Region C", area=self.area_a)
        plan = self.env["seutuyp.plan"].create({"region_id": region.id, "year": 2050})
        pdf = self._print(plan, user=self.manager)
        pdf.assert_accessible(self)
        self.assertEqual(pdf.page_count, 1)
        for sentence in (
            "No coordinator has been named yet",
            "No steering group has been named yet",
            "No working group has been named yet",
            "The annual calendar of 2050 has not been made yet",
            "The budget has not been written yet",
        ):
            self.assertIn(sentence, pdf.text)

    def test_in_the_readers_language(self):
        for lang, tag, day in (("fi_FI", "fi", "9.3."), ("sv_SE", "sv", "9.3.")):
            pdf = self._print(self.plan, lang=lang)
            self.assertEqual(pdf.lang, tag)
            self.assertIn(day, pdf.text)

    def test_in_a_chosen_language(self):
        wizards = self.env["seutuyp.plan.print.wizard"].with_user(self.partner_user)
        wizard = wizards.with_context(
            active_model="seutuyp.plan", active_ids=self.plan.ids
        ).create({"lang": "sv_SE", "document": "basic"})
        action = wizard.action_print()
        self.assertEqual(action["context"]["lang"], "sv_SE")
        self.assertEqual(action["context"]["active_ids"], self.plan.ids)
        self.assertEqual(action["report_name"], "seutuyp_planning.report_basic_page")

    def test_readers_only(self):
        for user in (self.outsider, self.coordinator_b):
            for report in ("basic_page", "plan"):
                with self.assertRefused(AccessError):
                    self._print(self.plan, report, user=user)
            wizard = self.env["seutuyp.plan.print.wizard"].with_user(user)
            with self.assertRefused(AccessError):
                wizard.create({"plan_ids": self.plan.ids}).action_print()
        own = self._print(self.plan, user=self.coordinator).text
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertEqual(self._print(self.plan, user=user).text, own)

    def test_always_current(self):
        """What has changed elsewhere stands on the page at once."""
        self.coordinator.partner_id.phone = "+358 40 123 4567"
        self.chair.name = "Another Chair"
        text = self._print(self.plan).text
        self.assertIn("+358 40 123 4567", text)
        self.assertIn("Another Chair", text)
        meetings = self.year.event_ids | self.next
        meetings.with_user(self.coordinator).action_cancel_meeting("Snow")
        self.env.invalidate_all()
        self.assertNotIn("9 Mar", self._print(self.plan).text)

    # ----------------------------------------------------------------------- screen
    def test_on_the_screen_with_its_sources(self):
        page = self._screen()
        self.assertIn("From the group", page)
        self.assertIn(f"/odoo/groups/{self.steering.id}", page)
        self.assertIn("Edit it there", page)
        self.assertNotIn("<h1", page)
        self.assertNotIn("Edit it there", self._screen(self.partner_user))

    def test_what_is_missing_is_said(self):
        self.assertIn("No working group has been named yet.", self._screen())
        seat = self.steering.member_ids.filtered(lambda item: item.role == "chair")
        seat.unlink()
        self.env.invalidate_all()
        self.assertIn(
            "No chair of “Steering A” yet.", self._screen().replace("&#34;", '"')
        )
        self.plan.with_user(self.coordinator).priorities = False
        self.assertIn("The priorities have not been chosen yet.", self._screen())

    def test_what_people_wrote_is_no_markup(self):
        self.steering.purpose = "<script>alert(1)</script>"
        self.assertNotIn("<script", self._screen())

    # --------------------------------------------------------------- mission and vision
    def test_the_nations_words_are_the_administrators(self):
        national = self.env["seutuyp.mission"]._current()
        with self.assertRefused(AccessError):
            national.with_user(self.coordinator).mission = "Ours"
        national.with_user(self.manager).mission = "Companies first"
        self.assertIn("Companies first", self._screen())
