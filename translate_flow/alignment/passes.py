"""The passes of alignment: by what looks alike, then by the words that were learned."""

from collections.abc import Callable, Iterable, Sequence

from translate_flow.alignment import Bead, Sentence, evidence, guide, layout, lengths, lexicon, route, sides
from translate_flow.alignment.confidence import Signs, confidences
from translate_flow.alignment.evidence import Evidence, Known
from translate_flow.alignment.route import Route
from translate_flow.alignment.sides import Like, Side

_LEARNING = 2


def run(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    taught: Iterable[tuple[str, str]],
    watch: Callable[[int, int], None],
) -> list[Bead]:
    """The beads of two texts, see `alignment.align`."""
    if not sources or not targets:
        alone = [Bead((index,), (), 0) for index in range(len(sources))]
        return alone or [Bead((), (index,), 0) for index in range(len(targets))]
    pairs = list(taught)
    source, target = sides.side(sources, [one for one, _ in pairs]), sides.side(targets, [other for _, other in pairs])
    like = sides.alike(source, target)
    sizes = lengths.between(source.texts, target.texts)
    band, found = guide.guided(source, target), Route((), ())
    for number in range(1 + _LEARNING):
        if number:
            band = guide.narrowed(
                [(first + down, start + right) for first, start, down, right in found.steps], len(sources), len(targets)
            )
        known = _known(source, target, like, sizes, found)
        watch(3 * number + 1, 3 + 3 * _LEARNING)
        weighed = evidence.weigh(band, source, target, known)
        watch(3 * number + 2, 3 + 3 * _LEARNING)
        found = route.find(band, weighed.scores, evidence.SKIP)
    return _beads(found, weighed, source, target)


def _known(source: Side, target: Side, like: Like, sizes: lengths.Lengths, found: Route) -> Known:
    """What a route teaches, and the texts that were taught."""
    steps = list(zip(found.steps, found.chances, strict=True))
    both = [(step, chance) for step, chance in steps if step[2] and step[3]]
    pairs = lexicon.meetings(
        [*source.taught, *(source.run(first, down) for (first, _, down, _), _ in both)],
        [*target.taught, *(target.run(start, right) for (_, start, _, right), _ in both)],
        [1.0] * len(source.taught) + [chance for _, chance in both],
    )
    return Known(
        sizes.fitted([step for step, chance in both if step[2:] == (1, 1) and chance > 0.5]),
        layout.learned(source, target, both),
        lexicon.learn(len(source.names), target.shares, pairs, like),
        lexicon.learn(len(target.names), source.shares, pairs.turned(), (like[1], like[0], like[2])),
    )


def _beads(found: Route, weighed: Evidence, source: Side, target: Side) -> list[Bead]:
    signs = []
    for (first, start, down, right), chance in zip(found.steps, found.chances, strict=True):
        if down and right:
            count = sum(map(len, source.keys[first : first + down])) + sum(map(len, target.keys[start : start + right]))
            words, sizes = weighed.of((first, start, down, right))
            signs.append(Signs(chance, words, sizes, count, down == right == 1))
    sure = iter(confidences(signs))
    return [
        Bead(tuple(range(first, first + down)), tuple(range(start, start + right)), next(sure) if down and right else 0)
        for first, start, down, right in found.steps
    ]
