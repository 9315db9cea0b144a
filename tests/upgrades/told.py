"""What a register holds, in a form that can be compared before and after an upgrade; in SQL, as models change."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection

from resolutions.models import Draft
from resolutions.review.doubts import doubts_of
from resolutions.review.sheet import Sheet, sheet_from_json
from resolutions.vocabulary import DraftState

# Each with an order of its own: keys may be given anew, addresses and texts may not.
ROWS = {
    "look": (
        "SELECT name, emblem_version, main_colour, accent_colour, contact_email, contact_phone, contact_address "
        "FROM resolutions_look"
    ),
    "offers": (
        "SELECT organisation, person, email, resolution, consent_version, consent_from, made_at, told_at, settled_at "
        "FROM resolutions_offer ORDER BY email"
    ),
    "reads": (
        "SELECT f.slug, r.day, r.count FROM resolutions_forumreads r JOIN resolutions_forum f ON f.id = r.forum_id "
        "ORDER BY f.slug, r.day"
    ),
    "not found": "SELECT day, kind, words, count FROM resolutions_soughtinvain ORDER BY day, kind, words",
    "organizers": "SELECT slug, name, contact_email FROM resolutions_organizer ORDER BY slug",
    "places": (
        "SELECT l.slug, l.name, r.slug, r.name FROM resolutions_locality l "
        "LEFT JOIN resolutions_region r ON r.id = l.region_id ORDER BY l.slug"
    ),
    "forums": (
        "SELECT slug, title, ordinal, motto, preamble, starts_on, ends_on, published_at, version "
        "FROM resolutions_forum ORDER BY slug"
    ),
    "sections": (
        "SELECT f.slug, s.slug, s.title, s.preamble, COALESCE(l.text, ''), s.\"order\", s.version "
        "FROM resolutions_section s JOIN resolutions_forum f ON f.id = s.forum_id "
        'LEFT JOIN resolutions_line l ON l.section_id = s.id AND l."order" = 0 ORDER BY f.slug, s.slug'
    ),
    "themes": (
        "SELECT s.slug, t.slug, t.name FROM resolutions_section_themes st "
        "JOIN resolutions_theme t ON t.id = st.theme_id "
        "JOIN resolutions_section s ON s.id = st.section_id ORDER BY s.forum_id, s.slug, t.slug"
    ),
    "recommendations": (
        'SELECT code, number, text, "order", source_first, source_last, version '
        "FROM resolutions_recommendation ORDER BY code"
    ),
    "addressees": (
        "SELECT a.slug, a.name, a.short_name, a.kind, a.is_reviewed, p.slug, m.slug, l.slug "
        "FROM resolutions_addressee a LEFT JOIN resolutions_addressee p ON p.id = a.parent_id "
        "LEFT JOIN resolutions_addressee m ON m.id = a.merged_into_id "
        "LEFT JOIN resolutions_locality l ON l.id = a.locality_id ORDER BY a.slug"
    ),
    "other names": (
        "SELECT a.slug, n.name FROM resolutions_addresseealias n JOIN resolutions_addressee a ON a.id = n.addressee_id "
        "ORDER BY a.slug, n.name"
    ),
    "addressings": (
        'SELECT r.code, a.slug, ad.role, ad.as_written, ad."order" FROM resolutions_addressing ad '
        "JOIN resolutions_recommendation r ON r.id = ad.recommendation_id "
        'JOIN resolutions_addressee a ON a.id = ad.addressee_id ORDER BY r.code, ad."order", a.slug'
    ),
    "people": (
        "SELECT u.email, u.full_name, u.role, u.is_active, u.password, o.slug FROM resolutions_user u "
        "LEFT JOIN resolutions_organizer o ON o.id = u.organizer_id ORDER BY u.email"
    ),
    "documents": "SELECT sha256, media_type, original_name, file FROM resolutions_sourcedocument ORDER BY sha256, file",
    "drafts": (
        "SELECT id, state, revision, position, doubts_left, outline, blocks, refusal, share_key, shared_until, "
        "waiting_since FROM resolutions_draft ORDER BY id"
    ),
    "edits": 'SELECT draft_id, number, kind, outline, "at" FROM resolutions_draftedit ORDER BY draft_id, number',
    "subscriptions": (
        "SELECT email, query, frequency, key, consent_version, consent_at, confirmed_at, covered_until "
        "FROM resolutions_subscription ORDER BY email, query"
    ),
    "letters": (
        "SELECT l.kind, e.attempts, l.last_error, l.given_up, l.posted_at FROM resolutions_mail l "
        "JOIN resolutions_errand e ON e.kind IN ('mail', 'news') AND e.key = CAST(l.id AS varchar(100)) "
        "ORDER BY l.posted_at, l.kind"
    ),
    "history of texts": (
        "SELECT code, text, history_date, history_type, history_user_id FROM resolutions_historicalrecommendation "
        "ORDER BY history_id"
    ),
    "history of forums": (
        "SELECT slug, title, published_at, history_date, history_type, history_user_id "
        "FROM resolutions_historicalforum ORDER BY history_id"
    ),
}


def rows_of(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def tables() -> dict[str, int]:
    """{table: how many rows}."""
    with connection.cursor() as cursor:
        names = sorted(connection.introspection.table_names(cursor))
    return {name: rows_of(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}


def codes() -> dict[str, int]:
    """How many codes addressings have, and how many of their records in the history say another one."""
    other = (
        "SELECT count(*) FROM resolutions_addressing a "
        "JOIN resolutions_historicaladdressing h ON h.id = a.id WHERE h.code <> a.code"
    )
    distinct = "SELECT count(DISTINCT code) FROM resolutions_addressing"
    return {"distinct": rows_of(distinct)[0][0], "other in history": rows_of(other)[0][0]}


def sums() -> dict[str, str]:
    """{what: its checksum}; files by what they hold."""
    found = {name: sum_of(repr([[str(cell) for cell in row] for row in rows_of(ask)])) for name, ask in ROWS.items()}
    files = FileSystemStorage(settings.MEDIA_ROOT)
    names = [name for (name,) in rows_of("SELECT file FROM resolutions_sourcedocument ORDER BY file")]
    return found | {"files": sum_of(repr([(name, sum_of(files.open(name).read())) for name in names]))}


def sum_of(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def open_doubts() -> dict[str, list[list[Any]]]:
    """{key of a draft: what its review still asks}."""
    drafts = Draft.objects.filter(state=DraftState.OPEN).order_by("pk")
    return {str(draft.pk): doubts_in(sheet_from_json(draft.outline)) for draft in drafts}


def doubts_in(sheet: Sheet) -> list[list[Any]]:
    """[where, code, detail] of each."""
    return [[found.where, found.code, found.detail] for found in doubts_of(sheet)]
