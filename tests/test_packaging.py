"""The files that install the project agree with each other, and name no place but this one."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pandas as pd
import pytest
import yaml
from flit_core import buildapi
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import helpers

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]

# conda-forge name -> name on PyPI, where the two differ
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
CONDA_ONLY = {"python", "pip"}
THIS_PROJECT = "-e ."

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
CONFIGURATION = [
    ROOT / name
    for name in (
        "pyproject.toml",
        "environment.yml",
        "Makefile",
        "CITATION.cff",
        ".gitignore",
        ".gitattributes",
        ".ci/run",
    )
]
SHEBANG = re.compile(r"\A#!.*")
URL_OR_HOST = re.compile(r"\w+://|\b[\w.-]+\.(?:org|com|net|io|cn|dev)\b|--(?:extra-)?index-url")
ABSOLUTE_PATH = re.compile(
    r"(?<![\w.~)}])/(?:home|root|opt|usr|tmp|work|mnt|Users|var)\b|\b[A-Z]:\\"
)


def bounds(lines):
    """{canonical name: (extras, version bounds)} of requirement lines."""
    parsed = [Requirement(line) for line in lines]
    return {canonicalize_name(r.name): (frozenset(r.extras), str(r.specifier)) for r in parsed}


def conda_bounds():
    """The requirements of environment.yml, conda-forge's and pip's, under their PyPI names."""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    (pip,) = [line["pip"] for line in environment["dependencies"] if isinstance(line, dict)]
    assert THIS_PROJECT in pip
    found = bounds([*conda, *(line for line in pip if line != THIS_PROJECT)])
    return {CONDA_NAMES.get(name, name): bound for name, bound in found.items()}


def locked(path):
    """{canonical name: [(version, number of hashes)]} of a lock; several where Pythons differ."""
    found = {}
    for entry in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip()):
        requirement = Requirement(entry.split("\\", 1)[0].strip())
        (pin,) = requirement.specifier
        assert pin.operator == "==", entry
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append((pin.version, entry.count("--hash=sha256:")))
    return found


def imported_by(folder):
    """The top-level names that the Python files under a folder import."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module.partition(".")[0])
    return names


