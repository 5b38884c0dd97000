"""Every address of the product."""

from django.urls import include, path
from django.views.i18n import set_language

from guatu.platform.permissions import PUBLIC, guarded
from guatu.web.pages import (
    api,
    duties,
    filing,
    health,
    plan_drafts,
    plan_papers,
    plans,
    quality,
    ranks,
)

urlpatterns = [
    path("", duties.duties, name="duties"),
    path("", include("guatu.apps.accounts.urls")),
    path("", include("guatu.apps.boards.urls")),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/compare/", plan_papers.plan_compare, name="plan_compare"),
    path("plans/<int:document_id>/", plans.plan_review, name="plan_review"),
    path("plans/<int:document_id>/text/", plans.plan_text, name="plan_text"),
    path("plans/<int:document_id>/coverage/", plan_papers.plan_coverage, name="plan_coverage"),
    path("plans/<int:document_id>/receipt/", plan_papers.plan_receipt, name="plan_receipt"),
    path("plans/<int:document_id>/original/", plan_papers.plan_original, name="plan_original"),
    path("plans/<int:document_id>/pages/<int:number>/", plan_papers.plan_page, name="plan_page"),
    path("plans/<int:document_id>/targets.xlsx", plan_papers.plan_table, name="plan_table"),
    path("plans/<int:document_id>/targets.jsonl", plan_papers.plan_lines, name="plan_lines"),
    path(
        "plans/<int:document_id>/corrections/",
        plan_papers.plan_corrections,
        name="plan_corrections",
    ),
    path("plans/<int:document_id>/drafts/", plan_drafts.add, name="draft_add"),
    path("drafts/<int:draft_id>/confirm/", plan_drafts.confirm, name="draft_confirm"),
    path("drafts/<int:draft_id>/reject/", plan_drafts.reject, name="draft_reject"),
    path("drafts/<int:draft_id>/reopen/", plan_drafts.reopen, name="draft_reopen"),
    path("drafts/<int:draft_id>/edit/", plan_drafts.edit, name="draft_edit"),
    path("drafts/<int:draft_id>/split/", plan_drafts.split, name="draft_split"),
    path("drafts/<int:draft_id>/merge/", plan_drafts.merge, name="draft_merge"),
    path("filings/", filing.filings, name="filings"),
    path("filings/<int:expectation_id>/", filing.filing, name="filing"),
    path("quality/", quality.quality, name="quality"),
    path("ranks/", ranks.ranks, name="ranks"),
    path("ranks/<slug:group>/<str:indicator>/", ranks.ranking, name="ranking"),
    path("ranks/<slug:group>/<str:indicator>/t.xlsx", ranks.ranking_sheet, name="ranking_sheet"),
    path("ranks/<slug:group>/<str:indicator>/t.csv", ranks.ranking_csv, name="ranking_csv"),
    path("ranks/<slug:group>/<str:indicator>/t.json", ranks.ranking_json, name="ranking_json"),
    path("receipts/<str:receipt>/", filing.receipt, name="receipt"),
    path("api/v1/evaluations", api.evaluations, name="api_evaluations"),
    path("api/v1/values", api.values, name="api_values"),
    path("health/", health.health, name="health"),
    path("language/", guarded(PUBLIC)(set_language), name="set_language"),
]
handler403 = "guatu.web.pages.refusals.forbidden"
handler404 = "guatu.web.pages.refusals.missing"
handler500 = "guatu.web.pages.refusals.broken"
