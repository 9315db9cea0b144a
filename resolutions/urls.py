"""Addresses of the register. They are permanent: extend them, do not rename them."""

from django.contrib.auth import views as auth
from django.urls import path, re_path, reverse_lazy

from resolutions import feeds
from resolutions.api import addressees as api_addressees
from resolutions.api import directories as api_directories
from resolutions.api import documentation as api_documentation
from resolutions.api import forums as api_forums
from resolutions.api import recommendations as api_recommendations
from resolutions.api import schema as api_schema
from resolutions.exports import views as exports
from resolutions.open_data import pages as open_data
from resolutions.open_data.akoma_ntoso import page as akoma_ntoso
from resolutions.outside import pictures, sitemaps
from resolutions.pages import (
    accounts,
    addressees,
    complaints,
    contribute,
    embed,
    forums,
    home,
    look,
    passkeys,
    recommendation,
    recommendations,
    second_factor,
    security,
    sign_in_code,
    sources,
    statistics,
    subscriptions,
    themes,
    words,
)
from resolutions.pages import pictures as pages_of_pictures
from resolutions.web import health, view_settings
from resolutions.web.metrics import metrics
from resolutions.workspace import (
    both_texts,
    corrections,
    desk,
    drafts,
    hiding,
    in_place,
    offers,
    outlined,
    page_pictures,
    preview,
    publishing,
    reads,
    reviewing,
    sample,
    section_themes,
    sought,
    splitting,
    taken_back,
    text,
    uploading,
    waiting,
)
from resolutions.workspace import complaints as complaints_desk
from resolutions.workspace import help as writing
from resolutions.workspace.look import edit_look

