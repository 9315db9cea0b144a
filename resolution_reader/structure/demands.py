"""Does a text say what is to be done, or does it report and opine? One word list for sentences, items and lead-ins."""

import re
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.patterns import NEEDED, OBLIGED
from resolution_reader.addressees.requests.wishes import wish_at
from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import (
    is_finite_verb,
    is_surely_infinitive,
    is_word,
    lemmas,
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.asking import begs, comes_out, infinitive_in, is_asking, only_turns
from resolution_reader.structure.clauses import after_purpose, is_wish, main_clause
from resolution_reader.structure.reports import (
    GATHERINGS,
    is_impossible,
    is_past_or_denied,
    is_put_to_vote,
    is_reported,
    is_subject,
    only_reports,
    states_opinion,
)

NEED = word_set("необходимо следует нужно надо надлежит целесообразно важно требуется предстоит пора стоит желательно")
REQUIRES = word_set("требует требуют потребует потребуют")  # «дело требует усилий», but «требует от завода»
QUESTIONS = word_set("как где куда кому зачем почему")  # «Как помочь» is what a menu says
WHERE = word_set("куда некуда как что чего нечего")  # «не знают, куда обратиться», «есть что предложить»
# «Что делать: закрыть подвалы», «Предложение: …»: what it is called is no part of the task
KEY = re.compile(
    r"^\W*(?:что\s+(?:(?:нужно|надо|можно)\s+)?(?:с?делать|предлага\w+|измени\w+)|предложени[ея]|рекомендаци[яи]|мер[аы]|шаг|"
    r"действи[ея]|задача|поручение)(?:\s+(?:№\s*)?\d{1,3})?\s*[:–—]\s*",
    re.I,
)
# «Контроль … оставляю за собой», «… возлагается на комиссию»
CONTROLLED = re.compile(
    r"^\W*(?:общий\s+)?контроль\b.{0,160}\b(?:возложить|оставить|поручить|закрепить|возлага\w+|оставля\w+|поручается|"
    r"осуществля\w+)",
    re.I | re.S,
)
ASSEMBLED = re.compile(rf"участник|митинг|{GATHERINGS.pattern}", re.I)
CONVINCED = word_set("убежден убеждены уверен уверены верим")  # «мы уверены: школа должна остаться»
NEAR = 8  # tokens before a verb, among which its subject stands
LETTING = word_set("пусть пускай")
HOLDING = word_set("считать полагать признать счесть видеть")


def asks(sentence: str) -> bool:
    """Somebody recommends, proposes, asks something: the surest sign, wherever the sentence stands."""
    found = [token for token in tokens(sentence) if token.kind != "mark"]
    asking = (
        is_asking(token)
        and before.small not in WHERE
        and not _only_requires(found, at)
        and not is_past_or_denied(before, token)
        and not is_put_to_vote(found, at)
        for at, (before, token) in enumerate(zip(found[:1] + found, found[:-1], strict=False))
    )
    asking_here = any(asking) or comes_out(found) or begs(found)
    return asking_here and not only_reports(sentence) and not only_turns(found) and not is_reported(sentence)


def _only_requires(found: Sequence[Token], at: int) -> bool:
    """«дело требует усилий», «жители требуют …», who are heard; not «требует от завода», «участники требуют …»."""
    following = found[at + 1]
    if found[at].small not in REQUIRES or following.small == "от":
        return False
    near = found[max(0, at - NEAR) : at]
    assembled = any(nouns(token.text, "nomn") and ASSEMBLED.search(token.text) for token in near)
    return not (assembled and is_surely_infinitive(following.text))


def wishes(sentence: str) -> bool:
    """«Мы выступаем за то, чтобы …»"""
    found = tokens(sentence)
    return (wish_at(found) is not None or _lets(found)) and not is_reported(sentence)


def _lets(found: list[Token]) -> bool:
    """«Пусть парки останутся бесплатными.»"""
    return bool(found) and found[0].small in LETTING and any(is_finite_verb(token.text) for token in found[1:])


def needs(sentence: str) -> bool:
    """«Необходимо», «следует», «важно» with an infinitive or an action; «X должны» with an infinitive."""
    found = tokens(sentence)
    if is_reported(sentence):
        return False
    if wish_at(found) is not None or _lets(found):
        return True
    for index, token in enumerate(found):
        if token.small == "стоит" and not infinitive_in(found[index + 1 : index + 5]):
            continue
        if token.small in NEEDED and index and lemmas(found[index - 1].text) & HOLDING:
            return _action_in(found[index + 1 :])
        if token.small in NEED and not (token.small == "следует" and _follows_not_must(found, index)):
            purpose = [following.small for following in found[index + 1 : index + 3]] == [",", "чтобы"]
            action = infinitive_in(found[index + 1 :][:25]) if _lacks(found, index) else _action_in(found[index + 1 :])
            return purpose or action or infinitive_in(found[:index])
        near = found[max(0, index - NEAR) : index]
        if token.small in OBLIGED and infinitive_in(found[index + 1 : index + 8]) and _actor_in(near):
            return not any(before.small in CONVINCED for before in found[:index])
    return False


def _lacks(found: list[Token], index: int) -> bool:
    """«ему нужно расписание»: somebody has none, and nobody is asked for it."""
    return index > 0 and found[index - 1].small in ("ему", "ей", "им")


def _follows_not_must(found: list[Token], index: int) -> bool:
    """«из этого следует, что» is logic, not a request."""
    return index + 2 < len(found) and found[index + 1].kind == "comma" and found[index + 2].small == "что"


def _action_in(rest: list[Token]) -> bool:
    near = rest[:25]
    return infinitive_in(near) or any(
        token.kind == "word" and nouns(token.text, "nomn") and token.small.endswith(("ние", "ция", "ка", "тие"))
        for token in near
    )


def _actor_in(near: Sequence[Token]) -> bool:
    """Somebody, in the nominative: «Инспекция должна …», not «Дорога в школу должна …»"""
    words = (token.text for token in near if token.kind == "word" and is_body_word(token.text))
    return any(nouns(word, "nomn") or not nouns(word, "accs") for word in words)


def instructs(sentence: str) -> bool:
    """An infinitive rules the sentence: it opens it, or follows who is to act, with no finite verb before it."""
    found = list(after_purpose(tokens(KEY.sub("", sentence))))
    if len(found) > 1 and found[0].small in QUESTIONS and is_surely_infinitive(found[1].text):
        return False
    for index, (token, following) in enumerate(zip_longest(found, found[1:])):
        if token.kind != "word":
            if token.text == ";":
                return False
            continue
        if is_surely_infinitive(token.text):
            return not (
                states_opinion(sentence, token)
                or is_impossible(found, index)
                or is_subject(found[index + 1 :])
                or _hangs_on_verb(found[index + 1 :])
            )
        if following and following.text == ".":
            continue  # «им. К. Э. Циолковского»: no pronoun and no preposition
        if is_finite_verb(token.text) or readings(token.text)[0].tag.POS in ("NPRO", "PRED", "ADJS"):
            return False
        if token.small in ("что", "чтобы", "который", "которые"):
            return False
        if token.small == "чем" and index and found[index - 1].kind == "comma":
            return False  # «Это дешевле, чем строить заново»
    return False


def _hangs_on_verb(rest: list[Token]) -> bool:
    """«Жаловаться люди устали.», «Закрывать школы нельзя.»: the infinitive is the object of the same clause's verb."""
    clause = takewhile(lambda token: token.kind not in ("comma", "mark", "dash"), rest)
    return any(token.small == "нельзя" or _is_plainly_verb(token) for token in clause if token.kind == "word")


def _is_plainly_verb(token: Token) -> bool:
    """No name that only looks like one: «во дворах Дзёмог»."""
    first = readings(token.text)[0]
    return first.tag.POS == "VERB" and first.score >= 0.5 and token.text.islower() and is_word(token.text)


def demands(text: str) -> bool:
    """Whether it says what is to be done, in one of the three ways."""
    return instructs(text) or asks(text) or needs(text)


def opines(sentence: str) -> bool:
    """A finite verb of report or opinion rules it and nothing is asked: not a recommendation even when numbered."""
    found = tokens(sentence)
    if is_wish(found) or demands(sentence) or CONTROLLED.match(sentence):
        return False
    return any(
        token.kind == "word"
        and (
            (is_finite_verb(token.text) and readings(token.text)[0].score > 0.4)
            or (is_surely_infinitive(token.text) and states_opinion(sentence, token))
        )
        for token in main_clause(found)
    )
