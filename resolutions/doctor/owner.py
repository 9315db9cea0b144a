"""Who answers for the portal: its first administrator, whom visitors write to, who publishes."""

from django.conf import settings

from resolutions.doctor.finding import Finding, command, setting_to_fill
from resolutions.models import Look, User
from resolutions.permissions import people_who


def administrators() -> Finding:
    if User.objects.filter(people_who("invite"), is_active=True).exists():
        return Finding("есть")
    return Finding("никого", f"{command('createsuperuser')} заведёт первого; остальных он пригласит сам.")


def publisher() -> Finding:
    """What pages, consents and open data name; in a portal for development it may be empty."""
    look = Look.objects.first()
    said = {
        "CONTACT_EMAIL": settings.CONTACT_EMAIL or (look.contact_email if look else ""),
        "DATA_OPERATOR": settings.DATA_OPERATOR,
        "OPEN_DATA_INN": settings.OPEN_DATA_INN,
        "OPEN_DATA_PUBLISHER": settings.OPEN_DATA_PUBLISHER,
        "OPEN_DATA_CONTACT": settings.OPEN_DATA_CONTACT,
    }
    missing = [name for name, value in said.items() if not value]
    if not missing:
        return Finding("сказано, кто публикует и кому писать")
    return Finding(f"не сказано: {', '.join(missing)}", setting_to_fill(*missing) if settings.PRODUCTION else "")
