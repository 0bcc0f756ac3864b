"""What a terminal is told so that it shows a notification of the desktop: the sequences OSC 9 and OSC 777."""

from typing import Final, Literal

from parsing.clean import excerpt

Way = Literal["off", "osc9", "osc777"]

_LONGEST: Final = 200
_TITLE: Final = "tapewatch"


def notification(way: Way, sentence: str) -> str:
    """Return the sequence that shows the sentence; nothing where the way is off.

    The sentence can hold anything: what would end the sequence goes, and a semicolon, which parts the fields of OSC
    777 and makes some terminals take OSC 9 for another command, becomes a comma.
    """
    said = excerpt(sentence, _LONGEST).replace(";", ",")
    match way:
        case "osc9":
            return f"\x1b]9;{_TITLE}: {said}\x07"
        case "osc777":
            return f"\x1b]777;notify;{_TITLE};{said}\x07"
        case "off":
            return ""
