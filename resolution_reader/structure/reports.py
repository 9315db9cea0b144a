"""A sentence that only tells of requests: of one speaker's, of earlier ones, of those that nobody makes."""

import re
from collections.abc import Sequence

from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import is_surely_infinitive, lemmas, nouns, readings
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.how_often import REPEATS

# Verbs that ask, by lemma. Finite, infinitive or passive; never as participles.
ASKING = word_set(
    "рекомендовать рекомендоваться порекомендовать предлагать предложить предлагаться просить попросить призывать "
    "призвать звать обязать поручить поручать обратиться обращаться ходатайствовать советовать настаивать требовать"
)
SAID = ASKING | word_set("сказать отметить подчеркнуть заявить напомнить сообщить рассказать добавить указать считать")
TALKED = word_set("говорить жаловаться спорить рассказывать напоминать спрашивать возражать настаивать твердить")
# Infinitives of opinion: «Отметить, что …» asks nobody for anything; «отметить грамотами» does.
OPINION = word_set("отметить отмечать констатировать подчеркнуть подчеркивать")
REWARDS = re.compile(r"\b(грамот|письм|преми|наград|благодарност|медал|диплом)\w*(ами|ой|ью|ями)\b", re.I)
# What an assembly honours: «Отметить активную работу ТОС» is a decision, «Отметить рост обращений» an opinion.
HONOURED = word_set("работа опыт вклад труд активность участие деятельность помощь заслуга")
HONOURED_WITHIN = 4  # words
ADVISING = word_set("рекомендовать рекомендоваться порекомендовать советовать")  # «не рекомендуется жечь траву» asks
PREVENTING = word_set("допустить")  # «закрытия школ не допустить» asks
DUTIES = word_set("это значит долг дело задача обязанность ответственность честь забота")
WITHIN = 40  # words
CHOSEN_FROM = word_set("кандидатура кандидат вариант")
FUTURE = word_set("буду будем будет будут")
GATHERINGS = re.compile(
    r"форум|конференц|съезд|слушан|собран|совещан|заседан|семинар|сход|встреч|ассамбле|конгресс|саммит|сл[её]т|круглый|стол|"
    r"секци|площадк|групп|совет|комисси|палат|дум|комитет|общест|союз|организац|актив|зал|президиум|правлени|партия|движени",
    re.I,
)


def is_reported(sentence: str) -> bool:
    """«Лесничий предложил …», «Врач отметила, что надо …»: one speaker said so, not the assembly."""
    found = [token for token in tokens(sentence) if token.kind == "word"]
    if found and _says_alone(found[0]) and readings(found[0].text)[0].tag.gender != "neut":
        return True  # «Предложила купить насос.»: who, the sentence before says
    for before, token, following in zip(found, found[1:], [*found[2:], *found[-1:]], strict=False):
        tag = readings(token.text)[0].tag
        if went_on(token) and (lemmas(token.text) & TALKED or following.small == "что"):
            return True  # «Жители говорили, что надо …»
        if _says_alone(token):
            return _is_speaker(before)
        if is_surely_infinitive(token.text) or tag.POS == "VERB":
            return False
    return False


def _says_alone(token: Token) -> bool:
    tag = readings(token.text)[0].tag
    return bool(tag.POS == "VERB" and tag.tense == "past" and tag.number == "sing" and lemmas(token.text) & SAID)


def _is_speaker(token: Token) -> bool:
    """One person: a post or a name, and no assembly."""
    if token.small in ("он", "она"):
        return True
    people = [noun for noun in nouns(token.text, "nomn") if "anim" in noun.tag and noun.tag.number == "sing"]
    return bool(people) and not GATHERINGS.search(token.text)


def is_past_or_denied(before: Token, token: Token) -> bool:
    """Of a verb that asks: «было поручено», «жители просили», «мы не требуем», «иначе будем обращаться в суд»."""
    if before.small == "не":
        return not lemmas(token.text) & ADVISING
    if before.small in FUTURE:
        return True
    # «Было предложено школам …» opens with its verb: so the assembly says what it proposes itself
    earlier = "быть" in lemmas(before.text) and before.start > 0 and readings(token.text)[0].tag.POS == "PRTS"
    return earlier or went_on(token)


def is_put_to_vote(found: Sequence[Token], at: int) -> bool:
    """«Предложена одна кандидатура», «предложили два проекта»: things to choose from, and nothing to be done."""
    tag = readings(found[at].text)[0].tag
    if "предложить" not in lemmas(found[at].text) or not (tag.tense == "past" or tag.POS == "PRTS"):
        return False
    rest = found[at + 1 : at + WITHIN]
    if any(lemmas(token.text) & CHOSEN_FROM for token in rest[:2]):
        return True
    counted = any(readings(token.text)[0].tag.POS == "NUMR" or token.kind == "number" for token in rest[:2])
    return counted and not any(is_surely_infinitive(token.text) for token in rest if token.kind == "word")


def went_on(token: Token) -> bool:
    """«просили», «высказывались»: what went on is talk, what was done («попросили») is a decision."""
    tag = readings(token.text)[0].tag
    return bool(tag.POS == "VERB" and tag.tense == "past" and tag.aspect == "impf")


def only_reports(sentence: str) -> bool:
    """«Участники обратились к истории» is no request, nor is a relative clause («которые предлагают»)."""
    return bool(re.search(r"\bкотор\w+[^,.;]{0,40}\b(предлага|рекоменд|прос)\w+", sentence)) and not re.search(
        r"^(участник|форум|конференци|слушани|съезд|секци)\w*\b.{0,60}\b(предлага|рекоменд|прос)\w+", sentence, re.I
    )


def is_subject(rest: Sequence[Token]) -> bool:
    """«Беречь реку – наш общий долг»: the infinitive is what the sentence is about; `rest` follows it."""
    dash = next((at for at, token in enumerate(rest) if token.kind == "dash"), None)
    return dash is not None and any(lemmas(token.text) & DUTIES for token in rest[dash + 1 : dash + 4])


def is_impossible(found: Sequence[Token], index: int) -> bool:
    """«к воде не подойти», «врача не дождаться»: that nobody can, when the infinitive does not open the sentence."""
    denied = index > 1 and found[index - 1].small == "не"
    return denied and readings(found[index].text)[0].tag.aspect == "perf" and not lemmas(found[index].text) & PREVENTING


def states_opinion(sentence: str, infinitive: Token) -> bool:
    """«Отметить, что …», «Отметить важность …», but not «Отметить грамотами …», «ежегодно отмечать семьи»."""
    if not lemmas(infinitive.text) & OPINION:
        return False
    after = [token for token in tokens(sentence) if token.start > infinitive.start][:HONOURED_WITHIN]
    honours = any(lemmas(token.text) & HONOURED for token in after)
    return not (honours or REWARDS.search(sentence) or REPEATS.search(sentence))
