"""Numbers in digits, from the way of one language into that of another."""

from translate_flow.matching import Write


def writer(source: str, target: str) -> Write:
    """Writes numbers of a source language as a target language does (BCP 47); None for dates, times, versions."""

    def write(number: str) -> str | None:
        if number.isdecimal():
            return number
        from translate_flow.checks.values import notation  # few matches need it

        if not notation.NUMBER.fullmatch(number):
            return None
        read = notation.readings(number, source)
        return notation.written(read[0], target) if read else None

    return write
