"""Ten people save one row in the same moment; only a database with several connections can show that."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from resolutions.models import Forum
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import ForumFactory


@pytest.mark.several_connections
@pytest.mark.django_db(transaction=True)
def test_of_ten_who_save_at_once_one_saves_and_nine_see_both_texts(signed_in):
    anna = signed_in(role=Role.EDITOR)
    forum = ForumFactory(organizer=anna.user.organizer)
    path = reverse("admin:resolutions_forum_change", args=[forum.pk])
    opened = anna.get(path)
    start, statuses = Barrier(10), []

    def save(number):
        client = Client()
        client.force_login(anna.user)
        start.wait()
        statuses.append(client.post(path, filled(opened, title=f"Текст {number}")).status_code)
        connection.close()

    threads = [Thread(target=save, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 9 + [302]
    assert (Forum.objects.get().version, Forum.history.count()) == (2, 2)
