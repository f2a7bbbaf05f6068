"""Round trips of PO and XLIFF files beside polib, translate-toolkit and lxml: byte identity and speed.

    python benchmarks/catalogs.py [FOLDER…]

Files are taken from the folders, else from the packages that are installed here and the tests' fixtures;
XLIFF files are also made. A round trip reads a file and writes it with nothing changed. Ours reads every unit
with its codes on the way, which the others do when they are asked for them.
"""

import importlib.util
import os
import platform
import random
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.xliff_documents import V1, V2, content  # noqa: E402
from translate_flow.formats import Options, po, xliff  # noqa: E402

RoundTrip = Callable[[bytes], bytes]


def made() -> list[bytes]:
    """One long XLIFF file of each version."""
    chance = random.Random(1)
    old = [f'<trans-unit id="{n}"><source>{content(V1, chance)}</source></trans-unit>' for n in range(2000)]
    new = [f'<unit id="{n}"><segment><source>{content(V2, chance)}</source></segment></unit>' for n in range(2000)]
    head = '<file original="a" source-language="en" datatype="x"><body>'
    body1, body2 = "\n".join(old), "\n".join(new)
    return [
        f'<xliff version="1.2" xmlns="{V1}">\n{head}\n{body1}\n</body></file></xliff>\n'.encode(),
        f'<xliff version="2.0" xmlns="{V2}" srcLang="en"><file id="f">{body2}</file></xliff>\n'.encode(),
    ]


def files(folders: Iterable[Path], *endings: str) -> list[bytes]:
    """At most 300 files, the same ones each time."""
    found = sorted({path for folder in folders for ending in endings for path in folder.glob(f"**/*{ending}")})
    random.Random(0).shuffle(found)
    return [path.read_bytes() for path in found[:300]]


def ours(article_format: object) -> RoundTrip:
    return lambda data: article_format.walk(data, lambda unit: None, Options())  # type: ignore[attr-defined]


def by_polib(data: bytes) -> bytes:
    import polib

    return str(polib.pofile(data.decode("utf-8-sig"))).encode()


def by_translate_toolkit(ending: str) -> RoundTrip:
    from translate.storage import factory

    def trip(data: bytes) -> bytes:
        import io

        file = io.BytesIO(data)
        file.name = f"file{ending}"
        return bytes(factory.getobject(file))

    return trip


def by_lxml(data: bytes) -> bytes:
    from lxml import etree

    return etree.tostring(etree.ElementTree(etree.fromstring(data)), encoding="utf-8", xml_declaration=True)


def measure(trip: RoundTrip, documents: list[bytes]) -> tuple[int, int, float]:
    """Files that came back as they were, files that could not be read, seconds per megabyte of the others."""
    same = failed = size = 0
    seconds = 0.0
    for data in documents:
        begin = time.process_time()
        try:
            back = trip(data)
        except Exception:  # a peer may fail in any way; it is counted
            failed += 1
            continue
        seconds += time.process_time() - begin
        size += len(data)
        same += back == data
    return same, failed, seconds / max(size, 1) * 1e6


def table(title: str, documents: list[bytes], trips: dict[str, RoundTrip | None]) -> None:
    megabytes = sum(map(len, documents)) / 1e6
    print(f"\n{title}: {len(documents)} files, {megabytes:.1f} MB")
    print(f"  {'':<20}{'same bytes':>12}{'failed':>8}{'s/MB':>8}{'time':>9}")
    base = 0.0
    for name, trip in trips.items():
        if trip is None:
            print(f"  {name:<20}  skipped: not installed")
            continue
        trip(documents[0])
        same, failed, speed = measure(trip, documents)
        base = base or speed
        print(f"  {name:<20}{same / len(documents):>12.1%}{failed:>8}{speed:>8.2f}{speed / base:>8.2f}×")


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def main() -> None:
    given = [Path(name) for name in sys.argv[1:]]
    folders = given or [Path(sysconfig.get_path("purelib")), ROOT / "tests/fixtures"]
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} CPUs, Python {platform.python_version()}")
    toolkit = has("translate")
    table(
        "PO",
        files(folders, ".po", ".pot"),
        {
            "translate-flow": ours(po),
            "polib": by_polib if has("polib") else None,
            "translate-toolkit": by_translate_toolkit(".po") if toolkit else None,
        },
    )
    table(
        "XLIFF",
        files(folders, ".xlf", ".xliff") + made(),
        {
            "translate-flow": ours(xliff),
            "lxml": by_lxml if has("lxml") else None,
            "translate-toolkit": by_translate_toolkit(".xlf") if toolkit else None,
        },
    )


if __name__ == "__main__":
    main()
