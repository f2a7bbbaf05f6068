"""English."""

from translate_flow.checks.languages import Language, readings, table, words

_WORDS, _STEMS = readings("""
0 nil nobody none midnight
1 one a an once single first sole another
2 second secondly twice double both couple pair twin dual half halves bilateral
3 third thirds thirdly triple thrice trio quarter quarters
4 fourth fourths quadruple quartet quarter quarters
5 fifth fifths
6 sixth sixths half-dozen
7 seventh
8 eighth eighths
9 ninth
10 tenth tenths decade
11 eleventh
12 twelfth dozen noon midday midnight
13 thirteenth
14 fourteenth fortnight
15 fifteenth
16 sixteenth
17 seventeenth
18 eighteenth
19 nineteenth
20 twentieth twenties score
30 thirtieth thirties
40 fortieth forties
50 fiftieth fifties half
60 sixtieth sixties
70 seventieth seventies
80 eightieth eighties
90 ninetieth nineties
100 hundredth century centuries centenary entire full
1000 thousandth millennium
0.5,1.5 half
0.25,25,0.75,75,15,45 quarter quarters
33,66,67 third thirds
""")

LANGUAGE = Language(
    quotes=("“”", "‘’"),
    inner_quotes=("‘’", "“”"),
    straight_quotes=True,
    repeats=words("had that is do bye no yes very really many so far long ha hear there knock blah night"),
    cardinals=table("""
0 zero
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
"""),
    other_numbers=_WORDS,
    stems=_STEMS,
    scales=table("""
12 dozen dozens
100 hundred hundreds
1000 thousand thousands k
100000 lakh lakhs
1000000 million millions m mn mln mio
10000000 crore crores
1000000000 billion billions bn b bln
1000000000000 trillion trillions tn trn
1000000000000000 quadrillion quadrillions
"""),
    joins=frozenset({"and", "a"}),
    half=r"[ -]and[ -]a[ -]half",
    percent=words("percent per_cent percentage percentile pc pct pp"),
    dayparts=words("am pm a.m p.m morning afternoon evening night noon midday midnight"),
)
