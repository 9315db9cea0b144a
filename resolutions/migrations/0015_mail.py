"""A waiting e-mail is a `Mail`: «letter» is kept for what goes to an addressee on paper. Rows stay as they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OLD = ["letter_has_one_reader", "letter_of_news_has_digest", "letter_once_per_subscription", "letter_once_per_user"]


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0014_more_errands"),
    ]

    operations = [
        migrations.RenameModel("Letter", "Mail"),
        *[migrations.RemoveConstraint("mail", name) for name in [*OLD, "letter_once_per_request"]],
        migrations.AlterField(
            model_name="mail",
            name="subscription",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="resolutions.subscription",
                verbose_name="подписка",
            ),
        ),
        migrations.AlterField(
            model_name="mail",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to=settings.AUTH_USER_MODEL,
                verbose_name="кому",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by", ""), ("subscription__isnull", False), ("user__isnull", True)),
                    models.Q(("asked_by", ""), ("subscription__isnull", True), ("user__isnull", False)),
                    models.Q(
                        ("subscription__isnull", True),
                        ("user__isnull", True),
                        models.Q(("asked_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="mail_has_one_recipient",
                violation_error_message="Письмо пишут либо подписчику, либо пользователю, либо тому, кто просил.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest__isnull", False), ("kind", "digest")),
                    models.Q(models.Q(("kind", "digest"), _negated=True), ("digest__isnull", True)),
                    _connector="OR",
                ),
                name="mail_of_news_has_digest",
                violation_error_message="Письмо о новом пишут по рассылке.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                fields=("kind", "subscription"),
                name="mail_once_per_subscription",
                violation_error_message="Такое письмо подписчику уже ждёт отправки.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                fields=("kind", "user"),
                name="mail_once_per_user",
                violation_error_message="Такое письмо этому человеку уже ждёт отправки.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                condition=models.Q(("asked_by", ""), _negated=True),
                fields=("kind", "asked_by"),
                name="mail_once_per_request",
                violation_error_message="Такое письмо на этот адрес уже ждёт отправки.",
            ),
        ),
    ]
