"""What a person does in the web client: open a record, press a button, fill a field."""

import re


class Client:
    """One person at the web client."""

    def __init__(self, browser, login, **options):
        self.browser = browser
        self.page = browser.page(login, **options)
        self.under_way = set()
        self.page.on("request", self._begins)
        self.page.on("requestfinished", self._ends)
        self.page.on("requestfailed", self._ends)

    def _begins(self, request):
        if "/web/dataset/" in request.url or "/web/action/" in request.url:
            self.under_way.add(request)

    def _ends(self, request):
        self.under_way.discard(request)

    def open(self, path):
        """Open an address of the web client and wait for its screen."""
        self.browser.open_client(self.page, path)
        self.page.wait_for_selector(".o_action_manager > *")
        self.settle()

    def settle(self):
        """Wait until the client has asked the server for everything and drawn it."""
        quiet = 0
        for _turn in range(300):
            self.page.wait_for_timeout(100)
            quiet = 0 if self.under_way else quiet + 1
            if quiet == 3:
                return
        raise AssertionError("the web client does not come to rest")

    def press(self, name, *, within="", nth=0, context=None):
        """Press the button that calls this method, in the dialog if one is open."""
        area = ".modal.o_technical_modal:last-of-type" if self.dialog_open() else ""
        button = self.page.locator(f'{area} {within} button[name="{name}"]:visible')
        if context:
            button = button.filter(has_text=context)
        button.nth(nth).click()
        self.settle()

    def dialog_open(self):
        return self.page.locator(".modal.o_technical_modal:visible").count() > 0

    def confirm(self):
        """Say yes in the dialog that asks whether one is sure."""
        self.page.locator(".modal .modal-footer .btn-primary:visible").click()
        self.settle()

    def tab(self, name):
        self.page.locator(f'.nav-link[name="{name}"]').click()

    def fill(self, field, value, *, within=""):
        """Write into a text or date field."""
        area = ".modal.o_technical_modal:last-of-type" if self.dialog_open() else ""
        place = self.page.locator(f'{area} {within} [name="{field}"]')
        box = place.locator("input, textarea")
        if not box.count() and place.locator("button").count():
            place.locator("button").first.click()  # a date that has a value
        box.first.fill(value)
        box.first.press("Tab")

    def write(self, field, text):
        """Write into a field with formatting, in place of what stands there."""
        box = self.page.locator(f'[name="{field}"] .odoo-editor-editable')
        box.fill(text)
        box.press("End")  # the editor hears of a key, and keeps the text

    def choose(self, field, text, *, within=""):
        """Pick a record in a field that looks records up."""
        area = ".modal.o_technical_modal:last-of-type" if self.dialog_open() else ""
        box = self.page.locator(f'{area} {within} [name="{field}"] input').first
        box.click()
        box.fill(text)
        self.settle()  # a list that comes late would open again over what follows
        option = self.page.locator(
            ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option)", has_text=text
        )
        option.first.click()

    def pick_day_of_next_month(self, field, day):
        """Pick a day in the calendar under a field, as one does with the mouse."""
        self.page.locator(f'[name="{field}"] input').first.click()
        picker = self.page.locator(".o_datetime_picker")
        picker.locator(".o_next").click()
        days = picker.locator(".o_date_item_cell:not(.o_out_of_range)")
        days.get_by_text(str(day), exact=True).first.click()
        picker.locator(".btn-primary").click()
        picker.wait_for(state="detached")

    def save(self):
        self.page.locator(".o_form_button_save:visible").click()
        self.page.wait_for_selector(".o_form_button_save", state="hidden")
        self.settle()

    def save_dialog(self):
        self.page.locator(".modal .o_form_button_save:visible").click()
        self.settle()

    def record_id(self):
        """The id of the record that stands on the screen, from the address."""
        return int(re.search(r"/(\d+)(?:\?|$)", self.page.url)[1])

    def shows(self, text):
        """Wait until this text stands somewhere on the screen."""
        self.page.get_by_text(text).first.wait_for()
