"""What nobody but the assembly could do: send its own paper, set its next meeting, come back to a matter."""

import re
from collections.abc import Sequence

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.morphology import has_part_of_speech, lemmas, nouns
from resolution_reader.language.word_lists import word_set

PAPERS = word_set("резолюция решение обращение рекомендация документ протокол декларация постановление заключение")
THIS = word_set("настоящий данный этот принятый наш")
SENT = word_set(
    "направить отправить разослать передать вручить довести опубликовать обнародовать разместить принять утвердить "
    "одобрить"
)
MEETINGS = word_set(
    "форум конференция съезд слушание собрание совещание заседание сход встреча слет пленум ассамблея стол конгресс "
    "саммит сессия"
)
HELD = word_set("провести проводить созвать собрать назначить")
NEXT = word_set("следующий очередной")
ORDINAL = re.compile(r"[IVXХ]+|\d{1,3}(?:-?(?:й|я|е|ю|ый|ой|ая))?")
MATTERS = word_set("вопрос тема обсуждение")
NEAR = 5  # words between a verb and what it is about


def concerns_itself(found: Sequence[Token], verb: Token) -> bool:
    """Whether the verb is about the assembly's own paper, meeting or question; `found`: the words of its sentence."""
    at = next((index for index, token in enumerate(found) if token.start == verb.start), None)
    if at is None or at > NEAR + 3:
        return False
    said = lemmas(verb.text)
    near = [*range(at), *range(at + 1, min(at + NEAR + 1, len(found)))]
    if said & SENT:
        return any(_is_own_paper(found, index) for index in near)
    if said & HELD:
        return any(_is_own_meeting(found, index) for index in near)
    return "вернуться" in said and any(lemmas(found[index].text) & MATTERS for index in near)


def _is_own_paper(found: Sequence[Token], index: int) -> bool:
    """«настоящую резолюцию», «решение схода», «резолюцию губернатору»; not «решения судов»."""
    if not lemmas(found[index].text) & PAPERS:
        return False
    if index and lemmas(found[index - 1].text) & THIS:
        return True
    following = found[index + 1].text if index + 1 < len(found) else ""
    governed = bool(following) and bool(nouns(following, "gent")) and not has_part_of_speech(following, "PREP")
    whose = governed and not (
        is_body_word(following) and nouns(following, "datv")
    )  # «решение администрации» goes to it
    return not whose or bool(lemmas(following) & MEETINGS)


def _is_own_meeting(found: Sequence[Token], index: int) -> bool:
    """«следующее заседание», «XII городской форум»"""
    if not lemmas(found[index].text) & MEETINGS:
        return False
    before = found[max(0, index - 4) : index]
    return any(lemmas(token.text) & NEXT or ORDINAL.fullmatch(token.text) for token in before)
