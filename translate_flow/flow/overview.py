"""What there is and how far it is."""

from translate_flow.flow import selection
from translate_flow.model import Article, State
from translate_flow.project import Project
from translate_flow.records import frozen


@frozen
class Progress:
    """Segments of a job by state."""

    article: str
    """Name of the article."""
    language: str
    """Target language."""
    segments: int
    """All of them."""
    words: int
    """Words of the source."""
    initial: int
    """Not translated yet, drafts included."""
    drafts: int
    """Of these, with a text nobody confirmed."""
    rejected: int
    """Of these, sent back by a reviser."""
    translated: int
    """Translated, not reviewed."""
    reviewed: int
    """Reviewed, not final."""
    final: int
    """Final."""

    @property
    def percent(self) -> int:
        """Share of segments that are translated at least, in whole per cent rounded down."""
        return 100 * (self.segments - self.initial) // self.segments if self.segments else 100


def list_articles(project: Project) -> list[Article]:
    """The articles of a project, in the order they came."""
    with project.open() as store:
        return store.articles()


def status(project: Project, name: str | None = None, to: str | None = None) -> list[Progress]:
    """Progress of each job, or of one article's; a job nobody began counts as initial.

    Raises NotFound for an unknown article, UsageError for an unknown language.
    """
    tags = selection.languages(project, to)
    with project.open() as store, store.reading():
        articles = [selection.article(store, name)] if name else store.articles()
        jobs = {(row["article"], row["language"]): row["id"] for row in store.jobs()}
        counts = {(row["job"], row["state"]): row for row in store.state_counts()}
    found = []
    for article in articles:
        for tag in tags:
            job = jobs.get((article.id, tag), 0)
            rows = {state: counts.get((job, str(state))) for state in State}
            done = {state: row["segments"] if row else 0 for state, row in rows.items()}
            first = rows[State.INITIAL]
            found.append(
                Progress(
                    article=article.name,
                    language=tag,
                    segments=article.segments,
                    words=article.words,
                    initial=article.segments - sum(done.values()) + done[State.INITIAL],
                    drafts=first["texts"] if first else 0,
                    rejected=first["rejected"] if first else 0,
                    translated=done[State.TRANSLATED],
                    reviewed=done[State.REVIEWED],
                    final=done[State.FINAL],
                )
            )
    return found
