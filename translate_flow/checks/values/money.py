"""Amounts of money: a number with the symbol, code or name of a currency."""

import re
from functools import lru_cache

from translate_flow.checks.pieces import blank
from translate_flow.checks.values.notation import LETTERS, SPACES
from translate_flow.checks.values.quantities import Quantity, scan
from translate_flow.checks.values.stems import Stems
from translate_flow.records import frozen

# currencies of one name (US and Canadian dollars, Romanian and Moldovan lei) count as one
CURRENCIES = Stems("""
dollar $ USD CAD AUD dollar* dolar* dólar* dollaro dollari доллар* долар* долл ドル 美元
euro € EUR euro euros euroilor евро євро euro* ユーロ 欧元
pound £ GBP pound pounds sterling lire liră pfund фунт* livre livres libra*
pound liber libry sterlin* funt* 英镑 ポンド
lei RON MDL leu leus lei leii leul leului leilor лей лея леев леи леї
rouble ₽ RUB rouble* ruble* rubl* rubel* руб рубл* рублі rublo*
hryvnia ₴ UAH hryvni* grivn* гривн* гривень гривен грн griwn* hrywn*
yen ¥ JPY yen yeni yenes йен* иен* єн* 円 日元
yuan CNY RMB yuan* yuani юан* renminbi 人民币 元
franc CHF franc franci franken francs francos francilor франк* frank* franchi
zloty PLN zł zlot* złot* злот*
crown CZK SEK NOK DKK Kč kr crown* krone* kronen coroan* крон* couronne* corona* koron*
rupee ₹ INR rupee* rupii rupien рупи* рупі* roupie* rupia* rupie*
lira ₺ TRY lira* лир
forint HUF Ft forint* форинт*
lev BGN leva лв лева левов левів
shekel ₪ ILS shekel* шекел* șekel*
dollar دولار دولارا دولارات דולר דולרים डॉलर δολάρι* δολαρί* dollár* 달러
euro يورو אירו יורו यूरो ευρώ euró* 유로
pound جنيه جنيها جنيهات פאונד पाउंड λίρα λίρες λιρών font fontot 파운드
rouble روبل روبلا רובל רובלים रूबल ρούβλι* rupla* 루블
hryvnia هريفنيا гривня гривни
yen येन γιεν jen jent jeniä 엔화
yuan يوان יואן युआन γουάν jüan* juania 위안
rupee روبية रुपये रुपए रुपया ρουπί* rúpi* 루피
bitcoin ₿ BTC bitcoin* биткоин* біткоїн*
""")
SYMBOLS = "$€£¥₽₴₹₺₪₿"
_BEFORE = re.compile(rf"(?:(US|C|A|CA|AU)?([{re.escape(SYMBOLS)}])|\b([A-Z]{{3}}|kr))[{SPACES}]?$")
_BEHIND = re.compile(
    rf"[{SPACES}-]?(?:([{re.escape(SYMBOLS)}])|[dD]['’](\w+)"
    rf"|({LETTERS})(?:[{SPACES}-]({LETTERS}))?(?:[{SPACES}-]({LETTERS}))?)"
)
_WORD_OR_SYMBOL = re.compile(rf"{LETTERS}|[{re.escape(SYMBOLS)}]")
_CODE = re.compile(r"[A-Z]{3}")


@frozen
class Amount:
    """An amount of money."""

    quantity: Quantity
    """Its number."""
    currency: str
    """Its currency by a common name."""
    symbol_place: str = ""
    """`before` or `behind` where a symbol stands directly at the digits."""
    symbol: str = ""
    """The symbol."""


@lru_cache(maxsize=16)
def amounts(text: str, tag: str) -> tuple[Amount, ...]:
    """The amounts of a text, in order."""
    bare = blank(text)
    return tuple(amount for quantity in scan(text, tag) if (amount := _amount(bare, quantity)))


def _amount(text: str, quantity: Quantity) -> Amount | None:
    before = _BEFORE.search(text, max(0, quantity.start - 6), quantity.start)
    if before:
        name = CURRENCIES.exact.get(before[2] or before[3])
        if name:
            return Amount(quantity, name, "before" if before[2] else "", before[2] or "")
    behind = _BEHIND.match(text, quantity.end)
    if not behind:
        return None
    if behind[1]:
        return Amount(quantity, CURRENCIES.exact[behind[1]], "behind", behind[1])
    names = (_name(word) for word in behind.groups()[1:] if word)
    name = next((found for found in names if found), None)
    return Amount(quantity, name) if name else None


def _name(word: str) -> str | None:
    """Currency of a word; codes count in capitals only (TRY, try)."""
    if word.casefold() in _CODES and not _CODE.fullmatch(word):
        return None
    return CURRENCIES.find(word)


_CODES = frozenset(form.casefold() for form in CURRENCIES.exact if _CODE.fullmatch(form))


def currencies_named(text: str) -> set[str]:
    """The currencies that a text mentions anywhere."""
    words = _WORD_OR_SYMBOL.findall(text)
    return {name for word in words if (name := _name(word))}


@lru_cache(maxsize=64)
def symbol_goes_before(tag: str) -> bool | None:
    """Does a currency symbol stand before the number, by CLDR? None where CLDR does not know the language."""
    from babel import Locale, UnknownLocaleError

    from translate_flow.language import fallbacks

    for name in fallbacks(tag):
        try:
            pattern = Locale.parse(name, sep="-").currency_formats["standard"].pattern
        except (UnknownLocaleError, ValueError):
            continue
        return bool(pattern.find("¤") < pattern.find("#") or pattern.startswith("¤"))
    return None
