"""Addresses of the OGC API, as its standards name them."""

from __future__ import annotations

from django.urls import path

from qingshan.web.ogc import views

SCOPE = "read:data"
urlpatterns = [
    path("ogc", views.landing, name="ogc"),
    path("ogc/conformance", views.conformance, name="ogc-conformance"),
    path("ogc/collections", views.collections, name="ogc-collections"),
    path("ogc/collections/<str:collection>", views.collection, name="ogc-collection"),
    path("ogc/collections/<str:collection>/items", views.items, name="ogc-items"),
    path("ogc/collections/<str:collection>/items/<path:feature>", views.item, name="ogc-item"),
    path("ogc/collections/<str:collection>/locations", views.locations, name="ogc-locations"),
    path("ogc/collections/<str:collection>/locations/<path:place>", views.values, name="ogc-values"),
]
