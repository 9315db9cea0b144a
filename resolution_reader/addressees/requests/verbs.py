"""«Рекомендовать мэрии …», «обратиться в Думу …», «Губернатора просим …»: a verb asks, or a noun made of one."""

from collections.abc import Iterator, Sequence

from resolution_reader.addressees.patterns import VERBS, Trigger
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.infinitives import acts_at_once
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import Taken
from resolution_reader.language.morphology import has_part_of_speech, is_infinitive, lemmas, nouns, readings
from resolution_reader.language.word_lists import word_set

REACH = 14  # tokens between a verb and the one it asks
FRONTED = 40  # tokens from «К …» to the verb
SENDING = word_set("направить инициировать подготовить подписать внести отправить")
PLEADING = word_set("обратиться ходатайствовать выйти войти выступить просить")
COMING_OUT = word_set("выйти выступить войти")
PURPOSES = word_set("инициатива предложение ходатайство просьба")
FILLERS = word_set("также далее настоятельно следующее еще раз дополнительно всемерно активно активнее вновь")
BY_DATIVE, BY_ACCUSATIVE = Trigger("datv", strong=True), Trigger("accs")


def asked_by_verb(sentence: Sentence, index: int, taken: Taken) -> Iterator[Sequence[Phrase]]:
    """Whom the verb at this token asks; `taken`: who has been found to act so far."""
    for lemma in lemmas(sentence.tokens[index].text):
        for trigger in VERBS.get(lemma, ()):
            if _is_request(sentence, index, lemma) and not _is_task(sentence, index, lemma, taken):
                yield _after(sentence, index + 1, trigger) or _object_before(sentence, index, trigger)


def _is_task(sentence: Sentence, index: int, lemma: str, taken: Taken) -> bool:
    """«Думе города обратиться в Правительство …»: who is to turn to somebody stands before the verb."""
    tokens = sentence.tokens
    if not is_infinitive(tokens[index].text) or (lemma in PLEADING and lemmas(tokens[0].text) & PLEADING):
        return False
    since = max((at for at in range(index) if tokens[at].text == ";"), default=0)  # another request
    return any(since <= phrase.start < phrase.end <= index for phrase in taken.leads)


def _is_request(sentence: Sentence, index: int, lemma: str) -> bool:
    """A verb, not a participle («предложенный») and not a past report in the passive."""
    tokens = sentence.tokens
    word = tokens[index].text
    if index and tokens[index - 1].small == "не":
        return False
    if has_part_of_speech(word, "PRTF", "ADJF"):
        return False
    if lemma in COMING_OUT:
        return any(lemmas(token.text) & PURPOSES for token in tokens)
    if lemma == "обращение" and any(token.small in ("в", "во") for token in tokens[index + 1 : index + 3]):
        return index > 0 and bool(lemmas(tokens[index - 1].text) & SENDING)
    return True


def _after(sentence: Sentence, index: int, trigger: Trigger) -> Sequence[Phrase]:
    """The names after the verb, past adverbs, insertions and circumstances, before the first infinitive."""
    limit = min(len(sentence.tokens), index + REACH)
    at: int | None = index
    while at is not None and at < limit:
        word = sentence.word_at(at)
        if word and is_infinitive(word) and not nouns(word, trigger.case):
            return []
        if phrases := _names_at(sentence, at, trigger) or _doer_at(sentence, at, trigger):
            return phrases
        if trigger.preposition and sentence.tokens[at].small == trigger.preposition:
            return []  # it has its object, and that is no body
        at = at + 1 if trigger.preposition else _past(sentence, at)
    return []


def _names_at(sentence: Sentence, index: int, trigger: Trigger) -> Sequence[Phrase]:
    """The names that begin here, or after the trigger's preposition here."""
    if not trigger.preposition:
        return sentence.lists.names(index, trigger.case, strong=trigger.strong, abbreviations=True)[0]
    if sentence.tokens[index].small != trigger.preposition:
        return []
    return sentence.lists.names(index + 1, trigger.case, strong=False, abbreviations=True)[0]


def _doer_at(sentence: Sentence, index: int, trigger: Trigger) -> Sequence[Phrase]:
    """«Просить аптечный пункт торговать …»: an infinitive follows, so whatever stands here is to act."""
    if trigger != BY_ACCUSATIVE:
        return []
    phrases, end = sentence.lists.names(index, trigger.case, strong=False, loose=True)
    return phrases if acts_at_once(sentence, end) else []


def _past(sentence: Sentence, index: int) -> int | None:
    """The place after what says nothing of who is asked; None where something else stands."""
    token = sentence.tokens[index]
    says_nothing = token.kind in ("paren", "comma") or token.small in FILLERS or token.text == ":"
    return index + 1 if says_nothing or sentence.is_adverb(index) else sentence.past_circumstance(index)


def _object_before(sentence: Sentence, index: int, trigger: Trigger) -> Sequence[Phrase]:
    """«Губернатора области (мы) просим:»: the one who is asked comes first, and cannot be the one who asks."""
    if trigger.preposition:
        return _turned_to_before(sentence, index, trigger)
    index -= index > 0 and sentence.tokens[index - 1].small == "мы"
    if trigger == BY_DATIVE:  # «Газете «Искра» предлагаем …»
        return [phrase for phrase in sentence.names_before(index, "datv") if phrase.is_body]
    if trigger != BY_ACCUSATIVE:
        return []
    phrases = sentence.names_before(index, "accs")
    heads = [sentence.tokens[phrase.head].text for phrase in phrases]
    verb = readings(sentence.tokens[index].text)[0].tag
    if "1per" in verb or (verb.number == "plur" and all(map(_is_singular, heads))):
        return phrases  # «Отдел просим …», «Университет просят …»: it is others who ask
    return [] if any(nouns(head, "nomn") for head in heads) else phrases


def _turned_to_before(sentence: Sentence, index: int, trigger: Trigger) -> Sequence[Phrase]:
    """«К сотрудникам ГИБДД обращаемся с просьбой …»: the whole sentence opens with whom it turns to."""
    if not 2 <= index <= FRONTED or sentence.tokens[0].small != trigger.preposition or trigger.case != "datv":
        return []
    phrases, end = sentence.lists.names(1, trigger.case, strong=trigger.strong)
    rest = range(end, index)
    return phrases if all(sentence.tokens[at].small == "мы" or sentence.is_adverb(at) for at in rest) else []


def _is_singular(head: str) -> bool:
    return all(noun.tag.number == "sing" for noun in nouns(head, "accs"))
