"""Korean words without their particles.

Particles (josa) are written onto nouns (Korean Orthography, §41). Some depend on whether the syllable before them
ends with a consonant: 은 이 을 과 으로 do, 는 가 를 와 로 do not. So 전문가 (expert) is not taken for 전문 with 가.
"""

_AFTER_CONSONANT = "은 이 을 과 으로 이나 이며 이고 이다 이라는 이라고 으로는 으로도 으로서 으로써 이란 이었다 입니다"
_AFTER_VOWEL = "는 가 를 와 로 나 며 라는 라고 로는 로도 로서 로써 란 였다 입니다"
_AFTER_EITHER = (
    "의 에 에서 에게 에게서 에는 에도 에서는 에서도 에서의 에게는 께서 도 만 만이 만을 까지 까지는 까지도"
    " 부터 부터는 처럼 보다 마다 조차 밖에 에선 들 들이 들은 들을 들의 들에 들에게 들과 들도"
)
_LONGEST_FIRST = sorted(
    {
        (particle, follows)
        for particles, follows in ((_AFTER_CONSONANT, True), (_AFTER_VOWEL, False), (_AFTER_EITHER, None))
        for particle in particles.split()
    },
    key=lambda pair: (-len(pair[0]), pair[0], str(pair[1])),
)
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _FINAL_L = 0xAC00, 0xD7A3, 28, 8
_LEAST_SYLLABLES = 2


def without_particle(word: str) -> str:
    """The noun in a word (NFC) with a particle; empty where there is none, or less than two syllables were left.

    >>> without_particle("정부는"), without_particle("서울로"), without_particle("전문가")
    ('정부', '서울', '')
    """
    for particle, wants_consonant in _LONGEST_FIRST:
        stem = word[: -len(particle)]
        if not word.endswith(particle) or len(stem) < _LEAST_SYLLABLES:
            continue
        last = ord(stem[-1])
        if not _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
            return stem  # digits and Latin letters: nobody knows how they are read
        final = (last - _FIRST_SYLLABLE) % _FINALS
        # behind ㄹ stands 로, and not 으로
        has_consonant = bool(final) and not (final == _FINAL_L and particle.startswith(("로", "으로")))
        if wants_consonant is None or wants_consonant is has_consonant:
            return stem
    return ""
