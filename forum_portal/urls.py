"""Root addresses: the admin and the register; and the pages for what goes wrong."""

from django.urls import include, path

from resolutions.admin.site import site

urlpatterns = [
    path("admin/", site.urls),
    path("", include("resolutions.urls")),
]

handler400 = "resolutions.pages.errors.bad_request"
handler403 = "resolutions.pages.errors.permission_denied"
handler404 = "resolutions.pages.errors.page_not_found"
handler500 = "resolutions.pages.errors.server_error"
