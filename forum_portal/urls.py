"""Root addresses: the admin and the register; and what is said when something goes wrong."""

from django.urls import include, path

from resolutions.admin.site import site
from resolutions.api.errors import or_error_answer
from resolutions.web import errors

urlpatterns = [
    path("admin/", site.urls),
    path("", include("resolutions.urls")),
]

handler400 = or_error_answer(errors.bad_request, 400)
handler403 = errors.permission_denied
handler404 = or_error_answer(errors.page_not_found, 404)
handler500 = or_error_answer(errors.server_error, 500)
