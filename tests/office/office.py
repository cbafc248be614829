"""A round's form goes through LibreOffice: opened, saved, and brought back.

Run by `tests/office/trial`; not among the tests of CI, since LibreOffice is large.
"""

import base64
import io
import os
import subprocess

import pytest
from openpyxl import load_workbook

WIZARD = "seutuyp.collection.import.wizard"
FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods"}


@pytest.fixture
def sheet(rpc):
    """The coordinator's form in the open round of Suupohja."""
    domain = [
        ("collection_id.state", "=", "open"),
        ("collector_id.user_ids.login", "=", "coordinator"),
    ]
    return rpc("coordinator")("seutuyp.collection.sheet", "search", domain)[0]


def through_office(content, folder, *kinds):
    """Let LibreOffice open the file and save it in these formats, one after another."""
    name, kind = "form", "xlsx"
    profile = folder / "profile"
    (folder / f"{name}.{kind}").write_bytes(content)
    for number, wanted in enumerate(kinds):
        out = folder / str(number)
        subprocess.run(
            [
                os.environ["SOFFICE"],
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                FILTERS[wanted],
                "--outdir",
                str(out),
                str(folder / f"{name}.{kind}"),
            ],
            check=True,
            timeout=180,
        )
        folder, kind = out, wanted
    return (folder / f"{name}.{kind}").read_bytes()


def places(page):
    """Return the number of the key row, and {key: column}."""
    for row in page.iter_rows(max_row=12):
        found = {
            str(cell.value).partition("/")[2]: cell.column
            for cell in row
            if str(cell.value).startswith("figure/")
        }
        if found:
            return row[0].row, found
    raise AssertionError("the form has no key row any more")


def visible(book):
    return next(page for page in book if page.sheet_state == "visible")


def look(rpc, sheet, content):
    """Return what the system finds in a file: (errors, changes)."""
    keeper = rpc("coordinator")
    file = base64.b64encode(content).decode()
    id_ = keeper(WIZARD, "create", {"sheet_id": sheet, "file": file})
    keeper(WIZARD, "action_preview", [id_])
    (found,) = keeper(WIZARD, "read", [id_], ["error_count", "change_count"])
    return found["error_count"], found["change_count"]


@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx")], ids=["xlsx", "ods"])
def test_there_and_back(server, rpc, sheet, tmp_path, kinds):
    """Unchanged it changes nothing; filled in, every figure arrives."""
    url = f"{server.url}/seutuyp/collection/{sheet}"
    content = server.session("coordinator").get(url).content
    assert look(rpc, sheet, through_office(content, tmp_path, *kinds)) == (0, 0)

    book = load_workbook(io.BytesIO(content))
    page = visible(book)
    head, columns = places(page)
    filled = 0
    for number in range(head + 2, page.max_row + 1):
        if page.cell(number, columns["key"]).value:
            page.cell(number, columns["value"]).value = 2.5
            page.cell(number, columns["note"]).value = "Äidin arvio – 1.5.2026"
            filled += 1
    out = io.BytesIO()
    book.save(out)
    saved = through_office(out.getvalue(), tmp_path, *kinds)
    errors, changes = look(rpc, sheet, saved)
    assert errors == 0
    assert 0 < changes == filled


def test_stays_locked(server, rpc, sheet, tmp_path):
    """LibreOffice keeps lock, filter, hidden keys and the rules of cells."""
    url = f"{server.url}/seutuyp/collection/{sheet}"
    content = server.session("coordinator").get(url).content
    page = visible(load_workbook(io.BytesIO(through_office(content, tmp_path, "xlsx"))))
    head, columns = places(page)
    assert page.protection.sheet
    assert not page.protection.autoFilter, "the filter may be used"
    assert page.auto_filter.ref
    assert page.cell(head + 2, columns["key"]).protection.locked
    assert not page.cell(head + 2, columns["value"]).protection.locked
    letter = page.cell(head + 2, columns["key"]).column_letter
    assert page.column_dimensions[letter].hidden
    assert page.data_validations.dataValidation
