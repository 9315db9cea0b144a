"""Does a text say what is to be done, or does it report and opine? One word list for sentences, items and lead-ins."""

import re
from itertools import pairwise, takewhile, zip_longest

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.patterns import NEEDED, OBLIGED
from resolution_reader.addressees.requests.wishes import wish_at
from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_finite_verb,
    is_surely_infinitive,
    is_word,
    lemmas,
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.clauses import after_purpose, is_wish, main_clause
from resolution_reader.structure.reports import (
    ASKING,
    is_impossible,
    is_past_or_denied,
    is_reported,
    is_subject,
    only_reports,
)

# Verbs of decision: they open a list of what is to be done, but a sentence of prose that holds one is a report.
DECIDING = word_set("решить постановить постановлять принять утвердить определить выработать сформулировать")
# Verbs of report and opinion: a list they open holds no requests.
TELLING = word_set(
    "отметить отмечать констатировать подчеркнуть подчеркивать обсудить обсуждать рассмотреть заслушать выявить "
    "обеспечить принять участвовать состояться пройти организовать провести считать полагать выразить "
    "являться способствовать позволить включать войти представить зафиксировать признать"
)
NEED = word_set("необходимо следует нужно надо надлежит целесообразно важно требуется предстоит пора стоит желательно")
# Nouns that announce a list of requests.
ANNOUNCING = frozenset(
    {
        "рекомендация",
        "предложение",
        "решение",
        "мера",
        "шаг",
        "поручение",
        "задача",
        "инициатива",
        "требование",
        "просьба",
        "пожелание",
    }
)
BEFORE_NOW = word_set("сформулированный прошлый")  # «прошлые решения» announce nothing
# Infinitives of opinion: «Отметить, что …» asks nobody for anything; «отметить грамотами» does.
REMARKS = word_set("замечание жалоба нарекание")  # «Поступило 24 замечания, из них:»
OPINION = word_set("отметить отмечать констатировать подчеркнуть подчеркивать")
REWARDS = re.compile(r"\b(грамот|письм|преми|наград|благодарност|медал|диплом)\w*(ами|ой|ью|ями)\b", re.I)
# What an assembly honours: «Отметить активную работу ТОС» is a decision, «Отметить рост обращений» an opinion.
HONOURED = word_set("работа опыт вклад труд активность участие деятельность помощь заслуга")
HONOURED_WITHIN = 4  # words
BEGGED_WITHIN = 8  # words from «просьба» to what is begged for
LETTING = word_set("пусть пускай")
REQUIRES = word_set("требует требуют потребует потребуют")  # «дело требует усилий», but «требует от завода»
TURNING = word_set("обратиться обращаться")
PURPOSES = word_set("просьба предложение ходатайство инициатива вопрос призыв требование")
WHERE = word_set("куда некуда как")  # «не знают, куда обратиться»
HOLDING = word_set("считать полагать признать счесть видеть")
# A list of what whoever speaks will do is no list of requests.
PLEDGING = word_set("обещать пообещать обязываться обязаться клясться поклясться")
# «исходит из того, что:», «Принимая во внимание:»: reasons follow.
REASONS = re.compile(r"(,\s*что|\b(учитывая|сознавая|признавая|отмечая|принимая\s+во\s+внимание)(,\s*что)?)\W*$", re.I)
COMING_OUT = word_set("выступать выступить выходить выйти")  # «выступаем с инициативой»


def asks(sentence: str) -> bool:
    """Somebody recommends, proposes, asks something: the surest sign, wherever the sentence stands."""
    found = [token for token in tokens(sentence) if token.kind != "mark"]
    asking = (
        _is_asking(token)
        and before.small not in WHERE
        and (token.small not in REQUIRES or following.small == "от")
        and not is_past_or_denied(before, token)
        for before, (token, following) in zip(found[:1] + found, pairwise(found), strict=False)
    )
    asking_here = any(asking) or _comes_out(found) or _begs(found)
    return asking_here and not only_reports(sentence) and not _only_turns(found) and not is_reported(sentence)


def _begs(found: list[Token]) -> bool:
    """«…: просьба к поликлиникам увеличить …», «Давайте проводить …»"""
    return any(
        (token.small == "просьба" or (not at and token.small == "давайте"))
        and _infinitive_in(found[at + 1 : at + BEGGED_WITHIN])
        for at, token in enumerate(found)
    )


def _comes_out(found: list[Token]) -> bool:
    """«Мы выступаем с инициативой проведения …»"""
    return any(
        lemmas(token.text) & COMING_OUT
        and is_finite_verb(token.text)
        and following[:1] == ["с"]
        and any(lemmas(word) & PURPOSES for word in following)
        for token, following in (
            (token, [after.small for after in found[at + 1 : at + 4]]) for at, token in enumerate(found)
        )
    )


def _is_asking(token: Token) -> bool:
    if token.kind != "word" or not lemmas(token.text) & ASKING:
        return False
    return not has_part_of_speech(token.text, "PRTF", "ADJF", "NOUN", "GRND")


