"""What a site prints around a text: «Читать далее», crumbs, counters, numbers of pages. No text of a paper."""

import re

FURNITURE = re.compile(
    r"^\W*(?:читать\s+(?:далее|также|полностью)|наверх|назад|вверх|распечатать|версия\s+для\s+печати|"
    r"оставить\s+(?:отзыв|комментарий)|добавить\s+комментарий|(?:нравится|просмотр\w*|отзыв\w*)|следующая\s+(?:новость|запись)|"
    r"предыдущая\s+(?:новость|запись)|войти|регистрация|главная|теги|метки|источник)\W*(?:\(?\d+\)?)?\W*$",
    re.I,
)
CRUMBS = re.compile(r"^\s*[^\s/>»|→][^/>»|→]{0,40}(?:\s[/>»|→]\s[^/>»|→]{1,60}){1,6}$")
PAGES = re.compile(r"^\W*(?:\d{1,3}\s+){2,}\d{1,3}\W*(?:…|\.\.\.)?\W*$|^\s*[–—-]\s*\d{1,3}\s*[–—-]\s*$")
SHARING = re.compile(r"^\W*(?:поделиться|рассказать|расскажите|подписаться|подписывайтесь)\b[^.;]{0,60}$", re.I)
COUNTED = re.compile(r"^\W*(?:просмотр|комментари|отзыв)\w*\W*\d+(?:\W+\d+)*\W*$", re.I)
LONGEST = 500  # characters; the patterns look at some of them again and again
# Below it a page is about other things.
TAIL = re.compile(
    r"^\W*(?:(?:читайте|смотрите|см\.)\s+также|(?:похожие|другие|последние|свежие)\s+(?:новости|материалы|записи|публикации|статьи)|"
    r"(?:ещ[её]\s+)?(?:по\s+теме|новости\s+по\s+теме)|вам\s+может\s+быть\s+интересно|комментарии)\W*(?:\(?\d+\)?)?\W*$|^\s*(?:©|\(c\)\s)",
    re.I,
)


def is_furniture(text: str) -> bool:
    """What a site prints around the text: «Читать далее», crumbs, numbers of pages."""
    return len(text) <= LONGEST and any(pattern.match(text) for pattern in (FURNITURE, CRUMBS, PAGES, COUNTED, SHARING))


def is_crumbs(text: str) -> bool:
    """«Главная » Новости » Обращение»"""
    return "»" in text.strip("»") and bool(CRUMBS.match(text)) and "«" not in text


def ends_page(text: str) -> bool:
    """«Читайте также», «© Палата»: nothing below it is text of the paper."""
    return len(text) <= LONGEST and bool(TAIL.match(text))
