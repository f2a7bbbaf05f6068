import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate_flow.model import Term
from translate_flow.terminology import (
    TermIndex,
    dictionary,
    dump_keys,
    first_keys,
    keys_version,
    lemmas,
    load_keys,
    look_up_keys,
    prepare,
    term_keys,
    words,
)
from translate_flow.terminology.korean import without_particle

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "terminology"


def make_terms(texts: Iterable[str], lang: str, *, is_case_sensitive: bool = False) -> list[Term]:
    return [
        Term(text, lang, number, is_case_sensitive=is_case_sensitive, id=number) for number, text in enumerate(texts, 1)
    ]


def find(terms: str | list[str], text: str, lang: str = "en", *, is_case_sensitive: bool = False) -> list[str]:
    texts = [terms] if isinstance(terms, str) else terms
    index = TermIndex(make_terms(texts, lang, is_case_sensitive=is_case_sensitive), lang)
    return [text[hit.start : hit.end] for hit in index.find(text)]


@pytest.mark.parametrize(
    ("lang", "term", "text", "expected"),
    [
        ("en", "share", "The shares fell.", ["shares"]),
        ("en", "mouse", "Two mice ran.", ["mice"]),
        ("en", "mice", "One mouse ran.", ["mouse"]),
        ("en", "central bank", "Central banks’ rates", ["Central banks"]),
        ("ro", "înalt reprezentant", "Înalții reprezentanți au venit.", ["Înalții reprezentanți"]),
        ("ro", "știință", "Istoria ştiinţelor", ["ştiinţelor"]),
        ("ru", "режиссёр", "Работа режиссера известна.", ["режиссера"]),
        ("ru", "Красная армия", "солдаты Красной Армии", ["Красной Армии"]),
        ("de", "große Auswahl", "mit einer grossen Auswahl", ["grossen Auswahl"]),
        ("fr", "perte de données", "La perte des données", ["perte des données"]),
        ("fr", "œuvre d'art", "des œuvres d’art", ["œuvres d’art"]),
        ("fr", "économie", "L’économie croît.", ["économie"]),
        ("it", "stato", "gli stati membri", ["stati"]),
        ("uk", "об'єкт", "для об’єктів та обʼєкти", ["об’єктів", "обʼєкти"]),
        ("tr", "Ankara", "Ankara'da", ["Ankara"]),
        ("tr", "ısı", "ISI", ["ISI"]),
        ("nl", "foto", "mooie foto's", ["foto"]),
        ("el", "Ελλάδα", "της Ελλάδας", ["Ελλάδας"]),
        ("sr", "grad", "u gradovima", ["gradovima"]),
        ("nb", "bil", "bilene", ["bilene"]),
        ("eu", "etxe", "etxeak", ["etxeak"]),
    ],
)
def test_inflected_forms_are_found(lang: str, term: str, text: str, expected: list[str]) -> None:
    assert find(term, text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "term", "text"),
    [
        ("it", "stato", "la casa è bella e sono qui"),  # all forms of "essere" for a dictionary
        ("fr", "commune française", "le parti communiste français"),
        ("fr", "XVIIe siècle", "au XVIIIe siècle"),
        ("fr", "français", "en France"),
        ("de", "Essen", "Wir essen jetzt."),
        ("de", "Fall", "Er fiel und wird fallen."),
        ("ro", "nord", "n-are timp"),
        ("en", "share", "shared-nothing sharecropper"[7:]),
        ("en", "net profit", "net, profit"),
        ("en", "net profit", "the net. Profit fell"),
    ],
)
def test_other_words_are_not_found(lang: str, term: str, text: str) -> None:
    assert find(term, text, lang) == []


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("C++", "C, C++ and C#", ["C++"]),
        ("C", "C, C++, C#, vitamin C. C-section, I/C, C's", ["C", "C", "C"]),
        ("C#", "C++ or C#.", ["C#"]),
        ("AT&T", "AT&T and AT & T", ["AT&T", "AT & T"]),
        ("AT", "AT&T", []),
        ("U.S.", "the U.S. and us", ["U.S."]),
        ("COVID-19", "COVID-19, Covid‑19, covid–19", ["COVID-19", "Covid‑19", "covid–19"]),
        ("19", "COVID-19 has 19", ["19"]),
        (".NET", "the .NET platform. Net income", [".NET"]),
        ("Yahoo! Finance", "On Yahoo! Finance.", ["Yahoo! Finance"]),
        ("node.js", "with Node.js!", ["Node.js"]),
        ("a.b*c", "an a.b*c and axb*c", ["a.b*c"]),
        ("10 %", "10% or 10 %", ["10%", "10 %"]),
        ("decision-making", "decision making, decision‑making", ["decision making", "decision‑making"]),
        ("O'Brien", "O’Brien's", ["O’Brien"]),
        ("Green Deal", "the European “Green” Deal", ["Green” Deal"]),
        ("net profit", "the net\nprofit, net\u00a0profits", ["net\nprofit", "net\u00a0profits"]),
        ("coffee", "cof\u00adfee", ["cof\u00adfee"]),
        ("profit", "profit² and profit", ["profit", "profit"]),
        ("example", "see www.example.com or a@example.com", []),
        ("can", "it can't; it can", ["can"]),
    ],
)
def test_terms_with_signs(term: str, text: str, expected: list[str]) -> None:
    assert find(term, text) == expected


