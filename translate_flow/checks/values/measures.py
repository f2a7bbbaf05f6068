"""Numbers with units, and whether two of them measure the same: 186 miles are 300 km, 48 hours two days."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from translate_flow.checks.values.notation import LETTERS, SPACES
from translate_flow.checks.values.quantities import scan
from translate_flow.checks.values.stems import Stems
from translate_flow.checks.values.words import spelled
from translate_flow.records import frozen

# unit: dimension, size in the dimension's first unit (SI, international yard and pound, US gallon)
UNITS: dict[str, tuple[str, float]] = {
    "m": ("length", 1), "km": ("length", 1000), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "mile": ("length", 1609.344), "yard": ("length", 0.9144), "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "kg": ("mass", 1), "g": ("mass", 0.001), "mg": ("mass", 1e-6), "tonne": ("mass", 1000),
    "ounce": ("mass", 0.02835), "lb": ("mass", 0.45359),
    "l": ("volume", 1), "ml": ("volume", 0.001), "gallon": ("volume", 3.78541), "barrel": ("volume", 158.987),
    "pint": ("volume", 0.473), "ha": ("area", 10000), "acre": ("area", 4046.86), "km2": ("area", 1e6),
    "mile2": ("area", 2.59e6), "m2": ("area", 1), "foot2": ("area", 0.0929),
    "km/h": ("speed", 1), "mph": ("speed", 1.609344), "knot": ("speed", 1.852),
    "°C": ("temperature", 1), "°F": ("temperature", 1),
    "second": ("time", 1 / 3600), "minute": ("time", 1 / 60), "hour": ("time", 1),
    "day": ("time", 24), "week": ("time", 168),
    "month": ("time", 730.5), "year": ("time", 8766), "decade": ("time", 87660), "century": ("time", 876600),
}  # fmt: skip
_WORDS = Stems("""
km km км kilomet* kilómet* chilomet* kilomèt* quilómet* quilômet* километр* кілометр*
km 公里 千米 キロ キロメートル 킬로미터
m m м meter meters metre metres metri metru metrul metrilor metros metro mètre mètres metern
m metr metra metry metrów metrach metru metrů metrech metre metrelik méter* metrin metriä meteren
m метр* 米 メートル 미터
cm 厘米 公分 センチ センチメートル 센티미터
mm 毫米 公厘 ミリ ミリメートル 밀리미터
yard 码 ヤード 야드
km كيلومتر* كم קילומטר* किलोमीटर किमी χιλιόμετρ* χιλιομέτρ* χλμ kilométer*
m متر أمتار مترا מטר מטרים मीटर μέτρ*
cm سنتيمتر* סנטימטר* सेंटीमीटर सेमी εκατοστ* centiméter*
mm مليمتر* ملم מילימטר* मिलीमीटर χιλιοστ* milliméter*
kg كيلوغرام* كيلوجرام* كلغ קילוגרם קילו किलोग्राम किलो κιλό κιλά κιλών kilogramm*
g غرام غراما جرام גרם ग्राम γραμμάρι*
tonne طن طنا أطنان טון טונות टन τόνος τόνοι τόνους τόνων tonna tonnát tonnás tonn tonnia tonnin
mile ميل أميال ميلا מייל מיילים मील μίλι* μιλί* mérföld* mailia mailin
foot قدم أقدام قدما फ़ुट फुट πόδια ποδιών lábnyi fot fod jalkaa jalan ayak
inch بوصة بوصات इंच ίντσ* hüvelyk* tum tomme tommer tuumaa tuuman inç
lb رطل رطلا أرطال פאונד पाउंड λίβρ* font pund punkia paunaa
l لتر لترا لترات ליטר ליטרים लीटर λίτρ* litraa litran
ha هكتار هكتارا הקטר हेक्टेयर εκτάρι* hektár* hehtaari*
acre אקר אקרים एकड़
hour ساعة ساعات שעה שעות घंटे घंटा घंटों ώρα ώρες ωρών óra órát órán saat timmar timme timer tuntia tunnin 시간 小时 時間
minute دقيقة دقائق דקה דקות मिनट λεπτά λεπτών perc perces percig dakika dakikada minuuttia minuutin 분 分間
day يوم يوما أيام יום ימים दिन दिनों ημέρα ημέρες ημερών μέρες napos gün günde dag dagar dage dager päivää päivän 天
week أسبوع أسابيع שבוע שבועות हफ्ते सप्ताह εβδομάδ* hetes hafta veckor vecka uke uker uge uger viikkoa viikon 주간 周
month شهر شهرا أشهر חודש חודשים महीने महीनों μήνας μήνες μηνών hónap* ay ayda måned* månad* kuukautta kuukauden 달 个月
year سنة سنوات عام عاما أعوام שנה שנים साल वर्ष χρόνια ετών έτη év éve yıl yılda år vuotta vuoden 년 年
foot 英尺 フィート 피트
inch 英寸 インチ 인치
cm cm см centimet* centimèt* centímet* zentimeter* сантиметр*
mm mm мм millimet* milimet* millimèt* milímet* миллиметр* міліметр*
mile mi mile miles milă mila milelor meile meilen mille milles milla millas miglia miglio milha
mile milhas миля мили миль милях миль милі 英里 マイル 마일
yard yd yard yards yarzi iarzi ярд* verge verges yarda*
foot ft foot feet picior picioare picioarelor fuß фут* pied pieds pie pies piedi piede pés stóp
inch inch inches țol țoli inci zoll дюйм* pouce pouces pulgada* pollici polegada* cal cali
kg kg кг kilogram* kilogramm* kilo kilos chilogram* quilo* килограмм* кілограм* 公斤 千克 キログラム 킬로그램
g g г gram grams grame gram* gramm* gramo* грамм* грам
mg mg мг milligram* miligram* миллиграмм* міліграм*
tonne t т tonne tonnes ton tons tonă tone tonelor tonnen тонн тонна тонны тонну тонни toneladas
tonne tonelada tonnellate ton* 吨 トン 톤
lb 磅 ポンド 파운드
l 升 リットル 리터
ha 公顷 ヘクタール 헥타르
acre 英亩 エーカー 에이커
ounce oz ounce ounces uncii uncie unze* унци* once onces onza*
lb lb lbs pound pounds pfund фунт* livre livres libbre libras libra liber funt* ponden
l l л liter liters litre litres litri litru litrul liter* литр* літр* litro* litr*
ml ml мл milliliter* mililit* millilit* миллилитр*
gallon gal gallon gallons galoane galon gallone* галлон* галон* galón galones gallon*
barrel bbl barrel barrels baril* barril* barile баррел* барел* fass
pint pint pints halb* пинт*
ha ha га hectare hectares hectar* hektar* гектар* hectárea* ettar*
acre acre acres acri акр* morgen
km/h km/h км/ч км/год kph kmh
mph mph
knot knot knots kn noduri узл* вузл* knoten nœud* nudos
second s sec second seconds secundă secunde secundelor секунд* sekund* seconde secondes segundo segundos
second secondo secondi 秒
minute min minute minutes minut* мин минут* хвилин* 分钟
hour h hr hour hours oră ore orele orei orelor ora час часа часов часы часу часам годин* stunde*
hour heure* hora horas godzin*
day day days zi zile zilei zilele zilelor день дня дней дни дню дням сутки суток днів дні доби
day діб tag tage tagen tages jour jours día días giorno giorni dia dias dni dzień
week week weeks săptămân* недел* тижн* тижд* woche* semaine* semana* settiman* tygod*
month month months lună luni lunii lunile lunilor месяц* місяц* monat* mois mes meses mese mesi
month mês miesi*
year year years an ani anul anii anului anilor год года лет годы году годам рік роки років року
year jahr* ans année années año años anno anni ano anos lat rok roku lata
decade decade decades deceniu deceniul decenii десятилет* jahrzehnt* décennie* década* decad*
century century centuries secol* век* столет* століт* jahrhundert* siècle* siglo* secol*
""")
_UNIT = re.compile(
    rf"[{SPACES}-]?(?:de )?((?:km|км|ml)/(?:h|ч|год)|{LETTERS})(²)?"
    rf"|[{SPACES}]?°\s?([CF])|[{SPACES}]?([′'])(?![^\W\d])|[{SPACES}]?([″\"])(?!\w)"
)
_SQUARE = re.compile(r"(?:square|sq\.?|кв\.?|квадратн\w+|pătraț\w*|quadrat\w*|carrés?)\b", re.IGNORECASE)
_RANGE = re.compile(
    r"\s?[-–—~～]\s?|\s(?:to|and|or|bis|auf|und|oder|do|až|i|a|na|lub|до|и|или|й|і|та|або|à|et|ou|și|sau|la|y|o|e|en|of|"
    r"tot)\s(?:[^\W\d_]+\s){0,2}"
)
# a litre on a square metre is a millimetre of rain
_ON_A_SQUARE_METRE = re.compile(
    r"(?:[ \u00a0][^\W\d_]+){0,3}?(?:/|[ \u00a0](?:pe|pro|par|por|na|на|al|per)[ \u00a0])"
    r"(?:m²|m2|mp\b|square met|metru pătrat|Quadratmeter|mètre carré|metro cua?dra|metr kwadr|квадратн\w+ метр)\w*"
)
_TOLERANCE = 0.06
_DEGREES = 1.1


@frozen
class Measure:
    """A number with its unit."""

    start: int
    """Offset of the number."""
    end: int
    """Offset behind the unit."""
    value: Decimal
    """The number."""
    unit: str
    """Key of `UNITS`."""

    @property
    def dimension(self) -> str:
        """What is measured: length, mass …"""
        return UNITS[self.unit][0]

    @property
    def size(self) -> float:
        """Its size in the first unit of the dimension; of temperatures, in °C."""
        number = float(self.value)
        return (number - 32) / 1.8 if self.unit == "°F" else number * UNITS[self.unit][1]

    def converts_to(self, other: "Measure") -> bool:
        """Do both measure the same in different units, as far as rounding lets one see?"""
        if self.dimension != other.dimension or self.unit == other.unit:
            return False
        if self.dimension == "temperature":
            return abs(self.size - other.size) <= _DEGREES
        return abs(self.size - other.size) <= _TOLERANCE * max(abs(self.size), abs(other.size))


@lru_cache(maxsize=16)
def measures(text: str, tag: str, has_words: bool = True) -> tuple[Measure, ...]:
    """Numbers with units, in digits and, where asked, words, by place; feet with inches are added up too."""
    numbers: list[tuple[int, int, Decimal]] = [
        (quantity.start, quantity.end, quantity.values[0]) for quantity in scan(text, tag) if quantity.values
    ]
    if has_words:
        numbers += [(word.start, word.end, word.values[0]) for word in spelled(text, tag)]
    found: list[Measure] = []
    for start, end, value in sorted(numbers, reverse=True):
        unit, behind = _unit(text, end)
        if not unit and found and _RANGE.fullmatch(text[end : found[-1].start]):
            unit, behind = found[-1].unit, end  # 375 to 400 pounds
        if unit:
            found.append(Measure(start, behind, value, unit))
    found.reverse()
    return (*found, *_sums(text, found))


def _unit(text: str, end: int) -> tuple[str, int]:
    """The unit behind a number and where it ends; empty if there is none."""
    match = _UNIT.match(text, end)
    if not match:
        return "", end
    if (sign := match[4] or match[5]) and re.search(rf"(?<!\d){sign}", text[: match.start()]):
        return "", end  # it closes a quotation: 'Disk 1'
    if match[3] or match[4] or match[5]:
        return (f"°{match[3]}" if match[3] else "foot" if match[4] else "inch"), match.end()
    word = match[1]
    if word == "in" and text[match.end() : match.end() + 1] == ".":
        return "inch", match.end() + 1
    if square := _SQUARE.match(text, match.start(1)):
        behind = re.compile(rf"[{SPACES}]([^\W\d_]+)").match(text, square.end())
        return (_squared(behind[1]), behind.end()) if behind else ("", end)
    unit = _WORDS.find(word) or ""
    if unit and (size := _WORDS.glued(word)):
        return unit, match.start(1) + size
    if unit == "l" and (rain := _ON_A_SQUARE_METRE.match(text, match.end())):
        return "mm", rain.end()
    behind = re.compile(rf"[{SPACES}]([^\W\d_]+)").match(text, match.end())
    if match[2] or (behind and _SQUARE.match(behind[1])):
        unit = f"{unit}2" if f"{unit}2" in UNITS else ""
    return unit, match.end()


def _squared(word: str) -> str:
    unit = f"{_WORDS.find(word)}2"
    return unit if unit in UNITS else ""


def _sums(text: str, found: list[Measure]) -> Iterable[Measure]:
    """Five feet eleven inches, two hours 20 minutes."""
    for first, second in pairwise(found):
        is_near = second.start - first.end <= 5
        if is_near and first.dimension == second.dimension and UNITS[first.unit][1] > UNITS[second.unit][1]:
            total = Decimal((first.size + second.size) / UNITS[first.unit][1])
            yield Measure(first.start, second.end, total, first.unit)
