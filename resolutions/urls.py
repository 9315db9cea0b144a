"""Addresses of the register. They are permanent: extend them, do not rename them."""

from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy

from resolutions.pages import (
    accounts,
    addressees,
    forums,
    health,
    home,
    recommendations,
    sources,
    view_settings,
    words,
)

public = [
    path("", home.home, name="home"),
    path("forums/", forums.forum_list, name="forum-list"),
    path("forums/<slug:slug>/", forums.forum_detail, name="forum-detail"),
    path("forums/<slug:slug>/source/", sources.source_file, name="forum-source"),
    path("forums/<slug:slug>/text/", sources.source_text, name="forum-text"),
    path("recommendations/", recommendations.recommendation_list, name="recommendation-list"),
    path("r/<slug:code>/", recommendations.recommendation_detail, name="recommendation-detail"),
    path("addressees/", addressees.addressee_list, name="addressee-list"),
    path("addressees/<slug:slug>/", addressees.addressee_detail, name="addressee-detail"),
    path("about/", words.about, name="about"),
    path("about/glossary/", words.glossary, name="glossary"),
    path("about/privacy/", words.privacy, name="privacy"),
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
            email_template_name="registration/password_reset_email.txt",
            subject_template_name="registration/password_reset_subject.txt",
            success_url=reverse_lazy("password-reset-done"),
        ),
        name="password-reset",
    ),
    path("password-reset/sent/", auth.PasswordResetDoneView.as_view(), name="password-reset-done"),
    path("password-reset/<uidb64>/<token>/", accounts.ResetConfirmView.as_view(), name="password-reset-confirm"),
    path("password-reset/complete/", auth.PasswordResetCompleteView.as_view(), name="password-reset-complete"),
    path("invitation/<uidb64>/<token>/", accounts.InvitationView.as_view(), name="invitation"),
]

watch = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", words.security_txt, name="security-txt"),
]

urlpatterns = [*public, *people, *watch]
