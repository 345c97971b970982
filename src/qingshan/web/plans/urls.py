"""Addresses of the plan desk."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.plans import adopting, deciding, views
from qingshan.web.rooms import Room

ROOM = Room(Text("工作要点", "Plans"), 10, SIGNED_IN, "plans")
SCOPE = "read:plans"
urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/bring", views.bring, name="bring-plan"),
    path("plans/drafts/<int:draft>", views.draft, name="draft"),
    path("plans/drafts/<int:draft>/recompile", views.recompile, name="recompile-draft"),
    path("plans/drafts/<int:draft>/overlay.yaml", views.overlay_file, name="draft-overlay"),
    path("plans/drafts/<int:draft>/overlay", deciding.bring_overlay, name="bring-overlay"),
    path("plans/drafts/<int:draft>/decide", deciding.decide, name="decide-draft"),
    path("plans/drafts/<int:draft>/take-back", deciding.take_back, name="take-back"),
    path("plans/drafts/<int:draft>/add", deciding.add, name="add-target"),
    path("plans/drafts/<int:draft>/document", deciding.document, name="draft-document"),
    path("plans/drafts/<int:draft>/merge", deciding.merge, name="merge-units"),
    path("plans/drafts/<int:draft>/records/<path:record>", deciding.record, name="draft-record"),
    path("plans/drafts/<int:draft>/adopt", adopting.adopt, name="adopt-draft"),
    path("plans/<str:period>", views.plan, name="plan"),
    path("plans/<str:period>/compare", views.compare, name="compare-plans"),
]
