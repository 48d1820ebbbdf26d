"""Names as people type them: two spellings of a place are one name when they fold to the same text."""

import unicodedata

APOSTROPHES = "`\u00b4\u02bb\u02bc\u2018\u2019\u201a\u201b\u2032"
QUOTATION_MARKS = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
BARRED = {"æ": "ae", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "ł": "l", "ø": "o", "œ": "oe", "þ": "th"}
"""Letters whose plain form is custom, not a mark that can be taken off."""

PLAIN = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(QUOTATION_MARKS, '"')
    | dict.fromkeys(DASHES, "-")
    | BARRED
)


def fold(text: str) -> str:
    """Fold a name for comparing: no accents, no case, plain quotes and dashes, single spaces."""
    plain = text.casefold().translate(PLAIN)
    letters = "".join(
        mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark)
    )
    return " ".join(letters.casefold().translate(PLAIN).split())