def test_an_acronym_is_no_common_word() -> None:
    assert find("IT", "It is it in IT.") == ["IT"]
    assert find("WHO", "who asked the WHO?") == ["WHO"]
    assert find("NATO", "Nato and NATO") == ["Nato", "NATO"]
    assert find("NGO", "many NGOs") == ["NGOs"]
    assert find("PIB", "pib PIB", "zu") == ["PIB"]
    assert find("UNICEF", "Unicef", "zu") == ["Unicef"]
    assert find("A", "a plan A", "en") == ["A"]


def test_case_sensitive_terms() -> None:
    assert find("Apple", "apple Apple Apples APPLE", is_case_sensitive=True) == ["Apple", "Apples"]
    assert find("net Profit", "net Profits, Net Profit", is_case_sensitive=True) == ["net Profits"]
    assert find("Haus", "Häuser häuser", "de", is_case_sensitive=True) == ["Häuser"]


@pytest.mark.parametrize(
    ("lang", "terms", "text", "expected"),
    [
        ("zh", ["北京", "北京大学", "大学"], "我在北京大学学习", ["北京大学"]),
        ("zh", ["人工智能"], "人工\n智能 和 人工 智能", ["人工\n智能"]),
        ("ja", ["データ"], "データベースのデータ", ["データ", "データ"]),
        ("ja", ["AI"], "ＡＩとAI", ["ＡＩ", "AI"]),
        ("th", ["ไทย", "ประเทศไทย"], "ในประเทศไทย", ["ประเทศไทย"]),
        ("th", ["กม"], "เกม", []),
        ("km", ["ខ្មែរ"], "ភាសាខ្មែរ", ["ខ្មែរ"]),
        ("my", ["မြန်မာ"], "မြန်မာဘာသာ", ["မြန်မာ"]),
        ("lo", ["ລາວ"], "ປະເທດລາວ", ["ລາວ"]),
    ],
)
def test_unspaced_scripts(lang: str, terms: list[str], text: str, expected: list[str]) -> None:
    assert find(terms, text, lang) == expected


def test_the_longest_hit_wins_and_others_stay_visible() -> None:
    text = "The European Central Bank raised rates."
    index = TermIndex(make_terms(["bank", "central bank", "European Central Bank"], "en"), "en")
    assert [hit.term.text for hit in index.find(text)] == ["European Central Bank"]
    assert [(hit.term.text, hit.start) for hit in index.find_all(text)] == [
        ("European Central Bank", 4),
        ("central bank", 13),
        ("bank", 21),
    ]


