"""Firefox, driven by its own protocol, Marionette: a line of JSON for a command, one for its answer.

Neither Playwright nor Selenium drives Debian's Firefox: Playwright wants a build of its own, and asks any other for
what this one does not know yet (`emulation.setMediaFeaturesOverride`, Firefox 153); Selenium wants a geckodriver, which
Debian 12 has not. What geckodriver itself speaks to Firefox is this.
"""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOX = "/usr/bin/firefox-esr"
PATIENCE = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # by which WebDriver says that a value is an element
PREFERENCES = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "devtools.console.stdout.content": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}


class Refused(Exception):
    """Firefox's own word that it could not."""


class Firefox:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.number = 0
        self.received = b""
        self.read()  # what it is
        self.ask("WebDriver:NewSession", strictFileInteractability=True)

    def ask(self, command: str, **parameters: object) -> Any:
        self.number += 1
        sent = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(sent)).encode() + b":" + sent)
        _, _, error, answer = self.read()
        if error:
            raise Refused(f"{command}: {error['error']}: {error['message']}")
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def read(self) -> Any:
        while b":" not in self.received:
            self.received += self.socket.recv(1 << 16)
        length, _, rest = self.received.partition(b":")
        while len(rest) < int(length):
            rest += self.socket.recv(1 << 16)
        self.received = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def open(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """What a function of these arguments returns, in the page."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=[*arguments], sandbox="tests")

    def run_in_browser(self, script: str, *arguments: object) -> Any:
        """The same in the window around it, with all that the browser itself may."""
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.ask("WebDriver:ExecuteScript", script=script, args=[*arguments], sandbox="system")
        finally:
            self.ask("Marionette:SetContext", value="content")

    def show_as(self, width: int, height: int) -> None:
        """The page in a window of so many points: Firefox's own is never narrower than 500, so within it."""
        self.ask("WebDriver:SetWindowRect", width=width, height=height + 200)
        self.run_in_browser(
            """
            const style = gBrowser.selectedBrowser.style;
            [style.minWidth, style.maxWidth] = [`${arguments[0]}px`, `${arguments[0]}px`];
            [style.minHeight, style.maxHeight] = [`${arguments[1]}px`, `${arguments[1]}px`];
            """,
            width,
            height,
        )
        self.wait_for("return innerWidth === arguments[0] && innerHeight === arguments[1]", width, height)

    def wait_for(self, script: str, *arguments: object) -> None:
        for _ in range(10 * PATIENCE):
            if self.run(script, *arguments):
                return
            time.sleep(0.1)
        raise Refused(f"In vain: {script} {arguments}")

    def complaints(self, site: str) -> list[str]:
        """What the console has to say of pages of a site since it was asked last: errors, and what a policy refused."""
        said: list[str] = self.run_in_browser(
            """
            const [site] = arguments;
            const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
            const ours = Services.console.getMessageArray()
                .filter(one => one instanceof Ci.nsIScriptError && one.sourceName.startsWith(site)
                    && (!(one.flags & Ci.nsIScriptError.warningFlag) || one.category.includes('CSP')))
                .map(one => one.errorMessage);
            const logged = storage.getEvents()
                .filter(one => one.filename.startsWith(site)).map(one => one.arguments.map(String).join(' '));
            Services.console.reset();
            storage.clearEvents();
            return [...ours, ...logged];
            """,
            site,
        )
        return said

    def press(self, selector: str, words: str = "") -> None:
        """The first of these with these words that is shown; as a person would, so that what is covered is refused."""
        script = """
            const [selector, words] = arguments;
            return [...document.querySelectorAll(selector)].find(
                one => one.checkVisibility({visibilityProperty: true}) && one.textContent.includes(words)) || null;
        """
        found = self.run(script, selector, words)
        if found is None:
            raise Refused(f"No {selector} with «{words}» is shown at {self.ask('WebDriver:GetCurrentURL')}")
        self.ask("WebDriver:ElementClick", id=found[ELEMENT])


@contextmanager
def firefox(profile: Path, **preferences: object) -> Iterator[Firefox]:
    profile.mkdir()
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in (PREFERENCES | preferences).items()
    )
    (profile / "user.js").write_text("\n".join(lines))
    command = [
        FIREFOX,
        "--headless",
        "--marionette",
        "-remote-allow-system-access",
        "--no-remote",
        "--profile",
        str(profile),
    ]
    with (profile / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            driven = Firefox(port_of(profile, process))
            with driven.socket:
                yield driven
        finally:
            process.terminate()
            process.wait(PATIENCE)


def port_of(profile: Path, process: subprocess.Popen[bytes]) -> int:
    file = profile / "MarionetteActivePort"
    for _ in range(10 * PATIENCE):
        if file.exists() and (said := file.read_text().strip()):
            return int(said)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise Refused(f"Firefox does not listen: {(profile / 'log.txt').read_text()[-2000:]}")
