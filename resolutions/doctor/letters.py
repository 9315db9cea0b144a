"""Whether e-mails leave: the mail server is spoken to, and sent a letter where an address is given."""

from smtplib import SMTPAuthenticationError, SMTPException, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from resolutions.doctor.finding import Finding, setting_to_fill

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOT_OURS = "@localhost"
SERVER = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD")


def letters(to: str) -> Finding:
    """`to`: who gets a letter to try it; empty: nobody, the server is only greeted."""
    if settings.EMAIL_BACKEND != SMTP:
        return Finding(
            "письма никуда не уходят, как бывает при разработке",
            setting_to_fill(*SERVER) if settings.PRODUCTION else "",
        )
    try:
        greet_or_send(to)
    except SMTPAuthenticationError as error:
        return Finding(f"почтовый сервер не принимает пароль (код {error.smtp_code})", setting_to_fill(*SERVER[2:]))
    except SMTPResponseException as error:
        return Finding(
            f"почтовый сервер отказал (код {error.smtp_code})",
            "Спросите у почты, почему она не принимает письма портала.",
        )
    except (SMTPException, OSError) as error:
        return Finding(f"почтовый сервер не отвечает ({type(error).__name__})", setting_to_fill(*SERVER))
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(NOT_OURS):
        return Finding("сервер отвечает, но у писем нет обратного адреса", setting_to_fill("DEFAULT_FROM_EMAIL"))
    return Finding("пробное письмо принято сервером: проверьте ящик, и папку со спамом" if to else "сервер отвечает")


def greet_or_send(to: str) -> None:
    connection = get_connection(fail_silently=False)
    connection.open()
    try:
        if to:
            subject, text = "Пробное письмо портала", "Если вы это читаете, портал умеет отправлять письма."
            connection.send_messages([EmailMessage(subject, text, to=[to])])
    finally:
        connection.close()
