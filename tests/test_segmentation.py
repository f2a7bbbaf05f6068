"""Sentence segmentation.

`tests/segmentation/<lang>.txt` hold cases: a line `===` (with a heading, if it has one) begins a case, a line
`---` separates its segments. The text of a case is its segments joined by one space; cutting it must give the
segments back.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from translate_flow.errors import BadInput
from translate_flow.model import Code
from translate_flow.segmentation import Rule, explain, load_rules, split, split_tagged
from translate_flow.segmentation.rules import rules_for

CASES = Path(__file__).parent / "segmentation"
DATA = Path(sys.modules[split.__module__].__file__ or "").parent / "data"


def read_cases(path):
    for block in path.read_text("utf-8").split("===")[1:]:
        lines = block.split("\n")[1:]
        yield [part.strip() for part in "\n".join(lines).split("---") if part.strip()]


def sentences(text, lang, rules=None):
    return [text[start:end].strip() for start, end in split(text, lang, rules)]


def case_parameters():
    for path in sorted(CASES.glob("*.txt")):
        for wanted in read_cases(path):
            yield pytest.param(path.stem, wanted, id=f"{path.stem}: {wanted[0][:40]}")


@pytest.mark.parametrize(("lang", "wanted"), list(case_parameters()))
def test_case(lang, wanted):
    assert sentences(" ".join(wanted), lang) == wanted


@pytest.mark.parametrize("lang", ["en", "ro", "ru", "uk", "de", "fr", "es", "pl"])
def test_every_main_language_has_sixty_sentences(lang):
    assert sum(map(len, read_cases(CASES / f"{lang}.txt"))) >= 60


# ---- other scripts and languages: what a reader of them would expect


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh", ["我们明天去北京。", "你来吗？", "好！"]),
        ("zh", ["他说：“我不去。”", "大家都走了。"]),
        ("zh", ["我看过《你好！李焕英》这部电影。", "很好看。"]),
        ("zh-Hant", ["他沒有來。", "為什麼？"]),
        ("ja", ["今日は雨です。", "明日は晴れるでしょう。"]),
        ("ja", ["「行くぞ！」と彼は言った。", "誰も答えなかった。"]),
        ("ja", ["３．１４は円周率です。", "本当？"]),
        ("my", ["မင်္ဂလာပါ။", "နေကောင်းလား။"]),
        ("am", ["እንደምን አለህ፧", "መልካም ቀን።"]),
        ("bo", ["བཀྲ་ཤིས་བདེ་ལེགས།", "ང་བདེ་པོ་ཡིན།"]),
        ("km", ["ខ្ញុំទៅផ្សារ។", "គាត់នៅផ្ទះ។"]),
    ],
)
def test_scripts_without_spaces(lang, wanted):
    assert sentences("".join(wanted), lang) == wanted


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("hi", ["वह घर गया।", "क्या वह आया?", "डॉ. शर्मा नहीं आए।"]),
        ("mr", ["आज दसरा आहे.", "डॉ. पाटील आले."]),
        ("ur", ["کیا حال ہے؟", "میں ٹھیک ہوں۔", "شکریہ۔"]),
        ("ar", ["كيف حالك؟", "أنا بخير.", "شكرا!"]),
        ("fa", ["شما کجایی هستید؟", "من از تهران هستم."]),
        ("he", ["מה שלומך?", "אני בסדר.", 'חבר הכנסת ד"ר כהן דיבר.']),
        ("hy", ["Ի՞նչ ես մտածում:", "Ոչինչ։", "Սա մեկ. սա երկու:"]),
        ("el", ["Πού είσαι;", "Ο κ. Παπαδόπουλος ήρθε στις 5 μ.μ. στην Αθήνα.", "Τι ώρα είναι;"]),
        ("ko", ["안녕하세요.", "저는 학생입니다.", "정말요?"]),
        ("ka", ["გამარჯობა.", "როგორ ხარ?", "პროფ. გელაშვილი მოვიდა."]),
        ("lo", ["ສະບາຍດີ.", "ເຈົ້າຊື່ຫຍັງ?"]),
        ("vi", ["Tôi sống ở TP. HCM từ năm 2010.", "Còn anh?"]),
        ("it", ["Il sig. Rossi e l'on. Bianchi sono a Roma.", "Vedi l'art. 5 e pag. 3.", "È tardi."]),
        ("it", ["«Dove vai?» chiese lui.", "«A casa!»"]),
        ("pt", ["O Sr. Silva mora na Av. Paulista, n.º 5.", "Os EUA venceram.", "Vamos?"]),
        ("nl", ["Dhr. Jansen en mevr. de Vries komen om 10.30 uur.", "Dat is o.a. goed.", "Kom!"]),
        ("cs", ["Dne 7. dubna 2020 přišel MUDr. Novák.", "Viz str. 5, např. Obr. 3.", "Karel IV. byl král."]),
        ("sk", ["Dňa 7. apríla 2020 prišiel JUDr. Novák.", "Firma ABC s. r. o. rastie."]),
        ("da", ["Den 5. maj 1945 blev Danmark frit.", "Se f.eks. s. 45.", "Hr. Hansen kom."]),
        ("nb", ["17. mai er en festdag.", "Se bl.a. kap. 3.", "Hr. Hansen kom."]),
        ("sv", ["Den 6 juni firas, bl.a. i Stockholm.", "Se t.ex. s. 45.", "Fru Ek kom."]),
        ("fi", ["Suomi itsenäistyi 6. joulukuuta 1917.", "Ks. esim. s. 45.", "Hän tuli klo 10.30."]),
        (
            "hu",
            [
                "1956. október 23-án kezdődött.",
                "Dr. Kovács és ifj. Nagy Péter eljött.",
                "Lásd pl. a 45. oldalt.",
            ],
        ),
        ("bg", ["Роден е през 1950 г. в София.", "Г-н Иванов и проф. Петров дойдоха.", "Защо?"]),
        ("hr", ["Rođen je 5. svibnja 1950. u Zagrebu.", "Prof. dr. sc. Horvat je došao.", "Npr. Split."]),
        ("sr", ["Рођен је 5. маја 1950. у Београду.", "Проф. др Петровић је дошао.", "Зашто?"]),
        ("sl", ["Rojen je bil 5. maja 1950 v Ljubljani.", "Prof. dr. Novak je prišel.", "Zakaj?"]),
        ("et", ["Eesti sai vabaks 20. augustil 1991.", "Vt nt lk 45.", "Prof. Tamm tuli."]),
        ("lv", ["Dzimis 1950. gada 5. maijā Rīgā.", "Prof. Bērziņš atnāca.", "Kāpēc?"]),
        ("lt", ["Gimė 1950 m. gegužės 5 d. Vilniuje.", "Prof. A. Petraitis atėjo.", "Kodėl?"]),
        ("ca", ["El Sr. Puig viu al c. Major, núm. 5.", "Vegeu la pàg. 3.", "Per què?"]),
        ("tr", ["19. yüzyılda Dr. Ahmet Bey geldi.", "Bkz. s. 45.", "Neden?"]),
        ("id", ["Prof. Dr. H. Ahmad tinggal di Jl. Sudirman No. 5.", "Dia lahir tahun 1950.", "Mengapa?"]),
        ("xx", ["Mr. Bean met J. R. Smith.", "Then he left."]),
    ],
)
def test_other_languages(lang, wanted):
    assert sentences(" ".join(wanted), lang) == wanted


def test_every_data_file_loads_and_has_words():
    names = {path.stem for path in DATA.glob("*.txt")}
    assert {"default", "en", "ro", "ru", "uk", "de", "fr", "es", "it", "pl", "pt"} <= names
    for name in names:
        rules = rules_for(name)
        assert "Mr" in rules.never
        assert not rules.maybe & rules.ends, name


# ---- shape of a text


def test_paragraphs_and_wrapped_lines():
    assert sentences("One line\nwraps here.\n\nNo stop\n \nLast", "en") == [
        "One line\nwraps here.",
        "No stop",
        "Last",
    ]


def test_an_empty_line_ends_everything():
    assert sentences("By Dr.\n\nsmall start, etc.\n \n(and so on", "en") == [
        "By Dr.",
        "small start, etc.",
        "(and so on",
    ]


def test_white_space_belongs_to_the_sentence_before():
    text = "  One.  \n Two.\u00a0 "
    assert [text[a:b] for a, b in split(text, "en")] == ["  One.  \n ", "Two.\u00a0 "]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "...", "?!", "“", "a", "1.", "\ud800", "\x00. A"])
def test_odd_texts_tile(text):
    assert "".join(text[a:b] for a, b in split(text, "en")) == text


def test_running_lists():
    wanted = ["1. Sign the form", "2. Send it back.", "It is free.", "3. Wait"]
    assert sentences(" ".join(wanted), "en") == wanted
    assert sentences("• One thing • Another", "en") == ["• One thing", "• Another"]
    assert sentences("1. Mai und 2. Juni sind frei", "de") == ["1. Mai und 2. Juni sind frei"]
    assert sentences("1. Take 2. gear now", "en") == ["1. Take 2. gear now"]


def test_reference_marks_stay_with_their_sentence():
    assert sentences("It is so. [17] We know.[18] They do not.", "en") == [
        "It is so. [17]",
        "We know.[18]",
        "They do not.",
    ]


def test_unbalanced_marks_hide_nothing():
    assert sentences('He said "no. She left. They (all stayed. Why', "en") == [
        'He said "no.',
        "She left.",
        "They (all stayed.",
        "Why",
    ]


def test_detached_closing_quotes():
    assert sentences('" Come in . " She came .', "en") == ['" Come in . "', "She came ."]
    assert sentences("« Tu viens ? » Oui.", "fr") == ["« Tu viens ? »", "Oui."]


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("zh", ["请稍候。", "grep 正在运行。"]),
        ("ko", ["버그를 고쳤습니다.", "grep 명령을 쓰세요."]),
        ("ja", ["続けますか? (y/n) そうです。", "はい。"]),
        ("ru", ["Файл закрыт.", "grep не работает."]),
    ],
)
def test_a_small_latin_letter_behind_another_script_says_nothing(lang, wanted):
    assert sentences(" ".join(wanted), lang) == wanted


def test_marks_that_are_spoken_of_end_nothing():
    text = 'Replace the point (".") Then press (!) Enter and choose [-1 … 1] now.'
    assert sentences(text, "en") == [text]


def test_unknown_words_without_a_vowel_are_abbreviations():
    assert sentences("We met Wksp. Peter there. Hmm. Peter left.", "en") == [
        "We met Wksp. Peter there.",
        "Hmm.",
        "Peter left.",
    ]
    assert sentences("Siehe Vgs. 3 oben. Er fuhr 12 kmh. Peter lief.", "de") == [
        "Siehe Vgs. 3 oben.",
        "Er fuhr 12 kmh.",
        "Peter lief.",
    ]


def test_listed_letters_are_no_initials():
    assert sentences("We need the vitamins A, B, C. Peter knows B and C. Ann does not.", "en") == [
        "We need the vitamins A, B, C.",
        "Peter knows B and C.",
        "Ann does not.",
    ]


def test_missing_space_before_a_sure_beginning_only():
    assert sentences("It ended.The crowd left.", "en") == ["It ended.", "The crowd left."]
    assert sentences("See example.Com and Node.Js now.", "en") == ["See example.Com and Node.Js now."]


# ---- explain


def test_explain_names_the_rule():
    text = "Mr. Hu met J. Doe of Acme Inc. at 5 p.m. He left. yes"
    rules = [(text[c.start - 1 : c.start], c.rule) for c in explain(text, "en")]
    assert rules == [
        ("r", Rule.ABBREVIATION),
        ("J", Rule.INITIAL),
        ("c", Rule.LOWER_CASE),
        ("m", Rule.STARTER),
        ("t", Rule.SMALL_STARTER),
    ]


def test_explain_describes_every_rule():
    assert all(rule.value and "\n" not in rule.value for rule in Rule)


# ---- rules of a project


def test_user_rules_add_and_remove():
    text = "Der Abt. Leiter kam. Die Oxa. Müller ging."
    assert sentences(text, "de", load_rules("de", "")) == sentences(text, "de")
    rules = load_rules("de", "# ours\nOxa.\n-Abt.\n[starters]\nLeiter\n")
    assert sentences(text, "de", rules) == ["Der Abt.", "Leiter kam.", "Die Oxa. Müller ging."]


def test_user_rules_teach_what_closes_and_goes_on():
    text = "We open at 5 uhr. Lunch is late. We close at 6 uhr. Sharp people know."
    assert len(sentences(text, "en")) == 4
    assert len(sentences(text, "en", load_rules("en", "[maybe]\nuhr\n"))) == 2
    rules = load_rules("en", "[closing]\nuhr\n[going on]\nsharp\n")
    assert sentences(text, "en", rules) == [
        "We open at 5 uhr.",
        "Lunch is late.",
        "We close at 6 uhr. Sharp people know.",
    ]


def test_user_rules_have_the_last_word():
    assert sentences("Dr. Who came.", "en", load_rules("en", "[ends]\nDr\n")) == ["Dr.", "Who came."]
    text = "Acme Inc. The end."
    assert sentences(text, "en") == ["Acme Inc.", "The end."]
    assert sentences(text, "en", load_rules("en", "Inc.")) == [text]
    assert sentences("Πού; Εδώ. Ναι", "el", load_rules("el", "[stops]\n-;\n")) == ["Πού; Εδώ.", "Ναι"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Dr.\n[nonsense]\n", 2),
        ("ok\n\n...\n", 3),
        ("[stops]\nab\n", 2),
        ("[names]\nYahoo\n", 2),
        ("like klingon", 1),
        ("[never", 1),
    ],
)
def test_bad_user_rules_name_the_line(text, line):
    with pytest.raises(BadInput) as raised:
        load_rules("en", text)
    assert f"segmentation/en.txt, line {line}:" in raised.value.message
    assert raised.value.hint


def test_unknown_languages_and_odd_tags_fall_back():
    for lang in ("tlh", "en-GB-oxendict", "EN", "pt_BR", "../../etc/passwd", ""):
        assert sentences("One. Two.", lang) == ["One.", "Two."]


# ---- tagged text

CODES = (
    Code(1, "<b>", "</b>"),
    Code(2, "<i>", "</i>"),
    Code(3, "<img>"),
    Code(4, "<br>", shown=" "),
    Code(5, "{1}", shown="{1}"),
)


@pytest.mark.parametrize(
    "wanted",
    [
        ["{1}First one.{/1} ", "{2}Second one.{/2} ", "Third."],
        ["First one. ", "{3}Second. ", "Third{3}."],
        ["One here.{3} ", "Two here.{4}", "Three."],
        ["One here. {/1}", "{2}Two"],
        ["One here.", "{1} Two here.{/1} ", "X"],
        ["{1}One here. ", "Two here.{/1}"],
        ["One here. ", "{1}{/1}Two here."],
        ["Mr{3}. Smith {1}came{/1}. ", "{2}He{/2} left."],
        ["{5} is a tag. ", "It is."],
        ["One here. {3} ", "Two here."],
        ["{1}{2}{/2}{/1}"],
    ],
)
def test_tagged_cases(wanted):
    text = "".join(wanted)
    assert [text[a:b] for a, b in split_tagged(text, CODES, "en")] == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        ["Type {6} and go. ", "Then stop. ", "More."],
        ["{6} It is. ", "Then."],
        ["Mr{6}. ", "{6}"],
        ["{6}{6} Or so."],
    ],
)
def test_no_sentence_ends_inside_what_a_code_shows(wanted):
    """Such as `open. Close now.` between the backticks of Markdown, or a citation that Word computed."""
    codes = (*CODES, Code(6, "<code>", shown="Open now. Close it! Done"))
    text = "".join(wanted)
    assert [text[a:b] for a, b in split_tagged(text, codes, "en")] == wanted


def test_tagged_text_without_spaces():
    text = "句子。{3}下一句。{1}三。{/1}"
    assert [text[a:b] for a, b in split_tagged(text, CODES, "zh")] == ["句子。{3}", "下一句。", "{1}三。{/1}"]


def test_import_is_light():
    code = "import sys, translate_flow.segmentation as s; s.split('A. B', 'en'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"simplemma", "numpy", "lxml", "babel", "icu"} & set(loaded)
