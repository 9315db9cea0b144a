"""Help for who writes resolutions: how to set one out so that it comes in without corrections, and why doubts arise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolution_reader import PROBLEMS, READERS
from resolutions.review.doubts import EDITING_DOUBTS, EDITING_ERRORS, REGISTER_ERRORS

# Why each doubt arises and what to write so that it does not; a test holds that none is missing.
REASONS = {
    "no-title": "Напишите название отдельной строкой в начале: «Резолюция V Общественного форума».",
    "no-recommendations": "Поставьте перед списком строку «Участники предлагают:», а перед пунктами номера.",
    "no-date": "Укажите день словами: «Форум состоялся 21 апреля 2021 года». Дату мы не придумываем.",
    "no-place": "Назовите город: «в городе Новосибирске».",
    "place-guessed": "Место нашлось в названии организации, а не прямо. Назовите город в первых строках.",
    "place-in-regions": "Мест с этим названием несколько. Напишите и регион: «город Лесной, Свердловская область».",
    "no-addressee": "Назовите, кого просите: «Рекомендовать мэрии города …». Пункт «Провести …» ни к кому не обращён.",
    "addressee-inherited": "Адресат стоит один раз перед списком. Проверьте, что он относится к каждому пункту.",
    "unknown-body": "Напишите официальное название. Новый адресат войдёт в справочник, и в другой раз его узнают.",
    "similar-body": "Название отличается от известного парой слов: это может быть и другой орган.",
    "number-gap": "Между пунктами пропал номер. Часто это значит, что пункт слился с соседним или потерян при вёрстке.",
    "number-twice": "Два пункта секции с одним номером: обычно сбилась автоматическая нумерация.",
    "two-requests": "В пункте просят разных. Отвечать они будут порознь, поэтому лучше два пункта.",
    "very-long": "Пункт длиннее полутора тысяч знаков: возможно, к нему приклеился следующий абзац.",
    "from-prose": "Пункт стоит в сплошном тексте без номера. Оформите рекомендации списком.",
    "empty-section": "Есть заголовок, а рекомендаций под ним не нашлось.",
    "list-not-taken": "Нумерованный список похож на перечень секций или участников, а не на рекомендации.",
    "encoding-guessed": "Текстовый файл не говорит, какими буквами записан. Сохраните его в UTF-8 или как .docx.",
    "words-lost": "Часть слов не удалось прочесть: надпись, рисунок, сноска. Сверьте с файлом и допишите.",
    "like-published": "Ту же резолюцию уже вносили, из другого файла. "
    "Исправьте ту или, если это действительно другой форум, опубликуйте как другую.",
    "empty-text": "Карточка без текста: допишите его или уберите пункт.",
    "empty-line": "Строка добавлена, а слов в ней нет: она стояла бы пустой над своими пунктами.",
    "next-number-inside": "Начните пункт с новой строки и с номера: «2.». Если это список внутри пункта, отметьте "
    "«Проверено».",
    "bad-date": "Такого дня нет в календаре или дата записана непривычно.",
    "dates-order": "Форум закончился раньше, чем начался: перепутаны дни.",
    "too-long": "Номер, срок, место или название адресата длиннее, чем помещается в реестре.",
}


@require_safe
def writing_help(request: HttpRequest) -> HttpResponse:
    sentences = (
        {code: kind.sentence for code, kind in PROBLEMS.items()} | REGISTER_ERRORS | EDITING_ERRORS | EDITING_DOUBTS
    )
    return render(
        request,
        "workspace/help.html",
        {
            "reasons": [(sentence, REASONS.get(code, "")) for code, sentence in sentences.items()],
            "formats": [f".{name}" for name in READERS],
        },
    )
