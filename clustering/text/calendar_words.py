"""Names of weekdays and months in six languages, which tell when, and nothing of an event."""

from __future__ import annotations

WEEKDAYS = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        *("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        *("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        *("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    )
)

MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
        *("januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember"),
        *("janvier", "février", "mars", "avril", "juin", "juillet", "août"),
        *("septembre", "octobre", "novembre", "décembre"),
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
        *("gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio"),
        *("settembre", "ottobre", "dicembre"),
        *("januari", "februari", "maart", "mei", "augustus"),
    )
)
