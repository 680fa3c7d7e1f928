"""Names of months in the languages of news, as far as each name means one month alone."""

# ruff: noqa: RUF001 - letters of other alphabets are meant

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import product

# Twelve names for each language, in the form that dates have; "/" parts two forms of one name.
# Croatian is there for the names it shares with Polish and Czech and gives to other months.
LANGUAGES = {
    "English": "january february march april may june july august september/sept october "
    "november december",
    "German": "januar/janner februar/feber marz/maerz april mai juni juli august september "
    "oktober november dezember",
    "French": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre "
    "decembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre "
    "noviembre diciembre",
    "Portuguese": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
    "novembre dicembre",
    "Catalan": "gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre",
    "Dutch": "januari februari maart/mrt april mei juni juli augustus september oktober november "
    "december",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november "
    "december",
    "Danish, Norwegian": "januar februar marts/mars april maj/mai juni juli august september "
    "oktober november december/desember",
    "Finnish": "tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu "
    "toukokuuta/toukokuu kesakuuta/kesakuu heinakuuta/heinakuu elokuuta/elokuu syyskuuta/syyskuu "
    "lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu",
    "Polish": "stycznia/styczen lutego/luty marca/marzec kwietnia/kwiecien maja/maj "
    "czerwca/czerwiec lipca/lipiec sierpnia/sierpien wrzesnia/wrzesien pazdziernika/pazdziernik "
    "listopada/listopad grudnia/grudzien",
    "Czech": "ledna/leden unora/unor brezna/brezen dubna/duben kvetna/kveten cervna/cerven "
    "cervence/cervenec srpna/srpen zari rijna/rijen listopadu/listopad prosince/prosinec",
    "Slovak": "januara februara marca aprila maja juna jula augusta septembra oktobra novembra "
    "decembra",
    "Croatian": "sijecnja/sijecanj veljace/veljaca ozujka/ozujak travnja/travanj svibnja/svibanj "
    "lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada/listopad studenoga/studeni "
    "prosinca/prosinac",
    "Hungarian": "januar februar marcius aprilis majus junius julius augusztus szeptember oktober "
    "november december",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "Turkish": "ocak subat mart nisan mayıs/mayis haziran temmuz agustos eylul ekim kasım/kasim "
    "aralık/aralik",
    "Indonesian, Malay": "januari februari maret/mac april mei juni/jun juli/julai agustus/ogos "
    "september oktober november desember/disember",
    "Russian": "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль "
    "августа/август сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь",
    "Ukrainian": "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень "
    "червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад "
    "грудня/грудень",
    "Bulgarian": "януари февруари март април май юни юли август септември октомври ноември "
    "декември",
    "Greek": "ιανουαριου/ιανουαριος φεβρουαριου/φεβρουαριος μαρτιου/μαρτιος απριλιου/απριλιος "
    "μαιου/μαιος ιουνιου/ιουνιος ιουλιου/ιουλιος αυγουστου/αυγουστος σεπτεμβριου/σεπτεμβριος "
    "οκτωβριου/οκτωβριος νοεμβριου/νοεμβριος δεκεμβριου/δεκεμβριος",
    "Arabic": "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "Hindi": "जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर "
    "अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
}
SHORTEST = 3
"""Letters of the shortest abbreviation: the beginning of a name, if no other month has it."""


@cache
def months() -> dict[str, int]:
    """Return the number of each name and abbreviation, spelled as :func:`fold` spells it.

    English comes first. A name of another language, or the beginning of one, counts where it
    means one month in all of them: ``listopada`` is November in Polish and October in Croatian,
    and therefore none.
    """
    rows = [[forms.split("/") for forms in names.split()] for names in LANGUAGES.values()]
    whole: dict[str, set[int]] = {}
    begun: dict[str, set[int]] = {}
    for row, number in product(rows, range(12)):
        for name in map(fold, row[number]):
            whole.setdefault(name, set()).add(number + 1)
            for end in range(SHORTEST, len(name)):
                begun.setdefault(name[:end], set()).add(number + 1)
    found = {name: min(said) for name, said in (begun | whole).items() if len(said) == 1}
    english = ((name, number) for number, names in enumerate(rows[0], 1) for name in names)
    for name, number in english:
        found[name] = found[name[:SHORTEST]] = number
    return found


def fold(text: str) -> str:
    """Spell a text in lower case, without accents and vowel signs, and with plain digits."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join([sign for sign in apart if unicodedata.category(sign)[0] != "M"])