public = [
    path("", home.home, name="home"),
    path("forums/", forums.forum_list, name="forum-list"),
    path("forums/<slug:slug>/", forums.forum_detail, name="forum-detail"),
    path("forums/<slug:slug>/source/", sources.source_file, name="forum-source"),
    path("forums/<slug:slug>/text/", sources.source_text, name="forum-text"),
    path("forums/<slug:slug>/picture.png", pictures.forum_picture, name="forum-picture"),
    path("forums/<slug:slug>/akn.xml", akoma_ntoso.forum_as_akoma_ntoso, name="forum-akoma-ntoso"),
    path("forums/<slug:slug>/export/<slug:format>/", exports.forum_export, name="forum-export"),
    path("forums/<slug:slug>/feed/", feeds.forum_feed, name="forum-feed"),
    path("forums/<slug:slug>/report/", complaints.forum_report, name="forum-report"),
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/suggest/", recommendations.recommendation_suggestions, name="recommendation-suggestions"),
    path(
        "recommendations/values/<slug:parameter>/", recommendations.recommendation_values, name="recommendation-values"
    ),
    path("recommendations/export/<slug:format>/", exports.recommendation_export, name="recommendation-export"),
    path("recommendations/feed/", feeds.recommendation_feed, name="recommendation-feed"),
    path("r/<slug:code>/", recommendation.recommendation_detail, name="recommendation-detail"),
    path("r/<slug:code>/picture.png", pictures.recommendation_picture, name="recommendation-picture"),
    path("r/<slug:code>/report/", complaints.recommendation_report, name="recommendation-report"),
    path("report/sent/", complaints.report_sent, name="report-sent"),
    path("embed/recommendations/", embed.embedded_list, name="embedded-list"),
    path("embed/forums/<slug:slug>/", embed.embedded_forum, name="embedded-forum"),
    path("addressees/", addressees.addressee_list, name="addressee-list"),
    path("addressees/<slug:slug>/", addressees.addressee_detail, name="addressee-detail"),
    path("addressees/<slug:slug>/feed/", feeds.addressee_feed, name="addressee-feed"),
    path("themes/", themes.theme_list, name="theme-list"),
    path("themes/<slug:slug>/", themes.theme_detail, name="theme-detail"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/<slug:name>.csv", statistics.figure_file, name="statistics-file"),
    path("pictures/<slug:name>/", pages_of_pictures.picture_page, name="picture-page"),
    path("pictures/<slug:name>.<slug:format>", pages_of_pictures.picture_file, name="picture-file"),
    path("about/", words.about, name="about"),
    path("help/", words.help_page, name="help"),
    path("about/glossary/", words.glossary, name="glossary"),
    path("about/privacy/", words.privacy, name="privacy"),
    path("about/consent/", subscriptions.consent, name="consent"),
    path("about/consent/<slug:version>/", subscriptions.consent, name="consent-version"),
    path("contribute/", contribute.contribute, name="contribute"),
    path("contribute/sent/", contribute.offer_sent, name="offer-sent"),
    path("contribute/consent/", contribute.consent, name="offer-consent"),
    path("contribute/consent/<slug:version>/", contribute.consent, name="offer-consent-version"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("subscribe/sent/", subscriptions.mail_on_its_way, name="subscribe-sent"),
    path("subscriptions/<str:token>/", subscriptions.subscription, name="subscription"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("picture.png", pictures.picture, name="picture"),
    path("look.css", look.look_style, name="look-style"),
    path("emblem.png", look.emblem, name="emblem"),
    path("site.webmanifest", look.site_manifest, name="site-manifest"),
    path("view-settings/", view_settings.edit_view_settings, name="view-settings"),
]

# The convention gives these names: list.csv of the data sets, and a folder for each, with meta.csv in it.
open_data_files = [
    path("opendata/", open_data.open_data, name="open-data"),
    path("opendata/<slug:table>/", open_data.data_set, name="open-data-set"),
    re_path(r"^opendata/(?P<file>[a-z]+\.[a-z]+)$", open_data.dumped_file, name="open-data-file"),
    re_path(
        r"^opendata/(?P<table>[a-z0-9-]+)/(?P<file>[a-z0-9-]+\.csv)$", open_data.dumped_file, name="open-data-set-file"
    ),
]

api = [
    path("api/v1/", api_documentation.documentation, name="api"),
    path(
        "api/v1/recommendations/",
        api_recommendations.RecommendationList.as_view(),
        name="api-recommendation-list",
    ),
    path(
        "api/v1/recommendations/<slug:code>/",
        api_recommendations.RecommendationDetail.as_view(),
        name="api-recommendation-detail",
    ),
    path("api/v1/forums/", api_forums.ForumList.as_view(), name="api-forum-list"),
    path("api/v1/forums/<slug:slug>/", api_forums.ForumDetail.as_view(), name="api-forum-detail"),
    path("api/v1/sections/", api_forums.SectionList.as_view(), name="api-section-list"),
    path("api/v1/addressees/", api_addressees.AddresseeList.as_view(), name="api-addressee-list"),
    path("api/v1/addressees/<slug:slug>/", api_addressees.AddresseeDetail.as_view(), name="api-addressee-detail"),
    path("api/v1/themes/", api_directories.ThemeList.as_view(), name="api-theme-list"),
    path("api/v1/places/", api_directories.PlaceList.as_view(), name="api-place-list"),
    path("api/v1/schema/", api_schema.SchemaView.as_view(), name="api-schema"),
]

people = [
    path("login/", accounts.LoginView.as_view(), name="login"),
    path("login/code/", sign_in_code.by_app, name="sign-in-code"),
    path("login/recovery-code/", sign_in_code.by_recovery_code, name="sign-in-recovery-code"),
    path("login/passkey/", passkeys.sign_in, name="sign-in-passkey"),
    path("login/passkey/ask/", passkeys.ask_known, name="passkey-ask-known"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/", accounts.account, name="account"),
    path("account/security/", security.security, name="security"),
    path("account/security/sessions/end/", security.end, name="sessions-end"),
    path("account/security/app/", second_factor.app, name="second-factor-app"),
    path("account/security/recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("account/security/passkeys/add/", passkeys.add, name="passkey-add"),
    path("account/security/passkeys/ask/", passkeys.ask_new, name="passkey-ask-new"),
    path("account/security/passkeys/<int:pk>/remove/", passkeys.remove, name="passkey-remove"),
    path("account/security/off/", second_factor.off, name="second-factor-off"),
    path("account/password/", accounts.ChangeView.as_view(), name="password-change"),
    path("account/password/done/", auth.PasswordChangeDoneView.as_view(), name="password-change-done"),
    path(
        "password-reset/",
        auth.PasswordResetView.as_view(
            form_class=accounts.ResetForm,
            success_url=reverse_lazy("password-reset-done"),
        ),
        name="password-reset",
    ),
    path("password-reset/sent/", auth.PasswordResetDoneView.as_view(), name="password-reset-done"),
    path("password-reset/<uidb64>/<token>/", accounts.ResetConfirmView.as_view(), name="password-reset-confirm"),
    path("invitation/<uidb64>/<token>/", accounts.InvitationView.as_view(), name="invitation"),
]

editor = [
    path("editor/", drafts.draft_list, name="draft-list"),
    path("editor/upload/", uploading.upload, name="draft-upload"),
    path("editor/new/", drafts.start, name="draft-start"),
    path("editor/help/", writing.writing_help, name="writing-help"),
    path("editor/help/sample.docx", sample.sample, name="sample-resolution"),
    path("editor/drafts/<int:pk>/", reviewing.review, name="draft-review"),
    path("editor/drafts/<int:pk>/queue/", waiting.queue_place, name="draft-queue"),
    path("editor/drafts/<int:pk>/retry/", waiting.retry, name="draft-retry"),
    path("editor/drafts/<int:pk>/autosave/", reviewing.autosave, name="draft-autosave"),
    path("editor/drafts/<int:pk>/both/", both_texts.settle_conflict, name="draft-both"),
    path("editor/drafts/<int:pk>/split/<int:key>/", splitting.split, name="draft-split"),
    path("editor/drafts/<int:pk>/text/", text.as_text, name="draft-text"),
    path("editor/drafts/<int:pk>/text/outline/", outlined.outline, name="draft-outlined"),
    path("editor/drafts/<int:pk>/preview/", preview.preview, name="draft-preview"),
    path("editor/drafts/<int:pk>/share/", drafts.share_link, name="draft-share"),
    path("editor/drafts/<int:pk>/pages/<int:page>.jpg", page_pictures.page_picture, name="draft-page-picture"),
    path("editor/drafts/<int:pk>/publish/", publishing.publish, name="draft-publish"),
    path("editor/drafts/<int:pk>/discard/", drafts.put_aside, name="draft-discard"),
    path("editor/drafts/<int:pk>/restore/", both_texts.bring_back, name="draft-restore"),
    path("editor/addressees/", desk.desk, name="desk"),
    path("editor/taken-back/", taken_back.taken_back_list, name="taken-back-list"),
    path("editor/forums/<slug:slug>/publish/", taken_back.publish_again, name="forum-publish-again"),
    path("editor/forums/<slug:slug>/restore/", taken_back.restore, name="forum-restore"),
    path("editor/forums/<slug:slug>/take-back/", taken_back.take_back, name="forum-take-back"),
    path("editor/forums/<slug:slug>/mend/", in_place.forum, name="mend-forum"),
    path("editor/sections/<int:pk>/mend/", in_place.section, name="mend-section"),
    path("editor/sections/<int:pk>/themes/", section_themes.section_themes, name="section-themes"),
    path("editor/lines/<int:pk>/mend/", in_place.line, name="mend-line"),
    path("editor/r/<slug:code>/mend/", in_place.recommendation, name="mend-recommendation"),
    path("editor/forums/<slug:slug>/correct/", corrections.correct, name="draft-correct"),
    path("editor/forums/<slug:slug>/hide/", hiding.hide, name="forum-hide"),
    path("editor/reads/", reads.reads, name="reads"),
    path("editor/reads/otkrytiya.csv", reads.reads_file, name="reads-file"),
    path("editor/not-found/", sought.sought_in_vain, name="sought-in-vain"),
    path("editor/complaints/", complaints_desk.complaint_list, name="complaint-list"),
    path("editor/complaints/<int:pk>/settle/", complaints_desk.settle_complaint, name="complaint-settle"),
    path("editor/offers/", offers.offer_list, name="offer-list"),
    path("editor/offers/<int:pk>/settle/", offers.settle, name="offer-settle"),
    path("editor/look/", edit_look, name="look"),
    path("editor/drafts/<int:pk>/differences/", corrections.differences, name="draft-differences"),
    path("editor/shared/<str:token>/", preview.shared, name="draft-shared"),
]

crawlers = [
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemaps.sitemap_part, name="sitemap-part"),
]

# HealthMiddleware answers the first three before any route is looked for; they stand here to have names.
watch = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path(".well-known/security.txt", words.security_txt, name="security-txt"),
]

urlpatterns = [*public, *open_data_files, *api, *crawlers, *people, *editor, *watch]
