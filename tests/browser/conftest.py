"""Opens pages in a real browser, Debian's Chromium, over its DevTools protocol."""

import base64
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import time
import urllib.request

import pytest

websocket = pytest.importorskip("websocket")

AXE = pathlib.Path(os.environ.get("ATTUNE_AXE", "axe.min.js"))


class Browser:
  """One tab. `messages` holds what the page said to the console, `requests` the addresses that it asked for."""

  def __init__(self, address):
    self.socket = websocket.create_connection(address, suppress_origin=True, timeout=60)
    self.numbers = itertools.count(1)
    self.messages, self.requests, self.loaded = [], [], False
    for domain in ("Page", "Runtime", "Log", "Network"):
      self.call(f"{domain}.enable")

  def call(self, method, **parameters):
    number = next(self.numbers)
    self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
    while True:
      answer = self.receive()
      if answer.get("id") == number:
        assert "error" not in answer, answer["error"]
        return answer["result"]

  def receive(self):
    message = json.loads(self.socket.recv())
    method, said = message.get("method"), message.get("params", {})
    if method == "Network.requestWillBeSent":
      self.requests.append(said["request"]["url"])
    elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
      self.messages.append(said)
    elif method == "Page.loadEventFired":
      self.loaded = True
    return message

  def open(self, path, width=1280, height=900, dark=False):
    self.messages, self.requests, self.loaded = [], [], False
    self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
              mobile=width < 600)
    self.call("Emulation.setEmulatedMedia",
              features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
    self.call("Page.navigate", url=path.as_uri())
    while not self.loaded:
      self.receive()

  def evaluate(self, script):
    done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
    assert "exceptionDetails" not in done, done["exceptionDetails"]
    return done["result"].get("value")

  def violations(self):
    """What axe-core finds, as lines."""
    self.evaluate(AXE.read_text())
    found = self.evaluate("axe.run().then(run => run.violations)")
    return [f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

  def print(self, path, width, height):
    """Prints on paper of this size in inches, into a PDF file."""
    done = self.call("Page.printToPDF", paperWidth=width, paperHeight=height, printBackground=False)
    path.write_bytes(base64.b64decode(done["data"]))

  def picture(self, path):
    done = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
    path.write_bytes(base64.b64decode(done["data"]))


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
  program = shutil.which("chromium")
  if program is None:
    pytest.skip("chromium is not installed: script/setup browser")
  profile = tmp_path_factory.mktemp("browser")
  # Root, as in a container, has no sandbox to use. No name leads anywhere, so that nothing could be fetched.
  options = ["--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
  if os.geteuid() == 0:
    options.append("--no-sandbox")
  process = subprocess.Popen([program, *options, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
  port_file = profile / "DevToolsActivePort"
  for _ in range(300):
    if port_file.exists() and port_file.read_text().count("\n") >= 1:
      break
    time.sleep(0.1)
  port = port_file.read_text().splitlines()[0]
  tabs = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json"))
  yield Browser(next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"))
  process.terminate()
  process.wait(timeout=30)


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
  """Pages of all kinds, made by the program."""
  folder = tmp_path_factory.mktemp("pages")
  home = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}

  def attune(*arguments):
    subprocess.run([os.environ["ATTUNE"], *arguments], cwd=folder, env=home, check=True, capture_output=True)

  hostile = "<script>alert(1)</script>\" onload='x' ]]> [x](javascript:alert(1)) \u202egnp.exe"
  for name, questionnaire in (("inventory", "attune-24"), ("long", "ecr-5pt"), ("many", "rsq")):
    for seed in ("1", "2"):
      attune("simulate", questionnaire, "--n", "12", "--seed", seed, "--missing-rate", "0.03", "--demographics", "-o",
             f"{name}-{seed}.csv")
    first = (folder / f"{name}-1.csv").read_text()
    quoted = '"' + hostile.replace('"', '""') + '"'
    (folder / f"{name}-1.csv").write_text(first.replace("\ns3,", f"\n{quoted},"))
    norms = ["--norms", "auto"] if name == "long" else []
    attune("report", questionnaire, f"{name}-1.csv", "--id", "id", "--before", f"{name}-2.csv", "--clinic", hostile,
           "--title", f"A report {hostile}", *norms, "-o", name)
  words = "I worry that people who matter to me may not care about me as much as I care about them when things are hard"
  (folder / "words.txt").write_text("".join(f"{words[:38 + 3 * n]} ({n}).\n" for n in range(24)) +
                                    "".join(f"{words} ({n}).\n" for n in range(24, 36)))
  befores = []
  for seed in map(str, range(1, 9)):
    attune("simulate", "ecr-r", "--n", "3", "--seed", seed, "-o", f"sitting-{seed}.csv")
    befores += ["--before", f"sitting-{seed}.csv"] * (seed != "8")
  for name, options in {"worded": [], "worded-1": befores[:2], "worded-7": befores}.items():
    attune("report", "ecr-r", "sitting-8.csv", "--id", "id", "--wording", "words.txt", "--title", "After three months",
           "--clinic", "Elm Street", *options, "-o", name)
  (folder / "wide.csv").write_text((folder / "inventory-1.csv").read_text().replace("\ns4,", "\n" + "z" * 300 + ","))
  attune("report", "attune-24", "wide.csv", "--id", "id", "-o", "wide")
  attune("report", "ecr-5pt", "long-1.csv", "--group", "--title", hostile, "-o", "group.html")
  return folder
