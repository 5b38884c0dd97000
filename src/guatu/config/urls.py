"""Every address of the product."""

from django.urls import include, path
from django.views.i18n import set_language

from guatu.platform.permissions import PUBLIC, guarded
from guatu.web.pages import api, duties, filing, health, plans

urlpatterns = [
    path("", duties.duties, name="duties"),
    path("", include("guatu.apps.accounts.urls")),
    path("", include("guatu.apps.boards.urls")),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/<int:document_id>/", plans.plan_review, name="plan_review"),
    path("plans/<int:document_id>/text/", plans.plan_text, name="plan_text"),
    path("drafts/<int:draft_id>/confirm/", plans.confirm, name="draft_confirm"),
    path("drafts/<int:draft_id>/reject/", plans.reject, name="draft_reject"),
    path("drafts/<int:draft_id>/reopen/", plans.reopen, name="draft_reopen"),
    path("drafts/<int:draft_id>/edit/", plans.edit, name="draft_edit"),
    path("filings/", filing.filings, name="filings"),
    path("filings/<int:expectation_id>/", filing.filing, name="filing"),
    path("receipts/<str:receipt>/", filing.receipt, name="receipt"),
    path("api/v1/evaluations", api.evaluations, name="api_evaluations"),
    path("health/", health.health, name="health"),
    path("language/", guarded(PUBLIC)(set_language), name="set_language"),
]
handler403 = "guatu.web.pages.refusals.forbidden"
handler404 = "guatu.web.pages.refusals.missing"
handler500 = "guatu.web.pages.refusals.broken"
