"""The chart of a process and its table, as a person uses them in Finnish."""

import json
import subprocess
from pathlib import Path

READER = Path(__file__).resolve().parent / "read_bpmn.mjs"


class Chart:
    """The chart on the form that a client has open."""

    def __init__(self, client):
        self.client = client
        self.page = client.page
        self.root = client.page.locator(".o_seutuyp_chart")

    # ------------------------------------------------------------------- reading
    def rows(self):
        """What the table says: {name of a phase: names of who takes part}."""
        self.client.settle()
        found = {}
        for row in self.root.locator(".o_seutuyp_chart_table tbody tr").all():
            field = row.locator("th textarea")
            name = (
                field.input_value()
                if field.count()
                else row.locator("th .pt-1").last.inner_text()
            )
            found[name] = (
                row.locator("td").first.locator(".o_seutuyp_chart_item > span")
            ).all_inner_texts()
        return found

    def lanes(self):
        """The lanes from top to bottom, as the picture says them."""
        labels = self.root.locator("g.lane[tabindex]").evaluate_all(
            "all => all.map((lane) => lane.getAttribute('aria-label'))"
        )
        return [label.partition(": ")[2] for label in labels]

    def shape(self, phase):
        """The first box of a phase, which takes the keyboard's focus."""
        return self.root.locator(f'g.phase[tabindex][aria-label*=". {phase}."]')

    def lane(self, title):
        return self.root.locator(f'g.lane[tabindex][aria-label$=": {title}"]')

    # ------------------------------------------------------------------- writing
    def add_lane(self, title=None, *, organisation=None):
        """Add a lane; without a name it is the customer's."""
        self._press("Lisää toimijarivi")
        form = self._form("is_customer")
        if organisation:
            self._choose(form, "partner_id", organisation)
        elif title:
            form.locator('[name="title"] input').fill(title)
        else:
            form.locator('[name="is_customer"] input').check()
        self._save()

    def add_phase(self, name, *lanes):
        self._press("Lisää vaihe")
        form = self._form("lane_ids")
        form.locator('[name="name"] :is(input, textarea)').first.fill(name)
        for lane in lanes:
            self._choose(form, "lane_ids", lane)
        self._save()

    def rename(self, phase, name):
        """Give a phase another name, in its form."""
        self.shape(phase).focus()
        self.page.keyboard.press("Enter")
        form = self._form("lane_ids")
        form.locator('[name="name"] :is(input, textarea)').first.fill(name)
        self._save()

    def move_by_key(self, phase, key):
        """Move a phase with Alt and an arrow key; the focus stays on it."""
        self.shape(phase).focus()
        self.page.keyboard.press(f"Alt+{key}")
        self.client.settle()
        focused = self.page.evaluate(
            "document.activeElement.getAttribute('aria-label')"
        )
        assert f". {phase}." in (focused or ""), focused

    def drag(self, phase, lane):
        """Take a phase by the pointer and put it down in a lane."""
        self.shape(phase).scroll_into_view_if_needed()
        box = self.shape(phase).locator("rect").first.bounding_box()
        row = self.lane(lane).bounding_box()
        x = box["x"] + box["width"] / 2
        mouse = self.page.mouse
        mouse.move(x, box["y"] + box["height"] / 2)
        mouse.down()
        mouse.move(x, row["y"] + row["height"] / 2, steps=8)
        mouse.up()
        self.client.settle()

    # ------------------------------------------------------------------- as a file
    def take_bpmn(self):
        """Download the chart; the path of the file."""
        with self.page.expect_download() as info:
            self._press("BPMN", exact=True)
        return info.value.path()

    def bring_bpmn(self, path):
        """Fill an empty process with a file."""
        self._press("Tuo BPMN-tiedosto")
        self.page.locator('.modal [name="file"] input[type="file"]').set_input_files(
            {
                "name": "kaavio.bpmn",
                "mimeType": "application/xml",
                "buffer": path.read_bytes(),
            }
        )
        self.client.settle()
        self.client.press("action_preview")
        self.client.press("action_take_in")

    # --------------------------------------------------------------------- helpers
    def _press(self, name, exact=False):
        self.root.get_by_role("button", name=name, exact=exact).first.click()
        self.client.settle()

    def _form(self, field):
        """The form of a part, wherever the client shows it."""
        form = self.page.locator(f'.o_form_view:has([name="{field}"])').last
        form.wait_for()
        return form

    def _choose(self, form, field, text):
        box = form.locator(f'[name="{field}"] input').first
        box.click()
        box.fill(text)
        self.client.settle()
        self.page.locator(
            ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option)", has_text=text
        ).first.click()

    def _save(self):
        self.page.locator(
            ":is(.modal, .o_seutuyp_chart) .o_form_button_save:visible"
        ).last.click()
        self.client.settle()


def read_bpmn(path):
    """What the library that modellers are built on finds in a BPMN file."""
    printed = subprocess.run(
        ["node", READER, path], check=True, capture_output=True, text=True
    )
    return json.loads(printed.stdout)
