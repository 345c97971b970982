"""The addresses of the desk: those of its rooms, found by their folders."""

from __future__ import annotations

from qingshan.web.rooms import patterns

urlpatterns = patterns()
handler400 = "qingshan.web.errors.bad_request"
handler403 = "qingshan.web.errors.refused"
handler404 = "qingshan.web.errors.not_here"
handler500 = "qingshan.web.errors.broken"
