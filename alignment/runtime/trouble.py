"""What a person can mend, said in one sentence."""


class Trouble(Exception):
    """Starting is not possible; the text says why and what to do about it."""
