"""Turkish."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
1 bir tek ilk birinci birincisi
2 çift iki ikinci ikinciye ikisi ikili
0.5,50 yarım yarısı yarı yarısını yarısından
0.5 buçuk
0.25,25 çeyrek çeyreği
3 üçte üçlü
10 onlarca
12 düzine öğle
100 yüzyıl yüzyıla yüzyılda yüzyılın yüzlerce asır
1000 binlerce
0 gece sıfır hiçbir
1 birinci* birer*
2 ikinci* ikişer* iki*
3 üçüncü* üçer*
4 dördüncü* dörder* dörtte*
5 beşinci* beşer* beşte*
6 altıncı*
7 yedinci*
8 sekizinci*
9 dokuzuncu*
10 onuncu*
20 yirmi*
30 otuz*
40 kırk*
50 elli*
60 altmış*
70 yetmiş*
80 seksen*
90 doksan*
""")

LANGUAGE = Language(
    quotes=("“”", "‘’"),
    inner_quotes=("‘’",),
    straight_quotes=True,
    may_repeat_any=True,
    cardinals=table("""
2 iki
3 üç
4 dört
5 beş
6 altı
7 yedi
8 sekiz
9 dokuz
10 on
20 yirmi
30 otuz
40 kırk
50 elli
60 altmış
70 yetmiş
80 seksen
90 doksan
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 düzine
100 yüz
1000 bin bini binin binden binde bine binlik
1000000 milyon milyonu milyonun milyona milyondan milyonda milyonla milyonluk mn
1000000000 milyar milyarı milyarın milyara milyardan milyarda milyarla milyarlık mlr
1000000000000 trilyon trilyonu trilyonluk
"""),
    half=r" buçuk",
    percent=words("yüzde puan puanlık"),
)
