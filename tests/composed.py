"""Documents made at random, as people and programs write them: the same number gives the same document.

Prose in many scripts, in every layout that a format has, with other line breaks, marks and encodings each time.
"""

import html as references
import random

import polib

from tests import epub_documents, odt_documents, word_documents, word_pieces, xliff_documents

PROSE = """
The ferry between Larkport and Brennick sailed again on Monday. It had been away for two years.
Nobody on the quay had slept; the flood had taken both landing stages, a crane and 40% of the orchard.
"We waited," said the ferryman, "and then we built." He asked for no more than 12.50 a day.
Feribotul a plecat luni dimineața, iar pe mal erau peste 300 de oameni, mai ales pescari și elevi.
Пором знову ходить щопонеділка, і на причалі вже стоять люди з кошиками та велосипедами.
Die Fähre über den Fluss fährt wieder, und zwar täglich außer sonntags von sechs bis neun Uhr.
渡し船は月曜日に再び運航を始めた。桟橋には朝から多くの人が集まっていた。
עברה שנה עד שהמעבורת חזרה לשוט בין שתי הגדות של הנהר.
The path {1} is set in {/2}, and 3 < 5 & 7 > 2, as a_name and an*asterisk* know.
""".strip().split("\n")
HEADLINES = (
    "Ferry returns to the Velda",
    "Feribotul se întoarce",
    "Пором повернувся",
    "渡し船が戻る",
    "Prices & times",
)
SHORT = ("bread", "12.50", "every day", "Ana Munteanu", "до 9:30", "桟橋", "a & b")
CODECS = (("utf-8", b""), ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"))


def text(number: int) -> bytes:
    """Plain text: a line or a block of lines is a paragraph; lists, gaps, odd ends."""
    chance = random.Random(f"text {number}")
    width = chance.choice((0, 0, 60, 72))
    blocks = [chance.choice(HEADLINES)]
    for _ in range(chance.randrange(2, 9)):
        if chance.random() < 0.2:
            mark = chance.choice("-*+•")
            blocks.append("\n".join(f"{mark} {chance.choice(SHORT)}" for _ in range(3)))
        else:
            prose = " ".join(chance.choices(PROSE, k=chance.randrange(1, 4)))
            blocks.append(_wrapped(prose, width) if width else prose)
    gap = "\n\n" if width or chance.random() < 0.7 else "\n"
    return _encoded(chance, gap.join(blocks) + chance.choice(("", "\n", "\n\n", "  \n")))


def _wrapped(prose: str, width: int) -> str:
    lines = [""]
    for word in prose.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _encoded(chance: random.Random, document: str) -> bytes:
    line_break = chance.choice(("\n", "\n", "\r\n", "\r"))
    codec, mark = chance.choice(CODECS)
    return mark + document.replace("\n", line_break).encode(codec)


def markdown(number: int) -> bytes:
    """An article in Markdown: front matter, then blocks of every kind."""
    chance = random.Random(f"markdown {number}")
    blocks = [_front_matter(chance)] if chance.random() < 0.5 else []
    blocks += (_block(chance) for _ in range(chance.randrange(3, 12)))
    blocks += ["[ref]: https://example.org/a_b 'The tide'", "[^1]: A note of the *editor*."]
    return _encoded(chance, "\n\n".join(blocks) + chance.choice(("", "\n", "\n\n")))


def _front_matter(chance: random.Random) -> str:
    title = chance.choice(HEADLINES)
    if chance.random() < 0.3:
        return f'+++\ntitle = "{title}"\ndate = 2025-03-03\nsummary = """\nTwo\nlines"""\n+++'
    return f"---\ntitle: {chance.choice((title, repr(title)))}\ntags: [river, 2]\ndescription: >\n  Two\n  lines\n---"


def _inline(chance: random.Random) -> str:
    """Prose with markup between its words."""
    words = chance.choice(PROSE[:8]).split(" ")
    forms = (
        "*{}*",
        "**{}**",
        "_{}_",
        "`{}`",
        "~~{}~~",
        "[{}](https://example.org/a_b)",
        '[{}](/u "a title")',
        "[{}][ref]",
        '![{}](map.png "from above")',
        "<b>{}</b>",
        '<span title="tip" translate="no">{}</span>',
        "{}[^1]",
        "{}<br>",
        "{} https://example.org/x_y",
        "{} &amp; \\* &copy;",
    )
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(words))
        if words[place].isalpha():
            words[place] = chance.choice(forms).format(words[place])
    if chance.random() < 0.2 and len(words) > 4:
        words[3] += chance.choice(("  \n", "\\\n", "\n")) + words.pop(4)
    return " ".join(words)


