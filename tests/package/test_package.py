"""Debian's package and the tarball, as script/package makes them: in good form, at work in a Debian that has nothing else,
and gone without a trace"""

import os
import pathlib
import re
import shutil
import subprocess
import tarfile

import pytest

ROOT = pathlib.Path(__file__).parents[2]
MADE = pathlib.Path(os.environ["ATTUNE_PACKAGES"])
# What apt and dpkg keep for themselves.
OF_APT = {"var/lib/apt", "var/lib/dpkg", "var/cache", "var/log", "etc/ld.so.cache", "proc", "sys", "dev"}


def run(*command, **options):
  done = subprocess.run(command, capture_output=True, text=True, timeout=1800, **options)
  assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
  return done.stdout


@pytest.fixture(scope="module")
def package():
  file, = MADE.glob("*.deb")
  return file


@pytest.fixture(scope="module")
def tarball():
  file, = MADE.glob("*.tar.gz")
  return file


class CleanDebian:
  def __init__(self, folder):
    self.folder = folder
    release = dict(re.findall(r'^(\w+)="?(.*?)"?$', pathlib.Path("/etc/os-release").read_text(), re.M))
    run("debootstrap", "--variant=minbase", release["VERSION_CODENAME"], folder, os.environ["ATTUNE_MIRROR"])

  def run(self, *command, **options):
    variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8",
                 "DEBIAN_FRONTEND": "noninteractive"}
    # Processes of its own, and /proc, which goes when they do.
    inside = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--root", self.folder]
    return run(*inside, *command, env=variables, **options)

  def paths(self):
    """All that is there but what apt keeps for itself."""
    found = set()
    for here, folders, files in os.walk(self.folder):
      place = pathlib.Path(here).relative_to(self.folder)
      folders[:] = [name for name in folders if str(place / name) not in OF_APT]
      found |= {str(place / name) for name in folders + files}
    return found - OF_APT


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
  folder = tmp_path_factory.mktemp("debian")
  yield CleanDebian(folder)
  run("rm", "-r", "--one-file-system", folder)


@pytest.fixture(scope="module")
def before(debian):
  return debian.paths()


@pytest.fixture(scope="module")
def installed(debian, before, package):
  """The clean Debian with the package and what it depends on, which apt brings along."""
  shutil.copy(package, debian.folder / "var/cache/attune.deb")
  debian.run("apt-get", "update")
  debian.run("apt-get", "install", "--yes", "--no-install-recommends", "/var/cache/attune.deb")
  return debian


def test_lintian_finds_nothing_to_mend(package):
  # Its tests may be run by root, which it would rather not be.
  assert run("lintian", "--profile", "debian", "--pedantic", "--allow-root", "--fail-on", "none", package) == ""


def test_the_changelog_is_that_of_the_version(package):
  version = run("dpkg-parsechangelog", "-l", ROOT / "cmake/debian/changelog", "-S", "Version").strip()
  assert run("dpkg-deb", "-f", package, "Version").strip() == version


def test_the_files_belong_to_root_and_are_as_old_as_the_version(tarball):
  age = int(run("dpkg-parsechangelog", "-l", ROOT / "cmake/debian/changelog", "-S", "Timestamp"))
  with tarfile.open(tarball) as archive:
    assert {(member.uid, member.gid, member.mtime) for member in archive} == {(0, 0, age)}


def test_the_program_of_the_tarball_works_from_where_it_is_unpacked(tarball, tmp_path):
  with tarfile.open(tarball) as archive:
    archive.extractall(tmp_path)
  folder, = tmp_path.iterdir()
  assert (folder / "share/doc/attune/LICENSE").is_file()
  assert run(folder / "bin/attune", "show", "ecr-s").startswith("ecr-s: ")


def test_the_installed_program_tells_its_version(installed, package):
  version = run("dpkg-deb", "-f", package, "Version").strip().rsplit("-", 1)[0]
  assert installed.run("attune", "--version") == f"attune {version}\n"


def test_the_installed_program_has_its_catalogue_and_its_guide(installed):
  assert "Experiences in Close Relationships" in installed.run("attune", "list")
  assert "# " in installed.run("attune", "learn", "healing", "--format", "md")


def test_the_installed_program_scores_a_file(installed):
  # Secure, fearful, preoccupied, dismissing; self is (secure + dismissing) - (fearful + preoccupied).
  scores = installed.run("attune", "score", "rq", "--only-scores", "--results", "model_of_self",
                         input="secure,fearful,preoccupied,dismissing\n7,1,2,3\n")
  assert scores == "model_of_self\n7\n"


def test_the_installed_program_is_completed_by_a_shell(installed):
  ask = "source /usr/share/bash-completion/completions/attune; COMP_LINE='attune sho' COMP_POINT=10; _attune attune sho attune; "
  assert installed.run("bash", "-c", ask + 'echo "${COMPREPLY[@]}"') == "show\n"


def test_nothing_is_left_when_it_is_removed(installed, before):
  installed.run("apt-get", "purge", "--yes", "--auto-remove", "attune")
  assert installed.paths() - before == set()
