"""What of the words that somebody typed is kept."""


def cleaned(text: str) -> str:
    """A text as it is kept: one kind of line break, no control characters (NUL among them), no blank ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and ord(one) != 127)).strip()