def _block(chance: random.Random) -> str:
    one, two, three = (_inline(chance) for _ in range(3))
    flat = [part.replace("\n", " ").replace("|", "") for part in (one, two, three)]
    forms = (
        one,
        f"{one}\n{two}",
        f"{'#' * chance.randrange(1, 5)} {chance.choice(HEADLINES)}",
        f"{chance.choice(HEADLINES)}\n=====",
        f"- {flat[0]}\n- {flat[1]}\n  - {flat[2]}",
        f"1. {flat[0]}\n\n   {flat[1]}\n\n2. {flat[2]}",
        f"- [ ] {flat[0]}\n- [x] {flat[1]}",
        f"> {flat[0]}\n> {flat[1]}\n>\n> - {flat[2]}",
        f"> [!NOTE]\n> {flat[0]}",
        f"| {chance.choice(SHORT)} | b |\n|---|:-:|\n| {flat[0]} | {flat[1]} |\n| c |",
        f"```python\n{one}\n```",
        f"    {flat[0]}",
        "---",
        f'<div title="{chance.choice(SHORT[:4])}">\n<p>{references.escape(chance.choice(PROSE[:7]))}</p>\n</div>',
        "<!-- a note\nof two lines -->",
    )
    return chance.choice(forms)


def html(number: int) -> bytes:
    """A page as a newsroom's system writes it, or a fragment of one."""
    chance = random.Random(f"html {number}")
    body = "\n".join(_element(chance) for _ in range(chance.randrange(2, 12)))
    if chance.random() < 0.7:
        title = references.escape(chance.choice(HEADLINES))
        codec = chance.choice(("utf-8", "utf-8", "windows-1252"))
        meta = f'<meta charset="{codec}"><title>{title}</title><meta name="description" content="{title}">'
        body = f'<!DOCTYPE html>\n<html lang="en"><head>{meta}</head>\n<body>\n{body}\n</body></html>\n'
        return body.replace("\n", chance.choice(("\n", "\r\n"))).encode(codec, "xmlcharrefreplace")
    return body.encode()


def _element(chance: random.Random) -> str:
    words = references.escape(chance.choice(PROSE)).split(" ")
    for form in chance.choices(("<b>{}</b>", "<a href='/u' title='a tip'>{}</a>", "{}<br>", "<code>{}</code>"), k=2):
        place = chance.randrange(len(words))
        words[place] = form.format(words[place])
    line, level = " ".join(words), chance.randrange(1, 4)
    forms = (
        f"<p>{line}</p>",
        f"<h{level}>{references.escape(chance.choice(HEADLINES))}</h{level}>",
        f"<ul>\n<li>{line}\n<li>{chance.choice(SHORT[:6])}\n</ul>",
        f"<table><caption>{line}</caption><tr><th>a<td>{line}</table>",
        f"<figure><img src='a.png' alt='{chance.choice(SHORT[:6])}'><figcaption>{line}</figcaption></figure>",
        f"<pre>\n{line}\n  next</pre>",
        f"<div>loose {line}<p>{line}</div>",
        f"<blockquote>{line}</blockquote><script>if (a < b) c()</script>",
        f"<form><label>a <input placeholder='b'></label><button>{chance.choice(SHORT[:6])}</button></form>",
    )
    return chance.choice(forms)