def test_all_concepts_of_a_place_are_reported_in_the_given_order() -> None:
    terms = [
        Term("bank", "en", 7),
        Term("bank", "en", 3),
        Term("banks", "en", 5),
        Term("bank", "en", 7),
    ]
    hits = TermIndex(terms, "en").find("the banks")
    assert [hit.term for hit in hits] == terms
    assert {(hit.start, hit.end) for hit in hits} == {(4, 9)}


def test_learned_forms_count_as_the_term() -> None:
    terms = make_terms(["copil", "punct de vedere"], "ro")
    assert not TermIndex(terms, "ro").find("Copii")
    index = TermIndex(terms, "ro", forms={1: ["copiilor", "copii"], 2: ["pct. de vedere"]})
    assert [hit.term.id for hit in index.find("Copii")] == [1]
    assert [(hit.term.id, hit.start, hit.end) for hit in index.find("un Pct. de vedere")] == [(2, 3, 17)]
    assert [hit.start for hit in index.find("copil copilului")] == [0, 6]


def test_forms_and_keys_of_id_0_are_ignored() -> None:
    term = Term("cat", "en", 1)
    index = TermIndex([term], "en", keys={0: dump_keys(term_keys("dog", "en"))}, forms={0: ["dog"]})
    assert [hit.start for hit in index.find("dog cat")] == [4]


def test_cached_keys_find_the_same() -> None:
    texts = ["înalt reprezentant", "știință", "C++", "IT"]
    terms = make_terms(texts, "ro")
    keys = {term.id: dump_keys(term_keys(term.text, "ro")) for term in terms}
    text = "Înalții reprezentanți ai științelor IT știu C++."
    assert TermIndex(terms, "ro", keys).find_all(text) == TermIndex(terms, "ro").find_all(text)
    assert len(TermIndex(terms, "ro", keys).find_all(text)) == 4


def test_keys_of_an_older_text_do_no_harm() -> None:
    stale = {1: dump_keys(term_keys("cat", "en"))}
    index = TermIndex(make_terms(["C++ cats. Dogs"], "en"), "en", stale)
    assert [hit.start for hit in index.find("a cat")] == [2]
    assert keys_version() == keys_version() != ""


def test_no_terms_no_words() -> None:
    assert TermIndex([], "en").find("anything") == []
    assert TermIndex(make_terms(['"', "", "  "], "en"), "en").find('"" ') == []
    assert TermIndex(make_terms(["a"], "en"), "en").find("") == []
    assert term_keys("", "en") == ()
    assert first_keys("", "en") == look_up_keys("", "en") == frozenset()


