"""`edit --plain`: what is read back is saved, what cannot be is kept and explained."""

import sys

import pytest

from tests.conftest import NEWS, NEWS_RO
from translate_flow.flow import worksheet


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Sets $EDITOR to a script whose body changes `text`, the worksheet."""

    def use(body: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, subprocess\npath = sys.argv[1]\ntext = open(path, encoding='utf-8').read()\n"
            f"{body}\nopen(path, 'w', encoding='utf-8').write(text)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")

    return use


def fill(number, target, verb="translate"):
    """Editor code that writes a target behind a segment's empty one."""
    return (
        f"at = text.index('[{number} '); plus = text.index('\\n+ ', at); end = text.index('\\n', plus + 1)\n"
        f"head = text.index(']', at)\n"
        f"text = text[:plus] + '\\n+ ' + {target!r} + text[end:]\n"
        f"text = text[:at] + text[at:head].replace('translate', {verb!r}).replace('draft', {verb!r}) + text[head:]"
    )


def edit(tflow, *segments, by="Ana"):
    return tflow.run("edit", "news", *segments, "--plain", "--by", by)


def states(tflow):
    return [(s["state"], s["target"]) for s in tflow.json("show", "news")]


def test_changed_targets_are_saved_with_their_verb(tflow, editor):
    tflow.article(NEWS)
    editor(fill(1, NEWS_RO[0]) + "\n" + fill(2, "Podul", "draft"))
    assert "2 segments saved" in edit(tflow).stderr
    assert states(tflow)[:3] == [("translated", NEWS_RO[0]), ("initial", "Podul"), ("initial", "")]
    editor(fill(2, "Podul"))
    edit(tflow, "2-3")
    assert states(tflow)[1] == ("translated", "Podul")


def test_the_worksheet_names_terms_rejections_and_states(tflow, editor, tmp_path):
    tflow.article(NEWS)
    tflow("glossary", "add", "bridge", "pod")
    tflow.translate("news", *NEWS_RO[:2])
    tflow("review", "news", "1", "--reject", "-m", "prea lung", "--by", "Ion")
    editor(f"open({str(tmp_path / 'seen')!r}, 'w', encoding='utf-8').write(text)")
    edit(tflow)
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert "[1 draft v2]\n# sent back: prea lung\n# term: bridge → pod\n- Bridge opens early\n+ Podul" in seen
    assert "[2 translate v1]\n# translated (Ana)\n" in seen
    assert states(tflow)[0][0] == "initial"


def test_an_untouched_worksheet_saves_nothing(tflow, editor):
    tflow.article(NEWS)
    editor("pass")
    assert "0 segments saved" in edit(tflow).stderr
    assert not list(tflow.folder.glob("*-news*"))


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        ("text = text.replace('[2 translate v0]', '[2 frobnicate v0]')", "line like [3 translate v0]"),
        ("text = text.replace('[2 ', '[99 ')", "there is no segment 99"),
        ("text = text.replace('[2 ', '[1 ')", "stands above already"),
        ("text = text.replace('- The bridge', '- A bridge')", "its source lines were changed"),
        ("text = text.replace('+ Podul peste', 'Podul peste')", 'neither "- ", "+ " nor "#"'),
    ],
)
def test_what_cannot_be_read_back_is_kept_and_explained(tflow, editor, damage, why):
    tflow.article(NEWS)
    editor(fill(1, NEWS_RO[0]) + "\n" + fill(2, NEWS_RO[1]) + "\n" + damage)
    done = edit(tflow)
    assert done.exit_code == 1
    assert why in done.stderr
    assert states(tflow)[0] == ("translated", NEWS_RO[0])  # the sound block is saved
    assert states(tflow)[1] == ("initial", "")
    [kept] = tflow.folder.glob("unsaved-news*")
    assert NEWS_RO[1] in kept.read_text(encoding="utf-8")


def test_a_kept_block_can_be_mended_and_read_again(tflow, editor):
    tflow.article(NEWS)
    editor(fill(2, NEWS_RO[1]) + "\ntext = text.replace('[2 ', '[99 ')")
    edit(tflow)
    [kept] = tflow.folder.glob("unsaved-news*")
    editor("text = text.replace('[99 ', '[2 ')")
    tflow("edit", "news", "--plain", "--resume", kept, "--by", "Ana")
    assert states(tflow)[1] == ("translated", NEWS_RO[1])
    assert not list(tflow.folder.glob("unsaved-*"))


