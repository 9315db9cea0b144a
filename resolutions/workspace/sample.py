"""The sample resolution that editors download: written as the help page advises, it is read without a doubt."""

import io
from urllib.parse import quote

import docx
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from resolution_reader import FORMATS

NAME = "Образец резолюции.docx"
TITLE = "Резолюция II Форума соседей города Твери"
OPENING = [
    "г. Тверь, 14 июня 2025 г.",
    "В форуме участвовали жители, органы ТОС, некоммерческие организации и администрация города.",
]
# Section -> what its participants recommend, one request a line, each naming whom it asks.
SECTIONS = {
    "Двор": [
        "Рекомендовать администрации города составить график ремонта дворов и опубликовать его.",
        "Рекомендовать органам ТОС собрать предложения жителей по озеленению до 1 сентября 2025 г.",
    ],
    "Молодёжь": [
        "Рекомендовать некоммерческим организациям провести летнюю школу молодых соседей.",
        "Рекомендовать администрации города предоставить помещения для занятий школы.",
    ],
}
LEAD_IN = "Участники секции рекомендуют:"


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(sample_file(), content_type=FORMATS["docx"].media_type)
    response.headers["Content-Disposition"] = "attachment; filename=\"sample.docx\"; filename*=utf-8''" + quote(NAME)
    return response


def sample_file() -> bytes:
    """A .docx with headings by style and numbers typed out, so that they survive any program."""
    document = docx.Document()
    document.add_heading(TITLE, level=0)
    for line in OPENING:
        document.add_paragraph(line)
    for section, requests in SECTIONS.items():
        document.add_heading(f"Секция «{section}»", level=1)
        document.add_paragraph(LEAD_IN)
        for number, text in enumerate(requests, 1):
            document.add_paragraph(f"{number}. {text}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
