"""Import from Excel in the browser, in Finnish: template, errors by cell, once only."""

import io

from lib.client import Client
from openpyxl import load_workbook

REGION = "Suupohja"
NAME = "Teuvan Metallipaja Oy (testi)"


def download(client, press):
    with client.page.expect_download() as info:
        press()
    return info.value.path().read_bytes()


def fill(content, name, business_id):
    """Add an organisation under the sheet's last row, by the headings of the sheet."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[book.sheetnames[0]]
    for candidate in book.worksheets:
        if "organis" in candidate.title.casefold():
            sheet = candidate
    heads = {}
    for row in sheet.iter_rows(min_row=1, max_row=12):
        for cell in row:
            if isinstance(cell.value, str):
                heads.setdefault(cell.value.strip().casefold().rstrip(" *"), cell)
    line = sheet.max_row + 1
    values = {"nimi": name, "y-tunnus": business_id, "seudut": REGION}
    used = {}
    for head, value in values.items():
        cell = next(
            (found for text, found in heads.items() if text.startswith(head)), None
        )
        if cell is not None:
            sheet.cell(line, cell.column, value)
            used[head] = sheet.cell(line, cell.column).coordinate
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), used


def upload(client, content):
    client.page.locator('[name="file"] input[type="file"]').set_input_files(
        {
            "name": "verkosto.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument"
            ".spreadsheetml.sheet",
            "buffer": content,
        }
    )
    client.settle()
    client.press("action_preview")


def test_a_coordinator_imports_an_organisation_once(browser, rpc):
    client = Client(browser, "coordinator")
    client.open("/odoo/seutuyp-import")
    template = download(client, lambda: client.press("action_template"))

    wrong, used = fill(template, NAME, "1234567-9")
    upload(client, wrong)
    browser.picture(client.page, "import-01-error")
    finding = client.page.locator('[name="line_ids"] .o_data_row').first.inner_text()
    assert used["y-tunnus"] in finding, "the error names its cell"
    assert not client.page.locator('button[name="action_apply"]:visible').count()

    client.press("action_again")
    right, _used = fill(template, NAME, "")
    upload(client, right)
    browser.picture(client.page, "import-02-preview")
    client.page.locator('[name="line_ids"]').get_by_text(NAME).first.wait_for()
    assert not rpc("admin")("res.partner", "search_count", [("name", "=", NAME)])
    client.press("action_apply")
    browser.picture(client.page, "import-03-done")
    assert rpc("admin")("res.partner", "search_count", [("name", "=", NAME)]) == 1

    client.press("action_again")
    upload(client, right)
    assert not client.page.locator('button[name="action_apply"]:visible').count()
    assert rpc("admin")("res.partner", "search_count", [("name", "=", NAME)]) == 1