def test_two_people_on_one_segment(tflow, editor):
    tflow.article(NEWS)
    other = (
        f"subprocess.run([sys.executable, '-m', 'translate_flow', '--project', {str(tflow.folder)!r}, 'translate',"
        " 'news', '2', 'Al lui Ion', '--by', 'Ion'], check=True, capture_output=True)\n"
    )
    editor(other + fill(1, NEWS_RO[0]) + "\n" + fill(2, "Al Anei"))
    done = edit(tflow)
    assert done.exit_code == 4
    assert "Ion changed it in between" in done.stderr
    assert states(tflow)[:2] == [("translated", NEWS_RO[0]), ("translated", "Al lui Ion")]
    [kept] = tflow.folder.glob("unsaved-news*")
    content = kept.read_text(encoding="utf-8")
    assert "Al Anei" in content
    assert "Al lui Ion" in content
    editor("pass")  # to save it again is a decision
    tflow("edit", "news", "--plain", "--resume", kept, "--by", "Ana")
    assert states(tflow)[1] == ("translated", "Al Anei")


def test_an_emptied_target_is_no_deletion(tflow, editor):
    tflow.article(NEWS)
    tflow.translate("news", *NEWS_RO)
    editor(fill(2, ""))
    assert "its target is empty" in edit(tflow).stderr
    assert states(tflow)[1] == ("translated", NEWS_RO[1])


def test_a_final_segment_stays(tflow, editor):
    tflow.article("One day.\n")
    tflow.translate("news", "Într-o zi.")
    tflow("review", "news", "--accept", "--by", "Ion")
    tflow("finish", "news", "--by", "Ion")
    editor("text = text.replace('[1 keep', '[1 translate').replace('+ Într-o zi.', '+ Altfel.')")
    done = edit(tflow)
    assert done.exit_code == 1
    assert "is final" in done.stderr
    assert states(tflow) == [("final", "Într-o zi.")]


def test_everything_deleted_saves_nothing(tflow, editor):
    tflow.article(NEWS)
    editor("text = ''")
    assert "0 segments saved" in edit(tflow).stderr


@pytest.mark.parametrize("command", ["false", "/no/such/editor"])
def test_an_editor_that_fails(tflow, monkeypatch, command):
    tflow.article(NEWS)
    monkeypatch.setenv("EDITOR", command)
    done = edit(tflow)
    assert done.exit_code == 1
    assert "Nothing was saved" in done.stderr
    assert not list(tflow.folder.glob("edit-*"))


def test_an_editor_that_fails_after_work_was_done(tflow, editor):
    tflow.article(NEWS)
    editor(fill(1, NEWS_RO[0]) + "\nopen(path, 'w', encoding='utf-8').write(text); sys.exit(1)")
    done = edit(tflow)
    assert done.exit_code == 1
    [kept] = tflow.folder.glob("edit-news*")
    assert str(kept) in done.stderr
    assert NEWS_RO[0] in kept.read_text(encoding="utf-8")


def test_an_editor_that_writes_nonsense(tflow, editor):
    tflow.article(NEWS)
    editor("open(path, 'wb').write(b'\\xff\\xfe nonsense'); sys.exit(0)")
    done = edit(tflow)
    assert done.exit_code == 2
    assert "not UTF-8 from byte 0" in done.stderr
    assert list(tflow.folder.glob("edit-news*"))


def test_nobody_named_is_said_before_the_editor_opens(tflow, editor):
    tflow.article(NEWS)
    editor("raise SystemExit('must not run')")
    assert "Nobody is named" in tflow.fails(2, "edit", "news", "--plain")


def test_lines_of_a_target_come_back_as_they_are(tflow):
    rows, unread = worksheet.parse("[1 translate v0]\n- a\n+ # not a note\n+ [x]\n+ + plus\r\n+\n")
    assert not unread
    assert rows[0].target == "# not a note\n[x]\n+ plus"
