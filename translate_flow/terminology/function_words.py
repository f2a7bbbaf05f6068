"""Words that no term begins or ends with: articles, prepositions, pronouns, forms of to be and to have."""

import re

_LISTS = {
    "en": """
        a an the and or but nor of in on at by for from to with without into onto over under about after before
        as if than that this these those it its he she they we you i his her their our your my who whom which
        what when where while will would can could may might must shall should is are was were be been being has
        have had do does did not no so there here also more most some any all each every other another such only
        just very up out off between during through against since until because both either neither one two
        three him them us me then now still even said says say
    """,
    "ro": """
        un o al a ale ai cel cea cei cele și sau dar ori iar nici de din în la pe pentru cu fără prin peste sub
        după înainte despre între spre că să dacă ca nu este e sunt era erau fi fost are au avea am ai ați avut
        va vor ar aș acest această acești aceste acel acea acei acele el ea ei ele lui lor care ce cine când
        unde cum mai foarte doar numai tot toate toți se își s-a s-au i le îi îl ne vă mă te sa său săi sale
    """,
    "fr": """
        le la les un une des du de d l et ou mais ni à au aux en dans sur sous par pour avec sans vers chez
        entre que qui quoi dont où ce cet cette ces il elle ils elles on nous vous je tu se s son sa ses leur
        leurs notre nos ne pas plus est sont était être été a ont avait avoir comme si aussi très
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit nach
        von vom zu zum zur für gegen ohne um über unter vor zwischen durch dass wenn weil als wie ist sind war
        waren sein hat haben hatte wird werden wurde er sie es wir ihr ich du sich nicht kein keine auch noch
        nur sehr dieser diese dieses
    """,
    "es": """
        el la los las un una unos unas y o pero ni de del a al en con sin por para sobre entre hasta desde que
        quien cual cuando donde como se su sus lo le les es son era fue ser ha han había no más muy este esta
        estos estas
    """,
    "it": """
        il lo la i gli le un uno una e o ma di del della dei delle dello a al alla ai in nel nella con su per da
        dal tra fra che chi cui come si suo sua è sono era essere ha hanno non più anche questo questa
    """,
    "pt": """
        o a os as um uma e ou mas de do da dos das em no na nos nas com sem por para sobre entre que quem se seu
        sua é são era ser foi tem têm não mais muito este esta
    """,
    "nl": """
        de het een en of maar van in op aan bij met zonder naar uit voor over onder tussen door dat die dit als
        om te is zijn was waren heeft hebben had wordt werd hij zij ze wij we ik niet geen ook nog
    """,
    "pl": """
        i a oraz lub ale w we z ze na do od po za przez dla przy o u pod nad przed między że żeby jeśli jak się
        nie jest są był była było były być ma mają ten ta to te on ona oni one jego jej ich który która które
    """,
    "ru": """
        и а но или да в во с со на по за из у к ко о об от до для при под над без через между что чтобы если как
        не ни это этот эта эти тот та те он она оно они его её ее их мы вы я который которая которые был была
        было были быть же бы
    """,
    "uk": """
        і й та а але або чи в у з із зі на по за до від для при під над без через між що щоб якщо як не ні це
        цей ця ці той він вона воно вони його її їх ми ви я який яка які був була було були бути є ж би
    """,
    "bg": """
        и а но или в във с със на по за от до при под над без през между че да ако как не е са беше бяха бъде
        това този тази тези той тя то те го му ги който която които се
    """,
    "cs": """
        a i nebo ale v ve s se z ze na do od po za pro při o u pod nad před mezi že aby jestli jak ne je jsou
        byl byla bylo byli být má mají ten ta to ti on ona oni jeho její jejich který která které
    """,
    "sv": """
        en ett den det de och eller men i på av för från till med utan om under över mellan att som är var vara
        har hade inte han hon vi jag du sig
    """,
    "hu": """
        a az egy és vagy de hogy ha nem is van vannak volt voltak ez azt ezt ő ők mi ti én te
    """,
    "tr": """
        bir ve veya ama da de ile için gibi bu şu o ki ne mi mı en çok daha
    """,
}
_WORDS = {base: frozenset(words.split()) for base, words in _LISTS.items()}
_SHORT = re.compile(r"[^\W\d_]{1,2}")


def is_function_word(word: str, base: str) -> bool:
    """Is it one, in any case? In languages without a list: is it a small word of one or two letters?"""
    if base in _WORDS:
        return word.casefold() in _WORDS[base]
    return word.islower() and _SHORT.fullmatch(word) is not None


def listed() -> tuple[str, ...]:
    """The languages, as in `language.base`, whose function words are listed."""
    return tuple(_WORDS)