def test_importing_and_an_empty_glossary_load_no_dictionary() -> None:
    script = (
        "import sys\n"
        "from translate_flow.terminology import TermIndex\n"
        "assert TermIndex([], 'en').find('some text') == []\n"
        "print(sorted({'simplemma', 'Stemmer', 'lzma', 'mmap', 'tempfile'} & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


LANGUAGES = ["en", "ro", "fr", "uk", "zh", "th", "fa", "zu"]
letters = (
    st.sampled_from("abcdeșțăéßİıΣςабвїʼ’'-–.&+#/0123ＡІ中国กเา\u0301\u00ad\u200c\u200d @:,!\"„(") | st.characters()
)
unicode_text = st.text(letters, max_size=40)


@given(st.sampled_from(LANGUAGES), st.lists(unicode_text, max_size=6), unicode_text)
@settings(max_examples=300, deadline=None)
def test_every_hit_lies_in_the_text(lang: str, texts: list[str], text: str) -> None:
    index = TermIndex(make_terms(texts, lang), lang, forms={1: [text]})
    every = index.find_all(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in every)
    main = index.find(text)
    assert all(hit in every for hit in main)
    spans = sorted({(hit.start, hit.end) for hit in main})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert [hit.start for hit in every] == sorted(hit.start for hit in every)


@given(
    st.sampled_from(LANGUAGES),
    unicode_text,
    st.sampled_from([" {} ", "A ({}) b", "x „{}”, y", "q: {}\n", "{}"]),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_a_term_finds_itself_verbatim(lang: str, text: str, frame: str, is_case_sensitive: bool) -> None:
    text = text.strip()
    cut = words.split_words(text, lang)
    around = frame.format(text)
    offset = frame.index("{")
    # signs at its ends may belong to a word with what stands around it: „-” or a lone combining mark
    if not cut or not (text[0].isalnum() and text[-1].isalnum()):
        return
    index = TermIndex(make_terms([text], lang, is_case_sensitive=is_case_sensitive), lang)
    places = [(hit.start, hit.end) for hit in index.find_all(around)]
    assert (cut[0][1] + offset, cut[-1][2] + offset) in places


@given(st.sampled_from(LANGUAGES), st.lists(unicode_text, min_size=1, max_size=4), unicode_text, unicode_text)
@settings(max_examples=200, deadline=None)
def test_a_new_term_removes_no_hit(lang: str, texts: list[str], added: str, text: str) -> None:
    text = " ".join([text, *texts])
    terms = make_terms([*texts, added], lang)
    before = TermIndex(terms[:-1], lang).find_all(text)
    after = TermIndex(terms, lang).find_all(text)
    assert [hit for hit in after if hit.term is not terms[-1]] == before


@given(st.sampled_from(LANGUAGES), unicode_text)
@settings(max_examples=200, deadline=None)
def test_keys_survive_their_dump(lang: str, text: str) -> None:
    keys = term_keys(text, lang)
    assert load_keys(dump_keys(keys)) == keys
    assert len(keys) == len(words.split_words(text, lang))


@given(st.sampled_from(LANGUAGES), unicode_text)
@settings(max_examples=200, deadline=None)
def test_words_lie_apart_and_keep_every_letter(lang: str, text: str) -> None:
    cut = words.split_words(text, lang)
    end = 0
    for form, start, stop in cut:
        assert end <= start < stop
        assert text[start:stop] == form
        end = stop
    covered = "".join(form for form, _, _ in cut)
    left_out = {sign for sign in text if sign.isalnum()} - set(covered) - {"ʼ"}
    assert not left_out


def test_canonically_equal_texts_are_found() -> None:
    for lang, term in (("fr", "économie"), ("ro", "știință"), ("ru", "район"), ("ja", "データ")):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, f"x {term} y")
            for other in ("NFC", "NFD"):
                assert find(unicodedata.normalize(other, term), text, lang) == [text[2:-2]], (
                    lang,
                    form,
                    other,
                )


inflected = {
    "en": ["shares", "was", "mice", "children", "runs", "NGOs", "Nato"],
    "ro": ["științelor", "copii", "produsele", "rosiglitazonei", "rosiglitazonă"],
    "fr": ["des", "du", "économies", "France", "français", "XVIIe"],
    "uk": ["об’єктів", "об'єкт", "містах", "місто"],
}


@pytest.mark.parametrize("lang", inflected)
def test_look_up_by_first_keys_misses_no_hit(lang: str) -> None:
    for term in inflected[lang]:
        for text in inflected[lang]:
            if TermIndex(make_terms([term], lang), lang).find_all(text):
                assert first_keys(term, lang) & look_up_keys(text, lang), (term, text)


def test_the_dictionary_is_written_once_and_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert lemmas.Lemmas("ms").find("buku") == "buku"
    path = tmp_path / "translate-flow" / "lemmas-ms"
    written = path.stat().st_mtime_ns
    again = lemmas.Lemmas("ms")
    assert again.find("buku") == "buku"
    assert path.stat().st_mtime_ns == written


def test_a_damaged_dictionary_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    expected = lemmas.Lemmas("ms").find("buku")
    path = tmp_path / "translate-flow" / "lemmas-ms"
    whole = path.read_bytes()
    for damaged in (b"", b"something else", whole[:-1], whole[:2000], whole[:60] + b"\0" * (len(whole) - 60)):
        path.write_bytes(damaged)
        assert lemmas.Lemmas("ms").find("buku") == expected
        assert path.read_bytes() == whole


def test_without_a_place_for_the_cache_lemmas_come_from_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "translate-flow").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert lemmas.Lemmas("ms").find("buku") == "buku"


