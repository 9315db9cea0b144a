"""A resolution as an outline with all that can stand in one."""

from dataclasses import replace

from resolution_reader import Adopted, DaysFrom, Group, Mention, Other, Outline, Part, Recommendation, Remark, Section

HALL = Mention("администрация города Томска", "администрации города", kind="city-hall")
CULTURE = Mention("управление культуры", "Управлению культуры", kind="department")
POOL = Mention("бассейн «Волна»", "бассейну «Волна»", kind="institution")
DUMA = Other("городская дума", "в городскую Думу", "recipient")
MAYOR = Other("первый заместитель мэра", "на первого заместителя мэра", "controller")


def item(text: str, at: int, **fields: object) -> Recommendation:
    return replace(
        Recommendation(number=None, text=text, deadline=None, implicit=False, source=(at, at)),
        **fields,  # type: ignore[arg-type]  # of a recommendation, whichever the test gives
    )


def of_culture() -> Recommendation:
    parts = (
        Part("а", "Управлению культуры провести конкурс", "а)", addressees=(CULTURE,), deadline="2024-05-01"),
        Part("б", "бассейну «Волна» открыть дорожку", "б)", (POOL,), (DUMA,), deadline=DaysFrom(30)),
        Part("в", "провести праздник", "в)", deadline="до конца года"),
    )
    text = "Принять меры:\n" + "\n".join(f"{part.label} {part.text}" for part in parts)
    return item(
        text,
        6,
        number="2",
        label="2)",
        parts=parts,
        addressees=(CULTURE, POOL),
        act="instruct",
        repeats="ежеквартально",
        others=(MAYOR,),
        group=1,
    )


def yards() -> Section:
    """A group, an item, talk, a group below the first with an item, a group beside the first with one, and the end."""
    return Section(
        title="Дворы",
        preamble="Говорили о дворах.",
        lead_in="Рекомендовать администрации города:",
        title_as_written="Секция 1. «Дворы»",
        annex="Приложение 1",
        groups=(
            Group("Рекомендовать администрации города:", 0, addressees=(HALL,), source=(3, 3)),
            Group("Управлению культуры:", 3, "3", "3.", level=2, source=(5, 5)),
            Group("Соседям:", 5, "4", "4.", source=(7, 7)),
        ),
        remarks=(Remark("Участники отметили, что дворы пусты.", 2, (5, 5)),),
        recommendations=(
            item("провести конкурс дворов.", 4, number="1.1", label="1.1.", addressees=(HALL,), group=0, implicit=True),
            of_culture(),
            item("принять к сведению доклад.", 8, label="–", act="note", group=2, deadline="2024-12-31"),
        ),
        source=((2, 2),),
    )


def adopted() -> Outline:
    return Outline(
        title="Форум дворов",
        ordinal="II",
        date="2023-06-05",
        date_end=None,
        place="город Томск",
        preamble="Собрались.",
        sections=(yards(),),
        source=((0, 1),),
        head="РЕЗОЛЮЦИЯ\nII форума дворов",
        adopted=Adopted("2023-06-06", "12-р", "за – 31, против – 0"),
    )
