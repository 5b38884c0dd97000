"""Addresses of the boards."""

from django.urls import path

from guatu.apps.boards import views

urlpatterns = [
    path("board/", views.war_map, name="war_map"),
    path("board/deployment/", views.deployment_board, name="deployment"),
    path("board/support/", views.support_board, name="support"),
    path("board/wall/", views.wall, name="wall"),
    path("targets/<int:target_id>/", views.target, name="target"),
]
