"""Everything that can go wrong on a user's way: one sentence, a hint, an exit code.

Exit codes: 0 done, 1 failure, 2 usage, 3 the gate did not pass, 4 conflict, 130 stopped.
"""


class TranslateFlowError(Exception):
    """A failure that is told to the user as `message` and, where there is a way out, `hint`."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TranslateFlowError):
    """The command was called with something that does not fit: a wrong option, name, number or language."""

    exit_code = 2


class NotFound(UsageError):
    """A project, article, segment or term that does not exist."""


class BadInput(TranslateFlowError):
    """A file that cannot be read as what it should be; the message names the place."""


class Refused(TranslateFlowError):
    """An action that the workflow does not allow in this state or for this person."""


class GateClosed(TranslateFlowError):
    """Issues or unfinished segments stand in the way."""

    exit_code = 3


class Conflict(TranslateFlowError):
    """Somebody else changed the same thing in between."""

    exit_code = 4


class Interrupted(TranslateFlowError):
    """The person stopped the command; 130 is what shells expect of that (128 + SIGINT)."""

    exit_code = 130


class StoreError(TranslateFlowError):
    """The database cannot be opened, written or trusted."""