@given(st.dictionaries(st.text(max_size=6), st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=6)))
@settings(deadline=None)
def test_a_packed_dictionary_holds_what_was_packed(lemma_of: dict[str, str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lemmas"
        path.write_bytes(dictionary.pack(lemma_of, "1"))
        packed = dictionary.open_file(path, "1")
        assert packed is not None
        kept = {form: lemma for form, lemma in lemma_of.items() if min(form, default=" ") >= " "}
        assert dict(packed) == kept
        assert packed.get("not there") is None
        assert dictionary.open_file(path, "2") is None


def test_prepare_writes_the_cache_of_a_language_in_a_new_process(tmp_path: Path) -> None:
    script = "from translate_flow.terminology import prepare\nprepare('ms-MY')\nprepare('zu')\n"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)
    assert (tmp_path / "translate-flow" / "lemmas-ms").stat().st_size > 10_000
    prepare("zu")


def score(lang: str, kind: str) -> tuple[float, float]:
    """Recall and precision on the development data, scored as its README says."""
    data = json.loads((SHARED / f"{lang}.json").read_text())
    entries = [entry for entry in data["terms"] if entry["kind"] == kind]
    gold = {(n, s, start) for n, entry in enumerate(entries, 1) for s, start, _ in entry["occurrences"]}
    own = {(n, entry["own_sentence"]) for n, entry in enumerate(entries, 1)}
    index = TermIndex(make_terms([entry["term"] for entry in entries], lang), lang)
    hits = {
        (hit.term.id, number, hit.start)
        for number, sentence in enumerate(data["sentences"])
        for hit in index.find_all(sentence)
        if (hit.term.id, number) not in own
    }
    right = len(hits & gold)
    return right / len(gold), right / len(hits)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development data is not here")
@pytest.mark.parametrize(("kind", "recall", "precision"), [("word", 0.985, 0.89), ("phrase", 0.985, 0.98)])
def test_recall_and_precision_on_the_development_data(kind: str, recall: float, precision: float) -> None:
    scores = [score(path.stem, kind) for path in sorted(SHARED.glob("*.json"))]
    assert sum(found for found, _ in scores) / len(scores) >= recall
    assert sum(right for _, right in scores) / len(scores) >= precision


@pytest.mark.parametrize(
    ("lang", "term", "form"),
    [
        ("nb", "regjering", "regjeringens"),  # a form of a form, to the dictionary
        ("hu", "szerződés", "szerződések"),
        ("lv", "ministrs", "ministri"),
        ("ko", "정부", "정부는"),
        ("ko", "정부", "정부에서는"),
        ("ko", "서울", "서울로"),
        ("ko", "대통령", "대통령이"),
    ],
)
def test_forms_of_forms_and_nouns_with_particles(lang: str, term: str, form: str) -> None:
    assert find(term, form, lang) == [form]


@pytest.mark.parametrize(("term", "word"), [("전문", "전문가"), ("회", "회의"), ("정부", "정부군")])
def test_a_syllable_that_is_no_particle_belongs_to_its_word(term: str, word: str) -> None:
    assert find(term, word, "ko") == []


def test_every_particle_comes_off_where_it_fits() -> None:
    words = ["한국은", "한국의", "나라는", "나라와", "한국에게", "지하철로", "NATO가", "학생들이"]
    found = ["한국", "한국", "나라", "나라", "한국", "지하철", "NATO", "학생"]
    assert [without_particle(word) for word in words] == found
    assert [without_particle(word) for word in ("나라은", "한국는", "물", "의")] == ["", "", "", ""]