def _only_turns(found: list[Token]) -> bool:
    """«Участники обращаются к органам власти.»: to whom, but not what for; that comes below."""
    verbs = [token for token in found if _is_asking(token)]
    return (
        all(lemmas(token.text) & TURNING and is_finite_verb(token.text) for token in verbs)
        and not _infinitive_in(found)
        and not any(lemmas(token.text) & PURPOSES for token in found)
    )


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
        if token.small == "стоит" and not _infinitive_in(found[index + 1 : index + 5]):
            continue
        if token.small in NEEDED and index and lemmas(found[index - 1].text) & HOLDING:
            return _action_in(found[index + 1 :])
        if token.small in NEED and not (token.small == "следует" and _follows_not_must(found, index)):
            purpose = [following.small for following in found[index + 1 : index + 3]] == [",", "чтобы"]
            return purpose or _action_in(found[index + 1 :]) or _infinitive_in(found[:index])
        if token.small in OBLIGED and _infinitive_in(found[index + 1 : index + 8]) and _actor_in(found[:index]):
            return True
    return False


def _follows_not_must(found: list[Token], index: int) -> bool:
    """«из этого следует, что» is logic, not a request."""
    return index + 2 < len(found) and found[index + 1].kind == "comma" and found[index + 2].small == "что"


def _action_in(rest: list[Token]) -> bool:
    near = rest[:25]
    return _infinitive_in(near) or any(
        token.kind == "word" and nouns(token.text, "nomn") and token.small.endswith(("ние", "ция", "ка", "тие"))
        for token in near
    )


def _infinitive_in(found: list[Token]) -> bool:
    return any(token.kind == "word" and is_surely_infinitive(token.text) for token in found)


def _actor_in(found: list[Token]) -> bool:
    """Somebody, in the nominative: «Инспекция должна …», not «Дорога в школу должна …»"""
    near = (token.text for token in found[-8:] if token.kind == "word" and is_body_word(token.text))
    return any(nouns(word, "nomn") or not nouns(word, "accs") for word in near)


def instructs(sentence: str) -> bool:
    """An infinitive rules the sentence: it opens it, or follows who is to act, with no finite verb before it."""
    found = list(after_purpose(tokens(sentence)))
    for index, (token, following) in enumerate(zip_longest(found, found[1:])):
        if token.kind != "word":
            if token.text == ";":
                return False
            continue
        if is_surely_infinitive(token.text):
            return not (
                _states_opinion(sentence, token)
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
    return False


def _hangs_on_verb(rest: list[Token]) -> bool:
    """«Жаловаться люди устали.»: a verb of the same clause has the infinitive as its object."""
    clause = takewhile(lambda token: token.kind not in ("comma", "mark", "dash"), rest)
    return any(_is_plainly_verb(token) for token in clause if token.kind == "word")


def _is_plainly_verb(token: Token) -> bool:
    """No name that only looks like one: «во дворах Дзёмог»."""
    first = readings(token.text)[0]
    return first.tag.POS == "VERB" and first.score >= 0.5 and token.text.islower() and is_word(token.text)


def _states_opinion(sentence: str, infinitive: Token) -> bool:
    """«Отметить, что …», «Отметить важность …», but not «Отметить грамотами …», «Отметить работу волонтёров»."""
    if not lemmas(infinitive.text) & OPINION:
        return False
    after = [token for token in tokens(sentence) if token.start > infinitive.start][:HONOURED_WITHIN]
    return not (REWARDS.search(sentence) or any(lemmas(token.text) & HONOURED for token in after))


def demands(text: str) -> bool:
    """Whether it says what is to be done, in one of the three ways."""
    return instructs(text) or asks(text) or needs(text)


def opens_requests(lead_in: str) -> bool | None:
    """What a line before a list announces: True requests, False a report or opinion, None neither."""
    if REASONS.search(lead_in):
        return False
    found = tokens(lead_in)
    words = [token for token in found if token.kind == "word"]
    if wish_at(found) is not None:
        return True
    if any(_announces_requests(token, lead_in) for token in words):
        return True
    if any(_is_verb_of(TELLING | PLEDGING, token) or lemmas(token.text) & REMARKS for token in words):
        return False
    if any(lemmas(token.text) & ANNOUNCING for token in words[-6:]):
        return not any(lemmas(token.text) & BEFORE_NOW for token in words)
    return None


def _announces_requests(token: Token, lead_in: str) -> bool:
    if token.small in NEED | NEEDED | OBLIGED or _is_asking(token):
        return True
    return _is_verb_of(DECIDING, token) and not _took_part(lead_in)


def _is_verb_of(known: frozenset[str], token: Token) -> bool:
    return bool(lemmas(token.text) & known) and not has_part_of_speech(token.text, "PRTF", "GRND", "NOUN", "ADJF")


def _took_part(text: str) -> bool:
    return bool(re.search(r"приня\w+\s+(активное\s+)?участие|участие\s+(в\s+\w+\s+)?приня\w+", text, re.I))


def opines(sentence: str) -> bool:
    """A finite verb of report or opinion rules it and nothing is asked: not a recommendation even when numbered."""
    found = tokens(sentence)
    if is_wish(found) or demands(sentence):
        return False
    return any(
        token.kind == "word"
        and (
            (is_finite_verb(token.text) and readings(token.text)[0].score > 0.4)
            or (is_surely_infinitive(token.text) and _states_opinion(sentence, token))
        )
        for token in main_clause(found)
    )
