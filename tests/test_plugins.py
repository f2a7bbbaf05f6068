"""Formats and checks of other packages, found by entry point as pip installs them; a broken one is named."""

import pytest

CHECK = '''
"""Shouting."""
from translate_flow.checks import Finding, check
from translate_flow.model import Severity


@check("shouting", Severity.WARNING)
def shouting(context):
    """The target shouts."""
    if context.target.isupper():
        yield Finding(0, len(context.target), "Not so loud.")


CHECKS = (shouting,)
'''


@pytest.fixture
def install(tmp_path_factory, monkeypatch):
    """Puts a module with an entry point on the path, as an installed package has it."""

    def one(drawer, module, text):
        folder = tmp_path_factory.mktemp("site")
        (folder / f"{module}.py").write_text(text, "utf-8")
        info = folder / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[translate_flow.{drawer}]\n{module} = {module}\n")
        monkeypatch.syspath_prepend(folder)

    return one


def test_a_check_of_another_package_runs_beside_the_own_ones(tflow, install):
    install("checks", "loud_checks", CHECK)
    tflow.article("We came home today.\n")
    tflow.translate("news", "AM VENIT ACASĂ AZI.")
    assert ("shouting", "warning") in [(i["check"], i["severity"]) for i in tflow.json("check", "news")]
    assert "shouting (warning): The target shouts." in tflow("check", "--list")
    settings = tflow.folder / "project.toml"
    settings.write_text(settings.read_text() + '[checks]\nshouting = "off"\n')
    assert "shouting" not in [issue["check"] for issue in tflow.json("check", "news")]


@pytest.mark.parametrize("drawer", ["checks", "formats"])
def test_a_package_that_cannot_be_loaded_is_named(tflow, install, drawer):
    install(drawer, "gone_" + drawer, "import no_such_module\n")
    path = tflow.folder / "news.txt"
    path.write_text("We came.\n")
    command = ("import", path) if drawer == "formats" else ("check", tflow.article("One.\n", "one"))
    said = tflow.fails(1, *command)
    assert f"gone_{drawer}" in said
    assert "no_such_module" in said
