"""Addresses of the ledgers. The key of an entry stands last, for it may hold a slash."""

from __future__ import annotations

from django.urls import path

from qingshan.kernel.text import Text
from qingshan.web.ledgers import acting, entry, lists, public, tables
from qingshan.web.permissions import SIGNED_IN
from qingshan.web.rooms import Room

ROOM = Room(Text("台账", "Ledgers"), 40, SIGNED_IN, "ledgers")
SCOPE = "read:ledgers"
urlpatterns = [
    path("ledgers/", lists.overview, name="ledgers"),
    path("ledgers/<str:ledger>/", lists.entries, name="ledger"),
    path("ledgers/<str:ledger>/stages", lists.stages, name="ledger-stages"),
    path("ledgers/<str:ledger>/new", acting.new, name="ledger-new"),
    path("ledgers/<str:ledger>/import", tables.taken_in, name="ledger-import"),
    path("ledgers/<str:ledger>/export", tables.written_out, name="ledger-export"),
    path("ledgers/<str:ledger>/entries/<path:key>", entry.entry, name="ledger-entry"),
    path("ledgers/<str:ledger>/act/<str:action>/<path:key>", acting.act, name="ledger-act"),
    path("ledgers/<str:ledger>/evidence/<path:key>", entry.evidence, name="ledger-evidence"),
    path("public/ledgers/", public.overview, name="public-ledgers"),
    path("public/ledgers/<str:ledger>", public.entries, name="public-ledger"),
]