def subtitles(number: int, *, is_web: bool) -> bytes:
    """A film's subtitles: speakers, italics, two lines, names and notes."""
    chance = random.Random(f"subtitles {number}")
    mark = "." if is_web else ","
    cues = ["WEBVTT" + chance.choice(("", " - A film", "\nKind: captions")), "NOTE not shown"] if is_web else []
    for index in range(1, chance.randrange(3, 12)):
        head = chance.choice(("", f"{index}\n", "scene\n")) if is_web else f"{index}\n"
        place = chance.choice(("", " line:0 align:start")) if is_web else ""
        time = f"00:{index:02}:01{mark}{chance.randrange(1000):03} --> 00:{index:02}:04{mark}500{place}"
        cues.append(f"{head}{time}\n{_said(chance, is_web=is_web)}")
    return _encoded(chance, chance.choice(("\n\n", "\n\n", "\n\n\n")).join(cues) + chance.choice(("", "\n", "\n\n")))


def _said(chance: random.Random, *, is_web: bool) -> str:
    words = chance.choice(PROSE[:8]).replace('"', "").split(" ")[:12]
    middle = len(words) // 2
    first, second = " ".join(words[:middle]), " ".join(words[middle:])
    if not first:
        return second
    forms = [
        first,
        f"{first}\n{second}",
        f"- {first}.\n- {second}",
        f"<i>{first}\n{second}</i>",
        f"{first} <b>{second}</b>",
    ]
    forms += [f"<v Ann>{first} &amp; {second}", f"<c.x>{first}</c> {second}"] if is_web else [f"{{\\an8}}{first}"]
    return chance.choice(forms)


def po(number: int) -> bytes:
    """A catalog that polib writes, in another width, with contexts, flags, plurals, old entries."""
    chance = random.Random(f"po {number}")
    catalog = polib.POFile(wrapwidth=chance.choice((0, 40, 78)))
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for index in range(chance.randrange(1, 12)):
        source, flag = chance.choice(
            [(chance.choice(PROSE), ""), (chance.choice(SHORT), ""), ("Copied %s of %d\n", "c-format")]
        )
        entry = polib.POEntry(msgctxt=f"place {index}", msgid=source, msgstr=chance.choice(("", source)))
        entry.flags = [name for name in (flag, chance.choice(("", "", "fuzzy"))) if name]
        entry.comment, entry.obsolete = chance.choice(("", "seen on the quay")), chance.random() < 0.1
        catalog.append(entry)
    forms = dict.fromkeys(range(2), chance.choice(("", "%d")))
    catalog.append(polib.POEntry(msgid="%d boat", msgid_plural="%d boats", msgstr_plural=forms, flags=["c-format"]))
    return str(catalog).replace("\n", chance.choice(("\n", "\n", "\r\n"))).encode()


def docx(number: int) -> bytes:
    """A Word document of some of the kinds of contents, in any order."""
    chance = random.Random(f"docx {number}")
    bodies = chance.choices(list(word_documents.BODIES.values()), k=chance.randrange(2, 9))
    parts = chance.choice(((), word_documents.PARTS))
    return word_pieces.word("".join(bodies), parts, title=chance.choice(PROSE[:3]), is_stored=chance.random() < 0.2)


def odt(number: int) -> bytes:
    """An OpenDocument text of some of the kinds of contents, in any order."""
    chance = random.Random(f"odt {number}")
    names = [name for name in odt_documents.BODIES if name != "many spaces"]
    body = "".join(odt_documents.BODIES[name] for name in chance.choices(names, k=chance.randrange(2, 9)))
    return odt_documents.flat(body) if chance.random() < 0.2 else odt_documents.odt(body)


def epub(number: int) -> bytes:
    """A book of some chapters."""
    chance = random.Random(f"epub {number}")
    bodies = chance.choices(list(epub_documents.BODIES.values()), k=chance.randrange(2, 6))
    pages = [epub_documents.page(body, chance.choice(SHORT[:4])) for body in bodies]
    return epub_documents.book(pages, version=chance.choice(("2.0", "3.0")), folder=chance.choice(("", "OEBPS/")))


COMPOSERS = {
    "text": text,
    "markdown": markdown,
    "html": html,
    "docx": docx,
    "odt": odt,
    "epub": epub,
    "po": po,
    "xliff": lambda number: xliff_documents.document(1000 + number),
    "srt": lambda number: subtitles(number, is_web=False),
    "vtt": lambda number: subtitles(number, is_web=True),
}
