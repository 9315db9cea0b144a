"""An outline in plain words, for whoever reads it in a terminal."""

from collections.abc import Iterable, Iterator

from resolution_reader.outline import DaysFrom, Mention, Outline, Problem, Recommendation, Remark, Section

ROLES = {"lead": "", "co-executor": " (соисполнитель)"}
OTHERS = {"recipient": "Получатель", "controller": "Контролирует"}


def as_text(outline: Outline) -> str:
    """Lines that end in a line break; nothing of the outline but what people ask for first."""
    return "".join(f"{line}\n" for line in _lines(outline))


def _lines(outline: Outline) -> Iterator[str]:
    yield outline.title or "(без названия)"
    days = " — ".join(day for day in (outline.date, outline.date_end) if day)
    yield ", ".join(said for said in (days, outline.place) if said) or "(ни даты, ни места)"
    for section in outline.sections:
        yield from _section(section)
    if outline.problems:
        yield from ("", "Проверьте:")
        yield from map(_problem, outline.problems)


def _section(section: Section) -> Iterator[str]:
    yield ""
    yield from _paragraphs((section.title, section.preamble))
    for row in section.body:
        if isinstance(row, Recommendation):
            yield from _recommendation(row)
        else:
            yield from _paragraphs([row.text if isinstance(row, Remark) else row.printed])


def _paragraphs(texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        if text:
            yield from text.split("\n")


def _recommendation(recommendation: Recommendation) -> Iterator[str]:
    first, *rest = recommendation.text.split("\n")
    yield f"  {recommendation.label or recommendation.number or '•'}  {first}"
    yield from (f"     {line}" for line in rest)
    if recommendation.addressees:
        yield f"     Кому: {'; '.join(map(_addressee, recommendation.addressees))}"
    if recommendation.deadline:
        yield f"     Срок: {_term(recommendation.deadline)}"
    if recommendation.repeats:
        yield f"     Как часто: {recommendation.repeats}"
    for other in recommendation.others:
        yield f"     {OTHERS[other.role]}: {other.name}"


def _term(deadline: str | DaysFrom) -> str:
    return deadline if isinstance(deadline, str) else deadline.in_words


def _addressee(mention: Mention) -> str:
    return f"{mention.known_as or mention.name}{ROLES[mention.role]}"


def _problem(problem: Problem) -> str:
    where = f" [блоки {problem.source[0]}–{problem.source[1]}]" if problem.source else ""
    return f"  {problem.hint}{where}"
