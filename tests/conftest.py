"""What every test shares: no windows, a browser if there is one, a summary saying where to look."""

import os
import shutil

import matplotlib
import pytest
from hypothesis import settings

CHROMIUM_VARIABLE = "GONGKAI_CHROMIUM"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# A test page needs no network; without these Chromium looks for its maker's hosts at every start.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

matplotlib.use("Agg")
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def find_chromium():
    """The Chromium that GONGKAI_CHROMIUM names (and must start), or one on the path, or None."""
    named = os.environ.get(CHROMIUM_VARIABLE)
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def pytest_collection_modifyitems(items):
    """Skip browser tests where there is no Chromium."""
    if find_chromium():
        return
    skip = pytest.mark.skip(reason=f"no Chromium found; name one in {CHROMIUM_VARIABLE}")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium driven by Playwright; closed before the notebooks start their kernels."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A new page in a context of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter, exitstatus):
    """Say where to look, before pytest's own last line."""
    result = yield
    write = terminalreporter.write_line
    if exitstatus:
        write("Where to look: each failure is printed above under the name given in the summary;")
        write("one in a notebook names its cell. To run it alone: pytest FILE -k NAME")
    else:
        write("Where to look: make run puts tables, pages and notebooks into build/.")
    return result