def test_environment_has_the_dependencies_of_pyproject():
    """Conda users get the same distributions with the same bounds as pip users."""
    conda = conda_bounds()
    assert conda["python"][1] == PROJECT["project"]["requires-python"]
    ours = {name: bound for name, bound in conda.items() if name not in CONDA_ONLY}
    assert ours == bounds(PROJECT["project"]["dependencies"])


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        ("run.txt", PROJECT["project"]["dependencies"] + GROUPS["build"]),
        (
            "dev.txt",
            sum(EXTRAS.values(), PROJECT["project"]["dependencies"] + GROUPS["build"]),
        ),
        ("lock.txt", GROUPS["lock"]),
    ],
)
def test_lock_has_every_dependency_within_its_bounds(lock, lines):
    """Nothing the project needs is installed at a version that nobody chose."""
    pins = locked(ROOT / "requirements" / lock)
    for requirement in map(Requirement, lines):
        versions = [pin for pin, _ in pins.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not in {lock}: run make lock"
        assert all(pin in requirement.specifier for pin in versions), (requirement, versions)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_version_has_a_hash(lock):
    """A download that is not the locked file is refused."""
    assert not [name for name, pins in locked(lock).items() if any(not n for _, n in pins)]


def test_run_lock_is_part_of_dev_lock():
    """`make test` after `make run` adds packages and changes none."""
    run, dev = (locked(ROOT / "requirements" / name) for name in ("run.txt", "dev.txt"))
    assert {name: dev.get(name) for name in run} == run


def test_build_group_is_the_build_backend():
    """The project itself installs without a download past the locks."""
    assert bounds(GROUPS["build"]) == bounds(PROJECT["build-system"]["requires"])


@pytest.mark.parametrize("path", [*LOCKS, *CONFIGURATION], ids=lambda path: path.name)
def test_configuration_names_no_host_and_no_absolute_path(path):
    """What installs here installs anywhere, from whatever registry the reader uses."""
    text = SHEBANG.sub("", path.read_text(encoding="utf-8"))
    assert URL_OR_HOST.findall(text) == []
    assert ABSOLUTE_PATH.findall(text) == []


@pytest.mark.parametrize(
    "text", ["https://x/simple", "--index-url x", "mirror.example.com/simple", "a /home/me/b"]
)
def test_the_search_for_hosts_and_paths_finds_them(text):
    """A search that never finds anything would prove nothing."""
    assert URL_OR_HOST.search(text) or ABSOLUTE_PATH.search(text)


def test_version_is_the_same_everywhere():
    """The package, its citation and its changelog speak of one version."""
    declared = PROJECT["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert (version("gongkai"), citation["version"], newest[1]) == (declared,) * 3


def undeclared(folder, requirements):
    """The modules that `folder` imports and that none of the requirements brings."""
    declared = bounds(requirements)
    distributions = packages_distributions()
    outside = imported_by(folder) - set(sys.stdlib_module_names) - {"helpers"}
    return {
        name
        for name in outside
        if not declared.keys() & set(map(canonicalize_name, distributions.get(name, ())))
    }


def test_helpers_import_only_declared_dependencies():
    """A package that only happens to be installed is not relied on.

    The generator of synthetic documents writes Office files and PDF, which only tests need.
    """
    run = [*PROJECT["project"]["dependencies"], *EXTRAS["cluster"]]
    makers = undeclared(ROOT / "helpers" / "synthetic", run)
    assert undeclared(ROOT / "helpers" / "synthetic", [*run, *EXTRAS["dev"]]) == set()
    assert undeclared(ROOT / "helpers", run) == makers


def test_frames_become_excel_with_what_is_installed_to_run(tmp_path, monkeypatch):
    """Nothing but the run lock is needed; the total of received requests is 2, as printed."""
    assert {"xlsxwriter", "python-calamine"} <= locked(ROOT / "requirements" / "run.txt").keys()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    report = helpers.read(ROOT / "data" / "reports" / "wushan-planning" / "2020.txt")
    for name in ("figures", "claims", "problems"):
        getattr(report, name).to_excel(tmp_path / f"{name}.xlsx", index=False)
    read = pd.read_excel(tmp_path / "figures.xlsx", engine="calamine")
    assert len(read) == len(report.figures)
    received = read[(read["row"] == "received") & (read["column"] == "total")]
    assert received["value"].item() == 2


def test_installing_counts_the_packages_of_a_lock_and_shows_what_went_wrong(tmp_path):
    """A failed download ends with the words of pip; the project is not installed halfway."""
    lock = tmp_path / "broken.txt"
    lock.write_text("no-such-package==0 --hash=sha256:00\n", encoding="utf-8")
    code = f"import install; print(install.install({str(lock)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "requirements",
        env=os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    first, last = done.stdout.splitlines()
    assert first.startswith("installing 1 package")
    assert last != "0"
    assert "ERROR" in done.stderr and "no-such-package" in done.stderr


def test_wheel_holds_the_forms(tmp_path, monkeypatch):
    """An installed package reads reports: every data file of helpers is inside, and no test is."""
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / buildapi.build_wheel(str(tmp_path))) as wheel:
        inside = set(wheel.namelist())
    files = (path for kind in ("toml", "csv") for path in ROOT.glob(f"helpers/**/*.{kind}"))
    forms = {path.relative_to(ROOT).as_posix() for path in files}
    assert forms
    assert forms <= inside
    folders = {name.partition("/")[0] for name in inside}
    assert folders == {"helpers", f"gongkai-{version('gongkai')}.dist-info"}


def test_readme_names_every_make_target():
    """A reader of the README learns every command there is, and `make help` lists the same."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)
    described = re.findall(r"^([a-z]+):.*## ", makefile, re.M)
    assert sorted(described) == sorted(phony.split())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [target for target in described if f"make {target}" not in readme] == []


def test_no_module_bears_the_name_of_a_public_function():
    """Importing it would put the module in the place of the function."""
    modules = {path.stem for path in Path(helpers.__file__).parent.iterdir()}
    functions = {name for name in helpers.__all__ if name.islower()}
    assert not functions & modules
