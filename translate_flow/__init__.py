"""translate-flow: import an article, translate and review its segments, export the finished text."""

__version__ = "0.1.0"
