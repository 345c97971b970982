"""The addresses of the desk, collected anew: where a bureau has a room of its own it is among them."""

from __future__ import annotations

from qingshan.web.rooms import patterns
from qingshan.web.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = patterns()
