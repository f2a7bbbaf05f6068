"""Proposed terms, and contradictions in the glossary."""

import pytest

ARTICLE = """The landing stage at Larkport sank. Engineers raised the landing stage on Monday.
A new landing stage costs money, said Maria Velda. The council likes the ferryboat.
People of Larkport wait. The money is there.
"""
ARTICLE_RO = (
    "Debarcaderul de la Larkport s-a scufundat.",
    "Inginerii au ridicat debarcaderul luni.",
    "Un debarcader nou costă bani, a spus Maria Velda.",
)


def proposed(tflow, *args):
    return {row["source"]: row for row in tflow.json("glossary", "extract", "news", *args)}


def test_frequent_capitalised_and_unusual_phrases_are_proposed(tflow):
    tflow.article(ARTICLE)
    found = proposed(tflow)
    assert found["landing stage"]["count"] == 3
    assert found["landing stage"]["why"] == "frequent"
    assert found["landing stage"]["segment"] == 1
    assert "a name" in found["Maria Velda"]["why"]
    assert found["Larkport"]["count"] == 2
    assert not {"landing", "stage", "the", "Monday sank", "Maria", "Velda"} & set(found)
    assert next(iter(found)) == "landing stage"
    assert len(proposed(tflow, "--most", "2")) == 2


def test_what_the_glossary_has_is_not_proposed(tflow):
    tflow.article(ARTICLE)
    tflow("glossary", "add", "landing stages", "debarcader")
    assert "landing stage" not in proposed(tflow)


def test_translated_segments_propose_targets(tflow):
    tflow.article(ARTICLE)
    assert proposed(tflow)["landing stage"]["target"] == ""
    tflow.translate("news", *ARTICLE_RO)
    assert proposed(tflow)["landing stage"]["target"].casefold() in ("debarcaderul", "debarcader")


def test_what_is_common_elsewhere_weighs_less(tflow):
    tflow.article(ARTICLE)
    before = proposed(tflow)["landing stage"]["weight"]
    tflow.article("The landing stage. A landing stage! Landing stage, landing stage.\n", "other")
    assert proposed(tflow)["landing stage"]["weight"] < before


def memory(tflow, *pairs):
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="ro"><seg>{target}</seg></tuv></tu>'
        for source, target in pairs
    )
    path = tflow.folder / "memory.tmx"
    path.write_text(
        '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"'
        f' adminlang="en" srclang="en" datatype="plaintext"/><body>{units}</body></tmx>',
        encoding="utf-8",
    )
    tflow("memory", "import", path)


def test_the_memory_proposes_targets(tflow):
    memory(
        tflow,
        ("They closed the landing stage.", "Au închis debarcaderul."),
        ("The landing stage is old.", "Debarcaderul este vechi."),
        ("Landing stages were built here.", "Aici s-au construit debarcadere."),
        ("They closed the road.", "Au închis drumul."),
        ("The road is old.", "Drumul este vechi."),
    )
    tflow.article(ARTICLE)
    found = proposed(tflow)
    assert found["landing stage"]["target"].casefold() in ("debarcaderul", "debarcader")
    assert found["Larkport"]["target"] == ""


def test_what_the_memory_knows_well_weighs_less_and_what_it_hardly_knows_is_unusual(tflow):
    tflow.article(ARTICLE.replace("money", "price") + "The price of a landing stage is a price.\n")
    before = proposed(tflow)
    assert "unusual" not in before["landing stage"]["why"]
    assert before["price"]["weight"] > 0
    memory(tflow, *((f"The price rose {n} times.", f"Prețul a crescut de {n} ori.") for n in range(80)))
    after = proposed(tflow)
    assert "unusual" in after["landing stage"]["why"]
    assert after["landing stage"]["weight"] == before["landing stage"]["weight"]
    assert after["price"]["weight"] < before["price"]["weight"]
    assert "unusual" not in after["price"]["why"]


def test_an_article_is_not_usual_because_it_is_translated(tflow):
    memory(tflow, *((f"The boat sank {n} times.", f"Barca s-a scufundat de {n} ori.") for n in range(80)))
    tflow.article(ARTICLE)
    before = proposed(tflow)["landing stage"]
    tflow.translate("news", *ARTICLE_RO)
    after = proposed(tflow)["landing stage"]
    assert (after["weight"], after["why"]) == (before["weight"], before["why"])


def contradictions(tflow):
    result = tflow.run("glossary", "check", "--json")
    import json

    found = json.loads(result.stdout)
    assert result.exit_code == (3 if found else 0)
    return [(row["kind"], row["source"]) for row in found]


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ("bridge,pod,,,\nbridge,punte,,,\n", [("two-preferred", "bridge")]),
        ("bridge,pod,,a,\nbridge,punte,,b,\n", []),
        ("bridge,pod,,a,1\nbridge,punte,,a,2\n", [("two-preferred", "bridge")]),
        ("bridge,pod,,a,1\nbridge,pod,deprecated,b,2\nbridge,x,,b,2\n", [("allowed-and-forbidden", "bridge")]),
        ("x,a,,d,1\nx,b,deprecated,d,1\nx,b,,e,2\nx,a,deprecated,e,2\n", [("circular", "x")]),
        ("bridge,pod,,a,1\nBridge,pod,,a,2\n", [("duplicate", "bridge")]),
        ("Prut,Prutul,do-not-translate,,\n", [("do-not-translate", "Prut")]),
        ("Prut,Prut,do-not-translate,,\nPrut,Prutul,admitted,,\n", [("do-not-translate", "Prut")]),
        ("bridge,punte,deprecated,,\n", [("only-forbidden", "bridge")]),
        ("bridge,pod,,,\nbridge,punte,deprecated,,\nbridge,viaduct,admitted,,\n", []),
    ],
)
def test_contradictions(tflow, rows, kinds):
    path = tflow.folder / "terms.csv"
    path.write_text("en,ro,status,domain,concept\n" + rows)
    tflow("glossary", "import", path)
    assert contradictions(tflow) == kinds
    said = tflow.run("glossary", "check")
    assert ("No contradictions" in said.stderr) is not bool(kinds)
