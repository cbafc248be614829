"""Finnish and Swedish say everything that English says, with the same placeholders."""

import re
from pathlib import Path

import polib
import pytest

ADDONS = sorted((Path(__file__).parents[1] / "addons").glob("seutuyp_*"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\{.*?\}\}|t-out=\"[^\"]+\"")


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_translation_is_complete(addon, lang):
    template = polib.pofile(addon / "i18n" / f"{addon.name}.pot")
    translation = polib.pofile(addon / "i18n" / f"{lang}.po")
    assert {entry.msgid for entry in template} == {
        entry.msgid for entry in translation if entry.msgstr.strip()
    }


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_placeholders_survive(addon, lang):
    broken = [
        entry.msgid
        for entry in polib.pofile(addon / "i18n" / f"{lang}.po")
        if set(PLACEHOLDER.findall(entry.msgid))
        != set(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert not broken
