"""Compiling in the background what takes longer than somebody should wait."""

from __future__ import annotations

from django_tasks import TaskContext, task

from qingshan.kernel.text import Text
from qingshan.web.evaluations.work import tell
from qingshan.web.plans import drafts
from qingshan.web.plans.models import Draft

COMPILING = Text("编译工作要点", "compiling the plan")


@task(takes_context=True)
def compile_draft(context: TaskContext, draft: int) -> dict[str, int]:
    """Compile a draft as it is kept; nothing where it is gone meanwhile."""
    tell(context, 0, COMPILING, of=1)
    found = Draft.objects.filter(pk=draft).first()
    if found is not None:
        drafts.compile_kept(found)
    tell(context, 1, COMPILING, of=1)
    return {"draft": draft}


def ask(draft: Draft) -> None:
    """Put it on the queue."""
    compile_draft.enqueue(draft.pk)
