"""What went wrong with a rule, in words: never with a value of a row in them."""

import duckdb

from rooftree.engine.checking.running.shut_in import TooLongError


def told(wrong: Exception) -> str:
    """The words. An engine's own are given only where they can name nothing but tables and columns."""
    if isinstance(wrong, TooLongError):
        return f"It was not finished: {wrong}. Nothing is said of its rows."
    if isinstance(wrong, duckdb.OutOfMemoryException):
        return "It needed more memory, or more room to spill to, than a rule may take."
    if isinstance(wrong, duckdb.ConversionException | duckdb.OutOfRangeException):
        return (
            "A value in a row could not be turned into the type that the rule asks for. "
            "Mend the rule so that it leaves such values out (a real_date or format rule finds them)."
        )
    if isinstance(wrong, duckdb.BinderException | duckdb.CatalogException | duckdb.ParserException):
        return f"It does not fit the tables that arrived: {str(wrong).splitlines()[0]}"
    if isinstance(wrong, duckdb.PermissionException):
        return "It tried to reach a file, a setting or an extension; rules are shut in."
    if isinstance(wrong, duckdb.IOException | duckdb.InvalidInputException):
        return "A file that it reads could not be read; see whether it is whole."
    return f"It failed in a way that is not known ({type(wrong).__name__})."
