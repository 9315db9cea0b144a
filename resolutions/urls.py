"""Addresses of the register. They are permanent: extend them, do not rename them."""

from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy

from resolutions import feeds
from resolutions.pages import (
    accounts,
    addressees,
    forums,
    health,
    home,
    recommendations,
    sources,
    subscriptions,
    view_settings,
    words,
)
from resolutions.workspace import (
    corrections,
    drafts,
    preview,
    publishing,
    reviewing,
    sample,
    splitting,
    text,
    uploading,
)
from resolutions.workspace import help as writing

public = [
    path("", home.home, name="home"),
    path("forums/", forums.forum_list, name="forum-list"),
    path("forums/<slug:slug>/", forums.forum_detail, name="forum-detail"),
    path("forums/<slug:slug>/source/", sources.source_file, name="forum-source"),
    path("forums/<slug:slug>/text/", sources.source_text, name="forum-text"),
    path("forums/<slug:slug>/feed/", feeds.forum_feed, name="forum-feed"),
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("recommendations/suggest/", recommendations.recommendation_suggestions, name="recommendation-suggestions"),
    path(
        "recommendations/values/<slug:parameter>/", recommendations.recommendation_values, name="recommendation-values"
    ),
    path("recommendations/feed/", feeds.recommendation_feed, name="recommendation-feed"),
    path("r/<slug:code>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path("addressees/", addressees.addressee_list, name="addressee-list"),
    path("addressees/<slug:slug>/", addressees.addressee_detail, name="addressee-detail"),
    path("addressees/<slug:slug>/feed/", feeds.addressee_feed, name="addressee-feed"),
    path("about/", words.about, name="about"),
    path("about/glossary/", words.glossary, name="glossary"),
    path("about/privacy/", words.privacy, name="privacy"),
    path("about/consent/", subscriptions.consent, name="consent"),
    path("about/consent/<slug:version>/", subscriptions.consent, name="consent-version"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("subscribe/sent/", subscriptions.letter_on_its_way, name="subscribe-sent"),
    path("subscriptions/<str:token>/", subscriptions.subscription, name="subscription"),
    path("unsubscribe/<str:token>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("view-settings/", view_settings.edit_view_settings, name="view-settings"),
]

people = [
    path("login/", accounts.LoginView.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/", accounts.account, name="account"),
    path(
        "account/password/",
        auth.PasswordChangeView.as_view(success_url=reverse_lazy("password-change-done")),
        name="password-change",
    ),
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
    path("password-reset/complete/", auth.PasswordResetCompleteView.as_view(), name="password-reset-complete"),
    path("invitation/<uidb64>/<token>/", accounts.InvitationView.as_view(), name="invitation"),
]

editor = [
    path("editor/", drafts.draft_list, name="draft-list"),
    path("editor/upload/", uploading.upload, name="draft-upload"),
    path("editor/new/", drafts.start, name="draft-start"),
    path("editor/help/", writing.writing_help, name="writing-help"),
    path("editor/help/sample.docx", sample.sample, name="sample-resolution"),
    path("editor/drafts/<int:pk>/", reviewing.review, name="draft-review"),
    path("editor/drafts/<int:pk>/autosave/", reviewing.autosave, name="draft-autosave"),
    path("editor/drafts/<int:pk>/both/", reviewing.settle_conflict, name="draft-both"),
    path("editor/drafts/<int:pk>/split/<int:key>/", splitting.split, name="draft-split"),
    path("editor/drafts/<int:pk>/text/", text.as_text, name="draft-text"),
    path("editor/drafts/<int:pk>/preview/", preview.preview, name="draft-preview"),
    path("editor/drafts/<int:pk>/share/", drafts.share_link, name="draft-share"),
    path("editor/drafts/<int:pk>/publish/", publishing.publish, name="draft-publish"),
    path("editor/drafts/<int:pk>/discard/", drafts.put_aside, name="draft-discard"),
    path("editor/drafts/<int:pk>/restore/", drafts.bring_back, name="draft-restore"),
    path("editor/forums/<slug:slug>/correct/", corrections.correct, name="draft-correct"),
    path("editor/drafts/<int:pk>/differences/", corrections.differences, name="draft-differences"),
    path("editor/shared/<str:token>/", preview.shared, name="draft-shared"),
]

watch = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", words.security_txt, name="security-txt"),
]

urlpatterns = [*public, *people, *editor, *watch]
