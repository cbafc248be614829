"""Chromium through Playwright: pages per person and language."""

import contextlib
import os
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# The list takes the place of Playwright's, of which all but the last two are. Those
# are pages for the address bar that each window draws, though nobody sees it: most of
# what opening a page costs.
NOT_NEEDED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
)
FLAGS = [
    f"--disable-features={','.join(NOT_NEEDED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LOCALES = {"fi": "fi-FI", "sv": "sv-SE", "en": "en-GB"}


class Browser:
    """One Chromium; `page()` gives a page with cookies of its own."""

    def __init__(self, chromium, server, pictures):
        self.chromium = chromium
        self.server = server
        self.pictures = Path(pictures)
        self.contexts = []

    def page(self, login=None, *, lang="fi", width=1280, height=900, **options):
        """A page of someone logged in or of a visitor; `page.errors` gathers errors."""
        context = self.chromium.new_context(
            base_url=self.server.url,
            locale=LOCALES[lang],
            timezone_id="Europe/Helsinki",
            viewport={"width": width, "height": height},
            accept_downloads=True,
            **options,
        )
        self.contexts.append(context)
        if login:
            session = self.server.session(login).cookies["session_id"]
            context.add_cookies(
                [{"name": "session_id", "value": session, "url": self.server.url}]
            )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on(
            "console",
            lambda entry: (
                page.errors.append(entry.text) if entry.type == "error" else None
            ),
        )
        return page

    def open_client(self, page, path="/odoo"):
        """Open the web client and wait until its first screen stands."""
        page.goto(path)
        page.wait_for_function("() => window.odoo?.isReady === true")

    def picture(self, page, name, **options):
        """A screenshot in the pictures' folder; its path."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        path = self.pictures / f"{name}.png"
        page.screenshot(path=path, animations="disabled", **options)
        return path

    def close_pages(self):
        while self.contexts:
            self.contexts.pop().close()


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS, headless=True
        )
        yield browser
        browser.close()
