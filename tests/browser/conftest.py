"""A real headless Chromium without any network; the whole folder needs it.

Install it with ``apt-get install chromium chromium-driver``. Without it these tests are skipped,
but not in CI, where a missing browser is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import navroute
from navroute.export.html import map_page
from navroute.export.several import refusal_answers

if TYPE_CHECKING:
    from selenium import webdriver

if importlib.util.find_spec("selenium") is None and not os.environ.get("CI"):
    collect_ignore_glob = ["test_*.py"]  # pip install '.[browser]'

CONVOY = "Sparta,Sparta II,Aleksandr Otrakovsky,General Skobelev"
NAME = "</script><img src=x onerror=\"document.title='broken'\">&amp;"  # from a user's own file


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    from selenium import webdriver  # noqa: PLC0415 - the folder is collected without it, too
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    binary = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        message = "no Chromium: apt-get install chromium chromium-driver"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    # A proxy that nothing listens on: whatever the page asks the network for fails, and is logged.
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--proxy-server=127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(driver))
    yield running
    running.quit()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Map pages on disk: one frigate, two ships, a hostile name, a way across the antimeridian."""
    voyage = navroute.voyage
    frigate = voyage("Admiral Golovko", "Tartus", "Baltiysk", depart="2024-12-15T00:00Z").to_dict()
    merchant = voyage("Sparta II", "Tartus", "Baltiysk", depart="2024-12-20T00:00Z").to_dict()
    pacific = voyage("Sparta II", "Tokyo", "San Francisco", depart="2025-01-27T12:00Z").to_dict()
    with pytest.raises(navroute.NoRouteError) as refused:
        voyage("Admiral Golovko", "Tartus", "Novorossiysk, Russia", depart="2024-12-15T00:00Z")
    hostile = {**frigate, "vessel": {**frigate["vessel"], "name": NAME, "type_text": NAME}}
    folder = tmp_path_factory.mktemp("maps")
    wanted = {
        "one": [frigate],
        "two": [frigate, merchant],
        "merchant": [merchant],
        "hostile": [hostile],
        "pacific": [pacific],
        "refused": list(refusal_answers(refused.value)),
        "convoy": navroute.convoy(CONVOY, "Tartus", "Baltiysk", depart="2025-02-13").to_answers(),
        "route": [navroute.route("Tartus", "Limassol").to_dict()],
    }
    for name, answers in wanted.items():
        (folder / f"{name}.html").write_text(map_page(answers), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in wanted}


@pytest.fixture(scope="session")
def shown() -> list[tuple[str, int, bool]]:
    """The page that is loaded, unless a test has changed more than its slider."""
    return []


@pytest.fixture
def show(
    browser: webdriver.Chrome, pages: dict[str, Path], shown: list[tuple[str, int, bool]]
) -> Callable[..., webdriver.Chrome]:
    """Open a page from disk in a window of some width, in a colour scheme."""

    def open_page(
        name: str, width: int = 1280, *, dark: bool = False, fresh: bool = False
    ) -> webdriver.Chrome:
        if not fresh and shown == [(name, width, dark)]:
            return browser  # loading takes a second; most tests can share a page
        shown[:] = [] if fresh else [(name, width, dark)]
        size: dict[str, Any] = {"width": width, "height": 800, "deviceScaleFactor": 1}
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {**size, "mobile": width < 600}
        )
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get(pages[name].as_uri())
        for _ in range(50):
            if browser.execute_script("return document.querySelectorAll('path.land').length"):
                break
            time.sleep(0.05)
        return browser

    return open_page
